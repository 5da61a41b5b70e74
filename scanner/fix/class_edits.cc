// `__metaclass__` becomes the class statement's keyword, where Python 3 looks for it.
// SPDX-License-Identifier: MIT
//
//   class Shape(object):                class Shape(object, metaclass=Registry):
//       __metaclass__ = Registry            sides = 3
//       sides = 3
#include "fix/import_edits.h"
#include "fix/rewriters.h"

namespace pymolt::fix {

namespace {

using syntax::Field;
using syntax::Kind;
using syntax::Node;

// Whether an identifier in VALUE is bound in the class itself, where its head cannot see it.
bool needs_body(const Source& source, Node class_, Node value) {
  const names::Scopes& scopes = source.names().scopes();
  const names::ScopeId scope = scopes.scope_of(class_.index());
  for (const names::Binding& binding : scopes.bindings()) {
    if (binding.scope != scope || binding.import != names::kNone) continue;
    const std::string_view name = source.tree().node(binding.node).text();
    for (std::size_t i = source.token_at(value.begin()); source.token(i).begin < value.end(); ++i) {
      if (source.word(i) == name) return true;
    }
  }
  return false;
}

// How often the body says `__metaclass__ = …`.
int metaclasses(Node class_) {
  int count = 0;
  for (const Node statement : class_.child(Field::body).children()) {
    const Node assignment = statement.first_child();
    if (assignment.is(Kind::assignment) && assignment.child(Field::left).text() == "__metaclass__")
      ++count;
  }
  return count;
}

bool is_read_elsewhere(const Source& source, std::uint32_t at) {
  for (std::size_t i = 1; i < source.tokens().size(); ++i) {
    if (source.word(i) == "__metaclass__" && source.token(i).begin != at &&
        source.token(i - 1).kind == TokenKind::dot)
      return true;
  }
  return false;
}

void put_keyword(const Source& source, Node class_, const std::string& keyword, Fix& fix) {
  const Node bases = class_.child(Field::superclasses);
  if (!bases) {
    const std::uint32_t end = class_.child(Field::name).end();
    fix.edits.push_back({{end, end}, "(" + keyword + ")"});
    return;
  }
  const std::size_t close = source.token_at(bases.end() - 1);
  const TokenKind before = source.token(close - 1).kind;
  const std::uint32_t end = before == TokenKind::comma || before == TokenKind::left_paren
                                ? source.token(close).begin
                                : source.token(close - 1).end;
  const char* separator = before == TokenKind::left_paren ? ""
                          : before == TokenKind::comma    ? " "
                                                          : ", ";
  fix.edits.push_back({{end, end}, separator + keyword});
}

// Takes the assignment away, and `;` or the line with it.
void take_away(const Source& source, Node statement, Fix& fix) {
  const std::size_t first = source.token_at(statement.begin());
  const std::size_t end = source.end_of_statement(first);
  if (source.token(end).kind == TokenKind::semicolon &&
      source.token(end + 1).kind != TokenKind::newline) {
    fix.edits.push_back({{statement.begin(), source.token(end + 1).begin}, ""});
  } else if (source.token(first - 1).kind == TokenKind::semicolon) {
    fix.edits.push_back({{source.token(first - 1).begin, statement.end()}, ""});
  } else {
    take_out(source, statement, fix);
  }
}

}  // namespace

// class Shape(object):                class Shape(six.with_metaclass(Registry, object)):
//     __metaclass__ = Registry            sides = 3
//     sides = 3
static Answer with_metaclass(const Site& site, Node class_, Node value, Fix& fix) {
  const std::string maker(site.said_of("both"));
  const std::string module = maker.substr(0, maker.find('.'));
  if (!site.source.imports(module) || site.source.binds(module))
    return by_hand("2.7 does not know the keyword; " + maker + " works on both");
  std::string call = maker + "(" + std::string(value.text());
  const Node bases = class_.child(Field::superclasses);
  if (!bases) {
    const std::uint32_t end = class_.child(Field::name).end();
    fix.edits.push_back({{end, end}, "(" + call + "))"});
    return {};
  }
  const std::vector<Node> items = items_of(bases);
  if (items.empty()) {
    fix.edits.push_back({{bases.begin() + 1, bases.begin() + 1}, call + ")"});
    return {};
  }
  fix.edits.push_back({{items.front().begin(), items.front().begin()}, call + ", "});
  fix.edits.push_back({{items.back().end(), items.back().end()}, ")"});
  return {};
}

Answer metaclass_keyword(const Site& site, Fix& fix) {
  const Source& source = site.source;
  const Node name = site.exact();
  const Node assignment = name.parent();
  const Node statement = assignment.parent();
  const Node class_ = site.around(Kind::class_definition);
  if (!assignment.is(Kind::assignment) || !statement.is(Kind::expression_statement) || !class_)
    return by_hand("no assignment in a class stands here");
  const Node value = assignment.child(Field::right);
  if (value.is(Kind::assignment) || metaclasses(class_) != 1 || needs_body(source, class_, value))
    return by_hand("the class itself makes its metaclass, or names several");
  if (is_read_elsewhere(source, name.begin())) fix.safe = false;
  if (site.wish.both) {
    const Answer answer = with_metaclass(site, class_, value, fix);
    if (!answer.known) return answer;
  } else {
    put_keyword(source, class_, "metaclass=" + std::string(value.text()), fix);
  }
  take_away(source, statement, fix);
  return {};
}

}  // namespace pymolt::fix
