// The git revision of a folder, and when it was committed: what evidence is dated against.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_HISTORY_REVISION_H_
#define PYMOLT_HISTORY_REVISION_H_

#include <cstdint>
#include <optional>
#include <string>

#include "history/history_commands.h"

namespace pymolt::history {

struct Revision {
  std::string id;              // 40 hexadecimal digits
  std::int64_t committed = 0;  // seconds since 1970
};

/// Of the working tree that holds FOLDER; nothing where there is none, or no git.
[[nodiscard]] std::optional<Revision> revision_of(const std::string& folder,
                                                  const Commands& commands);

/// Whether a file in FOLDER that git tracks is otherwise than the revision has it.
[[nodiscard]] bool is_dirty(const std::string& folder, const Commands& commands);

}  // namespace pymolt::history

#endif  // PYMOLT_HISTORY_REVISION_H_
