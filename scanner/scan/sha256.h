// SHA-256 of a file's bytes, by the library nettle, which uses the processor's own instructions where there are any.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_SCAN_SHA256_H_
#define PYMOLT_SCAN_SHA256_H_

#include <memory>
#include <string>
#include <string_view>

namespace pymolt::scan {

/// The digest as 64 hexadecimal digits.
[[nodiscard]] std::string sha256_hex(std::string_view bytes);

/// The digest of bytes that come piece by piece.
class Sha256 {
 public:
  Sha256();
  ~Sha256();
  void add(std::string_view bytes);
  /// The digest of all that was added, as 64 hexadecimal digits; begins anew.
  [[nodiscard]] std::string hex();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace pymolt::scan

#endif  // PYMOLT_SCAN_SHA256_H_
