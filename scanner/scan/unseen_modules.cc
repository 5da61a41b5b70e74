// By the endings of files; the module's name is what stands before the first dot.
// SPDX-License-Identifier: MIT
#include "scan/unseen_modules.h"

#include <algorithm>
#include <iterator>

namespace pymolt::scan {

namespace {

constexpr std::string_view kMakeModules[] = {
    ".c",   ".cc",  ".cpp", ".cxx",  ".c++", ".cu",   ".pyx",   ".pxd",    ".f",   ".f90",
    ".for", ".pyf", ".rs",  ".m",    ".mm",  ".so",   ".pyd",   ".sl",     ".pyc", ".pyo",
    ".src", ".in",  ".tp",  ".tmpl", ".tpl", ".mako", ".jinja", ".jinja2", ".j2",  ".template"};
constexpr std::string_view kTemplates[] = {".in",    ".tp",     ".tmpl", ".tpl",      ".mako",
                                           ".jinja", ".jinja2", ".j2",   ".template", ".src"};
constexpr std::string_view kBuilds[] = {"meson.build", "CMakeLists.txt", "Cargo.toml",
                                        "SConscript",  "SConstruct",     "BUILD.bazel"};
constexpr std::string_view kOldSuffix = "module";  // `_fastmodule.so` is `_fast` on 2.7

template <std::size_t N>
bool is_one_of(const std::string_view (&words)[N], std::string_view word) {
  return std::find(std::begin(words), std::end(words), word) != std::end(words);
}

// A template makes a module where what it is a template of does: `_version.py.in`, not `README.in`.
bool is_template_of_none(std::string_view name, std::string_view ending) {
  if (!is_one_of(kTemplates, ending)) return false;
  name.remove_suffix(ending.size());
  return !name.ends_with(".py") && !name.ends_with(".pyx") && !name.ends_with(".pyi") &&
         !name.ends_with(".c") && !name.ends_with(".pxi");
}

}  // namespace

std::string_view module_made_of(std::string_view name) {
  const std::size_t last = name.rfind('.');
  if (last == std::string_view::npos || last == 0) return {};
  const std::string_view ending = name.substr(last);
  if (!is_one_of(kMakeModules, ending) || is_template_of_none(name, ending)) return {};
  std::string_view stem = name.substr(0, name.find('.'));
  const bool compiled =
      ending == ".so" || ending == ".c" || ending == ".pyd" || ending == ".cc" || ending == ".cpp";
  if (compiled && stem.size() > kOldSuffix.size() && stem.ends_with(kOldSuffix))
    stem.remove_suffix(kOldSuffix.size());
  return stem;
}

bool is_compiled(std::string_view name) {
  const std::size_t last = name.rfind('.');
  return last != std::string_view::npos && !module_made_of(name).empty() &&
         !is_one_of(kTemplates, name.substr(last));
}

bool describes_a_build(std::string_view name) { return is_one_of(kBuilds, name); }

bool holds_compiled_modules(std::string_view wheel) {
  return wheel.find("\nRoot-Is-Purelib: false") != std::string_view::npos;
}

}  // namespace pymolt::scan
