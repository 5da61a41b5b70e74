// JSON's texts, numbers and lists are TOML as they are; objects become inline tables.
// SPDX-License-Identifier: MIT
#include "lsp/editor_settings.h"

namespace pymolt::lsp {

namespace {

std::string quoted(const std::string& text) {
  return Json(text).dump(-1, ' ', true, Json::error_handler_t::replace);
}

// Messages are not deep (see Server::take), so that this does not go deep either.
std::string value_of(const Json& value) {
  if (value.is_string()) return quoted(value.get<std::string>());
  if (!value.is_structured()) return value.dump();
  std::string text;
  for (const auto& [key, item] : value.items()) {
    if (item.is_null()) continue;
    text += text.empty() ? "" : ", ";
    if (value.is_object()) text += quoted(key) + " = ";
    text += value_of(item);
  }
  return value.is_object() ? "{ " + text + " }" : "[" + text + "]";
}

}  // namespace

std::string toml_of(const Json& settings) {
  std::string text;
  if (!settings.is_object()) return text;
  for (const auto& [key, value] : settings.items()) {
    if (!value.is_null()) text += quoted(key) + " = " + value_of(value) + "\n";
  }
  return text;
}

}  // namespace pymolt::lsp
