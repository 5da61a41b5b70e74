// A statement shows at most a line's worth of what is written; its place tells the rest.
// SPDX-License-Identifier: MIT
#include "inventory/statement.h"

#include <algorithm>

namespace pymolt::inventory {

namespace {

constexpr std::size_t kMostStatements = 4'000;

// TEXT on one line, runs of blanks as one, cut where it is very long.
std::string on_one_line(std::string_view text) {
  std::string line;
  for (const char c : text) {
    const bool blank = c == ' ' || c == '\t' || c == '\n' || c == '\r';
    if (blank && (line.empty() || line.back() == ' ')) continue;
    line += blank ? ' ' : c;
    if (line.size() < kLongestShown) continue;
    while (!line.empty() && (static_cast<unsigned char>(line.back()) & 0xC0U) == 0x80U)
      line.pop_back();
    return line + "…";
  }
  return line;
}

}  // namespace

Page::Page(const Source& source, Reading& reading)
    : path_(source.path), text_(std::string(source.bytes)), reading_(reading) {}

std::vector<Line> Page::lines() const {
  std::vector<Line> all;
  const std::uint32_t count = text_.line_count();
  for (std::uint32_t number = 1; number <= count; ++number) {
    all.push_back({text_.line(number), number, text_.line_start(number)});
  }
  return all;
}

void Page::add(std::string_view kind, ByteSpan at, const Stated& stated, std::string_view shown,
               std::uint32_t from) const {
  std::vector<VersionStatement>& all = reading_.facts.statements;
  for (const VersionStatement& known : all) {
    if (known.bytes == at || (known.bytes.begin < at.end && at.begin < known.bytes.end)) return;
  }
  if (all.size() == kMostStatements) {
    problem(text_.line_at(at.begin),
            "more than " + std::to_string(kMostStatements) + " statements, the rest is not read");
    return;
  }
  VersionStatement made;
  made.kind = kind;
  made.stated = on_one_line(shown.empty() ? text_.slice(at) : shown);
  made.versions = stated.versions;
  made.pins = stated.pins;
  made.span = text_.span({std::min(from, at.begin), at.end});
  made.bytes = at;
  made.rewrite = stated.rewrite;
  made.note = stated.note;
  all.push_back(std::move(made));
}

ByteSpan Page::span_of(std::string_view part) const {
  const auto begin = static_cast<std::uint32_t>(part.data() - text_.bytes().data());
  return {begin, begin + static_cast<std::uint32_t>(part.size())};
}

void Page::add(std::string_view kind, std::string_view part, const Stated& stated) const {
  add(kind, span_of(part), stated);
}

std::optional<bool> Page::mentioned(ByteSpan at) const {
  constexpr std::size_t kMostAround = 20;
  const std::size_t known = scripts_.size();
  for (std::size_t i = known; i < reading_.scripts.size(); ++i) {
    const Script& script = reading_.scripts[i];
    if (!script.text.empty())
      scripts_.push_back({script.place({0, static_cast<std::uint32_t>(script.text.size())}), i});
    else
      scripts_.push_back({{}, i});
  }
  const auto begins = [](const Place& place) { return place.all.begin; };
  if (scripts_.size() > known && !std::ranges::is_sorted(scripts_, {}, begins))
    std::ranges::stable_sort(scripts_, {}, begins);
  std::optional<bool> known_to;
  auto place = std::ranges::upper_bound(scripts_, at.begin, {}, begins);
  for (std::size_t i = 0; place != scripts_.begin() && i < kMostAround; ++i) {
    --place;
    if (place->all.end < at.end) continue;
    if (!place->mentions) place->mentions.emplace(reading_.scripts[place->script]);
    if (place->mentions->hold(at)) return true;
    known_to = false;
  }
  return known_to;
}

void Page::problem(std::uint32_t line, std::string message) const {
  for (const LineProblem& known : reading_.facts.problems) {
    if (known.line == line && known.message == message) return;
  }
  if (reading_.facts.problems.size() < 100)
    reading_.facts.problems.push_back({line, std::move(message)});
}

void Page::fail(std::string message, int line) const {
  if (reading_.failed) return;
  reading_.failed = Mistake{std::move(message)};
  reading_.failed->line = line;
}

std::string_view quoted_behind(std::string_view text, std::size_t at, std::string_view quotes) {
  const std::size_t open = text.find_first_of(quotes, at);
  if (open == std::string_view::npos) return {};
  const std::size_t close = text.find(text[open], open + 1);
  return close == std::string_view::npos ? std::string_view()
                                         : text.substr(open + 1, close - open - 1);
}

void VersionList::add(std::string_view item, const Stated& stated) {
  if (empty()) first = item;
  last = item;
  versions |= stated.versions;
  rewrite = stated.rewrite;
  shown.append(shown.empty() ? "" : ", ").append(item);
}

ByteSpan VersionList::span(const Page& page) const {
  return {page.span_of(first).begin, page.span_of(last).end};
}

}  // namespace pymolt::inventory
