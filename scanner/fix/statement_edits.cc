// Statements whose form Python 3 changed: exec, except, raise.
// SPDX-License-Identifier: MIT
#include <algorithm>

#include "fix/rewriters.h"

namespace pymolt::fix {

namespace {

std::string text(std::string_view piece) { return std::string(piece); }

// Whether some `except` or a caller gives NAME its value, which may then be an exception already, or a tuple.
bool is_given(const Source& source, std::string_view name) {
  const std::vector<names::Binding>& bindings = source.names().scopes().bindings();
  return std::any_of(bindings.begin(), bindings.end(), [&](const names::Binding& binding) {
    const bool gives =
        binding.kind == names::BindingKind::except || binding.kind == names::BindingKind::parameter;
    return gives && source.tree().node(binding.node).text() == name;
  });
}

// Whether the value of a `raise` is surely handed to the class, and is neither None, an instance nor a tuple.
bool is_plain_value(const Source& source, std::size_t first, std::size_t end) {
  const TokenKind kind = source.token(first).kind;
  if (kind == TokenKind::string || kind == TokenKind::number || kind == TokenKind::backtick)
    return true;
  const std::string_view word = source.word(first);
  if (end == first + 1 && is_word(kind)) return !is_given(source, word);
  return (word == "str" || word == "repr" || word == "unicode") &&
         source.token(first + 1).kind == TokenKind::left_paren;
}

// `(a, b)` alone, whose parts are the arguments.
bool is_tuple(const Source& source, std::size_t first, std::size_t end) {
  return source.token(first).kind == TokenKind::left_paren && source.closing(first) + 1 == end &&
         source.split(first + 1, end - 1).size() > 1;
}

}  // namespace

// exec code in globals, locals      exec(code, globals, locals)
Answer exec_call(const Site& site, Fix& fix) {
  const Source& source = site.source;
  const std::size_t first = site.token;
  if (source.word(first) != "exec") return by_hand("no statement begins with this exec");
  const std::size_t end = source.end_of_statement(first);
  const std::size_t in = source.find(first + 1, end, TokenKind::in_);
  std::string call = "exec(" + text(source.piece(first + 1, in));
  if (in != end) call += ", " + text(source.piece(in + 1, end));
  fix.edits.push_back({{source.token(first).begin, source.token(end - 1).end}, call + ")"});
  // Without a scope of its own it binds names of the function around it, which Python 3 never does.
  if (in == end && site.around(syntax::Kind::function_definition)) fix.safe = false;
  return {};
}

// except E, (a, b):      except E as error:
//                            (a, b) = error.args
static Answer except_as_other(const Source& source, std::size_t comma, std::size_t colon,
                              Fix& fix) {
  const std::string name = fresh_name(source, "error");
  const TokenKind kind = source.token(comma + 1).kind;
  const bool unpacks = kind == TokenKind::left_paren || kind == TokenKind::left_bracket;
  fix.edits.push_back({{source.token(comma - 1).end, source.token(colon).begin}, " as " + name});
  std::size_t body = colon + 1;
  while (source.token(body).kind == TokenKind::newline ||
         source.token(body).kind == TokenKind::indent)
    ++body;
  put_before(source, body,
             text(source.piece(comma + 1, colon)) + " = " + name + (unpacks ? ".args" : ""), fix);
  return {};
}

// except E, e:      except E as e:
Answer except_as(const Site& site, Fix& fix) {
  const Source& source = site.source;
  if (source.token(site.token).kind != TokenKind::except_) return by_hand("no clause begins here");
  const std::size_t end = source.end_of_statement(site.token);
  const std::size_t colon = source.find(site.token, end, TokenKind::colon);
  const std::size_t comma = source.find(site.token, colon, TokenKind::comma);
  if (comma == colon || colon == end) return by_hand("its comma was not found");
  if (comma + 2 != colon || !is_word(source.token(comma + 1).kind))
    return except_as_other(source, comma, colon, fix);
  fix.edits.push_back({{source.token(comma - 1).end, source.token(comma + 1).begin}, " as "});
  return {};
}

// raise E, value, trace      raise E(value).with_traceback(trace)
Answer raise_call(const Site& site, Fix& fix) {
  const Source& source = site.source;
  std::size_t first = site.token;  // the finding begins at the class
  if (first > 0 && source.token(first - 1).kind == TokenKind::raise_) --first;
  if (source.token(first).kind != TokenKind::raise_)
    return by_hand("no statement begins with this raise");
  const std::size_t end = source.end_of_statement(first);
  const auto parts = source.split(first + 1, end);
  if (parts.size() < 2 || parts.size() > 3 || parts.back().first == parts.back().second)
    return by_hand("its parts were not recognised");
  const TokenKind what = source.token(first + 1).kind;
  if (what == TokenKind::string || what == TokenKind::left_paren)
    return by_hand("what it raises is no class");
  if (parts.size() == 3 && site.wish.both)
    return by_hand("2.7 has no with_traceback(); six.reraise works on both");
  const auto [value, value_end] = parts[1];
  const bool is_none = source.piece(value, value_end) == "None";
  const bool is_instance = source.token(parts[0].second - 1).kind == TokenKind::right_paren;
  std::string raised = text(source.piece(parts[0].first, parts[0].second));
  if (is_instance && !is_none) return by_hand("it raises an instance and gives a value");
  if (is_none) {
    if (!is_instance && parts.size() == 3) {
      raised += "()";
      fix.safe = false;  // a name may stand for an instance
    }
  } else if (is_tuple(source, value, value_end)) {
    raised += text(source.piece(value, value_end));
  } else {
    raised += "(" + text(source.piece(value, value_end)) + ")";
    if (!is_plain_value(source, value, value_end))
      fix.safe = false;  // an instance is raised itself, a tuple is spread
  }
  const std::string trace =
      parts.size() == 3 ? text(source.piece(parts[2].first, parts[2].second)) : "None";
  if (trace != "None") raised += ".with_traceback(" + trace + ")";
  fix.edits.push_back({{source.token(first + 1).begin, source.token(end - 1).end}, raised});
  return {};
}

}  // namespace pymolt::fix
