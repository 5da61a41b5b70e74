// Groups are ordered by the most severe finding in them, then by the modules they break, then by size.
// SPDX-License-Identifier: MIT
//
//   critical  print-statement  190 findings in 25 files, breaks on 3.0+
//     Call the function, `print("text")`.
//     bin/asadmin: 51, 58, 64 and 12 more
#include "render/text_groups.h"

#include <algorithm>
#include <map>
#include <set>

#include "render/ansi.h"
#include "render/prose.h"
#include "render/text_findings.h"
#include "render/text_width.h"
#include "render/wording.h"

namespace pymolt::render {

namespace {

constexpr std::size_t kGroupsShown = 30;
constexpr std::size_t kFilesShown = 5;
constexpr std::size_t kGroupLinesNamed = 8;

struct Group {
  std::string title;
  const ReportedFinding* example = nullptr;
  Finding sum = {};  // of those about the example's symbol
  std::set<std::string> symbols;
  std::size_t findings = 0;
  std::set<std::string_view> modules;                          // that do not import because of it
  std::map<std::string_view, std::vector<std::string>> lines;  // by file

  [[nodiscard]] auto weight() const {
    return std::tuple(example->severity, modules.size(), findings);
  }
};

std::string title_of(const Finding& finding, Grouping grouping) {
  const std::string symbol(spoken(finding.symbol));
  return grouping == Grouping::rule || symbol == finding.rule || symbol.empty()
             ? finding.rule
             : finding.rule + " " + symbol;
}

std::vector<Group> groups_of(const std::vector<const ReportedFinding*>& findings,
                             Grouping grouping) {
  std::map<std::string, Group> by_title;
  for (const ReportedFinding* reported : findings) {
    const Finding& finding = reported->finding;
    Group& group = by_title[title_of(finding, grouping)];
    if (group.example == nullptr || group.example->severity < reported->severity) {
      group.example = reported;
      group.sum = finding;
    } else if (group.example->severity == reported->severity &&
               group.sum.symbol == finding.symbol) {
      add_to(group.sum, finding);
    }
    ++group.findings;
    group.symbols.emplace(spoken(finding.symbol));
    std::vector<std::string>& lines = group.lines[reported->path];
    std::string line = std::to_string(finding.span.line);
    if (finding.cell > 0) line += " of cell " + std::to_string(finding.cell);
    if (lines.empty() || lines.back() != line) lines.push_back(std::move(line));
  }
  std::vector<Group> groups;
  for (auto& [title, group] : by_title) {
    group.title = title;
    groups.push_back(std::move(group));
  }
  return groups;
}

void add_modules(const Report& report, Grouping grouping, std::vector<Group>& groups) {
  for (const ImportCause& cause : report.causes) {
    const std::string title = title_of(cause.finding.finding, grouping);
    const auto group = std::ranges::find(groups, title, &Group::title);
    if (group != groups.end()) group->modules.insert(cause.modules.begin(), cause.modules.end());
  }
}

// What to say of all findings of a group: where they are about names that came and went, these names.
std::string advice_of(const Group& group, bool of_rule) {
  const Finding& finding = group.sum;
  const bool of_names = of_rule && has_lifetime(finding.subject);
  if (of_names && group.symbols.size() > 1)
    return listed(std::vector<std::string>(group.symbols.begin(), group.symbols.end()), SIZE_MAX);
  return finding.instead.empty() || of_names ? finding.message : "instead: " + finding.instead;
}

void write_group(const Group& group, const RenderOptions& options, std::ostream& out) {
  const Paint paint(options);
  const Finding& finding = group.sum;
  const bool of_rule = options.view.group_by == Grouping::rule;
  const std::string_view severity = name(group.example->severity);
  const std::string title = visible(group.title);
  const std::string sums =
      counted(group.findings, "finding") + " in " + counted(group.lines.size(), "file");
  std::string more =
      group.modules.empty() ? "" : ", takes " + counted(group.modules.size(), "module") + " down";
  if (!of_rule || spoken(finding.symbol) == finding.rule) more += ", " + when(finding);
  const bool fits =
      display_width(title) + static_cast<int>(severity.size() + 4 + sums.size() + more.size()) <=
      options.width;
  out << paint(ink(group.example->severity), severity) << "  "
      << paint(Ink::strong, paint.link(finding.docs, title)) << "  " << sums;
  if (!more.empty()) out << (fits ? more : "\n  " + more.substr(2));
  out << "\n";
  const std::string advice = advice_of(group, of_rule);
  const bool whole = options.view.is_whole();
  for (const std::string& line :
       fitted(visible(advice), std::max(40, options.width - 2), whole ? SIZE_MAX : 2))
    out << "  " << line << "\n";
  std::size_t shown = 0;
  for (const auto& [path, lines] : group.lines) {
    if (++shown > kFilesShown && !whole) break;
    const std::string head = visible(options.path_prefix + std::string(path));
    out << "  " << paint.file_link(path, head) << ": "
        << listed(lines, whole ? SIZE_MAX : kGroupLinesNamed) << "\n";
  }
  if (shown > kFilesShown && !whole)
    out << "  … and " << counted(group.lines.size() - kFilesShown, "more file") << "\n";
  out << "\n";
}

}  // namespace

std::size_t write_groups(const Report& report, const std::vector<const ReportedFinding*>& findings,
                         const RenderOptions& options, std::ostream& out) {
  const View& view = options.view;
  std::vector<Group> groups = groups_of(findings, view.group_by);
  add_modules(report, view.group_by, groups);
  std::ranges::stable_sort(groups, std::greater<>(), &Group::weight);
  const std::size_t most = view.max_findings > 0 ? view.max_findings
                           : view.is_whole()     ? SIZE_MAX
                                                 : kGroupsShown;
  std::size_t left_out = 0;
  for (std::size_t i = 0; i < groups.size(); ++i) {
    if (i < most) {
      write_group(groups[i], options, out);
    } else {
      left_out += groups[i].findings;
    }
  }
  return left_out;
}

void write_statistics(const std::vector<const ReportedFinding*>& findings,
                      const RenderOptions& options, std::ostream& out) {
  const Paint paint(options);
  struct Row {
    Severity severity;
    std::string_view rule;
    std::size_t findings = 0;
    std::set<std::string_view> files;
  };
  std::map<std::pair<Severity, std::string_view>, Row> rows;
  for (const ReportedFinding* reported : findings) {
    Row& row = rows[{reported->severity, reported->finding.rule}];
    row.severity = reported->severity;
    row.rule = reported->finding.rule;
    ++row.findings;
    row.files.insert(reported->path);
  }
  std::vector<const Row*> order;
  for (const auto& [key, row] : rows) order.push_back(&row);
  std::ranges::stable_sort(order, std::greater<>(),
                           [](const Row* row) { return std::pair(row->severity, row->findings); });
  std::size_t widest = 4;
  for (const Row* row : order) widest = std::max(widest, row->rule.size());
  if (order.empty()) return;
  out << paint(Ink::strong, "  findings   files  severity  rule") << "\n";
  for (const Row* row : order) {
    out << right(number(row->findings), 10) << right(number(row->files.size()), 8) << "  "
        << paint(ink(row->severity), left(name(row->severity), 8)) << "  " << visible(row->rule)
        << "\n";
  }
  out << "\n";
}

}  // namespace pymolt::render
