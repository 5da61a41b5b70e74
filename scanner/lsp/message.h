// What a message of the protocol says of itself: its method, whether it wants an answer, and the document it is about.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_LSP_MESSAGE_H_
#define PYMOLT_LSP_MESSAGE_H_

#include <nlohmann/json.hpp>
#include <string>

namespace pymolt::lsp {

using Json = nlohmann::json;

/// Empty where there is none.
[[nodiscard]] std::string method_of(const Json& message);
[[nodiscard]] bool is_request(const Json& message);
/// What it speaks of; empty where of no document.
[[nodiscard]] std::string uri_in(const Json& message);

}  // namespace pymolt::lsp

#endif  // PYMOLT_LSP_MESSAGE_H_
