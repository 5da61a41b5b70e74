// A JSON report, read a finding at a time: no report is ever in memory as a whole.
// SPDX-License-Identifier: MIT
//
// Sections that are lists are handed over an element at a time, other keys of the report as a whole, in the order of the
// file. What is not asked for is passed over, but must be JSON too.
#ifndef PYMOLT_PORTFOLIO_REPORT_STREAM_H_
#define PYMOLT_PORTFOLIO_REPORT_STREAM_H_

#include <functional>
#include <istream>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

namespace pymolt::portfolio {

/// Shown the section, and one of its elements or its only value; false ends the reading.
using TakePart = std::function<bool(const std::string& section, const nlohmann::json& value)>;
/// Whether the report's key SECTION is of interest.
using IsAsked = bool (*)(std::string_view section);

/// Reads IN to its end; why not, where it is no JSON object, or nested or long beyond all that pymolt writes. Empty when all
/// is well, or TAKE ended it.
[[nodiscard]] std::string read_parts(std::istream& in, IsAsked is_asked, const TakePart& take);

}  // namespace pymolt::portfolio

#endif  // PYMOLT_PORTFOLIO_REPORT_STREAM_H_
