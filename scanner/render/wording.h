// Words that several faces use alike: counted things, lists, decisions, what is not known.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_RENDER_WORDING_H_
#define PYMOLT_RENDER_WORDING_H_

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "model/report.h"

namespace pymolt::render {

/// `1,234,567`.
[[nodiscard]] std::string number(std::uint64_t n);

/// `1 file`, `3 files`, `no files`; the plural adds an s unless it is given.
[[nodiscard]] std::string counted(std::uint64_t n, std::string_view one,
                                  std::string_view many = {});

/// `a, b and c`; beyond LIMIT items `a, b and 7 more`.
[[nodiscard]] std::string listed(const std::vector<std::string>& items,
                                 std::size_t limit = SIZE_MAX);

/// `go`, `no-go`, `unknown`.
[[nodiscard]] std::string_view name(Decision decision);

/// The decision for VERSION; `unknown` when the report has none.
[[nodiscard]] Decision decision(const Report& report, Version version);

/// The versions of the target with that decision.
[[nodiscard]] VersionSet decided(const Report& report, Decision decision);

/// `Python 3.0+`, `Python 2.7, 3.13`; for all of the axis `Python 2.7+`.
[[nodiscard]] std::string python(VersionSet versions);

/// The symbol as people say it: `print-statement` for `syntax.print-statement`, anything else as it
/// is.
[[nodiscard]] std::string_view spoken(std::string_view symbol);

/// On which versions it bites, in words: "breaks on 3.12+; deprecated on 3.4-3.11". Empty when it
/// never does.
[[nodiscard]] std::string when(const Finding& finding);

/// Adds to SUM, a finding, another of the same rule and symbol: where both bite, and the advice of the one that
/// bites from a later version on, which has to do for both.
void add_to(Finding& sum, const Finding& other);

/// "pymolt fix: 12 safe, 3 with --unsafe, 5 by hand", of findings by Fixable; empty where it was not asked.
[[nodiscard]] std::string fix_words(const std::array<std::uint32_t, 4>& fixes);

/// Why a decision is `unknown`, or a report not complete on VERSION: "1 file could not be read, …";
/// may be empty.
[[nodiscard]] std::string why_unknown(const Report& report, Version version);

}  // namespace pymolt::render

#endif  // PYMOLT_RENDER_WORDING_H_
