// Reads the text tables of rules/text that are compiled into the binary: lines, in most tables `key: value`.
// SPDX-License-Identifier: MIT
//
//   for (TextTable rest(text); !rest.is_over();) use(rest.take_line());
#ifndef PYMOLT_BASE_TEXT_TABLE_H_
#define PYMOLT_BASE_TEXT_TABLE_H_

#include <algorithm>
#include <string_view>

namespace pymolt {

class TextTable {
 public:
  explicit TextTable(std::string_view text) : rest_(text) {}

  /// What is still to be read.
  [[nodiscard]] std::string_view rest() const { return rest_; }
  [[nodiscard]] bool is_over() const { return rest_.empty(); }
  /// The next line, without its end.
  std::string_view take_line() {
    const std::string_view line = rest_.substr(0, rest_.find('\n'));
    rest_.remove_prefix(std::min(line.size() + 1, rest_.size()));
    return line;
  }
  /// The value of the first line `KEY: value` that is still to be read; empty where there is none.
  [[nodiscard]] std::string_view value(std::string_view key) const {
    for (TextTable table = *this; !table.is_over();) {
      const std::string_view line = table.take_line();
      if (line.starts_with(key) && line.substr(key.size()).starts_with(": "))
        return line.substr(key.size() + 2);
    }
    return {};
  }

 private:
  std::string_view rest_;
};

}  // namespace pymolt

#endif  // PYMOLT_BASE_TEXT_TABLE_H_
