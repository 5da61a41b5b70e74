// JSON and XML documents of other tools, parsed without trust: bounded in size, depth and number of values.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_GATE_DOCUMENTS_H_
#define PYMOLT_GATE_DOCUMENTS_H_

#include <nlohmann/json.hpp>
#include <optional>
#include <pugixml.hpp>
#include <string>
#include <string_view>

#include "base/result.h"
#include "base/trim.h"

namespace pymolt::gate {

using Json = nlohmann::json;
class Source;

/// The document that TEXT is; a mistake, with the line, where it is broken or too deep. What Python's json writes beside
/// the standard, NaN and Infinity, is read as these words.
[[nodiscard]] Result<Json> parse_json(std::string_view text);

/// The document that the rest of SOURCE is.
[[nodiscard]] Result<Json> json_of(Source& source);

/// Fills DOCUMENT from TEXT. Entities that the document declares are refused, never expanded.
[[nodiscard]] std::optional<Mistake> parse_xml(std::string_view text, pugi::xml_document& document);

/// What a JSON value holds, or the nothing of that type: no exception, whatever stands there.
[[nodiscard]] const Json& member(const Json& object, std::string_view key);
[[nodiscard]] std::optional<double> number_at(const Json& object, std::string_view key);
[[nodiscard]] std::string text_at(const Json& object, std::string_view key);
/// The items of a list; of anything else none.
[[nodiscard]] const Json::array_t& list_of(const Json& value);

/// The finite number that the whole of TEXT is, spaces around it aside.
[[nodiscard]] std::optional<double> parse_number(std::string_view text);

}  // namespace pymolt::gate

#endif  // PYMOLT_GATE_DOCUMENTS_H_
