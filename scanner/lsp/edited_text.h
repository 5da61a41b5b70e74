// A text while an editor changes it, in pieces, so that a change costs by its own size and not by that of the text.
// SPDX-License-Identifier: MIT
//
// 20,000 changes in one message are 20,000 places in a text that each of them moves. The pieces know how many lines and
// units they hold: a place is found by adding these up, and a change makes two or three pieces anew.
#ifndef PYMOLT_LSP_EDITED_TEXT_H_
#define PYMOLT_LSP_EDITED_TEXT_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "lsp/positions.h"

namespace pymolt::lsp {

class EditedText {
 public:
  EditedText(std::string_view text, Units units);

  /// Makes CHANGE, one of a `textDocument/didChange`. Throws what nlohmann::json does where it is none; nothing has
  /// changed then.
  void change(const Json& change);
  [[nodiscard]] std::string str() const;

 private:
  // Neither a code point nor a CRLF is cut in two, and none is empty.
  struct Piece {
    std::string bytes;
    std::uint32_t lines = 0;  // that end in it
    std::uint64_t units = 0;
  };
  struct Place {
    std::size_t piece = 0;  // `pieces_.size()`: the end
    std::size_t byte = 0;
    auto operator<=>(const Place&) const = default;
  };

  [[nodiscard]] Place place_of(const Json& position) const;
  [[nodiscard]] Place line_start(std::uint64_t line) const;
  void replace(Place from, Place to, std::string_view with);
  [[nodiscard]] std::vector<Piece> cut(std::string_view text) const;

  Units units_;
  std::vector<Piece> pieces_;
};

}  // namespace pymolt::lsp

#endif  // PYMOLT_LSP_EDITED_TEXT_H_
