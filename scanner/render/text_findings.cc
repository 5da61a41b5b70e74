// What is the same but for its line is one entry of a file: said once, with the other lines below it.
// SPDX-License-Identifier: MIT
//
//   quant/feed.py:3:8: critical [removed-module] imp, breaks on 3.12+
//       3 | import imp
//         | `imp` is gone: the import fails.
//         = instead: importlib
//         + 2 more: lines 17 and 40
//
// With all that is known, --verbose, every finding stands for itself, underlined and with its documentation.
#include "render/text_findings.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "render/ansi.h"
#include "render/excerpt.h"
#include "render/prose.h"
#include "render/text_width.h"
#include "render/wording.h"

namespace pymolt::render {

namespace {

constexpr std::size_t kEntriesShown = 50;
constexpr std::size_t kLinesNamed = 12;
constexpr std::size_t kLongestEntry = 4;

struct Entry {
  const ReportedFinding* first;
  std::vector<const ReportedFinding*> more;
};

// What a finding says apart from its place.
auto said_by(const ReportedFinding& reported) {
  const Finding& finding = reported.finding;
  return std::tuple<std::string_view, Severity, std::string_view, std::string_view,
                    std::string_view, std::string_view, std::uint32_t, std::uint32_t, Confidence>(
      reported.path, reported.severity, finding.rule, finding.symbol, finding.message,
      finding.instead, finding.breaks_on.bits(), finding.warns_on.bits(), finding.confidence);
}

// Without the versions on which it is only deprecated, where it breaks later on.
std::string when_shortly(const Finding& finding) {
  if (finding.breaks_on.empty()) return when(finding);
  Finding only_breaks;
  only_breaks.breaks_on = finding.breaks_on;
  only_breaks.breaks_as = finding.breaks_as;
  return when(only_breaks);
}

std::vector<Entry> entries_of(const std::vector<const ReportedFinding*>& findings, bool joined) {
  std::vector<Entry> entries;
  std::map<decltype(said_by(*findings.front())), std::size_t> known;
  for (const ReportedFinding* reported : findings) {
    const auto [at, is_new] = known.try_emplace(said_by(*reported), entries.size());
    if (is_new || !joined) {
      entries.push_back({reported, {}});
    } else {
      entries[at->second].more.push_back(reported);
    }
  }
  return entries;
}

class TextFindings {
 public:
  TextFindings(const Report& report, const RenderOptions& options, std::ostream& out)
      : report_(report), options_(options), paint_(options), out_(out) {}

  void write(const std::vector<Entry>& entries) {
    std::string_view path;
    for (const Entry& entry : entries) {
      if (options_.view.detail != Detail::verbose) {
        write_short(entry);
      } else {
        if (path != entry.first->path) write_heading(path = entry.first->path);
        write_whole(*entry.first);
      }
      out_ << "\n";
    }
  }

 private:
  using Said = decltype(said_by(ReportedFinding()));

  void write_heading(std::string_view path) {
    said_.clear();
    const auto file = std::ranges::lower_bound(report_.files, path, {}, &FileFacts::path);
    out_ << paint_.file_link(
        path, paint_(Ink::strong, visible(options_.path_prefix + std::string(path))));
    if (file != report_.files.end() && file->path == path && file->compiles) {
      const VersionSet fails = report_.target_of(path) - *file->compiles;
      const std::string words = file->compiles->empty()
                                    ? "compiles on no version"
                                    : "does not compile on " + (~*file->compiles).str();
      if (!fails.empty()) out_ << "  " << paint_(Ink::faint, words);
    }
    out_ << "\n\n";
  }

