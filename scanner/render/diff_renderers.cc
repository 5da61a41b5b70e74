// One order for all three: what came, what went, what is only elsewhere, what the code is not to blame for.
// SPDX-License-Identifier: MIT
//
//   New (1)
//     src/feed.py:3: critical [removed-module] imp: The module `imp` was removed in 3.12
//
//   Python 3.13: go → no-go
//   1 new, 0 fixed, 2 moved, 71 the same
#include "render/diff_renderers.h"

#include <array>

#include "render/escape.h"
#include "render/json_writer.h"
#include "render/text_width.h"
#include "render/wording.h"

namespace pymolt::render {

namespace {

struct Section {
  Change change;
  std::string_view title;
  std::string_view key;     // in JSON
  std::string_view short_;  // in the last line; empty: said only where there are some
};

constexpr std::array<Section, kChanges> kSections = {{
    {Change::added, "New", "new", "new"},
    {Change::fixed, "Fixed", "fixed", "fixed"},
    {Change::moved, "Moved", "moved", "moved"},
    {Change::reweighted, "Of another severity", "reweighted", "of another severity"},
    {Change::rules_added, "New because the rules changed", "rules_new",
     "new because the rules changed"},
    {Change::rules_gone, "Gone because the rules changed", "rules_gone",
     "gone because the rules changed"},
    {Change::asked_added, "New because the target changed", "asked_new",
     "new because the target changed"},
    {Change::asked_gone, "Gone because the target changed", "asked_gone",
     "gone because the target changed"},
}};

const std::vector<DiffItem>& items_of(const ReportDiff& diff, Change change) {
  static const std::vector<DiffItem> kNone;
  const auto found = diff.items.find(change);
  return found == diff.items.end() ? kNone : found->second;
}

const SavedFinding& shown(const DiffItem& item) { return item.now ? *item.now : *item.before; }

std::string place(const SavedFinding& finding) {
  return finding.known.path + ":" + std::to_string(finding.line);
}

// `a.py:3`, or `a.py:3, before a.py:2` for what is in both.
std::string places(const DiffItem& item) {
  std::string text = place(shown(item));
  if (item.before && item.now) text += ", before " + place(*item.before);
  return text;
}

std::string weight(const DiffItem& item) {
  const std::string now(name(shown(item).known.severity));
  if (!item.before || !item.now || item.before->known.severity == item.now->known.severity)
    return now;
  return std::string(name(item.before->known.severity)) + " → " + now;
}

std::string counts(const ReportDiff& diff) {
  std::string text;
  for (const Section& section : kSections) {
    const std::size_t n = items_of(diff, section.change).size();
    const bool always = section.change == Change::added || section.change == Change::fixed;
    if (n > 0 || always) text += number(n) + " " + std::string(section.short_) + ", ";
  }
  return text + number(diff.same) + " the same";
}

std::string verdict_sentence(const VerdictChange& change) {
  const auto said = [](const std::string& verdict) {
    return verdict.empty() ? "not asked" : verdict;
  };
  return "Python " + std::string(change.version.str()) + ": " + said(change.before) + " → " +
         said(change.now);
}

std::string rules_sentence(const ReportDiff& diff) {
  if (!diff.rules_differ) return {};
  if (diff.old_tool != diff.new_tool)
    return "The rules are those of pymolt " + diff.new_tool + ", before " + diff.old_tool;
  return "The rules differ";
}

void render_text(const ReportDiff& diff, std::ostream& out) {
  for (const Section& section : kSections) {
    const std::vector<DiffItem>& items = items_of(diff, section.change);
    if (items.empty()) continue;
    out << section.title << " (" << number(items.size()) << ")\n";
    for (const DiffItem& item : items) {
      const KnownFinding& known = shown(item).known;
      out << "  " << visible(places(item)) << ": " << weight(item) << " [" << visible(known.rule)
          << "] " << visible(shown(item).message) << "\n";
    }
    out << "\n";
  }
  if (const std::string rules = rules_sentence(diff); !rules.empty())
    out << visible(rules) << ".\n";
  for (const VerdictChange& change : diff.verdicts)
    out << visible(verdict_sentence(change)) << "\n";
  out << counts(diff) << "\n";
}

void render_markdown(const ReportDiff& diff, std::ostream& out) {
  out << "# What changed for Python " << (diff.old_target | diff.new_target).str() << "\n\n**"
      << counts(diff) << "**\n";
  if (const std::string rules = rules_sentence(diff); !rules.empty())
    out << "\n" << markdown_text(rules) << ".\n";
  if (!diff.verdicts.empty()) out << "\n";
  for (const VerdictChange& change : diff.verdicts)
    out << "- " << markdown_text(verdict_sentence(change)) << "\n";
  for (const Section& section : kSections) {
    const std::vector<DiffItem>& items = items_of(diff, section.change);
    if (items.empty()) continue;
    out << "\n## " << section.title << "\n\n| severity | where | what |\n| --- | --- | --- |\n";
    for (const DiffItem& item : items) {
      out << "| " << weight(item) << " | "
          << markdown_code(place(shown(item)), MarkdownPlace::table);
      if (item.before && item.now)
        out << ", before " << markdown_code(place(*item.before), MarkdownPlace::table);
      out << " | " << markdown_sentence(shown(item).message, MarkdownPlace::table) << " |\n";
    }
  }
}

void write_finding(JsonWriter& json, const SavedFinding& finding) {
  json.open_object()
      .field("path", finding.known.path)
      .field("line", finding.line)
      .field("severity", name(finding.known.severity));
  json.close();
}

void write_item(JsonWriter& json, const DiffItem& item) {
  const SavedFinding& finding = shown(item);
  json.open_object().field("rule", finding.known.rule).field("symbol", finding.known.symbol);
  json.field("message", finding.message).field("fingerprint", finding.known.fingerprint);
  json.key("before");
  item.before ? write_finding(json, *item.before) : void(json.null());
  json.key("now");
  item.now ? write_finding(json, *item.now) : void(json.null());
  json.close();
}

void write_verdict(JsonWriter& json, std::string_view key, const std::string& verdict) {
  json.key(key);
  verdict.empty() ? json.null() : json.value(verdict);
}

void render_json(const ReportDiff& diff, std::ostream& out) {
  JsonWriter json(out);
  json.open_object(JsonWriter::tall).field("$schema", "urn:pymolt:diff:1");
  json.field("schema", "pymolt-diff/1");
  json.key("old")
      .open_object()
      .field("file", diff.old_file)
      .field("tool", diff.old_tool)
      .field("target", diff.old_target)
      .close();
  json.key("new")
      .open_object()
      .field("file", diff.new_file)
      .field("tool", diff.new_tool)
      .field("target", diff.new_target)
      .close();
  json.field("rules_differ", diff.rules_differ);
  json.key("counts").open_object();
  for (const Section& section : kSections)
    json.field(section.key, items_of(diff, section.change).size());
  json.field("same", diff.same).close();
  json.key("verdicts").open_array(JsonWriter::tall);
  for (const VerdictChange& change : diff.verdicts) {
    json.open_object().field("version", change.version.str());
    write_verdict(json, "before", change.before);
    write_verdict(json, "now", change.now);
    json.close();
  }
  json.close();
  for (const Section& section : kSections) {
    json.key(section.key).open_array(JsonWriter::tall);
    for (const DiffItem& item : items_of(diff, section.change)) write_item(json, item);
    json.close();
  }
  json.close();
}

constexpr std::array kDiffFormats = {
    DiffFormat{"text", render_text},
    DiffFormat{"markdown", render_markdown},
    DiffFormat{"json", render_json},
};

}  // namespace

std::span<const DiffFormat> diff_formats() { return kDiffFormats; }

}  // namespace pymolt::render
