// Shuts the calling process in, between fork and exec: system calls only.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_VERIFY_ISOLATE_H_
#define PYMOLT_VERIFY_ISOLATE_H_

namespace pymolt::verify {

/// Error numbers of what failed; 0 where it did not.
struct Outcome {
  int network = 0;
  int writes = 0;
  int not_started = 0;
};

/// Cuts the network off, makes all but SCRATCH read-only, drops every privilege, and sets limits.
[[nodiscard]] Outcome isolate(const char* scratch);

}  // namespace pymolt::verify

#endif  // PYMOLT_VERIFY_ISOLATE_H_
