// Modules of the project of which no source was scanned: built, stubbed, ignored by git, or left out.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_CROSSFILE_UNSEEN_H_
#define PYMOLT_CROSSFILE_UNSEEN_H_

#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/facts.h"

namespace pymolt::project {

enum class Unseen : std::uint8_t {
  no,     // nothing speaks for it
  maybe,  // something is built there that has no source by its name
  there,  // an extension module, a stub, a template, a file that is left out
};

class UnseenModules {
 public:
  explicit UnseenModules(std::span<const FileFacts> files);

  /// What speaks for a module at STEM, a path without an ending.
  [[nodiscard]] Unseen at(std::string_view stem) const;
  /// Whether compiled code is at STEM, which may import whatever it likes.
  [[nodiscard]] bool is_compiled(std::string_view stem) const { return compiled_.contains(stem); }
  [[nodiscard]] bool any() const {
    return !stems_.empty() || !patterns_.empty() || !built_.empty();
  }

 private:
  void add(std::string_view path);
  void add_file(const FileFacts& file);

  std::set<std::string, std::less<>> stems_;
  std::set<std::string, std::less<>> compiled_;  // of these
  std::vector<std::string> patterns_;            // with one `*` or more in their last part
  std::set<std::string, std::less<>> built_;     // folders below which anything may be built
};

}  // namespace pymolt::project

#endif  // PYMOLT_CROSSFILE_UNSEEN_H_
