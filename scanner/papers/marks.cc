// Marks are found by their words alone; between a pair no other mark may stand.
// SPDX-License-Identifier: MIT
#include "papers/marks.h"

#include <algorithm>
#include <set>

namespace pymolt::papers {

namespace {

constexpr std::string_view kBegin = "<!-- pymolt:begin ";
constexpr std::string_view kEnd = "<!-- pymolt:end ";
constexpr std::string_view kClose = " -->";

// A generated section of a text: its id, and what stands between its marks.
struct Part {
  std::string id;
  std::size_t begin = 0;  // behind the begin mark
  std::size_t end = 0;    // of the text before the end mark
};

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
    const std::string id(text.substr(
        at + kBegin.size(), close == std::string_view::npos ? 0 : close - at - kBegin.size()));
    if (close == std::string_view::npos || id.empty() || id.size() > 60)
      return wrong(text, at, "a mark of pymolt is broken");
    const std::size_t begin = close + kClose.size();
    const std::size_t end = text.find(end_mark(id), begin);
    if (end == std::string_view::npos) return wrong(text, at, "the mark `" + id + "` has no end");
    if (text.find(kBegin, begin) < end)
      return wrong(text, text.find(kBegin, begin), "a mark begins within `" + id + "`");
    if (!seen.insert(id).second) return wrong(text, at, "the mark `" + id + "` stands twice");
    parts.push_back({id, begin, end});
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

std::string begin_mark(std::string_view id) {
  return std::string(kBegin) + std::string(id) + std::string(kClose);
}
std::string end_mark(std::string_view id) {
  return std::string(kEnd) + std::string(id) + std::string(kClose);
}

Result<Updated> update(std::string_view old, std::string_view fresh) {
  const Result<std::vector<Part>> old_parts = parts_of(old);
  if (!old_parts) return old_parts.mistake();
  const Result<std::vector<Part>> new_parts = parts_of(fresh);
  if (!new_parts) return new_parts.mistake();
  Updated updated;
  std::size_t done = 0;
  for (const Part& part : *old_parts) {
    const auto same = std::ranges::find(*new_parts, part.id, &Part::id);
    if (same == new_parts->end()) continue;  // another version of pymolt made it
    updated.text += old.substr(done, part.begin - done);
    updated.text += with_line_ends_of(old, fresh.substr(same->begin, same->end - same->begin));
    done = part.end;
  }
  updated.text += old.substr(done);
  for (const Part& part : *new_parts) {
    if (std::ranges::find(*old_parts, part.id, &Part::id) == old_parts->end())
      updated.left_out.push_back(part.id);
  }
  return updated;
}

}  // namespace pymolt::papers
