// What can be done about a finding from within the editor: mend it, mend all of the file, or ask pymolt to ignore it.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_LSP_QUICK_FIXES_H_
#define PYMOLT_LSP_QUICK_FIXES_H_

#include "lsp/folder.h"

namespace pymolt::lsp {

/// What is asked: which kinds of actions, for which bytes of the document.
struct ActionRequest {
  ByteSpan span;
  bool quick_fixes = true;
  bool fix_all = true;
  bool versioned = false;  // the editor checks the version of the document before it makes an edit
};

/// The result of `textDocument/codeAction`. Every edit has been proved, as `pymolt fix` proves what it writes.
[[nodiscard]] Json code_actions(const Folder& folder, const Buffer& document,
                                const ActionRequest& request, Units units);

}  // namespace pymolt::lsp

#endif  // PYMOLT_LSP_QUICK_FIXES_H_
