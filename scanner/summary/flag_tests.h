// Which lines of a file are reached only where a name that another file binds to something of the version says so.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_SUMMARY_FLAG_TESTS_H_
#define PYMOLT_SUMMARY_FLAG_TESTS_H_

#include "checks/check.h"
#include "model/cross_file.h"

namespace pymolt::checks {

/// Adds to FACTS the tests of foreign flags.
void add_flag_tests(const FileView& view, CrossFileFacts& facts);

}  // namespace pymolt::checks

#endif  // PYMOLT_SUMMARY_FLAG_TESTS_H_
