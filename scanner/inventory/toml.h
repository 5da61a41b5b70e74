// toml++ without what it claims about its own reading: `[$` alone refutes that, which would abort in a debug build, and mean
// anything where the compiler believes it.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_INVENTORY_TOML_H_
#define PYMOLT_INVENTORY_TOML_H_

#pragma push_macro("NDEBUG")
#undef NDEBUG
#define TOML_ASSERT(claim) static_assert(true)
#include <toml++/toml.h>
#pragma pop_macro("NDEBUG")

#endif  // PYMOLT_INVENTORY_TOML_H_
