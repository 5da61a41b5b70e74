// `pymolt fix`: what is sure is changed, what is proved is kept, and the rest is said.
// SPDX-License-Identifier: MIT
#include <algorithm>
#include <filesystem>
#include <map>
#include <set>

#include "base/text.h"
#include "base/visible.h"
#include "cli/commands.h"
#include "cli/fix_requests.h"
#include "cli/outputs.h"
#include "cli/scan_project.h"
#include "fix/configuration_edits.h"
#include "fix/unified_diff.h"
#include "history/saved_files.h"
#include "project/reduce.h"
#include "scan/find_files.h"
#include "scan/new_file.h"

namespace pymolt::cli {

namespace {

// A file that would change.
struct Changed {
  std::string path;
  FixRequests::Place place;
  std::string before;
  fix::Fixed fixed;
};

// A file that does not compile, also when it is mended, and the first reason.
struct Broken {
  std::string path;
  std::uint32_t line = 0;
  VersionSet versions;
  std::string why;
};
constexpr std::size_t kBrokenShown = 200;

// What there is to say at the end.
struct FixCounts {
  std::size_t made = 0;                                                // fixes,
  std::size_t files = 0;                                               // and in how many files
  std::size_t without_python2 = 0;                                     // files
  std::map<std::string, std::size_t> unsafe;                           // by rule
  std::map<std::pair<std::string, std::string>, std::size_t> by_hand;  // by rule and reason
  std::vector<Broken> broken;
  std::vector<std::pair<std::string, std::string>> refused;  // path, why
};

void count(const std::string& path, const fix::Fixed& fixed, FixCounts& counts) {
  if (!fixed.broken.empty()) {
    const auto left = std::find_if(fixed.left.begin(), fixed.left.end(), [](const fix::Left& one) {
      return one.symbol.starts_with("syntax.");
    });
    Broken broken{path, 0, fixed.broken, "not by what fix knows"};
    if (left != fixed.left.end()) {
      broken.line = left->line;
      broken.why = left->symbol.substr(left->symbol.find('.') + 1) + ": " +
                   (left->why.empty() ? left->unsafe ? "" : "by hand" : left->why) +
                   (left->unsafe ? " (--unsafe mends it)" : "");
    }
    counts.broken.push_back(std::move(broken));
  }
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
         bool selects, const scan::Disk& disk)
      : requests_(scanned.request, scanned.facts, options, selects, disk),
        knowledge_(context),
        disk_(disk) {}

  void learn(const std::vector<ReportedFinding>& findings) { requests_.learn(findings); }

  // Mends FILE in memory; what would change is kept for later.
  void look_at(const FileFacts& file) {
    if (file.path.ends_with(".ipynb") && !file.findings.empty())
      return refuse_file(file.path, "a notebook is not changed");
    if (!may_be_fixed(file) || !requests_.concerns(file, requests_.wish(file))) return;
    const Result<Changed> found = open(file);
    if (!found) return refuse_file(file.path, found.mistake().message);
    const fix::Wish wish = requests_.wish(file);
    const auto wanted = [&](const FileFacts& facts, const Finding& finding) {
      return requests_.wants(facts, finding, wish);
    };
    fix::Fixed fixed = fix::fix_file(file.path, found->before, knowledge_, bench_, wish, wanted);
    if (!fixed.refused.empty()) return refuse_file(file.path, fixed.refused);
    if (fixed.loses_python2) ++counts.without_python2;
    keep(*found, std::move(fixed));
  }

  // Changes in memory what FILE states, so that it allows TARGET.
  void look_at_statements(const FileFacts& file, VersionSet target) {
    const auto same = [&](const Changed& one) { return one.path == file.path; };
    if (std::any_of(changed.begin(), changed.end(), same))
      return refuse_file(file.path,
                         "its code is changed first; what it states when fix runs again");
    const Result<Changed> found = open(file);
    if (!found) return refuse_file(file.path, found.mistake().message);
    keep(*found, fix::fix_statements(file.path, found->before, target, knowledge_));
  }

