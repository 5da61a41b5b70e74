// One pattern of a .gitignore, ready to be held against paths: `*`, `?`, `[a-z]`, `**`, backslash.
// SPDX-License-Identifier: MIT
//
//   Glob("**/gen/*.py").matches("a/gen/b.py", work)   -> true
//
// `*` and `?` do not match `/`; `**` does, where it is a whole part of the path, and is `*` elsewhere. All that a pattern
// may go on with is followed at once, a letter after the other, so that no pattern makes it slow or deep.
#ifndef PYMOLT_SCAN_GLOB_H_
#define PYMOLT_SCAN_GLOB_H_

#include <bitset>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace pymolt::scan {

/// What one question may still cost, in steps; whoever asks begins with as many as a question is worth.
struct MatchWork {
  std::size_t left = 200'000;
  [[nodiscard]] bool spent() const { return left == 0; }
};

class Glob {
 public:
  explicit Glob(std::string_view pattern);

  /// Whether the whole of TEXT is matched; false, with WORK spent, where that would have cost more.
  [[nodiscard]] bool matches(std::string_view text, MatchWork& work) const;

 private:
  enum class Part : std::uint8_t {
    letter,
    any,      // `?`
    one_of,   // `[…]`
    star,     // `*`
    twin,     // `**` at the end: anything
    folders,  // `**/`: no folder, or
    inner,    // … some: anything up to a `/`
  };
  struct Token {
    Part part = Part::letter;
    char letter = 0;
    std::uint32_t set = 0;  // of `one_of`
  };
  using Set = std::bitset<256>;

  bool read_class(std::string_view pattern, std::size_t& at);
  void read_stars(std::string_view pattern, std::size_t& at);
  [[nodiscard]] bool takes(const Token& token, char c) const;
  [[nodiscard]] bool matches_slowly(std::string_view text, MatchWork& work) const;

  std::vector<Token> tokens_;
  std::vector<Set> sets_;
  std::string literal_;  // of a pattern without marks, or behind its one star at the beginning
  bool is_literal_ = false;
  bool is_ending_ = false;        // `*.py`
  bool matches_nothing_ = false;  // a bracket that is not closed, a backslash at the end
};

}  // namespace pymolt::scan

#endif  // PYMOLT_SCAN_GLOB_H_
