// Conditions are read by their words: `version` that is not Python's, what a package is asked for, or a name that was assigned from such a test.
// SPDX-License-Identifier: MIT
#include "checks/package_guards.h"

#include <algorithm>
#include <string>
#include <vector>

namespace pymolt::checks {

using syntax::Field;
using syntax::Kind;
using syntax::Node;

namespace {

constexpr int kDeepest = 3;
constexpr std::uint32_t kLargestCondition = 80;  // nodes of a condition that are still looked at

std::string in_small_letters(std::string_view text) {
  std::string small(text);
  for (char& c : small) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  return small;
}

// `__version__`, `VERSION`, `parse_version(…)`, `IPython.version_info`; not `sys.version_info` and
// `platform.python_version()`.
bool speaks_of_version(std::string_view text) {
  std::string small = in_small_letters(text);
  for (const std::string_view python : {"sys.version", "python_version"}) {
    for (std::size_t at = small.find(python); at != std::string::npos; at = small.find(python))
      small.erase(at, python.size());
  }
  constexpr std::string_view kInfo = "version_info";  // Python's own, where it is nobody else's
  for (std::size_t at = small.find(kInfo); at != std::string::npos; at = small.find(kInfo, at)) {
    if (at > 0 && small[at - 1] == '.') return true;
    small.erase(at, kInfo.size());
  }
  return small.find("version") != std::string::npos;
}

// `PYDANTIC_V2`, `numpy_2`, `IS_NP2`: letters and a number at the end.
bool looks_like_version(std::string_view name) {
  const std::size_t last = name.find_last_not_of("0123456789_");
  if (last == std::string_view::npos || last + 1 == name.size() || name.size() < 5) return false;
  const std::string small = in_small_letters(name);
  return small.find("py2") == std::string::npos && small.find("py3") == std::string::npos &&
         small.find("python") == std::string::npos &&
         (name[last] == 'V' || name[last] == 'v' || small == in_small_letters(name));
}

// `import flask` … `hasattr(flask.globals, "app_ctx")`: what a package has tells its version.
bool asks_a_package(const FileView& view, Node call) {
  const Node first = call.child(Field::arguments).first_named();
  const auto facts = view.book.names(call.child(Field::function).text());
  const bool asks =
      std::ranges::any_of(facts, [](const auto& fact) { return fact.word == "asks"; });
  if (!asks || !first.is_any(Kind::identifier, Kind::attribute)) return false;
  const std::vector<names::Resolution> meanings = view.names.resolver().resolutions(first);
  const names::Scopes& scopes = view.names.scopes();
  return std::ranges::any_of(meanings, [&](const names::Resolution& meaning) {
    if (meaning.kind != names::Resolution::Kind::external || meaning.binding == names::kNone ||
        view.book.package_of_import(meaning.dotted) == nullptr)
      return false;
    const names::Binding& binding = scopes.binding(meaning.binding);
    return binding.kind == names::BindingKind::import &&
           scopes.imports()[binding.import].name.empty();  // else perhaps no module: `settings`
  });
}

bool asks(const FileView& view, Node condition, int depth) {
  if (!condition || depth > kDeepest ||
      condition.data().next - condition.index() > kLargestCondition)
    return false;
  if (speaks_of_version(condition.text())) return true;
  for (std::uint32_t at = condition.index(); at < condition.data().next; ++at) {
    const Node name = condition.tree().node(at);
    if (name.is(Kind::call) && asks_a_package(view, name)) return true;
    if (!name.is(Kind::identifier) ||
        (name.parent().is(Kind::attribute) && name.field() != Field::object))
      continue;
    const bool constant =
        name.text().find_first_of("abcdefghijklmnopqrstuvwxyz") == std::string_view::npos;
    if (constant && looks_like_version(name.text())) return true;
    for (const names::Resolution& resolution : view.names.resolver().resolutions(name)) {
      if (resolution.binding == names::kNone) continue;
      const names::Binding& binding = view.names.scopes().binding(resolution.binding);
      if (binding.kind != names::BindingKind::assign) continue;
      if (asks(view, view.names.resolver().assigned(view.tree.node(binding.node)), depth + 1))
        return true;
    }
  }
  return false;
}

}  // namespace

bool asks_for_version(const FileView& view, Node node) {
  for (syntax::Climb at(node); at; at.next()) {
    const Node up = at.up();
    if (up.is_any(Kind::if_statement, Kind::elif_clause)) {
      if (at.below().field() != Field::condition && asks(view, up.child(Field::condition), 0))
        return true;
    } else if (up.is(Kind::conditional_expression)) {
      if (asks(view, up.first_named().next_sibling().next_sibling(), 0)) return true;
    } else if (up.is(Kind::boolean_operator)) {
      if (at.below().field() != Field::left && asks(view, up.child(Field::left), 0)) return true;
    }
  }
  return false;
}

}  // namespace pymolt::checks
