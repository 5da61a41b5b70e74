// What a word that a person writes names: a rule, a fact with its page, or something that only stands in one.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_RULEBOOK_WORD_LOOKUP_H_
#define PYMOLT_RULEBOOK_WORD_LOOKUP_H_

#include <string>

#include "rulebook/rulebook.h"

namespace pymolt::rulebook {

/// All of it points into the book; nothing is set where nothing is known.
struct Known {
  const Lifetime* life = nullptr;
  const RulePage* page = nullptr;
  bool has_members = false;  // parameters, or names below it
  bool by_holder = false;    // `life` is that of the nearest thing around it that came or went

  explicit operator bool() const { return life != nullptr || page != nullptr || has_members; }
};

/// WORD as people write it: `imp`, `print-statement`, `walrus`, `unicode`, `random.shuffle(random)`.
[[nodiscard]] Known look_up(const Rulebook& book, const std::string& word);

}  // namespace pymolt::rulebook

#endif  // PYMOLT_RULEBOOK_WORD_LOOKUP_H_
