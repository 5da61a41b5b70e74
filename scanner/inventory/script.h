// A piece of a file that a shell or Python runs, as it gets it, and where each byte of that stands in the file.
// SPDX-License-Identifier: MIT
//
//   run: |                       text:   python - <<'EOF'      the indent and YAML's quotes are left out,
//     python - <<'EOF'                   import imp            so that here-documents end where they end
//     import imp                         EOF
//     EOF
#ifndef PYMOLT_INVENTORY_SCRIPT_H_
#define PYMOLT_INVENTORY_SCRIPT_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.h"

namespace pymolt::inventory {

struct Script {
  enum class Language : std::uint8_t { shell, python };
  /// What `python` without a version is where it runs: the one that the file itself set up, or nothing at all.
  enum class Python : std::uint8_t { unknown, provided, missing };
  struct Piece {
    std::uint32_t begin = 0;  // in the text
    std::uint32_t at = 0;     // in the file
  };

  std::string text;
  std::vector<Piece> pieces;    // in order; bytes between two go on from the first
  std::vector<ByteSpan> words;  // of one command that no shell takes apart; else none
  Language language = Language::shell;
  Python python = Python::unknown;

  /// Adds PART, which stands at AT of the file.
  void add(std::string_view part, std::size_t at);
  /// Adds VALUE, which is written as WRITTEN at AT: blanks, quotes and backslashes that are not in VALUE are left out.
  void add_written(std::string_view value, std::string_view written, std::size_t at);
  /// Adds a word of a command that no shell takes apart.
  void add_word(std::string_view value, std::string_view written, std::size_t at);
  /// Where the byte at OFFSET stands.
  [[nodiscard]] std::uint32_t place(std::size_t offset) const;
  [[nodiscard]] ByteSpan place(ByteSpan part) const;
};

/// All of TEXT, a part of a file that begins at AT.
[[nodiscard]] Script script_of(std::string_view text, std::size_t at);

}  // namespace pymolt::inventory

#endif  // PYMOLT_INVENTORY_SCRIPT_H_
