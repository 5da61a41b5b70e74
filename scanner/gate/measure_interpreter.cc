// Measures of an interpreter's own word, which `pymolt verify` wrote: of the whole tree, and of the tree as it is.
// SPDX-License-Identifier: MIT
#include <algorithm>
#include <map>
#include <set>

#include "gate/measures.h"
#include "gate/path_ends.h"

namespace pymolt::gate {

namespace {

using Counts = VerifyResults::Counts;

Counts sum_of(const std::vector<Evidence>& files, std::string_view measure,
              std::size_t& not_compared) {
  Counts sum;
  for (const Evidence& evidence : files) {
    for (const VerifyResults::Said& said : std::get<VerifyResults>(evidence.data).pythons) {
      not_compared += said.not_compared;
      const auto found = said.counts.find(measure);
      if (found == said.counts.end()) continue;
      sum.ok += found->second.ok;
      sum.of += found->second.of;
      sum.unknown += found->second.unknown;
    }
  }
  return sum;
}

// The files of a scan, by the last part of their path.
class ScannedFiles {
 public:
  explicit ScannedFiles(const ScanFacts& scan) : scan_(scan) {
    for (std::size_t i = 0; i < scan.files.size(); ++i)
      by_name_.emplace(last_name(scan.files[i]), i);
  }

  // The place of FILE, where only one may be meant; `changed` where it has other bytes now.
  [[nodiscard]] std::optional<std::size_t> find(const VerifyResults::File& file,
                                                bool& changed) const {
    std::vector<std::size_t> same;
    std::vector<std::size_t> other;
    const auto [begin, end] = by_name_.equal_range(last_name(file.path));
    for (auto row = begin; row != end; ++row) {
      const std::size_t at = row->second;
      if (!is_same_file(scan_.files[at], file.path)) continue;
      changed = scan_.hashes[at] != file.sha256;
      if (scan_.files[at] == file.path) return at;
      (changed ? other : same).push_back(at);
    }
    changed = same.empty();
    const std::vector<std::size_t>& meant = changed ? other : same;
    return meant.size() == 1 ? std::optional(meant.front()) : std::nullopt;
  }

 private:
  const ScanFacts& scan_;
  std::multimap<std::string_view, std::size_t> by_name_;
};

// Why FILES say less than they seem to: a file changed since, or was asked about twice. Empty where they do not.
std::string out_of_step(const std::vector<Evidence>& files, const ScanFacts& scan) {
  if (scan.hashes.size() != scan.files.size()) return {};
  const ScannedFiles scanned(scan);
  std::set<std::size_t> seen;
  for (const Evidence& evidence : files) {
    bool any_hash = false;
    const std::size_t before = seen.size();
    for (const VerifyResults::File& file : std::get<VerifyResults>(evidence.data).files) {
      any_hash = any_hash || !file.sha256.empty();
      bool changed = false;
      const auto at = file.sha256.empty() ? std::nullopt : scanned.find(file, changed);
      if (!at) continue;
      if (changed)
        return scan.files[*at] + " has changed since the interpreter was asked (" + evidence.path +
               ")";
      if (!seen.insert(*at).second) return scan.files[*at] + " was asked about twice";
    }
    if (any_hash && seen.size() == before)
      return evidence.path + " is of another tree: the scan has none of its files";
  }
  return {};
}

// What the interpreter was not asked about, of what the scan has.
std::string part_of(const MeasureInput& input, bool& less_than_half) {
  if (input.scan == nullptr || !input.scan->counts.contains("compile")) return {};
  std::size_t ignored = 0;
  const std::uint64_t asked = sum_of(input.now, "compile-rate", ignored).of;
  const std::uint64_t scanned = input.scan->counts.find("compile")->second.of;
  if (asked == 0 || asked >= scanned) return {};
  less_than_half = 2 * asked < scanned;
  return "it was asked about " + std::to_string(asked) + " of the " + counted(scanned, "file") +
         " that the scan has";
}

}  // namespace

Measured measure_interpreter(const MeasureInput& input) {
  std::size_t not_compared = 0;
  const Counts sum = sum_of(input.now, input.criterion.measure, not_compared);
  if (sum.of == 0)
    return no_evidence("`pymolt verify` counted nothing for `" + input.criterion.measure + "`");
  if (input.scan != nullptr) {
    if (const std::string why = out_of_step(input.now, *input.scan); !why.empty())
      return no_evidence(why);
  }
  bool less_than_half = false;
  const std::string part = part_of(input, less_than_half);
  if (less_than_half) return no_evidence("the interpreter speaks for a part: " + part);
  Measured measured;
  const auto rate = [&sum](std::uint32_t ok) { return static_cast<double>(ok) / sum.of; };
  measured.value = rate(sum.ok);
  measured.why =
      std::to_string(sum.ok) + " of " + std::to_string(sum.of) + ", says the interpreter";
  if (sum.unknown > 0) measured.why += "; it gave no answer for " + std::to_string(sum.unknown);
  const bool hangs_on_them =
      keeps(input.criterion, rate(sum.ok)) != keeps(input.criterion, rate(sum.ok + sum.unknown));
  if (sum.unknown > 0 && hangs_on_them) return no_evidence(measured.why);
  if (input.criterion.measure == "agreement-rate" && not_compared > 0)
    measured.why += "; " + std::to_string(not_compared) + " could not be compared";
  if (!part.empty()) measured.why += "; " + part;
  return measured;
}

}  // namespace pymolt::gate
