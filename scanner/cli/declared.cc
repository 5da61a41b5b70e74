// Two files, looked for in the folders that are scanned.
// SPDX-License-Identifier: MIT
#include "cli/declared.h"

#include "base/declares.h"

namespace pymolt::cli {

bool project_declares_python2(const std::vector<std::string>& paths, const scan::Disk& disk) {
  for (const std::string& path : paths) {
    for (const char* name : {"setup.cfg", "pyproject.toml"}) {
      const std::string file = path + (path.ends_with('/') ? "" : "/") + name;
      if (disk.look(file).kind != scan::EntryKind::file) continue;
      const Result<std::string> text = disk.read(file, 1 << 22);
      if (text && declares_python2(*text)) return true;
    }
  }
  return false;
}

}  // namespace pymolt::cli
