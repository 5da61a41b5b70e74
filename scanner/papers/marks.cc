// Marks are found by their words alone; between a pair no other mark may stand.
// SPDX-License-Identifier: MIT
#include "papers/marks.h"

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <set>

#include "base/hash.h"
#include "base/trim.h"

namespace pymolt::papers {

namespace {

constexpr std::string_view kBegin = "<!-- pymolt:begin ";
constexpr std::string_view kEnd = "<!-- pymolt:end ";
constexpr std::string_view kClose = " -->";

// A generated section of a text: its id, and what stands between its marks.
struct Part {
  std::string id;
  std::string sum;  // as the begin mark states it; empty where the mark has none
  std::string
      lines;  // the sums of the lines that were written, three characters each; may be empty
  std::size_t mark = 0;   // where the begin mark begins
  std::size_t begin = 0;  // behind it
  std::size_t end = 0;    // of the text before the end mark
};

// What formatters do not change of TEXT.
Hash solid_sum(std::string_view text) {
  std::string solid;
  std::ranges::copy_if(text, std::back_inserter(solid), [](char c) {
    return std::string_view(" \t\r\n|-*_\\").find(c) == std::string_view::npos;
  });
  return Hash().add(solid);
}

std::string sum_of(std::string_view text) { return solid_sum(text).hex(); }

std::string_view trimmed_line(std::string_view line) {
  while (!line.empty() && std::string_view(" \t\r\n").find(line.back()) != std::string_view::npos)
    line.remove_suffix(1);
  return line;
}

// LINE of an HTML file without its tags and comments; what is escaped in it stays so.
std::string without_tags(std::string_view line) {
  std::string text;
  while (!line.empty()) {
    const std::size_t open = line.find('<');
    const std::size_t close = line.find('>', open);
    const bool tag =
        close != std::string_view::npos && open + 1 < line.size() &&
        std::string_view(" \t=<0123456789").find(line[open + 1]) == std::string_view::npos;
    text += line.substr(0, open);
    if (open == std::string_view::npos) break;
    if (!tag) text += "&lt;";
    line.remove_prefix(tag ? close + 1 : open + 1);
  }
  return text;
}

constexpr std::size_t kLineSum = 3;        // characters
constexpr std::size_t kMostLines = 1'000;  // of a section that are told by

template <typename Each>
void each_line(std::string_view text, const Each& each) {
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size() - 1) + 1;
    each(trimmed_line(text.substr(0, end)));
    text.remove_prefix(end);
  }
}

// Letters and digits that a comment may hold.
std::string line_sum(std::string_view line) {
  constexpr std::string_view kDigits =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._";
  std::uint64_t value = solid_sum(line).value();
  std::string sum;
  for (std::size_t i = 0; i < kLineSum; ++i, value /= kDigits.size())
    sum += kDigits[value % kDigits.size()];
  return sum;
}

// The sums of the lines of TEXT, each once; none where there are more than are told by.
std::string line_sums(std::string_view text) {
  std::set<std::string> sums;
  each_line(text, [&sums](std::string_view line) {
    if (!line.empty()) sums.insert(line_sum(line));
  });
  std::string all;
  if (sums.size() > kMostLines) return all;
  for (const std::string& sum : sums) all += sum;
  return all;
}

// The lines of OLD that FRESH does not have and that were not WRITTEN before by pymolt, as FORM shows them below the section.
std::string kept_lines(std::string_view old, std::string_view fresh, std::string_view written,
                       PaperForm form) {
  std::set<std::string_view> known = {""};
  std::set<std::string_view> own;
  for (std::size_t at = 0; at + kLineSum <= written.size(); at += kLineSum)
    own.insert(written.substr(at, kLineSum));
  each_line(fresh, [&](std::string_view line) { known.insert(line); });
  std::string kept;
  bool apart = false;  // a blank line stood before
  each_line(old, [&](std::string_view line) {
    const bool is_own = known.contains(line) || own.contains(line_sum(line));
    if (!is_own) {
      if (apart && !kept.empty()) kept += '\n';
      const std::string text = form == PaperForm::html ? without_tags(line) : std::string(line);
      if (!trimmed_line(text).empty()) kept += text + "\n";
    }
    apart = line.empty() || (apart && is_own);
  });
  if (kept.empty()) return {};
  return form == PaperForm::markdown
             ? "\n\n*Written by hand in the section above, and kept:*\n\n" + kept
             : "\n<p><em>Written by hand in the section above, and kept:</em></p>\n<pre>" + kept +
                   "</pre>";
}

