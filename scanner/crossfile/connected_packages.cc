// Top packages and modules, united along the imports; those in functions count as well.
// SPDX-License-Identifier: MIT
#include "crossfile/connected_packages.h"

#include "base/dotted.h"

namespace pymolt::project {

Groups::Groups(const Layout& layout) {
  const auto count = static_cast<ModuleId>(layout.modules().size());
  for (ModuleId id = 0; id < count; ++id) {
    const auto next = static_cast<std::uint32_t>(parent_.size());
    const auto [top, added] = tops_.try_emplace(top_of(layout, id), next);
    if (added) parent_.push_back(next);
    group_of_.push_back(top->second);
  }
  for (ModuleId id = 0; id < count; ++id) join_imported(layout, id);
  for (std::uint32_t& group : group_of_) group = root(group);
}

// The folder, or the file, that the module's dotted name begins with.
std::string Groups::top_of(const Layout& layout, ModuleId id) const {
  const std::string& stem = layout.module(id).stem;
  const std::string folder = layout.root_of(id);
  if (!layout.own_name().empty()) return {};  // all are below the one package
  const std::size_t begin = folder.empty() ? 0 : folder.size() + 1;
  return begin < stem.size() ? stem.substr(0, stem.find('/', begin)) : stem;
}

void Groups::join_imported(const Layout& layout, ModuleId id) {
  const SearchPath& path = layout.search_path(id);
  for (const ImportFact& import : layout.facts(id).imports) {
    if (import.level > 0) continue;
    const std::string_view first = first_part(import.module);
    const auto join_below = [&](std::string_view folder) {
      const auto top = tops_.find(join(folder, first));
      if (top != tops_.end()) unite(group_of_[id], top->second);
    };
    for (const std::vector<std::string>* folders : {&path.first, &path.last}) {
      for (const std::string& folder : *folders) join_below(folder);
    }
    for (const bool before_standard : {true, false}) {
      for (const bool with_folders : {true, false}) {
        const std::string* folder = layout.shared(before_standard).find(first, with_folders);
        if (folder != nullptr) join_below(*folder);
      }
    }
  }
}

std::uint32_t Groups::root(std::uint32_t at) {
  while (parent_[at] != at) at = parent_[at] = parent_[parent_[at]];
  return at;
}

}  // namespace pymolt::project
