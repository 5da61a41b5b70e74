// Below an archive's path the answers come from memory, elsewhere from the disk under it.
// SPDX-License-Identifier: MIT
#include "scan/archive_disk.h"

#include <filesystem>

namespace pymolt::scan {

namespace {

// `app.zip` of `./app.zip`: a path is asked for in other words than it is named.
std::string plain(const std::string& path) {
  return std::filesystem::path(path).lexically_normal().string();
}

// Says of ENTRY what MEMBER is.
void describe(const ArchiveMember& member, Entry& entry) {
  entry.is_link = member.kind == MemberKind::link_out || member.kind == MemberKind::link_to_folder;
  entry.error = member.why;
  entry.size = member.bytes.size();
  switch (member.kind) {
    case MemberKind::file:
    case MemberKind::link_out:
      entry.kind = EntryKind::file;
      break;
    case MemberKind::special:
      entry.kind = EntryKind::special;
      break;
    case MemberKind::link_to_folder:
      entry.kind = EntryKind::folder;
      break;
    case MemberKind::unread:
      break;
  }
}

}  // namespace

ArchiveDisk::ArchiveDisk(const Disk& under, const std::vector<std::string>& paths) : under_(under) {
  for (const std::string& named : paths) {
    const std::string path = plain(named);
    if (!is_archive_name(path) || under.look(path).kind != EntryKind::file) continue;
    const Result<std::string> bytes = under.read(path, kLargestArchive + 1);
    if (!bytes) continue;  // is said when it is read
    if (bytes->size() > kLargestArchive) {
      refused_[path] =
          "larger than " + std::to_string(kLargestArchive >> 20) + " MiB, not analysed";
      continue;
    }
    Result<ArchiveFiles> files = unpack(path, *bytes);
    if (files) {
      archives_.emplace(path, files.take());
    } else {
      refused_[path] = files.mistake().message;
    }
  }
}

ArchiveDisk::Place ArchiveDisk::place(const std::string& asked) const {
  if (archives_.empty()) return {};
  const std::string path = plain(asked);
  for (const auto& [archive, files] : archives_) {
    if (path == archive) return {&files, {}};
    if (path.size() > archive.size() && path.starts_with(archive) && path[archive.size()] == '/')
      return {&files, path.substr(archive.size() + 1)};
  }
  return {};
}

Entry ArchiveDisk::look(const std::string& path) const {
  const Place at = place(path);
  if (at.files == nullptr) {
    if (refused_.empty()) return under_.look(path);
    Entry entry = under_.look(path);
    if (const auto why = refused_.find(plain(path)); why != refused_.end())
      entry.error = why->second;
    if (!entry.error.empty()) entry.kind = EntryKind::missing;
    return entry;
  }
  Entry entry;
  entry.name = path.substr(path.rfind('/') + 1);
  if (const auto file = at.files->find(at.below); file != at.files->end()) {
    describe(file->second, entry);
  } else {
    const std::string folder = at.below.empty() ? "" : at.below + "/";
    const auto first = at.files->lower_bound(folder);
    if (first != at.files->end() && first->first.starts_with(folder))
      entry.kind = EntryKind::folder;
  }
  return entry;
}

Result<std::vector<Entry>> ArchiveDisk::list(const std::string& folder) const {
  const Place at = place(folder);
  if (at.files == nullptr) return under_.list(folder);
  const std::string prefix = at.below.empty() ? "" : at.below + "/";
  std::vector<Entry> entries;
  for (auto file = at.files->lower_bound(prefix);
       file != at.files->end() && file->first.starts_with(prefix); ++file) {
    const std::string name =
        file->first.substr(prefix.size(), file->first.find('/', prefix.size()) - prefix.size());
    if (!entries.empty() && entries.back().name == name) continue;
    entries.push_back(look(folder + (folder.ends_with('/') ? "" : "/") + name));
  }
  return entries;
}

Result<std::string> ArchiveDisk::read(const std::string& path, std::uint64_t limit) const {
  const Place at = place(path);
  if (at.files == nullptr) return under_.read(path, limit);
  const auto file = at.files->find(at.below);
  if (file == at.files->end()) return Mistake{"there is no such file in the archive"};
  const ArchiveMember& member = file->second;
  if (member.kind == MemberKind::file) return member.bytes.substr(0, limit);
  return Mistake{member.why.empty() ? "it leads out of the archive, or is no regular file"
                                    : member.why};
}

Result<std::string> ArchiveDisk::read_below(const std::string& root, const std::string& path,
                                            std::uint64_t limit) const {
  return place(path).files != nullptr ? Disk::read_below(root, path, limit)
                                      : under_.read_below(root, path, limit);
}

std::optional<FileStamp> ArchiveDisk::stamp(const std::string& path) const {
  if (place(path).files != nullptr) return std::nullopt;
  return under_.stamp(path);
}

std::string ArchiveDisk::real(const std::string& path) const {
  const Place at = place(path);
  if (at.files == nullptr) return under_.real(path);
  const auto member = at.files->find(at.below);
  const bool leads_out =
      member != at.files->end() && (member->second.kind == MemberKind::link_out ||
                                    member->second.kind == MemberKind::link_to_folder);
  if (leads_out) return {};
  const std::string archive =
      path.substr(0, path.size() - (at.below.empty() ? 0 : at.below.size() + 1));
  return under_.real(archive) + (at.below.empty() ? "" : "/" + at.below);
}

}  // namespace pymolt::scan
