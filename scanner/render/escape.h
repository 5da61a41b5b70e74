// What each kind of document must not be handed raw: addresses, JSON, and later XML and Markdown.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_RENDER_ESCAPE_H_
#define PYMOLT_RENDER_ESCAPE_H_

#include <string>
#include <string_view>

namespace pymolt::render {

/// What may stand in an address besides letters, digits and `-._~`; `%` is taken to be encoded
/// already.
inline constexpr std::string_view kUrlMarks = ":/?#[]@!$&'()*+,;=%";

/// Every byte but letters, digits, `-._~` and those of KEPT as `%2F`.
[[nodiscard]] std::string percent_encoded(std::string_view bytes, std::string_view kept);

/// Whether it is an http or https address: nothing else is ever made a link of.
[[nodiscard]] bool is_web_link(std::string_view url);

/// A JSON string with its quotes; ill-formed bytes are spelled out.
[[nodiscard]] std::string json_string(std::string_view bytes);

}  // namespace pymolt::render

#endif  // PYMOLT_RENDER_ESCAPE_H_
