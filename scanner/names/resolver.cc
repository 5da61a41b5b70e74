// From a name to its sources (lookup.cc), and from sources to what they mean.
// SPDX-License-Identifier: MIT
#include "names/resolver.h"

#include <algorithm>

#include "names/last_value.h"
#include "names/six_moves.h"

namespace pymolt::names {

using syntax::Field;
using syntax::Kind;
using syntax::Node;

namespace {

constexpr int kMostParentheses = 8;          // around one expression
constexpr int kMostFollowed = 48;            // aliases that are followed for one question
constexpr std::size_t kMostAttributes = 64;  // of one chain that are followed

Node without_parentheses(Node node) {
  for (int i = 0; i < kMostParentheses && node.is(Kind::parenthesized_expression); ++i)
    node = node.first_named();
  return node;
}

// The N-th item of `a, b` or `(a, b)` or `[a, b]`; no node where a star makes that unclear.
Node item(Node sequence, int n) {
  for (const Node child : sequence.children()) {
    if (!child.named() || child.is(Kind::comment)) continue;
    if (child.is_any(Kind::list_splat, Kind::list_splat_pattern)) return {};
    if (n-- == 0) return child;
  }
  return {};
}

int index_among(Node sequence, Node wanted) {
  constexpr int kMostItems = 300;  // of a row that are looked at one by one
  int n = 0;
  for (const Node child : sequence.children()) {
    if (n > kMostItems) return -1;
    if (child == wanted) return n;
    if (child.is(Kind::list_splat_pattern)) return -1;
    if (child.named() && !child.is(Kind::comment)) ++n;
  }
  return -1;
}

}  // namespace

Resolver::Resolver(const Scopes& scopes, const StdlibIndex& stdlib, const Guards& guards)
    : scopes_(&scopes), stdlib_(&stdlib), guards_(&guards) {
  find_injections();
  int stars = 0;
  future_annotations_ = scopes.has_future("annotations");
  unicode_literals_ = scopes.has_future("unicode_literals");
  for (std::uint32_t i = 0; i < scopes.imports().size(); ++i) {
    const Import& import = scopes.imports()[i];
    if (!import.is_star()) continue;
    if (import.level == 0 && stdlib.is_standard(import.module)) {
      standard_stars_.push_back(import.module);
    } else {
      if (import.level == 0 && stdlib.speaks_of(import.module))
        package_stars_.push_back(import.module);
      unknown_star_ = true;
      project_star_ = ++stars == 1 ? i : kNone;
    }
  }
}

Node Resolver::assigned(Node identifier) const {
  const Node around = identifier.parent();
  const bool among = around.is_any(Kind::pattern_list, Kind::tuple_pattern, Kind::list_pattern);
  const Node statement = among ? around.parent() : around;
  if (statement.is(Kind::named_expression)) return among ? Node() : statement.child(Field::value);
  if (!statement.is(Kind::assignment)) return {};
  const Node value = without_parentheses(last_value(statement));
  if (!among) return value;
  if (!value.is_any(Kind::expression_list, Kind::tuple, Kind::list)) return {};
  const int place = index_among(around, identifier);
  return place < 0 ? Node() : item(value, place);
}

std::string Resolver::dotted(Node node) const {
  const std::vector<Resolution> all = resolutions(node);
  if (all.empty() || !all[0].is_known()) return {};
  for (const Resolution& resolution : all) {
    if (resolution.kind != all[0].kind || resolution.dotted != all[0].dotted) return {};
  }
  return all[0].dotted;
}

std::vector<Resolution> Resolver::follow(Node node, int depth) const {
  std::vector<Node> attributes;
  node = without_parentheses(node);
  while (node.is(Kind::attribute) && attributes.size() <= kMostAttributes) {
    attributes.push_back(node.child(Field::attribute));
    node = without_parentheses(node.child(Field::object));
  }
  std::vector<Resolution> found;
  if (attributes.size() > kMostAttributes) return found;
  if (node.is(Kind::identifier)) {
    const Reference reference = scopes_->reference_at(node);
    if (reference.word != kNoName) found = of_load(reference, depth);
  } else if (node.is(Kind::call) && may_load(node)) {
    found = dynamic_imports(node, depth);
  }
  for (auto attribute = attributes.rbegin(); attribute != attributes.rend(); ++attribute) {
    for (Resolution& resolution : found) {
      if (is_foreign(resolution))
        resolution.path.append(resolution.path.empty() ? "" : ".").append(attribute->text());
      if (resolution.dotted.empty()) {
        resolution.kind = Resolution::Kind::unknown;
      } else {
        resolution.dotted.append(".").append(attribute->text());
      }
    }
  }
  return found;
}

std::vector<Resolution> Resolver::at_end(InternedName word) const {
  std::vector<Source> found;
  const BindingId last = scopes_->last_binding(0, word);
  VersionSet left = VersionSet::all();
  if (last != kNone) left = from_chain(last, scopes_->scope(0).end, true, left, found);
  if (!left.empty()) found.push_back({kNone, left});
  return meanings_of(found, word, 0);
}

bool Resolver::is_foreign(const Resolution& resolution) const {
  if (resolution.kind == Resolution::Kind::builtin) {
    const bool builtin = is_builtin(resolution.dotted.substr(resolution.dotted.find('.') + 1));
    return project_star_ != kNone && (!resolution.path.empty() || !builtin);
  }
  if (resolution.is_known() || resolution.binding == kNone) return false;
  return scopes_->binding(resolution.binding).kind == BindingKind::import;
}

bool Resolver::may_be_foreign(Node expression) const {
  for (std::size_t i = 0; i <= kMostAttributes && expression.is(Kind::attribute); ++i)
    expression = expression.child(Field::object);
  const InternedNames& words = scopes_->interned_names();
  const InternedName word =
      expression.is(Kind::identifier) ? words.find(expression.text()) : kNoName;
  return word != kNoName && ((words.traits(word) & kImported) != 0 || may_be_starred(word));
}

CrossFileName Resolver::foreign(const Resolution& resolution) const {
  if (resolution.kind == Resolution::Kind::builtin) {
    const Import& star = scopes_->imports()[project_star_];
    return {star.level, star.module, resolution.dotted.substr(resolution.dotted.find('.') + 1)};
  }
  const Import& import = scopes_->imports()[scopes_->binding(resolution.binding).import];
  CrossFileName name{import.level, import.module, std::string(import.name)};
  if (import.name.empty() && import.binds_first)
    name.module = import.module.substr(0, import.module.find('.'));
  if (!resolution.path.empty())
    name.path.append(name.path.empty() ? "" : ".").append(resolution.path);
  return name;
}

bool Resolver::may_load(Node call) const {
  Node function = call.child(Field::function);
  if (function.is(Kind::attribute)) function = function.child(Field::attribute);
  const InternedName word =
      function.is(Kind::identifier) ? scopes_->interned_names().find(function.text()) : kNoName;
  return word != kNoName && (scopes_->interned_names().traits(word) & kImportsDynamically) != 0;
}

std::vector<Resolution> Resolver::dynamic_imports(Node call, int depth) const {
  std::vector<Resolution> found;
  if (depth >= kDeepestAlias) return found;
  for (Resolution& dynamic_importer : follow(call.child(Field::function), depth + 1)) {
    const std::string_view module = dynamic_importer.is_known()
                                        ? dynamically_imported(call, dynamic_importer.dotted)
                                        : std::string_view();
    dynamic_importer.dotted = module;
    dynamic_importer.kind = module.empty()                 ? Resolution::Kind::unknown
                            : stdlib_->is_standard(module) ? Resolution::Kind::stdlib
                                                           : Resolution::Kind::external;
    found.push_back(std::move(dynamic_importer));
  }
  return found;
}

std::vector<Resolution> Resolver::meanings_of_text(std::string_view text, Node at) const {
  std::vector<Resolution> found;
  const std::string_view first = text.substr(0, text.find('.'));
  const InternedName word = scopes_->interned_names().find(first);
  if (word != kNoName) {
    found = of_load({at.index(), word, scopes_->scope_at(at.index())}, 0);
  } else {
    found.push_back({Resolution::Kind::builtin,
                     "builtins." + std::string(first),
                     {},
                     kNone,
                     VersionSet::all()});
  }
  for (Resolution& resolution : found) {
    if (text.size() == first.size()) continue;
    if (resolution.dotted.empty()) resolution.kind = Resolution::Kind::unknown;
    if (!resolution.dotted.empty()) resolution.dotted += text.substr(first.size());
  }
  return found;
}

std::vector<Resolution> Resolver::of_load(const Reference& reference, int depth) const {
  std::vector<Source> found;
  sources(reference, found);
  return meanings_of(found, reference.word, depth);
}

std::vector<Resolution> Resolver::meanings_of(const std::vector<Source>& sources, InternedName word,
                                              int depth) const {
  if (depth == 0) followed_ = 0;
  std::vector<Resolution> out;
  for (const Source& source : sources) {
    if (source.binding == kNone) {
      add_unbound(word, source.on, out);
    } else {
      add_meaning(source, word, depth, out);
    }
  }
  return out;
}

void Resolver::add_unbound(InternedName word, VersionSet on, std::vector<Resolution>& out) const {
  Resolution resolution;
  resolution.on = on;
  if (std::find(injected_.begin(), injected_.end(), word) != injected_.end())
    return out.push_back(resolution);
  const std::string spelling(scopes_->interned_names().spelling(word));
  for (const std::string& module : standard_stars_) {
    const std::string dotted = module + '.' + spelling;
    if (stdlib_->book().lifetime(dotted) == nullptr) continue;
    resolution.kind = Resolution::Kind::stdlib;
    resolution.dotted = dotted;
    out.push_back(resolution);
    return;
  }
  for (const std::string& module : package_stars_) {
    resolution.dotted = module + '.' + spelling;
    if (stdlib_->book().lifetime(resolution.dotted) == nullptr || is_builtin(spelling)) continue;
    resolution.kind = Resolution::Kind::external;
    out.push_back(resolution);
    return;
  }
  resolution.kind = Resolution::Kind::builtin;
  resolution.dotted = spelling == "__builtins__" ? "builtins" : "builtins." + spelling;
  out.push_back(resolution);
}

bool Resolver::is_builtin(const std::string& name) const {
  return stdlib_->book().lifetime("builtins." + name) != nullptr ||
         stdlib_->is_class("builtins." + name);
}

// On 3.x the standard module behind a name of six.moves, which takes these versions from MEANING.
void Resolver::add_behind_six(Resolution& resolution, std::vector<Resolution>& out) const {
  Resolution behind = resolution;
  behind.on &= VersionSet::python3();
  behind.dotted = behind_six(resolution.dotted);
  if (behind.dotted.empty() || behind.on.empty()) return;
  behind.kind = Resolution::Kind::stdlib;
  resolution.on -= behind.on;
  out.push_back(std::move(behind));
}

void Resolver::add_meaning(const Source& source, InternedName, int depth,
                           std::vector<Resolution>& out) const {
  const Binding& binding = scopes_->binding(source.binding);
  Resolution resolution;
  resolution.binding = source.binding;
  resolution.on = source.on;
  resolution.kind = Resolution::Kind::local;
  if (binding.kind == BindingKind::import) {
    const Import& import = scopes_->imports()[binding.import];
    resolution.dotted = import.target();
    resolution.kind = resolution.dotted.empty()                 ? Resolution::Kind::unknown
                      : stdlib_->is_standard(resolution.dotted) ? Resolution::Kind::stdlib
                                                                : Resolution::Kind::external;
    if (resolution.kind == Resolution::Kind::external) add_behind_six(resolution, out);
    if (!resolution.on.empty()) out.push_back(std::move(resolution));
    return;
  }
  // `x = x.y` in a loop leads back to itself, and in many branches by many ways.
  const auto end = following_.begin() + depth;
  if (binding.kind == BindingKind::assign && depth < kDeepestAlias && followed_ < kMostFollowed &&
      std::find(following_.begin(), end, source.binding) == end) {
    ++followed_;
    ++work_;
    following_[static_cast<std::size_t>(depth)] = source.binding;
    Node value = assigned(scopes_->tree().node(binding.node));
    if (value.is_any(Kind::identifier, Kind::attribute, Kind::call)) {
      for (Resolution& aliased : follow(value, depth + 1)) {
        aliased.on &= source.on;
        if (aliased.on.empty()) continue;
        if (aliased.kind == Resolution::Kind::local || aliased.kind == Resolution::Kind::unknown)
          continue;
        if (aliased.kind == Resolution::Kind::builtin) aliased.kind = Resolution::Kind::stdlib;
        aliased.binding = source.binding;
        resolution.on -= aliased.on;
        out.push_back(std::move(aliased));
      }
      if (resolution.on.empty()) return;
    }
  }
  if (binding.kind != BindingKind::assign && binding.kind != BindingKind::class_ &&
      binding.kind != BindingKind::function && binding.kind != BindingKind::walrus) {
    resolution.kind = Resolution::Kind::unknown;
  }
  out.push_back(std::move(resolution));
}

}  // namespace pymolt::names
