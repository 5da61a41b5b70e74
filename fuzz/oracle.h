// What a fuzz target claims: where a claim does not hold, the fuzzer is told by the only word it knows, an abort.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_FUZZ_ORACLE_H_
#define PYMOLT_FUZZ_ORACLE_H_

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string_view>

namespace pymolt::fuzz {

inline void claim(bool holds, const char* what) {
  if (holds) return;
  std::fprintf(stderr, "does not hold: %s\n", what);
  std::abort();
}

inline std::string_view text_of(const std::uint8_t* data, std::size_t size) {
  return {reinterpret_cast<const char*>(data), size};
}

}  // namespace pymolt::fuzz

#endif  // PYMOLT_FUZZ_ORACLE_H_
