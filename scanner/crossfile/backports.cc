// A sorted table in rules/text/backports.txt, compiled in; the names of packages are compared as PEP 503 has them.
// SPDX-License-Identifier: MIT
#include "crossfile/backports.h"

#include <algorithm>

#include "base/text_table.h"

extern "C" {
extern const char backports_txt_begin[];
extern const char backports_txt_end[];
}

namespace pymolt::project {

namespace {

std::string normal(std::string_view name) {
  std::string out;
  for (const char c : name) {
    const bool joins = c == '-' || c == '_' || c == '.';
    if (joins && out.ends_with('-')) continue;
    out += joins ? '-' : c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return out;
}

// The packages of TOP's line.
std::string_view packages_of(std::string_view top) {
  return TextTable(backports_txt_begin, backports_txt_end).value(top);
}

}  // namespace

Backports::Backports(std::span<const FileFacts> files, std::span<const FileFacts> inventory) {
  for (const FileFacts& file : files) add(file);
  for (const FileFacts& file : inventory) add(file);
}

void Backports::add(const FileFacts& file) {
  for (const DependencyDeclaration& declared : file.inventory.dependencies) {
    if (declared.kind == DependencyKind::constraint) continue;
    (declared.kind == DependencyKind::build ? building_ : always_).insert(normal(declared.name));
  }
}

std::string_view Backports::of(std::string_view top, std::string_view path) const {
  const bool is_setup = path.substr(path.rfind('/') + 1) == "setup.py";
  std::string_view packages = empty() ? std::string_view() : packages_of(top);
  while (!packages.empty()) {
    const std::string_view package = packages.substr(0, packages.find(' '));
    packages.remove_prefix(std::min(package.size() + 1, packages.size()));
    if (always_.contains(package) || (is_setup && building_.contains(package))) return package;
  }
  return {};
}

}  // namespace pymolt::project
