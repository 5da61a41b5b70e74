// What a browser does not have, in the program that runs there: processes, a database, a program's file.
// SPDX-License-Identifier: MIT
#include <string>

#include "cli/build_version.h"
#include "cli/commands.h"
#include "cli/scan_project.h"

namespace pymolt::cli {

int run_verify(const Invocation& /*invocation*/, Streams& streams) {
  return refuse(streams,
                Mistake{"`verify` asks interpreters, which cannot be started from WebAssembly"});
}

int run_portfolio(const Invocation& /*invocation*/, Streams& streams) {
  return refuse(streams, Mistake{"`portfolio` is not in the program for WebAssembly"});
}

std::string build_stamp() { return {}; }
std::string build_id() { return "WebAssembly " + std::string(kToolVersion); }

}  // namespace pymolt::cli
