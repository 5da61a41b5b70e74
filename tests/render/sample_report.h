// Reports made by hand, to render: a small project, one out to do harm, and a very large one.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_TESTS_RENDER_SAMPLE_REPORT_H_
#define PYMOLT_TESTS_RENDER_SAMPLE_REPORT_H_

#include "model/report.h"

namespace pymolt::render {

/// A project of eight files: some do not compile on 3, some use what is gone, one was skipped, one
/// failed.
[[nodiscard]] Report sample_report(VersionSet target);

/// The same with the sums of `--by-owner`.
[[nodiscard]] Report owned_report(VersionSet target);

/// File names, lines and messages that would break out of any document that trusts them.
[[nodiscard]] Report hostile_report();

/// COUNT findings in COUNT / 40 files.
[[nodiscard]] Report large_report(std::uint32_t count);

/// A report of no file at all.
[[nodiscard]] Report empty_report();

}  // namespace pymolt::render

#endif  // PYMOLT_TESTS_RENDER_SAMPLE_REPORT_H_
