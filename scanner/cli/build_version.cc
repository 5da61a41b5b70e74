// Asks the system for the program's own file.
// SPDX-License-Identifier: MIT
#include "cli/build_version.h"

#include <sys/stat.h>

namespace pymolt::cli {

std::string build_stamp() {
  struct stat status = {};
  if (::stat("/proc/self/exe", &status) != 0) return {};
  return std::to_string(status.st_size) + "." + std::to_string(status.st_mtim.tv_sec) + "." +
         std::to_string(status.st_mtim.tv_nsec);
}

}  // namespace pymolt::cli
