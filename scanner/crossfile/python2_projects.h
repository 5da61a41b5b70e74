// Which files come from Python 2.7, so that what silently changed its meaning in 3.0 is worth saying.
// SPDX-License-Identifier: MIT
//
// The user's `--from` decides where it is given. Otherwise a file comes from 2.7 when it shows that itself, when the
// project's papers say so, or when its surroundings do: the nearest folder around it in which some files compile on 2.7
// alone or on 3.x alone, and more of the former. So one old script among new code makes no old code of the rest.
#ifndef PYMOLT_CROSSFILE_PYTHON2_PROJECTS_H_
#define PYMOLT_CROSSFILE_PYTHON2_PROJECTS_H_

#include <map>
#include <string>
#include <vector>

#include "model/facts.h"

namespace pymolt::project {

class Origins {
 public:
  /// DECLARED: the project's papers name 2.7.
  Origins(const std::vector<FileFacts>& files, bool declared);

  /// Whether FILE, one of those, came from 2.7; never where it does not compile there. FROM is what the user says,
  /// empty where nothing.
  [[nodiscard]] bool is_from_python2(const FileFacts& file, VersionSet from) const;

 private:
  struct Evidence {
    int only_2 = 0;
    int only_3 = 0;
    bool declared = false;  // by a setup.py directly in it
  };
  void count(const FileFacts& file);
  [[nodiscard]] bool by_surroundings(std::string_view path) const;

  bool declared_ = false;
  std::map<std::string, Evidence, std::less<>> folders_;
};

}  // namespace pymolt::project

#endif  // PYMOLT_CROSSFILE_PYTHON2_PROJECTS_H_
