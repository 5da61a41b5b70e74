// A 64-bit hash that is the same on every machine and in every release: for fingerprints and cache keys, not for safety.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_BASE_HASH_H_
#define PYMOLT_BASE_HASH_H_

#include <cstdint>
#include <string>
#include <string_view>

namespace pymolt {

/// FNV-1a, taken one text after the other; texts do not run into each other.
class Hash {
 public:
  Hash& add(std::string_view text) {
    for (const char c : text) add_byte(static_cast<unsigned char>(c));
    add_byte(0);
    return *this;
  }
  [[nodiscard]] std::uint64_t value() const { return value_; }
  /// Sixteen hexadecimal digits.
  [[nodiscard]] std::string hex() const {
    constexpr char kDigits[] = "0123456789abcdef";
    std::string text(16, '0');
    for (int i = 0; i < 16; ++i)
      text[static_cast<std::size_t>(i)] = kDigits[value_ >> (60 - 4 * i) & 15];
    return text;
  }

 private:
  void add_byte(unsigned char byte) { value_ = (value_ ^ byte) * 0x100000001b3ULL; }
  std::uint64_t value_ = 0xcbf29ce484222325ULL;
};

}  // namespace pymolt

#endif  // PYMOLT_BASE_HASH_H_
