// A pattern is followed folder by folder; links are resolved last, and must stay where the policy pointed.
// SPDX-License-Identifier: MIT
#include <algorithm>
#include <filesystem>

#include "gate/evidence_file.h"
#include "scan/glob.h"

namespace pymolt::gate {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMostEntries = 200'000;     // folder entries that one pattern may look at
constexpr std::size_t kMostOfPolicy = 1'000'000;  // the same for all patterns of a policy
constexpr std::size_t kMostFiles = 10'000;
constexpr int kDeepest = 32;

bool is_pattern(std::string_view part) {
  return part.find_first_of("*?[") != std::string_view::npos;
}

bool is_there(const fs::path& path) {
  std::error_code error;
  return fs::exists(path, error);
}

// The files below FOLDER that PARTS from AT on match; the names of what is followed are collected in WAY.
class Walk {
 public:
  Walk(std::vector<std::string> parts, std::size_t& looked_at)
      : parts_(std::move(parts)), looked_at_(looked_at) {}

  void go(const fs::path& folder, const fs::path& way, std::size_t at, int depth) {
    if (at == parts_.size() || depth > kDeepest) return;
    const bool last = at + 1 == parts_.size();
    const std::string& part = parts_[at];
    if (part == "**") go(folder, way, at + 1, depth);
    if (part != "**" && !is_pattern(part)) {
      step(folder / part, way / part, at, last, depth);
      return;
    }
    std::error_code error;
    std::vector<std::string> names;
    for (const auto& entry : fs::directory_iterator(folder, error)) {
      ++looked_at_;
      if (++seen_ > kMostEntries || looked_at_ > kMostOfPolicy) return;
      names.push_back(entry.path().filename().string());
    }
    std::sort(names.begin(), names.end());
    const scan::Glob glob(part);
    for (const std::string& name : names) {
      if (name.starts_with('.') && !part.starts_with('.')) continue;
      if (part == "**") {
        if (is_own_folder(folder / name)) go(folder / name, way / name, at, depth + 1);
      } else if (matches(glob, name)) {
        step(folder / name, way / name, at, last, depth);
      }
    }
  }

  [[nodiscard]] bool cut_short() const {
    return seen_ > kMostEntries || looked_at_ > kMostOfPolicy || found.size() > kMostFiles;
  }
  std::vector<std::pair<fs::path, fs::path>> found;  // where, and by which way

 private:
  static bool is_own_folder(const fs::path& path) {
    std::error_code error;
    return fs::is_directory(path, error) && !fs::is_symlink(path, error);
  }

  static bool matches(const scan::Glob& glob, const std::string& name) {
    scan::MatchWork work;
    return glob.matches(name, work);
  }

  void step(const fs::path& path, const fs::path& way, std::size_t at, bool last, int depth) {
    std::error_code error;
    if (!last) {
      if (fs::is_directory(path, error)) go(path, way, at + 1, depth + 1);
      return;
    }
    if (found.size() > kMostFiles || fs::is_directory(path, error) || !is_there(path)) return;
    found.emplace_back(path, way);
  }

  std::vector<std::string> parts_;
  std::size_t seen_ = 0;
  std::size_t& looked_at_;
};

// Whether PATH is FOLDER or lies below it; both are real.
bool is_within(const fs::path& path, const fs::path& folder) {
  const auto [left, right] = std::mismatch(folder.begin(), folder.end(), path.begin(), path.end());
  return left == folder.end();
}

// What the tree's own policy may not name: a path out of FENCE, whether or not a link leads there.
bool is_fenced_off(const fs::path& folder, const fs::path& word, const std::string& fence) {
  if (fence.empty()) return false;
  bool any_pattern = false;
  for (const fs::path& part : word) {
    if (part == ".." && any_pattern) return true;
    any_pattern = any_pattern || part == "**" || is_pattern(part.string());
  }
  return !is_within((folder / word).lexically_normal(), fs::path(fence).lexically_normal());
}

// The folder that links of a word may not leave: the policy's, or the one that the policy itself names outside of it.
fs::path fence_of(const fs::path& start, const std::vector<std::string>& parts,
                  const fs::path& folder) {
  fs::path named = start;
  for (std::size_t i = 0; i + 1 < parts.size() && !is_pattern(parts[i]) && parts[i] != "**"; ++i)
    named /= parts[i];
  named = named.lexically_normal();
  const fs::path inside = named.lexically_relative(folder.lexically_normal());
  const bool stays = !inside.empty() && *inside.begin() != "..";
  std::error_code error;
  return fs::weakly_canonical(stays ? folder : named, error);
}

}  // namespace

bool are_of_other_tree(const std::vector<std::string>& files, const std::string& folder) {
  constexpr std::size_t kMost = 1000;
  const std::size_t size = std::min(files.size(), kMost);
  return size > 0 && std::none_of(files.begin(), files.begin() + static_cast<std::ptrdiff_t>(size),
                                  [&](const std::string& file) {
                                    return is_there(fs::path(folder) / file) || is_there(file);
                                  });
}

Result<std::vector<FoundEvidence>> find_evidence(const std::string& word, const std::string& folder,
                                                 const std::string& fence, std::size_t& looked_at) {
  const fs::path written(word);
  if (is_fenced_off(folder, written, fence)) {
    return Mistake{"`" + word + "` leads out of this folder: name the policy by a path from " +
                   "elsewhere (--policy /…) to allow it"};
  }
  const fs::path start = written.is_absolute() ? fs::path("/") : fs::path(folder);
  std::vector<std::string> parts;
  for (const fs::path& part : written.relative_path()) {
    const bool again = part == "**" && !parts.empty() && parts.back() == "**";
    if (!part.empty() && part != "." && !again) parts.push_back(part.string());
  }
  if (!parts.empty() && parts.back() == "**") parts.emplace_back("*");  // all files below
  const bool literal = is_there(start / written.relative_path());
  Walk walk(parts, looked_at);
  const fs::path begin_way = written.is_absolute() ? fs::path("/") : fs::path();
  if (literal) {
    walk.found.emplace_back(start / written.relative_path(), written);
  } else {
    walk.go(start, begin_way, 0, 0);
  }
  if (walk.cut_short()) return Mistake{"`" + word + "` matches too many files"};
  const fs::path links_stay = fence_of(start, parts, folder);
  std::vector<FoundEvidence> files;
  for (const auto& [path, way] : walk.found) {
    std::error_code error;
    const fs::path real = fs::canonical(path, error);
    if (error) return Mistake{"`" + way.generic_string() + "` cannot be read: " + error.message()};
    if (!is_within(real, links_stay))
      return Mistake{"`" + way.generic_string() + "` is a link that leaves the policy's folder"};
    files.push_back({way.generic_string(), real.string()});
  }
  std::sort(files.begin(), files.end(),
            [](const auto& a, const auto& b) { return a.path < b.path; });
  files.erase(std::unique(files.begin(), files.end(),
                          [](const auto& a, const auto& b) { return a.path == b.path; }),
              files.end());
  const bool any_pattern =
      std::ranges::any_of(parts, [](const std::string& part) { return is_pattern(part); });
  if (files.empty())
    return Mistake{any_pattern ? "no file matches `" + word + "`"
                               : "there is no file `" + word + "`"};
  return files;
}

}  // namespace pymolt::gate
