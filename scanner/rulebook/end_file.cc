// A line is PROVIDER " " VERSION ": " DATE.
// SPDX-License-Identifier: MIT
#include "rulebook/end_file.h"

#include <algorithm>

namespace pymolt::rulebook {

namespace {

Result<SupportEnd> read_end_line(const RuleLine& line) {
  const std::size_t blank = line.text.find(' ');
  const std::size_t colon = line.text.find(": ");
  if (colon == std::string_view::npos || blank == std::string_view::npos || blank > colon) {
    return line.mistake(line.text, "an end of support is written `python 3.8: 2024-10-07`");
  }
  const std::string_view written = line.text.substr(blank + 1, colon - blank - 1);
  const auto version = Version::parse(written);
  if (!version)
    return line.mistake(written, "`" + std::string(written) + "` is no version of the axis");
  const std::string_view date = trim(line.text.substr(colon + 2));
  if (!is_date(date)) return line.mistake(date, "a date is written 2028-10-06, or 2028-10");
  return SupportEnd{line.text.substr(0, blank), *version, date};
}

}  // namespace

bool is_date(std::string_view text) {
  constexpr std::string_view kDay = "dddd-dd-dd";
  return (text.size() == 7 || text.size() == kDay.size()) &&
         std::equal(text.begin(), text.end(), kDay.begin(), [](char c, char form) {
           return form == 'd' ? c >= '0' && c <= '9' : c == form;
         });
}

bool has_ended(std::string_view end, std::string_view day) {
  return day.substr(0, end.size()) > end || (end.size() > 7 && day == end);
}

Result<std::vector<SupportEnd>> read_ends(const RuleFile& file) {
  return read_lines<SupportEnd>(file, [](const RuleLine& line, const std::vector<SupportEnd>&) {
    return read_end_line(line);
  });
}

}  // namespace pymolt::rulebook
