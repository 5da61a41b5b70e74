// First the files, then what the imports say of the folders, then roots, then names.
// SPDX-License-Identifier: MIT
#include "crossfile/layout.h"

#include <algorithm>

#include "base/dotted.h"

namespace pymolt::project {

namespace {

// Letters beyond ASCII are taken on trust.
bool is_identifier(std::string_view word) {
  const auto letter = [](char c) {
    return c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c & 0x80) != 0;
  };
  const auto letter_or_digit = [&](char c) { return letter(c) || (c >= '0' && c <= '9'); };
  return !word.empty() && letter(word[0]) && std::all_of(word.begin(), word.end(), letter_or_digit);
}

std::string_view last_part(std::string_view path) { return path.substr(path.rfind('/') + 1); }

bool is_source_folder(std::string_view folder) {
  const std::string_view name = last_part(folder);
  return name == "src" || folder == "lib" || folder == "Lib" || folder == "python";
}

// `pkg/calc` of `pkg/calc.py`, `pkg` of `pkg/__init__.py`; false for what no import finds.
bool stem_of(std::string_view path, std::string_view& stem, bool& is_package) {
  stem = path;
  if (path.ends_with(".py")) {
    stem.remove_suffix(3);
  } else if (path.ends_with(".pyw")) {
    stem.remove_suffix(4);
  } else {
    return false;
  }
  is_package = last_part(stem) == "__init__";
  if (is_package) {
    stem = above(stem);
    return true;
  }
  return is_identifier(last_part(stem));
}

}  // namespace

std::string join(std::string_view folder, std::string_view name) {
  std::string joined(folder);
  if (!joined.empty()) joined += '/';
  return joined += name;
}

std::string_view above(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string_view::npos ? std::string_view() : path.substr(0, slash);
}

std::vector<std::string_view> parts_of(std::string_view dotted) {
  std::vector<std::string_view> parts;
  while (!dotted.empty()) {
    const std::size_t dot = dotted.find('.');
    parts.push_back(dotted.substr(0, dot));
    dotted = dot == std::string_view::npos ? std::string_view() : dotted.substr(dot + 1);
  }
  return parts;
}

Layout::Layout(std::span<const FileFacts> files, const std::vector<std::string>& roots,
               std::string package, std::span<const ExtensionRow> extensions)
    : files_(files), own_name_(std::move(package)), unseen_(files) {
  for (const ExtensionRow& extension : extensions) add_extension(extension);
  add_modules();
  gather_evidence();
  choose_roots(roots);
  share_roots();
  name_modules();
}

// It is built beside the build file, or in its source folder.
void Layout::add_extension(const ExtensionRow& extension) {
  const VersionSet broken = ~(extension.builds | extension.unknown);
  if (broken.empty()) return;
  if (extension.module.find('.') == std::string::npos) unbuilt_on_top_[extension.module] |= broken;
  std::string below = extension.module;
  std::replace(below.begin(), below.end(), '.', '/');
  const std::string folder(above(extension.path));
  for (const std::string& stem : {join(folder, below), join(join(folder, "src"), below)})
    unbuilt_[stem] |= broken;
}

VersionSet Layout::unbuilt(std::string_view stem) const {
  const auto found = unbuilt_.find(stem);
  return found == unbuilt_.end() ? VersionSet() : found->second;
}

VersionSet Layout::unbuilt_on_top(std::string_view name) const {
  const auto found = unbuilt_on_top_.find(name);
  return found == unbuilt_on_top_.end() ? VersionSet() : found->second;
}

ModuleId Layout::find(std::string_view stem) const {
  const auto found = by_stem_.find(stem);
  return found == by_stem_.end() ? kNone : found->second;
}

bool Layout::is_package(std::string_view folder) const {
  const ModuleId id = find(folder);
  if (id != kNone && modules_[id].is_package) return true;
  if (folder.empty() && !own_name_.empty()) return true;
  return unseen_.any() && unseen_.at(join(folder, "__init__")) == Unseen::there;
}

std::string_view Layout::folder_of(ModuleId id) const {
  const Module& module = modules_[id];
  return module.is_package ? std::string_view(module.stem) : above(module.stem);
}

