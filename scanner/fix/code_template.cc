// Reads templates, fills their holes, and finds the way in which a file can write a dotted name.
// SPDX-License-Identifier: MIT
#include "fix/code_template.h"

#include <algorithm>
#include <cctype>

namespace pymolt::fix {

namespace {

using syntax::Field;
using syntax::Kind;
using syntax::Node;

bool is_word_start(char c) { return c == '_' || std::isalpha(static_cast<unsigned char>(c)) != 0; }
bool is_word_part(char c) { return c == '_' || std::isalnum(static_cast<unsigned char>(c)) != 0; }

std::string_view take_word(std::string_view text, bool dotted) {
  std::size_t end = 0;
  while (end < text.size() &&
         (is_word_part(text[end]) ||
          (dotted && text[end] == '.' && end + 1 < text.size() && is_word_start(text[end + 1]))))
    ++end;
  return text.substr(0, end);
}

// `a, b is bytes` of a call's head, without their `@`.
std::vector<TemplateParameter> parameters_of(std::string_view list) {
  constexpr std::string_view kIs = " is ";
  std::vector<TemplateParameter> parameters;
  for (std::size_t at = list.find('@'); at != std::string_view::npos; at = list.find('@')) {
    list.remove_prefix(at + 1);
    TemplateParameter parameter = {take_word(list, false), {}};
    list.remove_prefix(parameter.name.size());
    if (list.starts_with(kIs)) parameter.is = take_word(list.substr(kIs.size()), false);
    parameters.push_back(parameter);
  }
  return parameters;
}

// Whether VALUE is surely what a template's parameter must be: `known` is any object but None, else it is a built-in type.
bool is_such(const Site& site, Node value, std::string_view wanted) {
  if (wanted.empty()) return true;
  const std::string type = "builtins." + std::string(wanted);
  VersionSet told;
  for (const names::Inferred& one : site.source.names().types().all_of(value)) {
    if (!one.on.intersects(site.wish.target)) continue;
    if (one.confidence != Confidence::sure) return false;
    const bool fits =
        wanted == "known" ? one.known() && !one.is_none() : one.type == type && !one.is_class;
    if (!fits) return false;
    told |= one.on;
  }
  return told.contains(site.wish.target);
}

// Whether a `.`, a bracket or a call can stand behind the expression as it is.
bool is_primary(Node node) {
  return node.is_any(Kind::identifier, Kind::attribute, Kind::call, Kind::subscript, Kind::string,
                     Kind::parenthesized_expression, Kind::list, Kind::tuple, Kind::dictionary,
                     Kind::list_comprehension) ||
         (node.is(Kind::tuple) && node.text().starts_with('('));
}

// The text of NODE with what FIX changes in it already, which goes out of FIX.
std::string changed_text(Node node, Fix& fix) {
  std::vector<Edit> inside;
  std::erase_if(fix.edits, [&](const Edit& edit) {
    const bool is_in = edit.span.begin >= node.begin() && edit.span.end <= node.end() &&
                       !edit.text.ends_with('\n');  // that is an import's line
    if (is_in) inside.push_back(edit);
    return is_in;
  });
  for (Edit& edit : inside) {
    edit.span.begin -= node.begin();
    edit.span.end -= node.begin();
  }
  Fix part;
  part.edits = std::move(inside);
  return apply(node.text(), {part});
}

// Whether it can be an argument, which a generator without brackets and `yield` cannot everywhere.
std::string piece(Node node, char next, Fix& fix) {
  const std::string text = changed_text(node, fix);
  const bool binds = next == '.' || next == '[' || next == '(';
  const bool open = node.is(Kind::yield) || node.is(Kind::named_expression) ||
                    (node.is(Kind::generator_expression) && !text.starts_with('('));
  return (binds && !is_primary(node)) || open ? "(" + text + ")" : text;
}

std::string_view top_of(std::string_view dotted) { return dotted.substr(0, dotted.find('.')); }

std::string_view module_of(const Site& site, std::string_view name) {
  std::string_view module = name.substr(0, name.rfind('.'));
  while (module.find('.') != std::string_view::npos && !site.book.is_module(module))
    module = module.substr(0, module.rfind('.'));
  return module;
}

// The fills of one template, from left to right.
class Filling {
 public:
  Filling(const Site& site, std::string_view code, const Holes& holes, Fix& fix,
          std::vector<std::string>* modules)
      : site_(site), rest_(code), holes_(holes), fix_(fix), modules_(modules) {}

