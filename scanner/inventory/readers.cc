// The table itself: a row a kind of file.
// SPDX-License-Identifier: MIT
#include "inventory/readers.h"

#include "inventory/table.h"

namespace pymolt::inventory {

namespace {

constexpr Reader kReaders[] = {
    {"python-version", ".python-version", Claim::named, read_python_version},
};

}  // namespace

std::span<const Reader> readers() { return kReaders; }

}  // namespace pymolt::inventory
