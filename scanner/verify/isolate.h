// Shuts the calling process in, between fork and exec: system calls only.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_VERIFY_ISOLATE_H_
#define PYMOLT_VERIFY_ISOLATE_H_

namespace pymolt::verify {

/// Error numbers of what failed; 0 where it did not.
struct Outcome {
  int network = 0;
  int writes = 0;
  int processes = 0;
  int not_started = 0;
};

/// Cuts the network off and makes all but SCRATCH read-only. The next process that is forked is the first of a namespace of
/// its own, where one could be made: with it ends whatever it started.
[[nodiscard]] Outcome isolate(const char* scratch);

/// Drops every privilege and sets limits. OWN_PROCESSES: this is the first process of its namespace.
void give_up_rights(bool own_processes);

}  // namespace pymolt::verify

#endif  // PYMOLT_VERIFY_ISOLATE_H_
