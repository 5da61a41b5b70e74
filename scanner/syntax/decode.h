// From the bytes of a file to UTF-8 text, as Python reads them: BOM, cookie (PEP 263), codec.
// SPDX-License-Identifier: MIT
//
// UTF-8 without a cookie or with one is by far the most common and is not copied. What cannot be decoded becomes
// U+FFFD so that the scan goes on; what that means on which version is said by `marks` and, because UTF-8 is
// checked by Python only where it looks at the text, by the lexer, who knows comments from strings.
#ifndef PYMOLT_SYNTAX_DECODE_H_
#define PYMOLT_SYNTAX_DECODE_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "model/mark.h"

namespace pymolt::syntax {

struct Decoded {
  std::string text;                // valid UTF-8, without a BOM; every offset below is into it
  std::string encoding = "utf-8";  // as Python calls it, for reports: `utf-8-sig`, `cp1252`
  bool bom = false;
  bool ascii = true;               // no byte of the text is above 127
  bool declared = false;           // a cookie counts, or there is a BOM
  std::optional<ByteSpan> cookie;  // the encoding's name in the comment that counts
  bool late_cookie = false;        // 3.0 to 3.2 read the text by a cookie that stands below code

  /// What some version or none accepts about the bytes.
  std::vector<Mark> marks;
  /// Where in the text U+FFFD stands for bytes that are no UTF-8 and that Python meets only when it reads them;
  /// ascending.
  std::vector<std::uint32_t> undecodable;
  /// Not empty: the text is not what Python sees, and nothing can be told about the file.
  std::string unknown_because;
};

[[nodiscard]] Decoded decode(std::string bytes);

}  // namespace pymolt::syntax

#endif  // PYMOLT_SYNTAX_DECODE_H_
