// What each kind of document must not be handed raw: addresses, JSON, XML and HTML, CSV, Markdown.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_RENDER_ESCAPE_H_
#define PYMOLT_RENDER_ESCAPE_H_

#include <cstdint>
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

/// A JSON string with its quotes; ill-formed bytes are spelled out, and what acts unseen is escaped.
[[nodiscard]] std::string json_string(std::string_view bytes);

/// A JSON document that says the same, with what acts unseen escaped (`\u202e`): it can stand there within strings only.
[[nodiscard]] std::string visible_json(std::string json);

/// A label of Graphviz with its quotes: what acts unseen is spelled out, and a backslash is only itself.
[[nodiscard]] std::string dot_string(std::string_view bytes);

/// Text or an attribute's value in XML and HTML, on one line, with all that acts unseen spelled
/// out.
[[nodiscard]] std::string xml_text(std::string_view bytes);

/// A field of a CSV file, quoted where it must be; what a spreadsheet would take for a formula gets
/// a `'` before it.
[[nodiscard]] std::string csv_field(std::string_view bytes);

/// Text in Markdown that means nothing but itself: no markup, no HTML, no mention of a user; also
/// in a table's cell.
[[nodiscard]] std::string markdown_text(std::string_view bytes);

/// In a table's cell a bar ends the cell even within code, and needs a backslash that elsewhere
/// would be seen.
enum class MarkdownPlace : std::uint8_t { line, table };

/// A code span, whatever backticks it holds.
[[nodiscard]] std::string markdown_code(std::string_view bytes,
                                        MarkdownPlace place = MarkdownPlace::line);

/// A sentence in which `backticks` mark code, and everything else means only itself.
[[nodiscard]] std::string markdown_sentence(std::string_view bytes,
                                            MarkdownPlace place = MarkdownPlace::line);

}  // namespace pymolt::render

#endif  // PYMOLT_RENDER_ESCAPE_H_
