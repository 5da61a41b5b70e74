// Places as editors count them: lines from 0, and columns in UTF-16 units unless both sides agreed on others.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_LSP_POSITIONS_H_
#define PYMOLT_LSP_POSITIONS_H_

#include <nlohmann/json.hpp>

#include "base/text.h"

namespace pymolt::lsp {

using Json = nlohmann::json;

/// What a column counts.
enum class Units : std::uint8_t { utf8, utf16, utf32 };

[[nodiscard]] std::string_view name(Units units);
/// The first of WANTED, names of encodings in the client's order, that is known; else UTF-16.
[[nodiscard]] Units chosen_units(const Json& wanted);

/// A code point: how long it is in UTF-8, and how far a column counts it.
struct CodePoint {
  std::uint32_t bytes = 1;
  std::uint32_t units = 1;
};
/// That at the byte AT of TEXT.
[[nodiscard]] CodePoint code_point(std::string_view text, std::size_t at, Units units);

/// The byte of TEXT that POSITION means; the end of its line or of the text where it lies beyond that. Throws what
/// nlohmann::json does where POSITION is none.
[[nodiscard]] std::uint32_t offset_at(const Text& text, const Json& position, Units units);

[[nodiscard]] Json position_at(const Text& text, std::uint32_t offset, Units units);
[[nodiscard]] Json range_of(const Text& text, ByteSpan span, Units units);

/// The bytes of TEXT that SPAN, as a scan says it, means.
[[nodiscard]] ByteSpan bytes_of(const Text& text, const Span& span);

}  // namespace pymolt::lsp

#endif  // PYMOLT_LSP_POSITIONS_H_
