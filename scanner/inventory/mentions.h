// Which words are text and no Python that is used: what `echo` says, what `grep` looks for, what `apt-get` removes, a description.
// SPDX-License-Identifier: MIT
//
//   git commit -m "drop python3.8" && python3.9 x.py        python3.8 is mentioned, python3.9 is called
//   apt-get purge -y python3.8                              mentioned
//   echo "PYTHON=python3.8" >> settings                     written to a file, and used
//
// Which commands say and mention are lines of rules/text/shell_commands.txt.
#ifndef PYMOLT_INVENTORY_MENTIONS_H_
#define PYMOLT_INVENTORY_MENTIONS_H_

#include <string_view>
#include <vector>

#include "inventory/script.h"

namespace pymolt::inventory {

/// What the commands of one script mention.
class Mentions {
 public:
  /// Takes SCRIPT apart.
  explicit Mentions(const Script& script);
  /// Whether PLACE, of the file in which the script stands, is a part of what is mentioned.
  [[nodiscard]] bool hold(ByteSpan place) const;

 private:
  struct Part {
    ByteSpan place;
    bool mentioned = false;  // else it is what the shell puts in
  };
  friend class MentionReader;
  std::vector<Part> parts_;
};

/// Whether WORD, a part of LINE in a language that is no shell's, is in a text that is said or described: `echo "no python3.8"`,
/// `inline: "echo python3.8"`, `conflicts_with "python@3.8"`.
[[nodiscard]] bool is_said(std::string_view line, std::string_view word);

/// Whether a value by the name KEY is text for people: `description`, `displayName`, `tags`, `NOTE`.
[[nodiscard]] bool is_prose_key(std::string_view key);

}  // namespace pymolt::inventory

#endif  // PYMOLT_INVENTORY_MENTIONS_H_
