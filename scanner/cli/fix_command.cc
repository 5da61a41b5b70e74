// `pymolt fix`: what is sure is changed, what is proved is kept, and the rest is said.
// SPDX-License-Identifier: MIT
#include <algorithm>
#include <filesystem>
#include <map>

#include "base/text.h"
#include "cli/commands.h"
#include "cli/scan_project.h"
#include "fix/file_wishes.h"
#include "fix/fix_file.h"
#include "fix/unified_diff.h"
#include "history/saved_files.h"
#include "scan/find_files.h"
#include "scan/new_file.h"

namespace pymolt::cli {

namespace {

// A file that would change.
struct Changed {
  std::string path;
  std::string real;  // where its bytes are, links followed
  std::string before;
  fix::Fixed fixed;
};

// What there is to say at the end.
struct FixCounts {
  std::size_t made = 0;
  std::map<std::string, std::size_t> unsafe;                           // by rule
  std::map<std::pair<std::string, std::string>, std::size_t> by_hand;  // by rule and reason
  std::vector<std::pair<std::string, std::string>> refused;            // path, why
};

void count(const fix::Fixed& fixed, FixCounts& counts) {
  counts.made += fixed.made.size();
  for (const fix::Left& left : fixed.left) {
    if (left.unsafe) {
      ++counts.unsafe[left.rule];
    } else {
      ++counts.by_hand[{left.rule, left.why}];
    }
  }
}

class FixRun {
 public:
  FixRun(const ScannedProject& scanned, const scan::ScanContext& context, const FixOptions& options,
         const scan::Disk& disk)
      : request_(scanned.request),
        wishes_(request_, scanned.facts, options.both),
        knowledge_(context),
        options_(options),
        disk_(disk) {}

  // Mends FILE in memory; what would change is kept for later.
  void look_at(const FileFacts& file) {
    if (file.state != FileState::scanned || file.kind != FileKind::python || file.findings.empty())
      return;
    if (file.path.ends_with(".ipynb")) return refuse_file(file.path, "a notebook is not changed");
    const std::string on_disk =
        file.path.starts_with('/') ? file.path : request_.paths_begin + "/" + file.path;
    const std::string real = disk_.real(on_disk);
    if (real.empty() || !is_inside(real))
      return refuse_file(file.path, "it does not lie in what was named");
    const Result<std::string> bytes = scan::read_bounded(disk_, real, scan::kLargestFile);
    if (!bytes) return refuse_file(file.path, bytes.mistake().message);
    const fix::FileWish wish = wishes_.of(file, options_.unsafe);
    const auto wanted = [&](const FileFacts& facts, const Finding& finding) {
      return wish.wants(facts, finding);
    };
    if (std::none_of(file.findings.begin(), file.findings.end(),
                     [&](const Finding& f) { return wanted(file, f); }))
      return;
    fix::Fixed fixed = fix::fix_file(file.path, *bytes, knowledge_, bench_, wish.wish, wanted);
    if (!fixed.refused.empty()) return refuse_file(file.path, fixed.refused);
    count(fixed, counts);
    if (fixed.bytes != *bytes) changed.push_back({file.path, real, *bytes, std::move(fixed)});
  }

  void refuse_file(const std::string& path, const std::string& why) {
    counts.refused.emplace_back(path, why);
  }

  std::vector<Changed> changed;
  FixCounts counts;

 private:
  [[nodiscard]] bool is_inside(const std::string& real) const {
    return std::any_of(request_.roots.begin(), request_.roots.end(), [&](const std::string& root) {
      const std::string top = disk_.real(root);
      return real == top || real.starts_with(top.ends_with('/') ? top : top + "/");
    });
  }

