// The words by which people name what a finding is about: rules, and symbols with or without `builtins.` or `syntax.`.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_RULEBOOK_KNOWN_WORDS_H_
#define PYMOLT_RULEBOOK_KNOWN_WORDS_H_

#include <string>
#include <string_view>
#include <vector>

#include "rulebook/rulebook.h"

namespace pymolt::rulebook {

/// Whether WORD may name something that a finding is about; with a `*` in it, whether it fits something that may. Names
/// below modules outside the standard library may, as packs can speak of them.
[[nodiscard]] bool may_name(const Rulebook& book, std::string_view word);

/// Every rule and every name with a lifetime.
[[nodiscard]] std::vector<std::string_view> known_words(const Rulebook& book);

/// A hint for a word that names nothing: "did you mean `imp`?", or how to see what there is.
[[nodiscard]] std::string word_hint(const Rulebook& book, std::string_view word);

}  // namespace pymolt::rulebook

#endif  // PYMOLT_RULEBOOK_KNOWN_WORDS_H_
