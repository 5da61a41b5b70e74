// The functions behind the table of readers, one a file. Only readers.cc needs them.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_INVENTORY_READERS_H_
#define PYMOLT_INVENTORY_READERS_H_

#include "inventory/reader.h"

namespace pymolt::inventory {

void read_python_version(const Source& source, Reading& reading);

}  // namespace pymolt::inventory

#endif  // PYMOLT_INVENTORY_READERS_H_
