// A file that is written beside its place and put there as a whole: nobody ever sees half of it.
// SPDX-License-Identifier: MIT
//
//   NewFile file("report.json");
//   file.out() << …;
//   if (const auto mistake = file.put()) …      else nothing of it is left, and what stood there before stands there still
//
// The file beside has no name until it is whole, where the file system can do that, so that even a program that is killed
// leaves nothing; elsewhere it is a fresh one: what lies there already, a link above all, is never opened. A link at the
// place itself is replaced, never written through, and the folder is opened once and kept: one that a link takes the place of
// meanwhile is where it was. What lies in /dev or /proc, and a FIFO, is written straight into.
#ifndef PYMOLT_SCAN_NEW_FILE_H_
#define PYMOLT_SCAN_NEW_FILE_H_

#include <memory>
#include <optional>
#include <ostream>
#include <string>

#include "base/result.h"
#include "scan/descriptor.h"

namespace pymolt::scan {

class NewFile {
 public:
  /// In no folder but one below ROOT; without one, below the working folder where PATH goes down from there.
  explicit NewFile(std::string path, const std::string& root = {});
  ~NewFile();
  NewFile(const NewFile&) = delete;
  NewFile& operator=(const NewFile&) = delete;

  /// Where to write; bad from the first write that failed on.
  [[nodiscard]] std::ostream& out();
  /// Puts the file in its place; why not, where something went wrong at any time.
  [[nodiscard]] std::optional<Mistake> put();

 private:
  class Buffer;
  void open_special(bool is_system);
  void open_beside();
  [[nodiscard]] static std::string name_beside(int number);
  [[nodiscard]] bool give_name();

  std::string path_;
  Descriptor folder_;       // of the path
  std::string name_;        // in the folder
  std::string beside_;      // its name while it is beside; empty where it has none
  bool is_beside_ = false;  // not written straight into
  std::unique_ptr<Buffer> buffer_;
  std::unique_ptr<std::ostream> out_;
};

/// Makes the folder PATH in its own, which is there, where nothing is; the error number where that cannot be. As a file, in no
/// folder but one below the working folder where PATH goes down from there.
[[nodiscard]] int make_folder(const std::string& path);

/// What the name of a file beside ends in, so that left-over ones are known.
inline constexpr const char* kBesideEnding = ".pymolt-new";

}  // namespace pymolt::scan

#endif  // PYMOLT_SCAN_NEW_FILE_H_
