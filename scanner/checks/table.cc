// The table of checks.
// SPDX-License-Identifier: MIT
#include <array>

#include "checks/rows.h"

namespace pymolt::checks {

namespace {

using syntax::Kind;

constexpr std::array kTable = {
    CheckRow{"invalid-escape", check_invalid_escape, nullptr, Kind::end_of_file},
    CheckRow{"percent-format", nullptr, check_percent_format, Kind::binary_operator},
};

}  // namespace

std::span<const CheckRow> check_table() { return kTable; }

}  // namespace pymolt::checks