  void refuse_file(const std::string& path, const std::string& why) {
    counts.refused.emplace_back(path, why);
  }

  std::vector<Changed> changed;
  FixCounts counts;

 private:
  // FILE as it is, not changed yet.
  Result<Changed> open(const FileFacts& file) {
    const Result<FixRequests::Place> place = requests_.place(file);
    if (!place) return place.mistake();
    Result<std::string> bytes =
        scan::read_inside(disk_, place->root, place->file, fix::kLargestFixed);
    if (!bytes) return bytes.mistake();
    return Changed{file.path, *place, bytes.take(), {}};
  }

  void keep(Changed file, fix::Fixed fixed) {
    count(file.path, fixed, counts);
    if (fixed.bytes == file.before) return;
    file.fixed = std::move(fixed);
    changed.push_back(std::move(file));
  }

  FixRequests requests_;
  const scan::ScanContext& knowledge_;
  const scan::Disk& disk_;
  scan::ScanScratch bench_;
};

std::string why_not_saved(history::Saved state) {
  const std::string why = state == history::Saved::no_repository
                              ? "no git repository holds it, so nothing could undo the change"
                          : state == history::Saved::untracked ? "no commit holds it yet"
                                                               : "it has uncommitted changes";
  return why + "; --force writes it anyway";
}

// Writes each file that git has, or all that are forced.
void write_all(FixRun& run, const FixOptions& options, const scan::Disk& disk, FixCounts& counts) {
  std::vector<std::string> paths;
  for (const Changed& file : run.changed) paths.push_back(file.place.file);
  std::map<std::string, history::Saved> saved;
  if (!options.force) saved = history::saved_files(paths, *history::real_commands());
  for (const Changed& file : run.changed) {
    if (!options.force && saved[file.place.file] != history::Saved::yes) {
      counts.refused.emplace_back(file.path, why_not_saved(saved[file.place.file]));
      continue;
    }
    const auto& [place, root] = file.place;
    const Result<std::string> now = scan::read_inside(disk, root, place, scan::kLargestFile);
    if (!now || *now != file.before) {
      counts.refused.emplace_back(file.path, "it has changed in the meantime");
      continue;
    }
    scan::NewFile made(place, root);
    made.out() << file.fixed.bytes;
    if (const auto mistake = made.put()) {
      counts.refused.emplace_back(file.path, mistake->message);
      continue;
    }
    ++counts.files;
    counts.made += file.fixed.made.size();
  }
}

// The file that the command line names for the diff; empty: standard output.
std::string file_of_diff(const ProjectOptions& options) {
  if (!options.says("format")) return options.says("output") ? options.output : std::string();
  return options.formats.empty() ? options.output
                                 : file_of(options.formats.front(), options.output);
}

// On a terminal, what would steer it is written out, but for tabs; elsewhere a diff is bytes that can be applied.
void show(std::string_view diff, Streams& streams) {
  if (!streams.out_is_terminal) {
    streams.out << diff;
    return;
  }
  for (std::size_t tab = diff.find('\t'); tab != std::string_view::npos; tab = diff.find('\t')) {
    streams.out << visible_lines(diff.substr(0, tab)) << '\t';
    diff.remove_prefix(tab + 1);
  }
  streams.out << visible_lines(diff);
}

std::string counted(std::size_t number, const char* one, const char* many) {
  return std::to_string(number) + " " + (number == 1 ? one : many);
}

void tell(const FixRun& run, const FixOptions& options, bool of_input, Streams& streams) {
  const FixCounts& counts = run.counts;
  for (const auto& [path, why] : counts.refused)
    streams.err << "pymolt: " << visible(path) << ": not changed: " << why << '\n';
  streams.err << "pymolt: " << counted(counts.made, "fix", "fixes") << " in "
              << counted(counts.files, "file", "files")
              << (options.write   ? ""
                  : of_input      ? ""
                  : options.check ? " would be made"
                                  : "; --write makes them")
              << '\n';
  for (std::size_t i = 0; i < std::min(counts.broken.size(), kBrokenShown); ++i) {
    const Broken& broken = counts.broken[i];
    streams.err << "  " << visible(broken.path) << ':' << broken.line << ": will not compile on "
                << broken.versions.str() << ": " << broken.why << '\n';
  }
  if (counts.broken.size() > kBrokenShown)
    streams.err << "  and " << counts.broken.size() - kBrokenShown << " more files that will not\n";
  if (counts.without_python2 > 0) {
    streams.err << "  " << counted(counts.without_python2, "file", "files")
                << " would no longer compile on 2.7; --both keeps that\n";
  }
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

void look_at_all(FixRun& run, const ScannedProject& scanned, const FixOptions& options) {
  const bool uses_packages =
      std::any_of(scanned.facts.begin(), scanned.facts.end(),
                  [](const FileFacts& file) { return !file.packages.empty(); });
  Report report;
  if (uses_packages || options.configuration)
    report = project::reduce(std::vector<FileFacts>(scanned.facts), scanned.request, scanned.book);
  if (uses_packages) run.learn(report.findings);
  for (const FileFacts& file : scanned.facts) run.look_at(file);
  if (!options.configuration) return;
  std::set<std::string_view> against;
  for (const ConfigurationRow& row : report.configuration) {
    if (fix::is_against(row.statement, report.target)) against.insert(row.path);
  }
  for (const FileFacts& file : scanned.facts) {
    if (against.contains(file.path)) run.look_at_statements(file, report.target);
  }
}

}  // namespace

int run_fix(const Invocation& invocation, Streams& streams) {
  const std::unique_ptr<scan::Disk> disk = scan::real_disk();
  const Result<EffectiveOptions> effective =
      effective_options(invocation.scan, invocation.command, *disk);
  if (!effective) return refuse(streams, effective.mistake());
  const FixOptions& options = invocation.fix;
  if (options.write && !effective->standard_input.empty())
    return refuse(streams, {"--write changes files, and - is standard input", "", 0, 0, "",
                            "without --write, what would change is printed as a diff"});
  const std::string output = file_of_diff(effective->options);
  if (!output.empty() && (options.write || options.check))
    return refuse(streams, {std::string("--output is where the diff goes, and ") +
                            (options.write ? "--write" : "--check") + " prints none"});
  if (!output.empty()) {
    if (const auto mistake = check_outputs({{"diff", output}}, {}))
      return refuse(streams, *mistake);
  }
  Result<ScannedProject> scanned = scan_project(*effective, streams);
  if (!scanned) return refuse(streams, scanned.mistake());
  if (options.both && !effective->options.from)
    return refuse(streams, {"--both requires --from, the versions the code must still run on"});
  Result<scan::ScanContext> context = scan::ScanContext::make(scanned->book);
  if (!context) return refuse(streams, context.mistake());
  tell_failed(scanned->facts, streams);
  FixRun run(*scanned, *context, options, effective->options.given.contains("select"),
             scanned->disk());
  look_at_all(run, *scanned, options);
  if (options.write) {
    write_all(run, options, *disk, run.counts);
  } else if (!options.check && !output.empty()) {
    const auto write = [&](std::ostream& out) {
      for (const Changed& one : run.changed)
        out << fix::unified_diff(one.path, one.before, one.fixed.bytes);
    };
    if (!write_to(output, streams, write)) return 2;
  } else if (!options.check) {
    for (const Changed& file : run.changed)
      show(fix::unified_diff(file.path, file.before, file.fixed.bytes), streams);
  } else {
    for (const Changed& file : run.changed) streams.out << visible(file.path) << '\n';
  }
  if (!options.write) {
    for (const Changed& file : run.changed) run.counts.made += file.fixed.made.size();
    run.counts.files = run.changed.size();
  }
  tell(run, options, !effective->standard_input.empty(), streams);
  if (!run.counts.refused.empty() ||
      (is_incomplete(scanned->facts) && !effective->options.allow_unknown))
    return 2;
  return options.check && !run.changed.empty() ? 1 : 0;
}

}  // namespace pymolt::cli
