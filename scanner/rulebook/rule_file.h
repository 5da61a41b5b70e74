// A file of a rule pack, as text: what the loaders read and what their mistakes speak of.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_RULEBOOK_RULE_FILE_H_
#define PYMOLT_RULEBOOK_RULE_FILE_H_

#include <algorithm>
#include <optional>
#include <string_view>
#include <vector>

#include "base/character_table.h"
#include "base/result.h"

namespace pymolt::rulebook {

/// Both views are borrowed: from the binary for the compiled-in pack, from the Rulebook that read it otherwise.
struct RuleFile {
  std::string_view name;  // relative to the pack: `lifetimes/imp.life`, `pages/imp.md`
  std::string_view text;
};

/// One line of a rule file, for messages.
struct RuleLine {
  std::string_view file;
  int number = 0;
  std::string_view text;

  /// A mistake at the part of this line that starts at WHERE (a view into `text`).
  [[nodiscard]] Mistake mistake(std::string_view where, std::string message,
                                std::string hint = {}) const {
    Mistake made;
    made.message = std::move(message);
    made.file = std::string(file);
    made.line = number;
    made.column = static_cast<int>(where.data() - text.data()) + 1;
    made.source_line = std::string(text);
    made.hint = std::move(hint);
    return made;
  }
};

inline constexpr CharacterTable kBlank(" \t");
inline constexpr CharacterTable kWordEnd(" ,\t");

[[nodiscard]] inline std::string_view trim(std::string_view text) {
  const auto is_blank = [](char c) { return c == ' ' || c == '\t' || c == '\r'; };
  while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
  return text;
}

/// Calls READ with each line of FILE that is neither blank nor a comment, up to the first of which it returns a mistake.
template <typename Read>
[[nodiscard]] std::optional<Mistake> each_line(const RuleFile& file, Read read) {
  RuleLine line{file.name, 0, {}};
  for (std::size_t begin = 0; begin < file.text.size();) {
    const std::size_t end = std::min(file.text.find('\n', begin), file.text.size());
    line.text = file.text.substr(begin, end - begin);
    ++line.number;
    begin = end + 1;
    if (line.text.starts_with('#') || trim(line.text).empty()) continue;
    if (std::optional<Mistake> mistake = read(line)) return mistake;
  }
  return std::nullopt;
}

/// READ makes one of the lines of FILE: a `Result`. All of them, without blank lines and comments, or the first mistake.
template <typename Made, typename Read>
[[nodiscard]] Result<std::vector<Made>> read_lines(const RuleFile& file, Read read) {
  std::vector<Made> all;
  const auto put = [&](const RuleLine& line) -> std::optional<Mistake> {
    Result<Made> made = read(line, all);
    if (!made) return made.mistake();
    all.push_back(made.take());
    return std::nullopt;
  };
  if (std::optional<Mistake> mistake = each_line(file, put)) return *std::move(mistake);
  return all;
}

/// Whether WORD can follow `scheduled`: a version, which may lie beyond the axis, or `undated`.
[[nodiscard]] inline bool is_schedule(std::string_view word) {
  if (word == "undated") return true;
  return word.starts_with("3.") && word.size() > 2 &&
         word.find_first_not_of("0123456789", 2) == std::string_view::npos;
}

}  // namespace pymolt::rulebook

#endif  // PYMOLT_RULEBOOK_RULE_FILE_H_