  Filled run() {
    while (!rest_.empty() && filled_.why_not.empty()) step();
    return std::move(filled_);
  }

 private:
  void step() {
    const char c = rest_[0];
    if (c == '@') return hole();
    if (c == '"' || c == '\'') return put(rest_.find(c, 1) + 1);
    if (is_word_start(c) && !filled_.code.ends_with('.')) return word();
    put(is_word_part(c) ? take_word(rest_, false).size() : 1);
  }
  void put(std::size_t length) {
    filled_.code += rest_.substr(0, length);
    rest_.remove_prefix(std::min(length, rest_.size()));
  }
  void hole() {
    rest_.remove_prefix(1);
    const std::string_view name = take_word(rest_, false);
    rest_.remove_prefix(name.size());
    const auto found = holes_.find(name);
    if (found == holes_.end() || !found->second) {
      filled_.why_not = "the template has no `" + std::string(name) + "` here";
      return;
    }
    if (found->second.is_any(Kind::list_splat, Kind::dictionary_splat, Kind::keyword_argument)) {
      filled_.why_not = "how many arguments it has does not stand here";
      return;
    }
    filled_.code += piece(found->second, rest_.empty() ? ' ' : rest_[0], fix_);
  }
  void word() {
    const std::string_view name = take_word(rest_, true);
    rest_.remove_prefix(name.size());
    const std::string builtin = "builtins." + std::string(top_of(name));
    const bool is_builtin = site_.source.names().stdlib().is_class(builtin);
    if (is_builtin && name.find('.') != std::string_view::npos &&
        !site_.book.exists("builtins." + std::string(name)).contains(site_.versions())) {
      filled_.why_not = "its successor is not on every version asked for";
      return;
    }
    if (name.find('.') != std::string_view::npos && !is_builtin) {
      const Filled way = reach(site_, name, fix_, modules_);
      filled_.why_not = way.why_not;
      filled_.code += way.code;
      return;
    }
    const bool is_keyword_argument = rest_.starts_with('=') && !rest_.starts_with("==");
    if (!is_keyword_argument && site_.source.binds(top_of(name)))
      filled_.why_not = "`" + std::string(top_of(name)) + "` is a name of the file's own";
    filled_.code += name;
  }