void Layout::add_modules() {
  for (std::uint32_t i = 0; i < files_.size(); ++i) {
    if (files_[i].state != FileState::scanned) continue;
    const std::string& path = files_[i].path;
    if (path.ends_with(".pyi")) continue;
    std::string_view stem;
    Module module;
    const bool importable = stem_of(path, stem, module.is_package);
    module.stem = stem;
    module.file = i;
    if (importable) module.name = "?";
    modules_.push_back(std::move(module));
    for (std::string_view folder = above(path);; folder = above(folder)) {
      if (!folders_.emplace(folder).second || folder.empty()) break;
    }
  }
  for (ModuleId id = 0; id < modules_.size(); ++id) {
    if (modules_[id].name.empty()) continue;
    const auto [place, is_new] = by_stem_.try_emplace(modules_[id].stem, id);
    if (!is_new && modules_[id].is_package) place->second = id;
  }
}

// The nearest folder at or above FOLDER that is no package with an `__init__.py`.
std::string Layout::home_of(std::string_view folder) const {
  while (!folder.empty() && is_package(folder)) folder = above(folder);
  return std::string(folder);
}

// Whether IMPORT leads to something below ROOT; the folders without `__init__.py` on its way to a module are packages then.
bool Layout::note_namespace(const std::string& root, const ImportFact& import) {
  std::vector<std::string_view> parts = parts_of(import.module);
  if (!import.name.empty() && import.name != "*") parts.push_back(import.name);
  std::string at = root;
  std::vector<std::string> passed;
  bool found = false;
  for (const std::string_view part : parts) {
    at = join(at, part);
    if (find(at) == kNone && !is_package(at)) {
      if (!is_folder(at)) break;
      passed.push_back(at);
      continue;
    }
    found = true;
    for (std::string& folder : passed) namespaces_.insert(std::move(folder));
    passed.clear();
    if (!is_package(at)) break;
  }
  return found;
}

void Layout::note_import(const std::string& home, ModuleId importer, const ImportFact& import) {
  if (import.level > 0 || import.module.empty()) return;
  const std::string_view top = first_part(import.module);
  if (find(join({}, top)) != kNone) {
    (void)note_namespace({}, import);
    return;
  }
  for (std::string_view folder = home;; folder = above(folder)) {
    const bool own = folder == std::string_view(home) && !home.empty();
    const ModuleId beside = own ? find(join(folder, top)) : kNone;
    if (beside != kNone && beside != importer) {
      siblings_.insert(home);
      return;
    }
    if (!is_package(folder) && note_namespace(std::string(folder), import)) return;
    if (folder.empty()) return;
  }
}

// `from ..models import x` in `search/documents/a.py`: `search` is a package, even without `__init__.py`.
void Layout::note_relative(std::string_view folder, const ImportFact& import) {
  for (int up = 1; up < import.level; ++up) folder = above(folder);
  if (folder.empty() || is_package(folder) || is_source_folder(folder)) return;
  const std::string_view name =
      import.module.empty() ? std::string_view(import.name) : first_part(import.module);
  const std::string stem = join(folder, name);
  if (find(stem) != kNone || is_folder(stem)) namespaces_.emplace(folder);
}

void Layout::gather_evidence() {
  for (ModuleId id = 0; id < modules_.size(); ++id) {
    const std::string_view folder = folder_of(id);
    const std::string home = home_of(folder);
    for (const ImportFact& import : facts(id).imports) {
      if (import.level > 0 && home == folder && !home.empty()) namespaces_.insert(home);
      if (import.level > 1) note_relative(folder, import);
      note_import(home, id, import);
    }
  }
}

