// What is shown where the pointer rests: the life of the name there, or of what a finding there speaks of.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_LSP_HOVER_H_
#define PYMOLT_LSP_HOVER_H_

#include <optional>

#include "lsp/folder.h"

namespace pymolt::lsp {

/// The result of `textDocument/hover` at the byte OFFSET of DOCUMENT; null where nothing is known. FOLDER has said its
/// report or not: without it, names alone are explained.
[[nodiscard]] Json hover(const Folder& folder, const Buffer& document, std::uint32_t offset,
                         Units units);

/// WORD as `pymolt explain` tells it, in short, as Markdown; empty where nothing is known.
[[nodiscard]] std::string explained(const rulebook::Rulebook& book, const std::string& word);

}  // namespace pymolt::lsp

#endif  // PYMOLT_LSP_HOVER_H_
