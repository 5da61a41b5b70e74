// Every file is counted in all folders above it; asking walks up until a folder tells.
// SPDX-License-Identifier: MIT
#include "crossfile/python2_projects.h"

#include "checks/python2_evidence.h"
#include "crossfile/layout.h"

namespace pymolt::project {

Origins::Origins(const std::vector<FileFacts>& files, bool declared) : declared_(declared) {
  for (const FileFacts& file : files) {
    if (file.state == FileState::scanned && file.compiles) count(file);
  }
}

void Origins::count(const FileFacts& file) {
  const std::string_view path = file.path;
  if (file.from_python2 && path.substr(path.rfind('/') + 1) == "setup.py") {
    folders_[std::string(above(path))].declared = true;
  }
  const VersionSet written = checks::written_for(file);
  const bool only_2 = written == VersionSet::python2();
  const bool only_3 = !written.empty() && !written.contains(Version::of(2, 7));
  if (!only_2 && !only_3) return;
  for (std::string_view folder = above(path);; folder = above(folder)) {
    Evidence& evidence = folders_[std::string(folder)];
    ++(only_2 ? evidence.only_2 : evidence.only_3);
    if (folder.empty()) break;
  }
}

bool Origins::by_surroundings(std::string_view path) const {
  for (std::string_view folder = above(path);; folder = above(folder)) {
    const auto evidence = folders_.find(folder);
    if (evidence != folders_.end())
      return evidence->second.declared || evidence->second.only_2 > evidence->second.only_3;
    if (folder.empty()) return false;
  }
}

bool Origins::is_from_python2(const FileFacts& file, VersionSet from) const {
  if (!checks::written_for(file).contains(Version::of(2, 7))) return false;
  if (!from.empty()) return from.contains(Version::of(2, 7));
  return file.from_python2 || declared_ || by_surroundings(file.path);
}

}  // namespace pymolt::project
