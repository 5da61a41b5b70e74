// `pymolt merge`: every share of one scan, in any order, to the report that the scan would have given.
// SPDX-License-Identifier: MIT
#include <algorithm>
#include <map>

#include "base/version_range.h"
#include "cli/build_version.h"
#include "cli/scan_project.h"
#include "cli/shard_head.h"
#include "scan/included_files.h"

namespace pymolt::cli {

namespace {

Mistake about(const std::string& file, std::string message, std::string hint = {}) {
  Mistake mistake{std::move(message), file};
  mistake.hint = std::move(hint);
  return mistake;
}

// The first of `3, 5 and 9 more`.
std::string some(const std::vector<std::uint32_t>& numbers) {
  constexpr std::size_t kMost = 8;
  std::string text;
  for (std::size_t i = 0; i < std::min(numbers.size(), kMost); ++i)
    text += (i > 0 ? ", " : "") + std::to_string(numbers[i]);
  return numbers.size() > kMost ? text + " and " + std::to_string(numbers.size() - kMost) + " more"
                                : text;
}

// Files of facts, opened and held against each other before anything else of them is read.
class Shards {
 public:
  /// What is wrong with FILE beside those before it.
  std::optional<Mistake> add(const std::string& file) {
    Result<scan::ShardReader> reader = scan::ShardReader::open(file);
    if (!reader) return reader.mistake();
    Result<ShardHead> head = read_head(file, reader->head());
    if (!head) return head.mistake();
    const std::uint32_t number = head->share.number;
    head->share.number = 1;
    if (files_.empty()) {
      head_ = head.take();
    } else if (auto mistake = differs(file, *head)) {
      return mistake;
    }
    const auto [other, is_new] = files_.emplace(number, file);
    if (is_new) return std::nullopt;
    return about(file,
                 "is shard " + std::to_string(number) + " of " + std::to_string(head_.share.of) +
                     ", and so is " + other->second,
                 "name each shard once");
  }

  [[nodiscard]] std::optional<Mistake> missing() const {
    std::vector<std::uint32_t> numbers;
    for (std::uint32_t i = 1; i <= head_.share.of; ++i) {
      if (!files_.contains(i)) numbers.push_back(i);
    }
    if (numbers.empty()) return std::nullopt;
    const std::string of = "/" + std::to_string(head_.share.of);
    return about({},
                 std::string(numbers.size() == 1 ? "shard " : "shards ") + some(numbers) + " of " +
                     std::to_string(head_.share.of) + (numbers.size() == 1 ? " is" : " are") +
                     " missing",
                 "`pymolt facts … --shard " + std::to_string(numbers.front()) + of +
                     " --output FILE` makes one again");
  }

  /// The facts of all, in the order of their paths.
  [[nodiscard]] Result<std::vector<FileFacts>> read() const {
    std::vector<FileFacts> facts;
    for (const auto& [number, file] : files_) {
      if (auto mistake = read(number, file, facts)) return *mistake;
    }
    scan::join_included_files(facts);
    const auto twice =
        std::adjacent_find(facts.begin(), facts.end(),
                           [](const FileFacts& a, const FileFacts& b) { return a.path == b.path; });
    if (twice != facts.end())
      return about(files_.begin()->second, "holds a path twice: these are no facts of one scan");
    return facts;
  }

  [[nodiscard]] const ShardHead& head() const { return head_; }
  [[nodiscard]] const std::string& first() const { return files_.begin()->second; }

 private:
  [[nodiscard]] std::optional<Mistake> differs(const std::string& file,
                                               const ShardHead& head) const {
    const std::string& other = files_.begin()->second;
    ShardHead same = head;
    same.walk = head_.walk;
    const char* what =
        head.build != head_.build   ? "was made by another pymolt than "
        : head.rules != head_.rules ? "was made with other rules than "
        : head.share != head_.share ? "is a share of another number of shards than "
        : head.paths != head_.paths || head.named != head_.named ? "is of another scan than "
        : write_head(same) != write_head(head_) ? "was made with other options or settings than "
        : head.walk != head_.walk               ? "was made where other files were found than for "
                                                : nullptr;
    if (what == nullptr) return std::nullopt;
    return about(file, what + other,
                 "make all shards of the same tree, with the same pymolt and the same options");
  }

  [[nodiscard]] std::optional<Mistake> read(std::uint32_t number, const std::string& file,
                                            std::vector<FileFacts>& facts) const {
    Result<scan::ShardReader> reader = scan::ShardReader::open(file);
    if (!reader) return reader.mistake();
    const scan::Share share{number, head_.share.of};
    while (true) {
      Result<std::optional<FileFacts>> next = reader->next();
      if (!next) return next.mistake();
      if (!*next) return std::nullopt;
      // A file that is only named by another is in that one's share.
      if (!share.holds((*next)->path) && (*next)->kind != FileKind::inventory)
        return about(file, "holds a file that is not of its share");
      facts.push_back(std::move(**next));
    }
  }

  ShardHead head_;  // of all; its number is 1
  std::map<std::uint32_t, std::string> files_;
};

std::optional<Mistake> check_stamp(const Shards& shards, const ScannedProject& project) {
  const Stamp stamp = stamp_of(project.book);
  if (stamp.build != shards.head().build) {
    return about(shards.first(),
                 "was made by another pymolt (" + shards.head().tool + ") than this one (" +
                     std::string(kToolVersion) + ")",
                 "make the shards and merge them with the same program");
  }
  if (stamp.rules != shards.head().rules) {
    return about(shards.first(), "was made with other rules than those here",
                 "give `merge` the same --rules");
  }
  return std::nullopt;
}

}  // namespace

int run_merge(const Invocation& invocation, Streams& streams) {
  Shards shards;
  for (const std::string& file : invocation.scan.paths) {
    if (const auto mistake = shards.add(file)) return refuse(streams, *mistake);
  }
  if (const auto mistake = shards.missing()) return refuse(streams, *mistake);
  const Result<EffectiveOptions> effective = check_shards(shards.head(), invocation.scan);
  if (!effective) return refuse(streams, effective.mistake());
  if (const auto mistake = check_asked(effective->options)) return refuse(streams, *mistake);
  Result<ScannedProject> project = open_project(*effective);
  if (!project) return refuse(streams, project.mistake());
  if (const auto mistake = check_stamp(shards, *project)) return refuse(streams, *mistake);
  Result<std::vector<FileFacts>> facts = shards.read();
  if (!facts) return refuse(streams, facts.mistake());
  project->facts = facts.take();
  Result<project::ReportRequest> request = request_of(*effective, shards.head().one_folder);
  if (!request) return refuse(streams, request.mistake());
  project->request = request.take();
  const auto stated = parse_versions(shards.head().target);
  if (!effective->options.target && !shards.head().target_by.empty() && stated) {
    project->request.target = *stated;
    project->in_force.target_by = shards.head().target_by;
  }
  project->request.package = shards.head().package;
  return answer_scan(effective->options, project.take(), streams);
}

}  // namespace pymolt::cli
