// Commas, spaces and indentation, so that nobody else has to think of them.
// SPDX-License-Identifier: MIT
#include "render/json_writer.h"

#include "model/gate_verdict.h"
#include "render/escape.h"

namespace pymolt::render {

JsonWriter& JsonWriter::close() {
  const Open closed = open_.back();
  open_.pop_back();
  if (closed.layout == tall && !closed.empty) new_line();
  out_ << closed.closer;
  if (open_.empty()) out_ << '\n';
  return *this;
}

JsonWriter& JsonWriter::key(std::string_view name) {
  next_element();
  out_ << json_string(name) << ": ";
  after_key_ = true;
  return *this;
}

JsonWriter& JsonWriter::value(std::string_view text) { return raw(json_string(text)); }

JsonWriter& JsonWriter::value(double number) { return raw(shortest(number)); }

JsonWriter& JsonWriter::value(VersionSet versions) {
  open_array();
  for (const Version version : versions.versions()) value(version.str());
  return close();
}

JsonWriter& JsonWriter::open(char opener, char closer, Layout layout) {
  next_element();
  out_ << opener;
  open_.push_back({closer, layout, true});
  return *this;
}

JsonWriter& JsonWriter::raw(std::string_view text) {
  next_element();
  out_ << text;
  return *this;
}

void JsonWriter::next_element() {
  if (after_key_) {
    after_key_ = false;
    return;
  }
  if (open_.empty()) return;
  Open& container = open_.back();
  if (!container.empty) out_ << (container.layout == tall ? "," : ", ");
  container.empty = false;
  if (container.layout == tall) new_line();
}

void JsonWriter::new_line() {
  out_ << '\n';
  for (const Open& container : open_) {
    if (container.layout == tall) out_ << "  ";
  }
}

}  // namespace pymolt::render
