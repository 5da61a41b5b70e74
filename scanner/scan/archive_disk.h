// A disk on which the archives that are named for a scan are folders.
// SPDX-License-Identifier: MIT
//
//   pymolt scan dist/app-1.0-py3-none-any.whl     dist/app-1.0-py3-none-any.whl/app/__init__.py …
#ifndef PYMOLT_SCAN_ARCHIVE_DISK_H_
#define PYMOLT_SCAN_ARCHIVE_DISK_H_

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "scan/archive.h"
#include "scan/disk.h"

namespace pymolt::scan {

class ArchiveDisk : public Disk {
 public:
  /// UNDER is borrowed; those of PATHS that are archives are unpacked now.
  ArchiveDisk(const Disk& under, const std::vector<std::string>& paths);

  [[nodiscard]] Entry look(const std::string& path) const override;
  [[nodiscard]] Result<std::vector<Entry>> list(const std::string& folder) const override;
  [[nodiscard]] Result<std::string> read(const std::string& path,
                                         std::uint64_t limit) const override;
  [[nodiscard]] Result<std::string> read_below(const std::string& root, const std::string& path,
                                               std::uint64_t limit) const override;
  [[nodiscard]] std::optional<FileStamp> stamp(const std::string& path) const override;
  [[nodiscard]] std::string real(const std::string& path) const override;

 private:
  struct Place {
    const ArchiveFiles* files = nullptr;  // null: not in an archive
    std::string below;
  };
  [[nodiscard]] Place place(const std::string& path) const;

  const Disk& under_;
  std::map<std::string, ArchiveFiles, std::less<>> archives_;
  std::map<std::string, std::string, std::less<>> refused_;  // with the reason
};

}  // namespace pymolt::scan

#endif  // PYMOLT_SCAN_ARCHIVE_DISK_H_
