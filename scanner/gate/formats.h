// The formats that evidence comes in: a table with one row each, of a look at the file's beginning and a reader.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_GATE_FORMATS_H_
#define PYMOLT_GATE_FORMATS_H_

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "gate/evidence.h"
#include "gate/evidence_file.h"

namespace pymolt::gate {

/// What is known of a file before it is read.
struct Head {
  std::string_view bytes;  // the first 64 KiB
  std::string_view name;   // the file's name
};

struct Format {
  std::string_view name;  // as in a policy
  Family family;
  std::string_view what;  // for people: "JUnit XML"
  bool (*looks_like)(const Head& head);
  /// Fills EVIDENCE's data, stamp, python and revision from SOURCE; a mistake where it cannot be read.
  std::optional<Mistake> (*read)(Source& source, Evidence& evidence);
};

[[nodiscard]] std::span<const Format> formats();

/// Whether a policy's word for a format names FORMAT: by its name, or by a name of several.
[[nodiscard]] bool is_named(const Format& format, std::string_view word);
/// All words for formats.
[[nodiscard]] std::vector<std::string_view> format_words();

/// Reads FOUND as a format of FAMILY, and of WORD where that is not empty. What is wrong is the evidence's `problem`.
[[nodiscard]] Evidence read_evidence(const FoundEvidence& found, Family family,
                                     std::string_view word);

}  // namespace pymolt::gate

#endif  // PYMOLT_GATE_FORMATS_H_
