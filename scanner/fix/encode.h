// From text back to the bytes of a file, in the encoding and with the BOM that the file had.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_FIX_ENCODE_H_
#define PYMOLT_FIX_ENCODE_H_

#include <string>
#include <string_view>

#include "base/result.h"
#include "syntax/decode.h"

namespace pymolt::fix {

/// The way back that belongs to one file; made from its bytes, and only where these come back as they were.
class Encoder {
 public:
  /// BYTES, and what decode() says of them. A mistake where the file cannot be written as it was read.
  [[nodiscard]] static Result<Encoder> make(std::string_view bytes, const syntax::Decoded& decoded);

  /// TEXT as bytes; a mistake where the encoding has no such character, or would read it otherwise.
  [[nodiscard]] Result<std::string> encode(std::string_view text) const;

 private:
  [[nodiscard]] Result<std::string> by_table(std::string_view text) const;

  bool bom_ = false;
  std::string encoding_;
  std::string table_[256];  // of a character map: the UTF-8 of each byte; all empty for UTF-8
  bool has_table_ = false;
};

}  // namespace pymolt::fix

#endif  // PYMOLT_FIX_ENCODE_H_
