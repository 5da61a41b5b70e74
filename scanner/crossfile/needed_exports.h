// Which names modules take from each other: only these need to be followed while imports are run.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_CROSSFILE_NEEDED_EXPORTS_H_
#define PYMOLT_CROSSFILE_NEEDED_EXPORTS_H_

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "crossfile/layout.h"

namespace pymolt::project {

/// Numbers for pairs of a module and a name.
class Wants {
 public:
  explicit Wants(std::size_t modules) : by_module_(modules), stars_(modules) {}

  /// The slot of NAME in MODULE, made if needed.
  std::uint32_t want(ModuleId module, std::string_view name);
  /// The slot if somebody wants it, else kNone.
  [[nodiscard]] std::uint32_t find(ModuleId module, std::string_view name) const;
  /// MODULE takes all names of FROM.
  void add_star(ModuleId module, ModuleId from) { stars_[module].push_back(from); }
  /// What is wanted of a module that takes all names of another is wanted of that one too.
  void follow_stars();

  [[nodiscard]] std::uint32_t size() const { return count_; }
  /// The wanted names of MODULE with their slots.
  [[nodiscard]] const std::vector<std::pair<std::string, std::uint32_t>>& of(
      ModuleId module) const {
    return by_module_[module];
  }

 private:
  struct Entry {
    ModuleId module;
    std::uint32_t place;
  };
  [[nodiscard]] static std::string key(ModuleId module, std::string_view name);

  std::vector<std::vector<std::pair<std::string, std::uint32_t>>> by_module_;
  std::vector<std::vector<ModuleId>> stars_;
  std::unordered_map<std::string, std::uint32_t> slots_;
  std::vector<Entry> entries_;  // by slot
  std::uint32_t count_ = 0;
};

}  // namespace pymolt::project

#endif  // PYMOLT_CROSSFILE_NEEDED_EXPORTS_H_
