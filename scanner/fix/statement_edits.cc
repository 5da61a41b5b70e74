// Statements whose form Python 3 changed: exec, except, raise.
// SPDX-License-Identifier: MIT
#include <algorithm>
#include <optional>

#include "fix/rewriters.h"
#include "syntax/enclosing.h"

namespace pymolt::fix {

namespace {

std::string text(std::string_view piece) { return std::string(piece); }

// The node whose text the tokens from FIRST up to END are; no node where there is none.
syntax::Node node_of(const Source& source, std::size_t first, std::size_t end) {
  syntax::Node node = source.tree().innermost(source.token(first).begin);
  for (int steps = 0; node && node.end() < source.token(end - 1).end && steps < 200; ++steps)
    node = node.parent();
  const ByteSpan span = {source.token(first).begin, source.token(end - 1).end};
  return node && node.span() == span ? node : syntax::Node();
}

// `(a, b)` or `()` alone, whose parts are the arguments.
bool is_tuple(const Source& source, std::size_t first, std::size_t end) {
  return source.token(first).kind == TokenKind::left_paren && source.closing(first) + 1 == end &&
         source.split(first + 1, end - 1).size() != 1;
}

// What binds the NAME that is read there: its own scope where that binds it, else anything in the file.
std::vector<names::Binding> bindings_of(const Source& source, syntax::Node name) {
  const names::Scopes& scopes = source.names().scopes();
  const names::ScopeId here = scopes.scope_at(name.index());
  std::vector<names::Binding> all;
  std::vector<names::Binding> own;
  for (const names::Binding& binding : scopes.bindings()) {
    if (binding.import != names::kNone || source.tree().node(binding.node).text() != name.text())
      continue;
    all.push_back(binding);
    if (binding.scope == here) own.push_back(binding);
  }
  return own.empty() ? all : own;
}

// How NAME is bound: whether by anything of the kinds that ASKED takes.
template <typename Asked>
bool is_bound(const Source& source, syntax::Node name, Asked asked) {
  const std::vector<names::Binding> bindings = bindings_of(source, name);
  return std::any_of(bindings.begin(), bindings.end(),
                     [&](const names::Binding& binding) { return asked(binding.kind); });
}

// Whether NAME is a parameter of the function around that may be left out, and is None then.
bool may_be_left_out(const Source& source, syntax::Node name) {
  const syntax::Node parameters = syntax::enclosing_function(name).child(syntax::Field::parameters);
  if (!parameters) return false;
  for (std::size_t i = source.token_at(parameters.begin());
       source.token(i).begin < parameters.end() && i + 2 < source.tokens().size(); ++i) {
    if (source.word(i) == name.text() && source.word(i + 1) == "=" && source.word(i + 2) == "None")
      return true;
  }
  return false;
}

// Whether the value is a text or a number for sure, so that what is raised with it can only be a class.
bool is_plain(const Source& source, std::size_t first, std::size_t end) {
  const TokenKind kind = source.token(first).kind;
  if (kind == TokenKind::string || kind == TokenKind::number || kind == TokenKind::backtick)
    return true;
  const syntax::Node node = node_of(source, first, end);
  if (!node) return false;
  const std::vector<names::Inferred> found = source.names().types().all_of(node);
  return !found.empty() && std::all_of(found.begin(), found.end(), [](const names::Inferred& one) {
    return one.type == "builtins.str" || one.type == "builtins.int";
  });
}

// Whether the value of a `raise` may be None, a tuple or an exception, which 2.7 does not hand to the class as it is.
bool is_special(const Source& source, std::size_t first, std::size_t end) {
  const TokenKind kind = source.token(first).kind;
  if (kind == TokenKind::string || kind == TokenKind::number || kind == TokenKind::backtick)
    return false;
  const syntax::Node node = node_of(source, first, end);
  if (!node) return true;
  for (const names::Inferred& one : source.names().types().all_of(node)) {
    const bool is_own_class = one.local != names::kNone;
    if (is_own_class || one.type == "builtins.tuple" || one.is_none() ||
        source.names().types().derives(one, "builtins.BaseException"))
      return true;
  }
  if (node.is(syntax::Kind::tuple)) return true;
  if (!node.is(syntax::Kind::identifier)) return false;
  using names::BindingKind;
  return is_bound(source, node, [](BindingKind of) { return of == BindingKind::except; }) ||
         may_be_left_out(source, node);
}

// Whether what is raised is surely a class, and no instance in a variable.
bool is_class(const Source& source, std::size_t first, std::size_t end) {
  const syntax::Node node = node_of(source, first, end);
  if (node.is(syntax::Kind::identifier)) {
    using names::BindingKind;
    return !is_bound(source, node, [](BindingKind of) {
      return of != BindingKind::class_ && of != BindingKind::global;
    });
  }
  if (!node.is(syntax::Kind::attribute)) return false;
  const std::string_view last = node.child(syntax::Field::attribute).text();
  return (last[0] >= 'A' && last[0] <= 'Z') || last == "error" || last.ends_with("Exception") ||
         last.ends_with("Error");
}

// Whether what is raised is surely an exception that a handler has caught.
bool is_caught(const Source& source, std::size_t first, std::size_t end) {
  using names::BindingKind;
  const syntax::Node node = node_of(source, first, end);
  const auto bound_so = [&](bool caught) {
    return is_bound(source, node,
                    [&](BindingKind of) { return (of == BindingKind::except) == caught; });
  };
  return node.is(syntax::Kind::identifier) && bound_so(true) && !bound_so(false);
}

// Which of the three values of `sys.exc_info()` PART is, an item of that or of a name that is given nothing else, or a name
// that takes it; nothing where that is not plain to see.
std::optional<int> place_in_exc_info(const Source& source, syntax::Node part) {
  using syntax::Field;
  using syntax::Kind;
  const names::Resolver& resolver = source.names().resolver();
  const auto is_call = [&](syntax::Node node) {
    return node.is(Kind::call) && resolver.dotted(node.child(Field::function)) == "sys.exc_info";
  };
  const auto index_of = [](syntax::Node node) -> std::optional<int> {
    const std::string_view text = node.text();
    return text == "0" || text == "1" || text == "2" ? std::optional<int>(text[0] - '0')
                                                     : std::nullopt;
  };
  const bool is_item = part.is(Kind::subscript);
  const syntax::Node whole = is_item ? part.child(Field::value) : part;
  if (is_item && is_call(whole)) return index_of(part.child(Field::subscript));
  if (!whole.is(Kind::identifier)) return std::nullopt;
  std::optional<int> place = is_item ? index_of(part.child(Field::subscript)) : std::nullopt;
  bool is_taken = false;
  for (const names::Binding& binding : bindings_of(source, whole)) {
    const syntax::Node name = source.tree().node(binding.node);
    if (binding.kind != names::BindingKind::assign) return std::nullopt;
    const syntax::Node target = name.parent();
    const syntax::Node value = target.is(Kind::assignment) ? target.child(Field::right)
                                                           : target.parent().child(Field::right);
    if (value.is(Kind::none)) continue;
    if (!is_call(value) || target.is(Kind::assignment) != is_item) return std::nullopt;
    is_taken = true;
    if (is_item) continue;
    const std::vector<syntax::Node> targets = items_of(target);
    const auto at =
        static_cast<int>(std::find(targets.begin(), targets.end(), name) - targets.begin());
    if (targets.size() != 3 || at == 3 || (place && *place != at)) return std::nullopt;
    place = at;
  }
  return is_taken ? place : std::nullopt;
}

// Whether each thing that NODE may be satisfies ASKED, and something is known of it.
template <typename Asked>
bool is_surely(const Source& source, syntax::Node node, Asked asked) {
  if (!node) return false;
  const std::vector<names::Inferred> found = source.names().types().all_of(node);
  return !found.empty() && std::all_of(found.begin(), found.end(), asked);
}

// Whether nothing else speaks against what is known of NODE, as a call from another file could.
bool is_told_for_sure(const Source& source, syntax::Node node) {
  return is_surely(source, node,
                   [](const names::Inferred& one) { return one.confidence == Confidence::sure; });
}

// Whether an object of the type ONE is one of the class WANTED or of one derived from it.
bool is_of_class(const Source& source, const names::Inferred& one, const names::Inferred& wanted,
                 int depth = 0) {
  const names::Types& types = source.names().types();
  if (!one.known() || !wanted.known() || depth > 20) return false;
  if (one.local == wanted.local && one.type == wanted.type) return true;
  if (!wanted.type.empty()) return types.derives(one, wanted.type);
  if (one.local == names::kNone) return false;
  const std::vector<syntax::Node> bases = types.bases_of(one.local);
  return std::any_of(bases.begin(), bases.end(), [&](syntax::Node base) {
    return is_surely(source, base, [&](const names::Inferred& above) {
      return above.is_class && is_of_class(source, above, wanted, depth + 1);
    });
  });
}

// Whether VALUE is surely an instance of the class RAISED, which 2.7 raises itself.
bool is_instance_of(const Source& source, syntax::Node value, syntax::Node raised) {
  return is_surely(source, raised, [&](const names::Inferred& class_) {
    return class_.is_class && is_surely(source, value, [&](const names::Inferred& one) {
             return !one.is_class && is_of_class(source, one, class_);
           });
  });
}

// How `raise E, v` is meant where v is what the handler around it has caught: an instance of E is raised itself.
enum class Caught : std::uint8_t { unknown, itself, wrapped };

syntax::Node handler_around(syntax::Node node) {
  using syntax::Kind;
  while (node && !node.is_any(Kind::except_clause, Kind::function_definition, Kind::module))
    node = node.parent();
  return node.is(Kind::except_clause) ? node : syntax::Node();
}

// Whether the handler around VALUE binds it behind a comma still, so that nothing is known of it yet.
bool is_caught_by_comma(const Source& source, syntax::Node value) {
  const syntax::Node clause = handler_around(value);
  if (!clause) return false;
  const std::size_t first = source.token_at(clause.begin());
  const std::size_t colon = source.find(first, source.end_of_statement(first), TokenKind::colon);
  const std::size_t comma = source.find(first, colon, TokenKind::comma);
  return comma + 2 == colon && source.word(comma + 1) == value.text();
}

Caught caught_as(const Source& source, syntax::Node raised, syntax::Node value) {
  const syntax::Node clause = handler_around(value);
  if (!clause) return Caught::unknown;
  const std::size_t first = source.token_at(clause.begin());
  const std::size_t colon = source.find(first, source.end_of_statement(first), TokenKind::colon);
  const std::size_t as = source.find(first, colon, TokenKind::as_);
  if (as + 2 != colon || source.word(as + 1) != value.text()) return Caught::unknown;
  const syntax::Node caught = node_of(source, first + 1, as);
  if (!caught || !raised) return Caught::unknown;
  if (caught.text() == raised.text()) return Caught::itself;
  const names::Resolver& resolver = source.names().resolver();
  const names::Types& types = source.names().types();
  names::Inferred from;
  names::Inferred to;
  from.type = resolver.dotted(caught);
  to.type = resolver.dotted(raised);
  if (!source.names().stdlib().is_class(from.type) || !source.names().stdlib().is_class(to.type) ||
      types.derives(to, from.type))
    return Caught::unknown;
  return types.derives(from, to.type) ? Caught::itself : Caught::wrapped;
}

// Whether the NAME that an `except` clause binds is read behind that clause, where Python 3 has deleted it.
bool outlives(const Source& source, const Token& name) {
  syntax::Node clause = source.tree().innermost(name.begin);
  for (int steps = 0; clause && !clause.is(syntax::Kind::except_clause) && steps < 20; ++steps)
    clause = clause.parent();
  if (!clause.is(syntax::Kind::except_clause)) return false;
  const std::string_view word = source.text().slice(name.span());
  const names::Scopes& scopes = source.names().scopes();
  auto bound_again = static_cast<std::uint32_t>(source.bytes().size());
  for (const names::Binding& binding : scopes.bindings()) {
    const syntax::Node node = source.tree().node(binding.node);
    if (binding.import == names::kNone && node.text() == word && node.begin() > clause.end())
      bound_again = std::min(bound_again, node.begin());
  }
  return std::any_of(
      scopes.references().begin(), scopes.references().end(), [&](const names::Reference& load) {
        const syntax::Node node = source.tree().node(load.node);
        return node.text() == word && node.begin() > clause.end() && node.begin() < bound_again;
      });
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
  if (in == end && site.around(syntax::Kind::function_definition)) {
    fix.safe = false;
    fix.risk = "the code cannot bind names of the function around it";
  }
  return {};
}

// except E, (a, b):      except E as error:
//                            (a, b) = error.args
static Answer except_as_other(const Source& source, std::size_t comma, std::size_t colon,
                              Fix& fix) {
  const std::string name = fresh_name(source, "error");
  std::size_t first = comma + 1;  // `((a, b))` is `(a, b)`
  std::size_t behind = colon;
  while (source.token(first).kind == TokenKind::left_paren && source.closing(first) + 1 == behind &&
         !is_tuple(source, first, behind)) {
    ++first;
    --behind;
  }
  const bool unpacks =
      source.token(first).kind == TokenKind::left_bracket || is_tuple(source, first, behind);
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
  fix.reveals = true;  // of what stands in the handler nothing was known
  const Source& source = site.source;
  if (source.token(site.token).kind != TokenKind::except_) return by_hand("no clause begins here");
  const std::size_t end = source.end_of_statement(site.token);
  const std::size_t colon = source.find(site.token, end, TokenKind::colon);
  const std::size_t comma = source.find(site.token, colon, TokenKind::comma);
  if (comma == colon || colon == end) return by_hand("its comma was not found");
  std::size_t name = comma + 1;  // `(name)` is the name
  std::size_t behind = colon;
  while (source.token(name).kind == TokenKind::left_paren && source.closing(name) + 1 == behind) {
    ++name;
    --behind;
  }
  if (name + 1 != behind || !is_word(source.token(name).kind) ||
      outlives(source, source.token(name)))
    return except_as_other(source, comma, colon, fix);
  fix.edits.push_back({{source.token(comma - 1).end, source.token(name).begin}, " as "});
  if (behind != colon)
    fix.edits.push_back({{source.token(name).end, source.token(colon - 1).end}, ""});
  return {};
}

// except E as e:             except E as error:
//     pass                       e = error
// print(e)                       pass
Answer kept_exception(const Site& site, Fix& fix) {
  const Source& source = site.source;
  const syntax::Node read = site.exact();
  if (!read.is(syntax::Kind::identifier)) return by_hand("no name stands here");
  if (!site.wish.from.contains(Version::of(2, 7))) return by_hand("it was deleted there as well");
  const names::Scopes& scopes = source.names().scopes();
  const auto scope_at = [&](syntax::Node node) { return scopes.scope_at(node.index()); };
  for (std::size_t i = 0; source.token(i).begin < read.begin(); ++i) {
    if (source.token(i).kind != TokenKind::except_ ||
        scope_at(source.tree().innermost(source.token(i).begin)) != scope_at(read))
      continue;
    const std::size_t end = source.end_of_statement(i);
    const std::size_t colon = source.find(i, end, TokenKind::colon);
    const std::size_t as = source.find(i, colon, TokenKind::as_);
    if (as + 2 == colon && source.word(as + 1) == read.text())
      except_as_other(source, as, colon, fix);
  }
  return fix.edits.empty() ? by_hand("the handler does not stand in sight") : Answer();
}

// kind, value, trace = sys.exc_info()
// raise kind, value, trace      raise value.with_traceback(trace)
static bool raise_caught(const Source& source,
                         const std::vector<std::pair<std::size_t, std::size_t>>& parts, Fix& fix) {
  for (int i = 0; i < 3; ++i) {
    const auto [first, end] = parts[static_cast<std::size_t>(i)];
    const syntax::Node part = node_of(source, first, end);
    if (!part || place_in_exc_info(source, part) != i) return false;
  }
  fix.edits.push_back({{source.token(parts[0].first).begin, source.token(parts[2].second - 1).end},
                       text(source.piece(parts[1].first, parts[1].second)) + ".with_traceback(" +
                           text(source.piece(parts[2].first, parts[2].second)) + ")"});
  return true;
}

// What 2.7 hands to the class for a value: the items of a tuple, nothing for None, else the value itself.
static std::string arguments_of_value(const Source& source,
                                      std::pair<std::size_t, std::size_t> value, Caught caught,
                                      bool is_class, Fix& fix) {
  const auto [first, end] = value;
  const syntax::Node node = node_of(source, first, end);
  if (is_tuple(source, first, end)) return text(source.piece(first, end));
  const auto may_differ = [&](const char* risk) {
    fix.safe = false;
    fix.risk = risk;
  };
  const auto is_all = [&](std::string_view type) {
    return is_surely(source, node,
                     [=](const names::Inferred& one) { return one.type == type && !one.is_class; });
  };
  const bool is_tuple_object = is_all("builtins.tuple");
  if (is_tuple_object || is_all("builtins.None")) {
    if (!is_class || !is_told_for_sure(source, node))
      may_differ("the value may be something else, or what is raised no class");
    return is_tuple_object ? "(*" + text(source.piece(first, end)) + ")" : "()";
  }
  if (caught == Caught::unknown && !is_plain(source, first, end) &&
      (is_special(source, first, end) || !is_class)) {
    may_differ("the value may be an exception, a tuple or None, or what is raised no class");
  }
  return "(" + text(source.piece(first, end)) + ")";
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
  // `raise (E1, E2), value` raises the first of them.
  std::size_t raised_at = first + 1;
  while (source.token(raised_at).kind == TokenKind::left_paren && raised_at < parts[0].second)
    ++raised_at;
  const bool is_tuple_of_classes = raised_at != first + 1;
  if (source.token(raised_at).kind == TokenKind::string ||
      (is_tuple_of_classes && source.token(raised_at + 1).kind != TokenKind::comma))
    return by_hand("what it raises is no class");
  const std::size_t raised_end = is_tuple_of_classes ? raised_at + 1 : parts[0].second;
  if (parts.size() == 3 && site.wish.both)
    return by_hand("2.7 has no with_traceback(); six.reraise works on both");
  if (parts.size() == 3 && raise_caught(source, parts, fix)) return {};
  const auto [value, value_end] = parts[1];
  const syntax::Node value_node = node_of(source, value, value_end);
  const Caught caught = is_caught(source, value, value_end)
                            ? caught_as(source, node_of(source, raised_at, raised_end), value_node)
                            : Caught::unknown;
  if (value_node && is_caught_by_comma(source, value_node))
    return by_hand("its handler has to be mended first");
  const bool is_none = source.piece(value, value_end) == "None";
  const bool is_instance = source.token(raised_end - 1).kind == TokenKind::right_paren ||
                           is_caught(source, raised_at, raised_end);
  std::string raised = text(source.piece(raised_at, raised_end));
  if (is_instance && !is_none) return by_hand("it raises an instance and gives a value");
  if (is_none) {
    if (!is_instance && parts.size() == 3) {
      raised += "()";
      if (!is_class(source, raised_at, raised_end)) {
        fix.safe = false;
        fix.risk = "what is raised may be an instance";
      }
    }
  } else if (caught == Caught::itself ||
             is_instance_of(source, value_node, node_of(source, raised_at, raised_end))) {
    raised = text(value_node.text());
    if (caught != Caught::itself && !is_told_for_sure(source, value_node)) {
      fix.safe = false;
      fix.risk = "the value may be something else than an instance of the class";
    }
  } else {
    const bool is_certain = caught == Caught::wrapped || is_class(source, raised_at, raised_end);
    raised += arguments_of_value(source, parts[1], caught, is_certain, fix);
  }
  const std::string trace =
      parts.size() == 3 ? text(source.piece(parts[2].first, parts[2].second)) : "None";
  if (trace != "None") raised += ".with_traceback(" + trace + ")";
  fix.edits.push_back({{source.token(first + 1).begin, source.token(end - 1).end}, raised});
  return {};
}

}  // namespace pymolt::fix
