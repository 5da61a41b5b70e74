// Gathered from what the walk noted, from files that were met and not read, and from what `setup.py` imports.
// SPDX-License-Identifier: MIT
#include "crossfile/unseen.h"

#include <algorithm>

#include "base/word_match.h"
#include "crossfile/layout.h"

namespace pymolt::project {

namespace {

constexpr std::string_view kAnything = "**";
constexpr std::string_view kCompiled = ".so";

// Whether what the file imports is for building extension modules.
bool builds(const FileFacts& file) {
  return std::any_of(file.imports.begin(), file.imports.end(), [](const ImportFact& import) {
    return import.name == "Extension" || import.name == "cythonize" ||
           import.module == "numpy.distutils.misc_util" || import.module == "Cython.Build" ||
           import.module == "Cython.Distutils";
  });
}

std::string_view without_ending(std::string_view path) {
  const std::size_t dot = path.rfind('.');
  const std::size_t slash = path.rfind('/');
  return dot == std::string_view::npos || (slash != std::string_view::npos && dot < slash)
             ? path
             : path.substr(0, dot);
}

}  // namespace

UnseenModules::UnseenModules(std::span<const FileFacts> files) {
  for (const FileFacts& file : files) add_file(file);
}

void UnseenModules::add(std::string_view path) {
  const std::string_view last = path.substr(path.rfind('/') + 1);
  if (last == kAnything) {
    built_.emplace(above(path));
  } else if (last.find('*') != std::string_view::npos) {
    patterns_.emplace_back(path);
  } else if (path.ends_with(kCompiled)) {
    path.remove_suffix(kCompiled.size());
    stems_.emplace(path);
    compiled_.emplace(path);
  } else {
    stems_.emplace(path);
  }
}

void UnseenModules::add_file(const FileFacts& file) {
  for (const std::string& path : file.unseen) add(path);
  std::string_view path = file.path;
  if (file.state == FileState::scanned) {
    if (path.ends_with(".pyi")) stems_.emplace(without_ending(path));
    if (path.substr(path.rfind('/') + 1) == "setup.py" && builds(file)) built_.emplace(above(path));
    return;
  }
  if (path.ends_with('/')) {
    path.remove_suffix(1);
    stems_.emplace(path);
  } else if (path.ends_with(".py") || path.ends_with(".pyi")) {
    path = without_ending(path);
    stems_.emplace(path);
    if (path.ends_with("/__init__")) stems_.emplace(above(path));
  }
}

Unseen UnseenModules::at(std::string_view stem) const {
  if (!any()) return Unseen::no;
  if (stems_.find(stem) != stems_.end()) return Unseen::there;
  const auto matches = [&](const std::string& pattern) {
    return above(pattern) == above(stem) && word_matches(pattern, stem);
  };
  if (std::any_of(patterns_.begin(), patterns_.end(), matches)) return Unseen::there;
  if (built_.empty()) return Unseen::no;
  for (std::string_view folder = above(stem);; folder = above(folder)) {
    if (built_.find(folder) != built_.end()) return Unseen::maybe;
    if (folder.empty()) return Unseen::no;
  }
}

}  // namespace pymolt::project