  const Site& site_;
  std::string_view rest_;
  const Holes& holes_;
  Fix& fix_;
  std::vector<std::string>* modules_;
  Filled filled_;
};

// The plain arguments of CALL; nothing where one is a keyword or starred.
std::optional<std::vector<Node>> plain_arguments(Node call) {
  std::vector<Node> arguments;
  const Node list = call.child(Field::arguments);
  if (list.is(Kind::generator_expression)) return std::vector<Node>{list};
  for (const Node argument : list.children()) {
    if (argument.is_any(Kind::keyword_argument, Kind::list_splat, Kind::dictionary_splat,
                        Kind::comment))
      return std::nullopt;
    if (argument.named()) arguments.push_back(argument);
  }
  return arguments;
}

Replacement filled_in(const Site& site, const CodeTemplate& line, Node what, Holes holes, Fix& fix,
                      std::vector<std::string>* modules) {
  if (line.code.find(" = ") != std::string_view::npos &&
      !what.parent().is(Kind::expression_statement))
    return {what.span(), {}, "an assignment takes its place, which is a statement"};
  Filled filled = fill(site, line.code, holes, fix, modules);
  fix.safe = fix.safe && !line.is_doubtful;
  return {what.span(), std::move(filled.code), std::move(filled.why_not)};
}

// What becomes of CALL where it is used as the template wants it; no node where it is used otherwise.
Node used_as(std::string_view used, Node call) {
  if (used.empty()) return call;
  const Node outer = call.parent();
  if (used == " unpacked") {
    const bool takes = outer.is(Kind::assignment) && call.field() == Field::right &&
                       outer.child(Field::left).is_any(Kind::pattern_list, Kind::tuple_pattern);
    return takes ? call : Node();
  }
  const bool follows = outer.is_any(Kind::attribute, Kind::subscript) &&
                       outer.begin() == call.begin() &&
                       outer.text().substr(call.text().size()) == used;
  return follows ? outer : Node();
}

}  // namespace

std::vector<CodeTemplate> templates_of(std::string_view fence) {
  std::vector<CodeTemplate> templates;
  while (!fence.empty()) {
    const std::string_view line = fence.substr(0, fence.find('\n'));
    fence.remove_prefix(std::min(line.size() + 1, fence.size()));
    const std::size_t colon = line.ends_with(':') ? line.size() - 1 : line.find(": ");
    if (colon == std::string_view::npos) continue;
    CodeTemplate one;
    std::string_view head = line.substr(0, colon);
    one.code = line.substr(std::min(colon + 2, line.size()));
    one.is_doubtful = head.ends_with('?');
    if (one.is_doubtful) head.remove_suffix(1);
    const std::size_t open = head.find('(');
    one.is_call = open != std::string_view::npos;
    one.name = head.substr(0, open);
    if (one.is_call) {
      const std::size_t close = std::min(head.find(')'), head.size() - 1);
      one.parameters = parameters_of(head.substr(open, close - open));
      one.used = head.substr(close + 1);
    }
    templates.push_back(std::move(one));
  }
  return templates;
}

Filled fill(const Site& site, std::string_view code, const Holes& holes, Fix& fix,
            std::vector<std::string>* modules) {
  return Filling(site, code, holes, fix, modules).run();
}

Filled reach(const Site& site, std::string_view name, Fix& fix, std::vector<std::string>* modules) {
  const Source& source = site.source;
  if (!site.book.exists(name).contains(site.versions()))
    return {{}, "its successor is not on every version asked for"};
  const std::string_view module = module_of(site, name);
  const std::string_view behind = name.substr(module.size());
  const std::string_view taken = top_of(behind.substr(1));
  const auto& imports = source.names().scopes().imports();
  for (const names::Import& import : imports) {
    if (import.scope != 0 || import.level != 0 || import.module != module) continue;
    if (std::any_of(imports.begin(), imports.end(), [&](const names::Import& other) {
          return other.bound_as == import.bound_as && other.module != module;
        }))
      continue;  // one of the two, on some versions the other
    if (import.name.empty() && !import.bound_as.empty() && !import.binds_first &&
        import.bound_as != module)
      return {std::string(import.bound_as) + std::string(behind), {}};
    if (!import.name.empty() && import.name == taken)
      return {std::string(import.bound_as) + std::string(behind.substr(taken.size() + 1)), {}};
  }
  if (source.imports(module) && !source.binds(top_of(module))) return {std::string(name), {}};
  const bool is_taken = source.binds(top_of(module));
  if (is_taken && source.binds(taken))
    return {{}, "the file has another use for the name of that module"};
  if (modules != nullptr && !is_taken) {
    if (std::find(modules->begin(), modules->end(), module) == modules->end())
      modules->emplace_back(module);
    return {std::string(name), {}};
  }
  const std::uint32_t place = source.place_for_import();
  const std::string newline(source.newline());
  if (!is_taken) {
    fix.edits.push_back({{place, place}, "import " + std::string(module) + newline});
    return {std::string(name), {}};
  }
  fix.edits.push_back(
      {{place, place}, "from " + std::string(module) + " import " + std::string(taken) + newline});
  return {std::string(behind.substr(1)), {}};
}

std::optional<Replacement> replace_use(const Site& site, std::string_view name, Node use, Fix& fix,
                                       std::vector<std::string>* modules) {
  const Node call = use.parent();
  const bool is_called = call.is(Kind::call) && use.field() == Field::function;
  const std::vector<CodeTemplate> lines = templates_of(site.text);
  const bool speaks_of_calls = std::any_of(lines.begin(), lines.end(), [&](const CodeTemplate& l) {
    return l.is_call && l.name == name;
  });
  for (const CodeTemplate& line : lines) {
    if (line.name != name || (!line.is_call && is_called && speaks_of_calls)) continue;
    Holes holes;
    if (use.is(Kind::attribute)) holes["object"] = use.child(Field::object);
    if (!line.is_call) return filled_in(site, line, use, std::move(holes), fix, modules);
    const auto arguments = is_called ? plain_arguments(call) : std::nullopt;
    if (!arguments || arguments->size() != line.parameters.size()) continue;
    const Node whole = used_as(line.used, call);
    if (!whole) continue;
    bool fits = true;
    for (std::size_t i = 0; i < arguments->size(); ++i) {
      holes[line.parameters[i].name] = (*arguments)[i];
      fits = fits && is_such(site, (*arguments)[i], line.parameters[i].is);
    }
    if (!fits) continue;
    return filled_in(site, line, whole, std::move(holes), fix, modules);
  }
  return std::nullopt;
}

}  // namespace pymolt::fix
