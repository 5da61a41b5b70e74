// A disk on which standard input is a file.
// SPDX-License-Identifier: MIT
//
//   pymolt scan - --stdin-filename pkg/module.py < buffer      pkg/module.py, as it would be if the buffer were saved
#ifndef PYMOLT_SCAN_STANDARD_INPUT_H_
#define PYMOLT_SCAN_STANDARD_INPUT_H_

#include <string>
#include <utility>

#include "scan/disk.h"

namespace pymolt::scan {

class StandardInputDisk : public Disk {
 public:
  /// UNDER is borrowed; TEXT stands at PATH, whatever UNDER has there.
  StandardInputDisk(const Disk& under, std::string path, std::string text)
      : under_(under),
        path_(std::move(path)),
        whole_(path_.starts_with('/') ? path_ : under_.real(".") + "/" + path_),
        text_(std::move(text)) {}

  [[nodiscard]] Entry look(const std::string& path) const override {
    if (!is_it(path)) return under_.look(path);
    return {path.substr(path.rfind('/') + 1), EntryKind::file, false, text_.size(), {}};
  }
  [[nodiscard]] Result<std::vector<Entry>> list(const std::string& folder) const override {
    return under_.list(folder);
  }
  [[nodiscard]] Result<std::string> read(const std::string& path,
                                         std::uint64_t limit) const override {
    return is_it(path) ? Result<std::string>(text_.substr(0, limit)) : under_.read(path, limit);
  }
  [[nodiscard]] Result<std::string> read_below(const std::string& root, const std::string& path,
                                               std::uint64_t limit) const override {
    return is_it(path) ? read(path, limit) : under_.read_below(root, path, limit);
  }
  [[nodiscard]] std::string real(const std::string& path) const override {
    return is_it(path) ? whole_ : under_.real(path);
  }

 private:
  [[nodiscard]] bool is_it(const std::string& path) const {
    return path == path_ || path == whole_;
  }

  const Disk& under_;
  std::string path_;
  std::string whole_;  // the same from the root
  std::string text_;
};

}  // namespace pymolt::scan

#endif  // PYMOLT_SCAN_STANDARD_INPUT_H_
