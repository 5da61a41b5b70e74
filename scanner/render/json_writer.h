// Writes JSON as it goes: keys in the order of the calls, long lists an element a line.
// SPDX-License-Identifier: MIT
//
//   JsonWriter json(out);
//   json.open_object(JsonWriter::tall).key("name").value("pymolt").close();
//
// Nothing is kept but the stack of what is open, so a report of any size is written in the same
// memory.
#ifndef PYMOLT_RENDER_JSON_WRITER_H_
#define PYMOLT_RENDER_JSON_WRITER_H_

#include <concepts>
#include <cstdint>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "base/version.h"

namespace pymolt::render {

class JsonWriter {
 public:
  enum Layout : std::uint8_t { flat, tall };  // on one line, or an element a line

  explicit JsonWriter(std::ostream& out) : out_(out) {}

  JsonWriter& open_object(Layout layout = flat) { return open('{', '}', layout); }
  JsonWriter& open_array(Layout layout = flat) { return open('[', ']', layout); }
  JsonWriter& close();
  JsonWriter& key(std::string_view name);

  JsonWriter& value(std::string_view text);
  JsonWriter& value(const char* text) { return value(std::string_view(text)); }
  JsonWriter& value(bool yes) { return raw(yes ? "true" : "false"); }
  template <std::integral Number>
  JsonWriter& value(Number number) {
    return raw(std::to_string(number));
  }
  /// A finite number in as few digits as tell it from every other.
  JsonWriter& value(double number);
  JsonWriter& null() { return raw("null"); }
  /// The versions as a list of strings.
  JsonWriter& value(VersionSet versions);

  /// `key(name).value(value)`.
  template <typename Value>
  JsonWriter& field(std::string_view name, const Value& held) {
    return key(name).value(held);
  }

 private:
  struct Open {
    char closer;
    Layout layout;
    bool empty;
  };

  JsonWriter& open(char opener, char closer, Layout layout);
  JsonWriter& raw(std::string_view text);
  void next_element();
  void new_line();

  std::ostream& out_;
  std::vector<Open> open_;
  bool after_key_ = false;
};

}  // namespace pymolt::render

#endif  // PYMOLT_RENDER_JSON_WRITER_H_
