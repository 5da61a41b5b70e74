// Decorators, functions and classes: what is evaluated outside, then a frame for what is inside.
// SPDX-License-Identifier: MIT
#include <optional>
#include <string_view>

#include "grammar/call_arguments.h"
#include "grammar/compounds.h"
#include "grammar/expressions.h"
#include "grammar/identifiers.h"
#include "grammar/parameters.h"
#include "grammar/placement_rules.h"
#include "grammar/statements.h"
#include "grammar/type_parameters.h"

namespace pymolt::verdict {

namespace {

// Until 3.8 a decorator was a dotted name, perhaps called once.
bool is_old_decorator(const Reader& reader, const Expression& expression) {
  std::uint32_t i = expression.first;
  while (is_word(reader.token(i).kind) && reader.token(i + 1).kind == TokenKind::dot) i += 2;
  if (!is_word(reader.token(i).kind)) return false;
  return i + 1 == expression.last ||
         (expression.form == ExpressionKind::call && i + 1 == expression.tail);
}

void read_decorator(Reader& reader) {
  reader.skip();
  const Expression expression = read_named(reader);
  if (reader.failed()) return;
  if (!is_old_decorator(reader, expression)) {
    reader.see(Construct::decorator_expression, reader.since(expression.first));
  } else if (const TokenKind kind = reader.token(expression.first).kind;
             kind == TokenKind::none || kind == TokenKind::true_ || kind == TokenKind::false_) {
    reader.see(Construct::decorator_constant, reader.since(expression.first));
  }
  reader.expect(TokenKind::newline);
}

// The scope of type parameters, where there are any, up to the end of what they belong to.
class TypeScope {
 public:
  explicit TypeScope(Reader& reader) : reader_(reader) {
    if (!reader.at(TokenKind::left_bracket)) return;
    scope_.kind = ScopeKind::type_scope;
    scope_.first = reader.index();
    frame_.emplace(reader, ScopeKind::type_scope);
    read_type_parameters(reader);
  }
  ~TypeScope() {
    if (!frame_) return;
    scope_.last = reader_.index();
    reader_.scopes.add(scope_);
  }
  TypeScope(const TypeScope&) = delete;
  TypeScope& operator=(const TypeScope&) = delete;

 private:
  Reader& reader_;
  Scope scope_;
  std::optional<InFrame> frame_;
};

// `(parameters) -> result`
void read_head(Reader& reader) {
  if (!reader.expect(TokenKind::left_paren)) return;
  read_parameters(reader, TokenKind::right_paren);
  if (!reader.expect(TokenKind::right_paren) || !reader.at(TokenKind::arrow)) return;
  reader.see_here(Construct::function_annotation);
  reader.skip();
  read_annotation(reader, Annotated::function);
}

void read_function(Reader& reader, bool is_async) {
  reader.skip();
  if (is_async) reader.frames.begin_async_head();
  read_bound_word(reader, Role::defined);
  const TypeScope type_scope(reader);
  Scope scope{ScopeKind::function};
  scope.parameters_first = reader.index();
  read_head(reader);
  if (is_async) reader.frames.end_async_head();
  scope.parameters_last = scope.first = reader.index();
  {
    const InFrame frame(reader, ScopeKind::function, is_async);
    read_block(reader);
  }
  scope.last = reader.index();
  reader.scopes.add(scope);
}

void read_class(Reader& reader) {
  reader.skip();
  Scope scope{ScopeKind::class_};
  scope.name = reader.index();
  read_bound_word(reader, Role::defined);
  const TypeScope type_scope(reader);
  if (reader.at(TokenKind::left_paren)) read_bases(reader);
  scope.first = reader.index();
  {
    const InFrame frame(reader, ScopeKind::class_);
    reader.frames.top().class_name = scope.name;
    read_block(reader);
  }
  scope.last = reader.index();
  reader.scopes.add(scope);
}

// 3.5 and 3.6 looked for the `def` on the same line.
void see_split_async(Reader& reader) {
  const Token& word = reader.token();
  const Token& next = reader.token(reader.index() + 1);
  const std::string_view between = reader.text({word.end, next.begin, TokenKind::name});
  if (between.find_first_of("\r\n") != std::string_view::npos) {
    reader.see(Construct::split_async_def, word.span());
  }
}

}  // namespace

void read_definition(Reader& reader) {
  while (reader.at(TokenKind::at)) read_decorator(reader);
  const bool is_async = reader.at(TokenKind::async_) && reader.next_kind() == TokenKind::def_;
  if (is_async) {
    reader.see_here(Construct::async_function);
    if (!reader.frames.inside_async_function()) see_split_async(reader);
    reader.skip();
  }
  if (reader.at(TokenKind::def_)) return read_function(reader, is_async);
  if (reader.at(TokenKind::class_)) return read_class(reader);
  reader.fail(Construct::invalid_decorator);
}

}  // namespace pymolt::verdict
