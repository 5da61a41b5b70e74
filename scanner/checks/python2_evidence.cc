// A coding cookie is not evidence of Python 2. Evidence, strongest first.
// SPDX-License-Identifier: MIT
#include "checks/python2_evidence.h"

#include <algorithm>
#include <array>

#include "base/dotted.h"
#include "base/packaging_metadata.h"

namespace pymolt::checks {

namespace {

// What 3.0 does without being asked.
constexpr std::array<std::string_view, 8> kFutures = {
    "division",         "absolute_import", "with_statement", "print_function",
    "unicode_literals", "generators",      "nested_scopes",  "standard_library"};
// Packages that make one source run on both.
constexpr std::array<std::string_view, 3> kBridges = {"six", "future_builtins", "past"};

bool is_one_of(std::span<const std::string_view> words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

bool bridges(const names::Import& import) {
  if (import.level > 0) return false;
  if (import.module == "__future__") return is_one_of(kFutures, import.name);
  return is_one_of(kBridges, first_part(import.module));
}

// ERRORS: why a file that compiles on COMPILES does not on the others.
template <typename Errors>
VersionSet suppressed(const std::optional<VersionSet>& compiles, const Errors& errors) {
  if (!compiles) return VersionSet::none();
  VersionSet undeclared;
  VersionSet refused;
  for (const auto& error : errors)
    (error.construct == "undeclared-encoding" ? undeclared : refused) |= error.fails_on;
  return *compiles | (undeclared - refused);
}

}  // namespace

VersionSet written_for(const FileView& view) {
  return suppressed(view.verdict.compiles, view.verdict.reasons);
}

VersionSet written_for(const FileFacts& facts) { return suppressed(facts.compiles, facts.errors); }

bool shows_python2(const FileView& view, std::string_view path) {
  const VersionSet written = written_for(view);
  if (!written.contains(Version::of(2, 7))) return false;
  if (written == VersionSet::python2()) return true;
  const std::string_view first = view.text.line(1);
  if (first.starts_with("#!") && first.find("python2") != std::string_view::npos) return true;
  const auto& imports = view.names.scopes().imports();
  if (std::any_of(imports.begin(), imports.end(), bridges)) return true;
  const bool is_setup = path == "setup.py" || path.ends_with("/setup.py");
  return is_setup && declares_python2(view.text.bytes());
}

}  // namespace pymolt::checks
