// Where reports are written: checked before a long scan, said with the reason when it fails.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_CLI_OUTPUTS_H_
#define PYMOLT_CLI_OUTPUTS_H_

#include <functional>
#include <optional>
#include <ostream>
#include <string>
#include <vector>

#include "cli/commands.h"

namespace pymolt::cli {

/// The file that a report goes to, where OUTPUT is that of those which name none; empty for standard output.
[[nodiscard]] std::string file_of(const FormatRequest& request, const std::string& output);

/// What is wrong with where the reports go: two in one place, a folder, a folder that is not there.
[[nodiscard]] std::optional<Mistake> check_outputs(const std::vector<FormatRequest>& formats,
                                                   const std::string& output);

/// Makes the folders on the way to FILE, which lies below FOLDER; a mistake where that fails, or where a link leads out of
/// FOLDER, or FOLDER itself out of this one.
[[nodiscard]] std::optional<Mistake> make_way(const std::string& folder, const std::string& file);

/// Shows WRITE the file, or standard output where it is empty; false, and a word about it, when that failed. A file is
/// written beside and put in its place as a whole, in no folder but one below ROOT; see NewFile.
[[nodiscard]] bool write_to(const std::string& file, Streams& streams,
                            const std::function<void(std::ostream&)>& write,
                            const std::string& root = {});

/// Says SENTENCE on standard error, on one line, with what acts unseen spelled out: all that is said there goes this way.
void tell(Streams& streams, std::string_view sentence);

}  // namespace pymolt::cli

#endif  // PYMOLT_CLI_OUTPUTS_H_
