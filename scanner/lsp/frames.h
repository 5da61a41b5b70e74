// Messages of the language server protocol as they travel: a header with the length, then so many bytes of JSON.
// SPDX-License-Identifier: MIT
//
//   Content-Length: 52\r\n
//   \r\n
//   {"jsonrpc":"2.0","method":"initialized","params":{}}
//
// What comes in is not to be trusted: lengths and headers are bounded, and a stream that has lost its frames ends there,
// for what follows could be anything.
#ifndef PYMOLT_LSP_FRAMES_H_
#define PYMOLT_LSP_FRAMES_H_

#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"

namespace pymolt::lsp {

inline constexpr std::size_t kLargestMessage = 128U << 20;
inline constexpr std::size_t kLargestHeader = 4096;

/// Takes bytes as they come and gives the bodies of whole messages.
class FrameReader {
 public:
  void feed(std::string_view bytes) { bytes_ += bytes; }
  /// The next message's body; nothing while it is not there as a whole; a mistake, for good, where the frames are lost.
  [[nodiscard]] Result<std::optional<std::string>> next();
  /// Whether part of a message is there.
  [[nodiscard]] bool is_amid() const { return bytes_.size() > at_ || length_; }

 private:
  [[nodiscard]] Result<std::optional<std::size_t>> read_header();

  std::string bytes_;
  std::size_t at_ = 0;                 // what of `bytes_` is done with
  std::optional<std::size_t> length_;  // of the body that comes next, once its header is read
  std::optional<Mistake> lost_;
};

/// BODY with its header.
[[nodiscard]] std::string framed(std::string_view body);

}  // namespace pymolt::lsp

#endif  // PYMOLT_LSP_FRAMES_H_