  const project::ReportRequest& request_;
  fix::FileWishes wishes_;
  const scan::ScanContext& knowledge_;
  const FixOptions& options_;
  const scan::Disk& disk_;
  scan::ScanScratch bench_;
};

// Writes each file that git has, or all that are forced.
void write_all(FixRun& run, const FixOptions& options, const scan::Disk& disk, FixCounts& counts) {
  std::vector<std::string> paths;
  for (const Changed& file : run.changed) paths.push_back(file.real);
  std::set<std::string> saved(paths.begin(), paths.end());
  if (!options.force) saved = history::saved_files(paths, *history::real_commands());
  for (const Changed& file : run.changed) {
    if (!saved.contains(file.real)) {
      counts.refused.emplace_back(file.path,
                                  "it has uncommitted changes; --force writes it anyway");
      continue;
    }
    const Result<std::string> now = scan::read_bounded(disk, file.real, scan::kLargestFile);
    if (!now || *now != file.before) {
      counts.refused.emplace_back(file.path, "it has changed in the meantime");
      continue;
    }
    scan::NewFile place(file.real);
    place.out() << file.fixed.bytes;
    if (const auto mistake = place.put()) counts.refused.emplace_back(file.path, mistake->message);
  }
}

std::string counted(std::size_t number, const char* one, const char* many) {
  return std::to_string(number) + " " + (number == 1 ? one : many);
}

void tell(const FixRun& run, const FixOptions& options, Streams& streams) {
  const FixCounts& counts = run.counts;
  for (const auto& [path, why] : counts.refused)
    streams.err << "pymolt: " << path << ": not changed: " << why << '\n';
  streams.err << "pymolt: " << counted(counts.made, "fix", "fixes") << " in "
              << counted(run.changed.size(), "file", "files")
              << (options.write   ? ""
                  : options.check ? " would be made"
                                  : "; --write makes them")
              << '\n';
  std::size_t unsafe = 0;
  for (const auto& [rule, number] : counts.unsafe) unsafe += number;
  if (unsafe > 0) {
    streams.err << "  with --unsafe, " << unsafe << " more:";
    for (const auto& [rule, number] : counts.unsafe)
      streams.err << ' ' << rule << " (" << number << ')';
    streams.err << '\n';
  }
  std::size_t by_hand = 0;
  for (const auto& [row, number] : counts.by_hand) by_hand += number;
  if (by_hand == 0) return;
  streams.err << "  by hand, " << by_hand << ":\n";
  for (const auto& [row, number] : counts.by_hand) {
    streams.err << "    " << number << " × " << row.first << (row.second.empty() ? "" : ": ")
                << row.second << '\n';
  }
}

}  // namespace

int run_fix(const Invocation& invocation, Streams& streams) {
  const std::unique_ptr<scan::Disk> disk = scan::real_disk();
  const Result<EffectiveOptions> effective =
      effective_options(invocation.scan, invocation.command, *disk);
  if (!effective) return refuse(streams, effective.mistake());
  const FixOptions& options = invocation.fix;
  Result<ScannedProject> scanned = scan_project(*effective, streams);
  if (!scanned) return refuse(streams, scanned.mistake());
  if (options.both && !effective->options.from)
    return refuse(streams, {"--both requires --from, the versions the code must still run on"});
  Result<scan::ScanContext> context = scan::ScanContext::make(scanned->book);
  if (!context) return refuse(streams, context.mistake());
  tell_failed(scanned->facts, streams);
  FixRun run(*scanned, *context, options, *disk);
  for (const FileFacts& file : scanned->facts) run.look_at(file);
  if (options.write) {
    write_all(run, options, *disk, run.counts);
  } else if (!options.check) {
    for (const Changed& file : run.changed)
      streams.out << fix::unified_diff(file.path, file.before, file.fixed.bytes);
  } else {
    for (const Changed& file : run.changed) streams.out << file.path << '\n';
  }
  tell(run, options, streams);
  if (!run.counts.refused.empty() ||
      (is_incomplete(scanned->facts) && !effective->options.allow_unknown))
    return 2;
  return options.check && !run.changed.empty() ? 1 : 0;
}

}  // namespace pymolt::cli
