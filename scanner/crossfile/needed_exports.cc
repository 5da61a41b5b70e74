// A table by module and name; stars are followed slot by slot, so that each is looked at once.
// SPDX-License-Identifier: MIT
#include "crossfile/needed_exports.h"

namespace pymolt::project {

std::string Wants::key(ModuleId module, std::string_view name) {
  std::string key(reinterpret_cast<const char*>(&module), sizeof module);
  return key.append(name);
}

std::uint32_t Wants::want(ModuleId module, std::string_view name) {
  const auto [place, is_new] = slots_.try_emplace(key(module, name), count_);
  if (is_new) {
    entries_.push_back({module, static_cast<std::uint32_t>(by_module_[module].size())});
    by_module_[module].emplace_back(name, count_++);
  }
  return place->second;
}

std::uint32_t Wants::find(ModuleId module, std::string_view name) const {
  if (by_module_[module].empty()) return kNone;
  const auto found = slots_.find(key(module, name));
  return found == slots_.end() ? kNone : found->second;
}

void Wants::follow_stars() {
  for (std::uint32_t slot = 0; slot < count_; ++slot) {
    const Entry entry = entries_[slot];
    for (const ModuleId from : stars_[entry.module]) {
      const std::string name = by_module_[entry.module][entry.place].first;
      want(from, name);
    }
  }
}

}  // namespace pymolt::project