// TEXT, whose lines end with a line feed, with the line ends that LIKE begins with.
std::string with_line_ends_of(std::string_view like, std::string_view text) {
  const std::size_t first = like.find('\n');
  const bool returns = first != std::string_view::npos && first > 0 && like[first - 1] == '\r';
  std::string out;
  out.reserve(text.size());
  for (const char c : text) {
    if (c == '\n' && returns) out += '\r';
    out += c;
  }
  return out;
}

Mistake wrong(std::string_view text, std::size_t at, const std::string& what) {
  Mistake mistake{what};
  mistake.line = static_cast<int>(std::count(
                     text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), '\n')) +
                 1;
  mistake.hint = "fix the markers, or move the file away to create it again";
  return mistake;
}

Result<std::vector<Part>> parts_of(std::string_view text) {
  std::vector<Part> parts;
  std::set<std::string, std::less<>> seen;
  for (std::size_t at = text.find(kBegin); at != std::string_view::npos;
       at = text.find(kBegin, at)) {
    const std::size_t close = text.find(kClose, at);
    const std::string_view words = text.substr(
        at + kBegin.size(), close == std::string_view::npos ? 0 : close - at - kBegin.size());
    const std::string id(words.substr(0, words.find(' ')));
    const std::string_view sums = words.substr(std::min(words.size(), id.size() + 1));
    const std::string sum(sums.substr(0, sums.find(' ')));
    const std::string lines(sums.substr(std::min(sums.size(), sum.size() + 1)));
    if (close == std::string_view::npos || id.empty() || id.size() > 60)
      return wrong(text, at, "a mark of pymolt is broken");
    const std::size_t begin = close + kClose.size();
    const std::size_t end = text.find(end_mark(id), begin);
    if (end == std::string_view::npos) return wrong(text, at, "the mark `" + id + "` has no end");
    if (text.find(kBegin, begin) < end)
      return wrong(text, text.find(kBegin, begin), "a mark begins within `" + id + "`");
    if (!seen.insert(id).second) return wrong(text, at, "the mark `" + id + "` stands twice");
    parts.push_back({id, sum, lines, at, begin, end});
    at = end;
  }
  const auto ends = [&text] {
    std::size_t count = 0;
    for (std::size_t at = text.find(kEnd); at != std::string_view::npos;
         at = text.find(kEnd, at + 1))
      ++count;
    return count;
  }();
  if (ends != parts.size()) return wrong(text, text.find(kEnd), "a mark ends that does not begin");
  return parts;
}

}  // namespace

std::string begin_mark(std::string_view id, std::string_view content) {
  const std::string lines = line_sums(content);
  return std::string(kBegin) + std::string(id) + " " + sum_of(content) +
         (lines.empty() ? "" : " ") + lines + std::string(kClose);
}

std::string end_mark(std::string_view id) {
  return std::string(kEnd) + std::string(id) + std::string(kClose);
}

Result<Updated> update(std::string_view old, std::string_view fresh, PaperForm form) {
  const Result<std::vector<Part>> old_parts = parts_of(old);
  if (!old_parts) return old_parts.mistake();
  if (old_parts->empty() && !trimmed(old).empty()) {
    Mistake mistake{"has no marks of pymolt: people wrote it, and it stays as it is"};
    mistake.hint = "move it away, or give another folder";
    return mistake;
  }
  const Result<std::vector<Part>> new_parts = parts_of(fresh);
  if (!new_parts) return new_parts.mistake();
  Updated updated;
  std::size_t done = 0;
  for (const Part& part : *old_parts) {
    const auto same = std::ranges::find(*new_parts, part.id, &Part::id);
    if (same == new_parts->end()) continue;  // another version of pymolt made it
    const std::string_view was = old.substr(part.begin, part.end - part.begin);
    const std::string_view is = fresh.substr(same->begin, same->end - same->begin);
    updated.text += old.substr(done, part.mark - done);
    updated.text += with_line_ends_of(old, fresh.substr(same->mark, same->end - same->mark));
    updated.text += end_mark(part.id);
    done = part.end + end_mark(part.id).size();
    if (part.sum.empty() || part.sum == sum_of(was)) continue;
    const std::string kept = kept_lines(was, is, part.lines, form);
    if (!kept.empty()) updated.changed.push_back(part.id);
    updated.text += with_line_ends_of(old, kept);
  }
  updated.text += old.substr(done);
  for (const Part& part : *new_parts) {
    if (std::ranges::find(*old_parts, part.id, &Part::id) == old_parts->end())
      updated.left_out.push_back(part.id);
  }
  return updated;
}

}  // namespace pymolt::papers
