// The lines that findings show: copies, as long as those do not outgrow the file.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_FINDINGS_EXCERPTS_H_
#define PYMOLT_FINDINGS_EXCERPTS_H_

#include <string>

#include "base/text.h"

namespace pymolt::checks {

/// Borrows the text. A line with ten thousand findings would be copied ten thousand times; so no line is that is for no
/// one to read, nor any when all copies together are many times the file.
class Excerpts {
 public:
  explicit Excerpts(const Text& text)
      : text_(text), left_(kAtLeast + kTimes * text.bytes().size()) {}

  /// Line NUMBER, or nothing.
  [[nodiscard]] std::string of(std::uint32_t number) {
    const std::string_view line = text_.line(number);
    if (line.size() > kLongest || line.size() > left_) return {};
    left_ -= line.size();
    return std::string(line);
  }

 private:
  static constexpr std::size_t kLongest = 8192;
  static constexpr std::size_t kAtLeast = 1 << 20;
  static constexpr std::size_t kTimes = 4;

  const Text& text_;
  std::size_t left_;
};

}  // namespace pymolt::checks

#endif  // PYMOLT_FINDINGS_EXCERPTS_H_