void Layout::choose_roots(const std::vector<std::string>& roots) {
  roots_.insert("");
  if (roots.size() > 1) {
    for (const std::string& root : roots) roots_.insert(root);
  } else if (roots.size() == 1 && own_name_.empty() && is_package("")) {
    std::string_view name = roots[0];
    while (name.ends_with('/')) name.remove_suffix(1);
    if (is_identifier(last_part(name))) own_name_ = last_part(name);
  }
  for (const std::string& folder : folders_) {
    if (is_package(folder) || namespaces_.contains(folder)) continue;
    if (is_source_folder(folder) || siblings_.contains(folder)) roots_.insert(folder);
  }
  for (const Module& module : modules_) {
    const std::string_view folder = module.is_package ? module.stem : above(module.stem);
    if (is_package(folder)) {
      const std::string home = home_of(folder);
      if (!folder.empty() && !namespaces_.contains(home)) roots_.insert(home);
    } else if (folder.starts_with('/')) {
      roots_.emplace(folder);  // of a file that was named so
    }
  }
}

void SharedFolders::add(std::string_view top, std::string_view folder, bool is_module) {
  const auto offer = [&](auto& firsts) {
    const auto [place, is_new] = firsts.try_emplace(std::string(top), folder);
    if (!is_new && folder < place->second) place->second = folder;
  };
  if (is_module) offer(modules_);
  offer(either_);
}

const std::string* SharedFolders::find(std::string_view top, bool with_folders) const {
  const auto& firsts = with_folders ? either_ : modules_;
  const auto found = firsts.find(top);
  return found == firsts.end() ? nullptr : &found->second;
}

void Layout::share_roots() {
  const auto share = [&](std::string_view path, bool is_module) {
    const std::string_view folder = above(path);
    if (path.empty() || roots_.find(folder) == roots_.end() || is_package(folder)) return;
    all_roots_.add(last_part(path), folder, is_module);
    if (is_source_folder(folder)) sources_.add(last_part(path), folder, is_module);
  };
  for (const auto& [stem, id] : by_stem_) share(stem, true);
  for (const std::string& folder : folders_) share(folder, false);
}

std::string Layout::root_above(std::string_view folder) const {
  for (; !folder.empty(); folder = above(folder)) {
    if (!is_package(folder) && roots_.find(folder) != roots_.end()) break;
  }
  return std::string(folder);
}

void Layout::name_modules() {
  for (Module& module : modules_) {
    const bool importable = !module.name.empty();
    module.name.clear();
    if (!importable) continue;
    const std::string root =
        root_above(module.is_package ? std::string_view(module.stem) : above(module.stem));
    std::string_view below = module.stem;
    if (!root.empty()) below.remove_prefix(std::min(root.size() + 1, below.size()));
    std::string name = own_name_;
    bool good = true;
    std::string folder = root;
    const auto run_before = [&](std::string_view package) {
      if (is_package(package) && find(package) != kNone) module.packages.push_back(find(package));
    };
    if (root.empty() && !module.stem.empty()) run_before("");
    while (!below.empty()) {
      const std::string_view part = below.substr(0, below.find('/'));
      below.remove_prefix(std::min(part.size() + 1, below.size()));
      good = good && is_identifier(part);
      if (!name.empty()) name += '.';
      name += part;
      folder = join(folder, part);
      if (below.empty()) break;
      run_before(folder);
      if (namespaces_.contains(folder)) module.needs_namespace = true;
    }
    if (module.stem.empty() && name.empty()) name = "__init__";
    if (good) module.name = std::move(name);
  }
}

const SearchPath& Layout::search_path(ModuleId id) const {
  const std::string home = home_of(folder_of(id));
  const auto known = paths_.find(home);
  if (known != paths_.end()) return known->second;
  SearchPath path;
  const auto add = [&](std::vector<std::string>& list, std::string_view folder) {
    if (is_package(folder)) return;  // what is in it has a longer name
    if (std::find(list.begin(), list.end(), folder) == list.end()) list.emplace_back(folder);
  };
  // What lies in a package has a longer name, and is no script, unless its neighbours are called by bare names.
  const bool is_script = !namespaces_.contains(home) && !is_package(above(home));
  if (is_script || roots_.contains(home)) add(path.first, home);
  add(path.first, root_above(home));
  add(path.first, "");
  for (std::string_view folder = home; !folder.empty(); folder = above(folder)) {
    if (namespaces_.find(folder) == namespaces_.end()) add(path.last, folder);
  }
  return paths_[home] = std::move(path);
}

}  // namespace pymolt::project
