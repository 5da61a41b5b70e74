// Writes what a command has made in each form that is asked for.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_CLI_WRITE_FORMS_H_
#define PYMOLT_CLI_WRITE_FORMS_H_

#include <algorithm>
#include <span>
#include <string>
#include <vector>

#include "cli/outputs.h"

namespace pymolt::cli {

/// To the file that a request names, else to OUTPUT, else to standard output; false, having said so, where a file cannot
/// be written. The forms asked for are among those KNOWN.
template <typename Format, typename Made>
bool write_forms(const Made& made, const std::vector<FormatRequest>& requests,
                 const std::string& output, std::span<const Format> known, Streams& streams) {
  return std::all_of(requests.begin(), requests.end(), [&](const FormatRequest& request) {
    const auto form = std::find_if(known.begin(), known.end(),
                                   [&](const Format& f) { return f.name == request.format; });
    return write_to(file_of(request, output), streams,
                    [&](std::ostream& out) { form->render(made, out); });
  });
}

}  // namespace pymolt::cli

#endif  // PYMOLT_CLI_WRITE_FORMS_H_