  // Returns how many columns it took.
  int write_head(const ReportedFinding& reported) {
    const Finding& finding = reported.finding;
    const std::string place = place_of(reported, options_);
    const std::string symbol =
        spoken(finding.symbol) == finding.rule ? "" : " " + visible(spoken(finding.symbol));
    const std::string doubt = finding.confidence == Confidence::sure
                                  ? ""
                                  : " (" + std::string(name(finding.confidence)) + ")";
    const std::string rule = visible(finding.rule);
    out_ << paint_.file_link(reported.path, place) << ": "
         << paint_(ink(reported.severity), name(reported.severity)) << " ["
         << paint_.link(finding.docs, rule) << "]" << paint_(Ink::strong, symbol)
         << paint_(Ink::faint, doubt);
    return display_width(place) + static_cast<int>(name(reported.severity).size()) + 5 +
           display_width(rule) + display_width(symbol) + display_width(doubt);
  }

  void write_short(const Entry& entry) {
    const ReportedFinding& reported = *entry.first;
    const Finding& finding = reported.finding;
    const std::string versions = when_shortly(finding);
    const int head = write_head(reported);
    const bool fits = !versions.empty() && head + 2 + display_width(versions) <= options_.width;
    const std::string on = fits ? ", " + versions : "";
    out_ << on << also(entry, head + display_width(on)) << "\n";
    margin_ = std::max<int>(5, static_cast<int>(std::to_string(finding.span.line).size()));
    std::size_t lines = kLongestEntry - 1;
    if (!finding.excerpt.empty()) {
      write_source(reported, false);
      --lines;
    }
    std::string advice = fits ? "" : versions;
    if (!finding.instead.empty())
      advice += (advice.empty() ? "instead: " : "; instead: ") + finding.instead;
    write_note("|", finding.message, lines - (advice.empty() ? 0 : 1));
    write_note("=", advice, 1);
    if (!entry.more.empty() && options_.view.show_all) write_more(entry);
  }

  // `; also line 12`, or what of that has room behind the first USED columns of the line.
  [[nodiscard]] std::string also(const Entry& entry, int used) const {
    if (entry.more.empty() || options_.view.show_all) return {};
    const std::vector<std::string> lines = lines_of(entry);
    std::string words =
        (lines.size() == 1 ? "; also line " : "; also lines ") + listed(lines, kLinesNamed);
    if (used + display_width(words) > options_.width)
      words = "; " + number(entry.more.size()) + " more";
    return words;
  }

  [[nodiscard]] static std::vector<std::string> lines_of(const Entry& entry) {
    std::vector<std::string> lines;
    for (const ReportedFinding* reported : entry.more) {
      std::string line = std::to_string(reported->finding.span.line);
      if (reported->finding.cell > 0) line += " of cell " + std::to_string(reported->finding.cell);
      if (lines.empty() || lines.back() != line) lines.push_back(std::move(line));
    }
    return lines;
  }

  void write_more(const Entry& entry) {
    const std::vector<std::string> lines = lines_of(entry);
    write_note("+",
               number(entry.more.size()) + " more: " + (lines.size() == 1 ? "line " : "lines ") +
                   listed(lines, lines.size()),
               SIZE_MAX);
  }

  // All that is known, but for what was said above already.
  void write_whole(const ReportedFinding& reported) {
    const Finding& finding = reported.finding;
    write_head(reported);
    out_ << "\n";
    margin_ = std::max<int>(5, static_cast<int>(std::to_string(finding.span.line).size()));
    if (!finding.excerpt.empty()) write_source(reported, true);
    const auto [first, is_new] = said_.try_emplace(said_by(reported), finding.span.line);
    if (!is_new) {
      write_note("=", "as on line " + std::to_string(first->second));
      return;
    }
    write_note("|", finding.message);
    write_note("=", when(finding));
    if (!finding.instead.empty()) write_note("=", "instead: " + finding.instead);
    if (!finding.docs.empty())
      out_ << mark("=") << " " << paint_.link(finding.docs, visible(finding.docs)) << "\n";
  }

