// Which words of a text fixes have put there: they mean what they do on the target, and nothing of Python 2.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_FIX_PUT_WORDS_H_
#define PYMOLT_FIX_PUT_WORDS_H_

#include <cstdint>
#include <set>
#include <string_view>
#include <vector>

#include "fix/edit.h"

namespace pymolt::fix {

class PutWords {
 public:
  /// EDITS, which edits_of() gave, are made in TEXT, where these words stand.
  void move_on(std::string_view text, const std::vector<Edit>& edits);
  /// Whether one begins with the byte AT.
  [[nodiscard]] bool has(std::uint32_t at) const { return places_.contains(at); }

 private:
  std::set<std::uint32_t> places_;
};

}  // namespace pymolt::fix

#endif  // PYMOLT_FIX_PUT_WORDS_H_
