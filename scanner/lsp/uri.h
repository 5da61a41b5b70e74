// Between `file:` addresses, as editors name files, and paths.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_LSP_URI_H_
#define PYMOLT_LSP_URI_H_

#include <optional>
#include <string>
#include <string_view>

namespace pymolt::lsp {

/// The path that URI names; nothing where it names no file of this machine.
[[nodiscard]] std::optional<std::string> path_of(std::string_view uri);

/// The address of PATH, which is absolute.
[[nodiscard]] std::string uri_of(std::string_view path);

}  // namespace pymolt::lsp

#endif  // PYMOLT_LSP_URI_H_
