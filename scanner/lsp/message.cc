// Nothing of a message is taken to be there, nor to be of its type.
// SPDX-License-Identifier: MIT
#include "lsp/message.h"

namespace pymolt::lsp {

std::string uri_in(const Json& message) {
  const auto params = message.find("params");
  if (params == message.end() || !params->is_object()) return {};
  const auto document = params->find("textDocument");
  if (document == params->end() || !document->is_object()) return {};
  const auto uri = document->find("uri");
  return uri != document->end() && uri->is_string() ? uri->get<std::string>() : std::string();
}

bool is_request(const Json& message) { return message.contains("id"); }

std::string method_of(const Json& message) {
  const auto method = message.find("method");
  return method != message.end() && method->is_string() ? method->get<std::string>() : "";
}

}  // namespace pymolt::lsp
