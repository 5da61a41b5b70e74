// The table of forms; text and Markdown.
// SPDX-License-Identifier: MIT
#include "render/burn_down_renderers.h"

#include <algorithm>
#include <array>

#include "render/escape.h"
#include "render/prose.h"
#include "render/text_width.h"
#include "render/wording.h"

namespace pymolt::render {

namespace {

constexpr std::array kBurnDownFormats = {BurnDownFormat{"text", burn_down_text},
                                         BurnDownFormat{"markdown", burn_down_markdown},
                                         BurnDownFormat{"html", burn_down_html}};
constexpr std::size_t kWidest = 60;  // points of a sparkline
constexpr std::size_t kRows = 12;

std::vector<std::uint32_t> column(const BurnDown& burn_down, Severity severity) {
  std::vector<std::uint32_t> values;
  for (const BurnPoint& point : burn_down.points)
    values.push_back(point.findings[static_cast<std::size_t>(severity)]);
  if (values.size() > kWidest) values.erase(values.begin(), values.end() - kWidest);
  return values;
}

std::string change(const std::vector<std::uint32_t>& values) {
  const std::int64_t by = static_cast<std::int64_t>(values.back()) - values.front();
  return number(values.front()) + " -> " + number(values.back()) +
         (by == 0  ? ""
          : by < 0 ? ", " + number(static_cast<std::uint64_t>(-by)) + " fewer"
                   : ", " + number(static_cast<std::uint64_t>(by)) + " more");
}

std::string verdicts(const BurnPoint& point) {
  std::vector<std::string> words;
  for (const auto& [version, verdict] : point.verdict)
    words.push_back(std::string(version.str()) + " " + verdict);
  return listed(words);
}

}  // namespace

std::span<const BurnDownFormat> burn_down_formats() { return kBurnDownFormats; }

std::string sparkline(const std::vector<std::uint32_t>& values) {
  constexpr std::array<const char*, 8> kBlocks = {"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
  const std::uint64_t most = values.empty() ? 0 : *std::ranges::max_element(values);
  std::string text;
  for (const std::uint64_t value : values)
    text += kBlocks[most == 0 ? 0 : (value * 7 + most - 1) / most];
  return text;
}

BurnDown of_newest_target(const BurnDown& burn_down) {
  BurnDown same;
  same.file = burn_down.file;
  for (const BurnPoint& point : burn_down.points) {
    if (point.target == burn_down.points.back().target) same.points.push_back(point);
  }
  return same;
}

std::string counts_words(const std::map<Version, Count>& counts) {
  std::vector<std::string> words;
  for (const auto& [version, count] : counts)
    words.push_back(std::string(version.str()) + ": " + number(count.ok) + " of " +
                    number(count.of));
  return listed(words);
}

std::string hidden_words(const BurnDown& burn_down) {
  const auto hiding = std::ranges::count_if(
      burn_down.points, [](const BurnPoint& point) { return point.hidden > 0; });
  if (hiding == 0) return {};
  return "A baseline hides findings of " + counted(static_cast<std::uint64_t>(hiding), "report") +
         ", " + number(burn_down.points.back().hidden) + " of the last: they are not counted.";
}

void burn_down_text(const BurnDown& all, std::ostream& out) {
  if (all.points.empty()) {
    out << "There is no history yet: `pymolt history add REPORT` begins one\n";
    return;
  }
  const BurnDown same = of_newest_target(all);
  out << python(same.points.back().target) << ", " << same.points.front().date << " to "
      << same.points.back().date << ", " << counted(same.points.size(), "report") << "\n\n";
  for (const Severity severity :
       {Severity::critical, Severity::high, Severity::medium, Severity::low}) {
    const std::vector<std::uint32_t> values = column(same, severity);
    out << "  " << left(name(severity), 10) << sparkline(values) << "  " << change(values) << "\n";
  }
  const BurnPoint& last = same.points.back();
  out << "\n  files     " << number(same.points.front().scanned);
  if (same.points.size() > 1) out << " -> " << number(last.scanned);
  out << "\n  compile   " << counts_words(last.compile) << "\n  import    "
      << counts_words(last.import) << "\n  verdict   " << visible(verdicts(last)) << "\n";
  if (const std::string hidden = hidden_words(same); !hidden.empty()) out << "\n" << hidden << "\n";
  if (same.points.size() < all.points.size()) {
    out << "\n"
        << counted(all.points.size() - same.points.size(), "report")
        << " of other targets left out\n";
  }
}

void burn_down_markdown(const BurnDown& all, std::ostream& out) {
  out << "# Progress\n\n";
  if (all.points.empty()) {
    out << "There is no history yet.\n";
    return;
  }
  const BurnDown same = of_newest_target(all);
  out << markdown_text(python(same.points.back().target)) << "\n\n";
  for (const Severity severity :
       {Severity::critical, Severity::high, Severity::medium, Severity::low}) {
    const std::vector<std::uint32_t> values = column(same, severity);
    out << "- " << name(severity) << " " << markdown_code(sparkline(values)) << " "
        << markdown_text(change(values)) << "\n";
  }
  out << "\n| Date | Files | Critical | High | Medium | Low | Compile | Import | Verdict |\n| --- "
         "| ---: | ---: | "
         "---: | ---: | ---: | --- | --- | --- |\n";
  const std::size_t skip = same.points.size() > kRows ? same.points.size() - kRows : 0;
  for (std::size_t i = skip; i < same.points.size(); ++i) {
    const BurnPoint& point = same.points[i];
    out << "| " << markdown_text(point.date) << " | " << point.scanned;
    for (std::size_t s = point.findings.size(); s-- > 0;) out << " | " << point.findings[s];
    out << " | " << counts_words(point.compile) << " | " << counts_words(point.import) << " | "
        << markdown_text(verdicts(point)) << " |\n";
  }
  if (skip > 0) out << "\n" << counted(skip, "earlier report") << " left out.\n";
  if (const std::string hidden = hidden_words(same); !hidden.empty()) out << "\n" << hidden << "\n";
}

}  // namespace pymolt::render
