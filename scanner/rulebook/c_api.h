// What is known of CPython's C API: `capi/*.life`, read only when a C source is met or a person asks.
// SPDX-License-Identifier: MIT
//
// A fact's name is that of a function, macro or type (`PyEval_CallObject`), of a member (`PyFrameObject.f_code`), of a header
// (`longintrepr.h`) or of a use (`Py_TYPE(lvalue)`). Safe to ask from any number of threads.
#ifndef PYMOLT_RULEBOOK_C_API_H_
#define PYMOLT_RULEBOOK_C_API_H_

#include <mutex>
#include <span>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "rulebook/lifetime.h"
#include "rulebook/rule_file.h"

namespace pymolt::rulebook {

class CApi {
 public:
  /// Adds a file, borrowed for good. A fact of a later file takes the place of an earlier one. Before the first question.
  void add(const RuleFile& file) { files_.push_back(file); }

  /// All facts, by name.
  [[nodiscard]] std::span<const Lifetime> facts() const;
  /// The fact of that name; null when there is none.
  [[nodiscard]] const Lifetime* find(std::string_view name) const;
  /// The facts about the uses of NAME that went: `Py_TYPE(lvalue)`.
  [[nodiscard]] const Lifetime* use(std::string_view name, std::string_view how) const;
  /// The facts about a struct's member of that name, whatever the struct.
  [[nodiscard]] std::span<const Lifetime* const> members(std::string_view member) const;
  /// Whether some member of STRUCT_NAME has a fact.
  [[nodiscard]] bool has_members(std::string_view struct_name) const;

 private:
  void load() const;

  std::vector<RuleFile> files_;
  mutable std::once_flag loaded_;
  mutable std::vector<Lifetime> facts_;
  mutable std::unordered_map<std::string_view, const Lifetime*> by_name_;
  mutable std::unordered_map<std::string_view, std::vector<const Lifetime*>> uses_;
  mutable std::unordered_map<std::string_view, std::vector<const Lifetime*>> members_;
  mutable std::unordered_map<std::string_view, bool> structs_;
};

}  // namespace pymolt::rulebook

#endif  // PYMOLT_RULEBOOK_C_API_H_
