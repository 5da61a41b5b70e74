// A long path is gone in stretches, each from the folder that the one before led to.
// SPDX-License-Identifier: MIT
#include "scan/descriptor.h"

#include <fcntl.h>
#include <limits.h>
#include <unistd.h>

#include <cerrno>

namespace pymolt::scan {

Descriptor::~Descriptor() {
  if (number_ >= 0) ::close(number_);
}

bool Descriptor::close() { return ::close(std::exchange(number_, -1)) == 0; }

Start start_of(const std::string& path) {
  Start start;
  start.at = AT_FDCWD;
  std::size_t begin = 0;
  if (path.size() > kLongestPath) {
    start.at = -1;
    errno = ENAMETOOLONG;
    return start;
  }
  while (path.size() - begin >= PATH_MAX) {
    const std::size_t slash = path.rfind('/', begin + PATH_MAX - 2);
    if (slash == std::string::npos || slash <= begin)
      break;  // a single name of that length: the system says so
    const std::string stretch = path.substr(begin, slash - begin + 1);
    start.folder =
        Descriptor(::openat(start.at, stretch.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC));
    start.at = start.folder.get();
    if (start.at < 0) return start;
    begin = path.find_first_not_of('/', slash);
    if (begin == std::string::npos) begin = path.size();
  }
  start.rest = begin == 0 ? path : begin == path.size() ? "." : path.substr(begin);
  return start;
}

}  // namespace pymolt::scan