  void write_source(const ReportedFinding& reported, bool underlined) {
    const Span& span = reported.finding.span;
    const Excerpt shown = excerpt(reported.finding.excerpt, span, options_.width - margin_ - 3);
    const std::string_view line = shown.line;
    out_ << paint_(Ink::blue, right(std::to_string(span.line), margin_) + " |") << " "
         << line.substr(0, shown.mark_begin)
         << paint_(underlined ? Ink::plain : ink(reported.severity),
                   line.substr(shown.mark_begin, shown.mark_end - shown.mark_begin))
         << line.substr(shown.mark_end) << "\n";
    if (!underlined) return;
    out_ << paint_(Ink::blue, right("", margin_) + " |") << " " << right("", shown.offset)
         << paint_(ink(reported.severity), std::string(static_cast<std::size_t>(shown.length), '^'))
         << "\n";
  }

  std::string mark(std::string_view sign) {
    return right("", margin_) + " " + paint_(Ink::blue, sign);
  }

  void write_note(std::string_view sign, std::string_view sentence, std::size_t lines = SIZE_MAX) {
    std::string before = mark(sign) + " ";
    const int room = std::max(40, options_.width - margin_ - 3 - (sign == "|" ? 0 : 2));
    for (const std::string& line : fitted(visible(sentence), room, lines)) {
      out_ << before << line << "\n";
      if (sign != "|") before = right("", margin_ + 5);
    }
  }

  const Report& report_;
  const RenderOptions& options_;
  Paint paint_;
  std::ostream& out_;
  std::map<Said, std::uint32_t> said_;
  int margin_ = 5;
};

std::size_t count(const std::vector<Entry>& entries) {
  std::size_t sum = 0;
  for (const Entry& entry : entries) sum += 1 + entry.more.size();
  return sum;
}

}  // namespace

std::string place_of(const ReportedFinding& reported, const RenderOptions& options) {
  const Finding& finding = reported.finding;
  const std::string cell =
      finding.cell > 0 ? ":cell " + std::to_string(finding.cell) : std::string();
  return visible(options.path_prefix + reported.path) + cell + ":" +
         std::to_string(finding.span.line) + ":" + std::to_string(finding.span.column);
}

std::vector<std::string> fitted(std::string_view text, int columns, std::size_t lines) {
  std::vector<std::string> all = wrapped(text, columns);
  if (all.size() <= lines) return all;
  all.resize(lines);
  if (lines == 0) return all;
  std::string& last = all.back();
  for (std::size_t blank = last.rfind(' ');
       display_width(last) + 2 > columns && blank != std::string::npos; blank = last.rfind(' '))
    last.resize(blank);
  last += " …";
  return all;
}

std::size_t most_entries(const View& view) {
  if (view.max_findings > 0) return view.max_findings;
  return view.is_whole() || view.detail == Detail::concise ? SIZE_MAX : kEntriesShown;
}

std::size_t write_by_file(const Report& report, const std::vector<const ReportedFinding*>& findings,
                          const RenderOptions& options, std::ostream& out) {
  if (findings.empty()) return 0;
  const std::vector<Entry> shown = most_severe(
      entries_of(findings, options.view.detail != Detail::verbose), most_entries(options.view),
      [](const Entry& entry) { return entry.first->severity; });
  TextFindings(report, options, out).write(shown);
  return findings.size() - count(shown);
}

std::size_t write_concise(const std::vector<const ReportedFinding*>& findings,
                          const RenderOptions& options, std::ostream& out) {
  const Paint paint(options);
  const std::vector<const ReportedFinding*> shown =
      most_severe(findings, most_entries(options.view),
                  [](const ReportedFinding* reported) { return reported->severity; });
  for (const ReportedFinding* reported : shown) {
    const Finding& finding = reported->finding;
    out << paint.file_link(reported->path, place_of(*reported, options)) << ": "
        << paint(ink(reported->severity), name(reported->severity)) << " ["
        << paint.link(finding.docs, visible(finding.rule)) << "] " << visible(finding.message)
        << "\n";
  }
  return findings.size() - shown.size();
}

}  // namespace pymolt::render
