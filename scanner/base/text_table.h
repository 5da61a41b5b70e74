// Reads the text tables of rules/text that are compiled into the binary: lines, in most tables `key: value`.
// SPDX-License-Identifier: MIT
//
//   for (TextTable rest(six_moves_txt_begin, six_moves_txt_end); !rest.is_over();) use(rest.take_line());
#ifndef PYMOLT_BASE_TEXT_TABLE_H_
#define PYMOLT_BASE_TEXT_TABLE_H_

#include <algorithm>
#include <cstddef>
#include <string_view>

namespace pymolt {

class TextTable {
 public:
  /// BEGIN and END are the symbols that embed_data() of the build makes.
  TextTable(const char* begin, const char* end)
      : rest_(begin, static_cast<std::size_t>(end - begin)) {}

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
