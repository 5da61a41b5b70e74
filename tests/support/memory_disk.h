// A file system in memory: any tree, and any fault, without a disk.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_TESTS_SUPPORT_MEMORY_DISK_H_
#define PYMOLT_TESTS_SUPPORT_MEMORY_DISK_H_

#include <filesystem>
#include <map>
#include <set>
#include <string>

#include "scan/disk.h"

namespace pymolt::scan {

class MemoryDisk : public Disk {
 public:
  /// Puts a file there, and the folders above it.
  MemoryDisk& file(const std::string& path, std::string bytes = {}) {
    add_folders(path);
    files_[path] = std::move(bytes);
    return *this;
  }
  MemoryDisk& folder(const std::string& path) {
    add_folders(path + "/x");
    return *this;
  }
  /// A FIFO, a device.
  MemoryDisk& special(const std::string& path) {
    add_folders(path);
    specials_.insert(path);
    return *this;
  }
  /// A symbolic link; what it leads to need not exist.
  MemoryDisk& link(const std::string& path, const std::string& to) {
    add_folders(path);
    links_[path] = to;
    return *this;
  }
  /// Reading or listing PATH fails.
  MemoryDisk& unreadable(const std::string& path) {
    unreadable_.insert(path);
    return *this;
  }

  [[nodiscard]] Entry look(const std::string& path) const override {
    Entry entry;
    entry.name = path.substr(path.rfind('/') + 1);
    std::string target = path;
    if (const auto link = links_.find(path); link != links_.end()) {
      entry.is_link = true;
      target = link->second;
    }
    if (const auto file = files_.find(target); file != files_.end()) {
      entry.kind = EntryKind::file;
      entry.size = file->second.size();
    } else if (folders_.contains(target)) {
      entry.kind = EntryKind::folder;
    } else if (specials_.contains(target)) {
      entry.kind = EntryKind::special;
    }
    return entry;
  }

  [[nodiscard]] Result<std::vector<Entry>> list(const std::string& folder) const override {
    if (unreadable_.contains(folder)) return Mistake{"Permission denied", folder};
    std::map<std::string, Entry> entries;
    const auto add = [&](const std::string& path) {
      if (path.size() <= folder.size() + 1 || !path.starts_with(folder + "/")) return;
      const std::string name = path.substr(folder.size() + 1);
      if (name.find('/') == std::string::npos) entries[name] = look(path);
    };
    for (const auto& [path, bytes] : files_) add(path);
    for (const auto& [path, to] : links_) add(path);
    for (const std::string& path : folders_) add(path);
    for (const std::string& path : specials_) add(path);
    std::vector<Entry> sorted;
    for (const auto& [name, entry] : entries) sorted.push_back(entry);
    return sorted;
  }

  [[nodiscard]] Result<std::string> read(const std::string& path,
                                         std::uint64_t limit) const override {
    if (unreadable_.contains(path)) return Mistake{"Permission denied", path};
    const auto link = links_.find(path);
    const auto file = files_.find(link == links_.end() ? path : link->second);
    if (file == files_.end()) return Mistake{"No such file or directory", path};
    return file->second.substr(0, limit);
  }

  [[nodiscard]] std::string real(const std::string& path) const override {
    const auto link = links_.find(path);
    const std::string target = link == links_.end() ? path : link->second;
    std::string whole = (std::filesystem::path("/here") / target).lexically_normal().string();
    if (whole.size() > 1 && whole.ends_with('/')) whole.pop_back();
    return whole;
  }

 private:
  void add_folders(const std::string& path) {
    for (std::size_t slash = path.find('/'); slash != std::string::npos;
         slash = path.find('/', slash + 1)) {
      folders_.insert(path.substr(0, slash));
    }
  }

  std::map<std::string, std::string> files_;
  std::map<std::string, std::string> links_;
  std::set<std::string> folders_;
  std::set<std::string> specials_;
  std::set<std::string> unreadable_;
};

}  // namespace pymolt::scan

#endif  // PYMOLT_TESTS_SUPPORT_MEMORY_DISK_H_
