// A language server over two descriptors, usually standard input and output.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_LSP_SESSION_H_
#define PYMOLT_LSP_SESSION_H_

#include <string>

#include "lsp/folder.h"

namespace pymolt::lsp {

/// Serves until the client says exit or its end of the pipe is closed. The exit status: 0 after a shutdown, else 1.
[[nodiscard]] int serve(int in, int out, const Opener& open, const scan::Disk& disk,
                        const std::string& version);

}  // namespace pymolt::lsp

#endif  // PYMOLT_LSP_SESSION_H_
