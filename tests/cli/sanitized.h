// Whether a sanitizer is in the program: then its own time, and as much address space as there is, are part of every run.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_TESTS_CLI_SANITIZED_H_
#define PYMOLT_TESTS_CLI_SANITIZED_H_

#if defined(__has_feature)
#define PYMOLT_HAS(feature) __has_feature(feature)
#else
#define PYMOLT_HAS(feature) 0
#endif

namespace pymolt {

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__) || \
    PYMOLT_HAS(address_sanitizer) || PYMOLT_HAS(thread_sanitizer)
constexpr bool kIsSanitized = true;
#else
constexpr bool kIsSanitized = false;
#endif

}  // namespace pymolt

#endif  // PYMOLT_TESTS_CLI_SANITIZED_H_
