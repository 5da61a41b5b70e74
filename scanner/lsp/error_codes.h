// The numbers of errors in JSON-RPC and in the language server protocol.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_LSP_ERROR_CODES_H_
#define PYMOLT_LSP_ERROR_CODES_H_

namespace pymolt::lsp {

inline constexpr int kParseError = -32700;
inline constexpr int kInvalidRequest = -32600;
inline constexpr int kMethodNotFound = -32601;
inline constexpr int kInvalidParams = -32602;
inline constexpr int kNotInitialized = -32002;
inline constexpr int kContentModified = -32801;
inline constexpr int kRequestCancelled = -32800;

}  // namespace pymolt::lsp

#endif  // PYMOLT_LSP_ERROR_CODES_H_
