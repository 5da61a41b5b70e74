// The table of checks.
// SPDX-License-Identifier: MIT
#include <array>

#include "checks/rows.h"

namespace pymolt::checks {

namespace {

using syntax::Kind;

// Answers that names/ will give; until then their pages find nothing.
void check_nothing(const FileView&, const rulebook::RulePage&, Findings&) {}

constexpr std::array kTable = {
    CheckRow{"deprecated-method", check_nothing},
    CheckRow{"deprecated-module", check_nothing},
    CheckRow{"deprecated-name", check_nothing},
    CheckRow{"deprecated-parameter", check_nothing},
    CheckRow{"missing-method", check_nothing},
    CheckRow{"missing-module", check_nothing},
    CheckRow{"missing-name", check_nothing},
    CheckRow{"missing-parameter", check_nothing},
    CheckRow{"removed-method", check_nothing},
    CheckRow{"removed-module", check_nothing},
    CheckRow{"removed-name", check_nothing},
    CheckRow{"removed-parameter", check_nothing},
    CheckRow{"invalid-escape", check_invalid_escape},
    CheckRow{"percent-format", nullptr, check_percent_format, Kind::binary_operator},
};

}  // namespace

std::span<const CheckRow> check_table() { return kTable; }

}  // namespace pymolt::checks
