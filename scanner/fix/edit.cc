// Edits are sorted by where they begin; the same edit asked for twice, as an import that two fixes need, is made once.
// SPDX-License-Identifier: MIT
#include "fix/edit.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace pymolt::fix {

namespace {

bool is_insertion(const Edit& edit) { return edit.span.begin == edit.span.end; }

// A whole line put in before something does not disturb what else is put or changed there.
bool is_whole_line(const Edit& edit) { return is_insertion(edit) && edit.text.ends_with('\n'); }

bool collide(const Edit& a, const Edit& b) {
  if (a == b && is_insertion(a)) return false;
  if (a.span.begin == b.span.begin) return !is_whole_line(a) && !is_whole_line(b);
  return a.span.begin < b.span.end && b.span.begin < a.span.end;
}

// The edits that are taken already, by where they begin.
class Taken {
 public:
  [[nodiscard]] bool has_room_for(const Fix& fix) const {
    return std::all_of(fix.edits.begin(), fix.edits.end(),
                       [&](const Edit& edit) { return is_free(edit); });
  }
  void add(const Fix& fix) {
    for (const Edit& edit : fix.edits) by_begin_.emplace(edit.span.begin, edit);
  }

 private:
  [[nodiscard]] bool is_free(const Edit& edit) const {
    auto at = by_begin_.lower_bound(edit.span.begin);
    for (auto after = at; after != by_begin_.end() && after->first <= edit.span.end; ++after) {
      if (collide(edit, after->second)) return false;
    }
    if (at == by_begin_.begin()) return true;
    const auto [first, last] = by_begin_.equal_range(std::prev(at)->first);  // an insertion too
    return std::none_of(first, last,
                        [&](const auto& taken) { return collide(edit, taken.second); });
  }

  std::multimap<std::uint32_t, Edit> by_begin_;
};

}  // namespace

std::vector<Edit> edits_of(const std::vector<Fix>& fixes) {
  std::vector<Edit> edits;
  for (const Fix& fix : fixes) edits.insert(edits.end(), fix.edits.begin(), fix.edits.end());
  const auto is_late = [](const Edit& edit) { return !edit.text.starts_with("from __future__ "); };
  std::stable_sort(edits.begin(), edits.end(), [&](const Edit& a, const Edit& b) {
    return std::tuple(a.span.begin, a.span.end, is_late(a)) <
           std::tuple(b.span.begin, b.span.end, is_late(b));
  });
  std::vector<Edit> once;
  auto here = once.size();  // the first that begins where the last one does
  for (Edit& edit : edits) {
    if (here < once.size() && once[here].span.begin != edit.span.begin) here = once.size();
    if (std::find(once.begin() + static_cast<std::ptrdiff_t>(here), once.end(), edit) == once.end())
      once.push_back(std::move(edit));
  }
  return once;
}

Moves::Moves(const std::vector<Edit>& edits) {
  std::uint32_t taken = 0;
  std::uint32_t put = 0;
  for (const Edit& edit : edits) {
    const std::uint32_t begin = edit.span.begin - taken + put;
    const auto size = static_cast<std::uint32_t>(edit.text.size());
    moves_.push_back({edit.span, {begin, begin + size}});
    taken += edit.span.end - edit.span.begin;
    put += size;
  }
}

ByteSpan Moves::of(std::uint32_t at) const {
  const auto after = std::upper_bound(
      moves_.begin(), moves_.end(), at,
      [](std::uint32_t place, const Move& move) { return place < move.was.begin; });
  if (after == moves_.begin()) return {at, at};
  // Of those that begin at one place, what covers it comes last.
  const Move& last = *std::prev(after);
  if (last.was.end > at) return last.now;
  const std::uint32_t now = at - last.was.end + last.now.end;
  return {now, now};
}

std::string apply(std::string_view text, const std::vector<Fix>& fixes) {
  std::string out;
  std::uint32_t at = 0;
  for (const Edit& edit : edits_of(fixes)) {
    out.append(text.substr(at, edit.span.begin - at)).append(edit.text);
    at = edit.span.end;
  }
  return out.append(text.substr(at));
}

std::vector<Fix> choose(std::vector<Fix> fixes) {
  std::vector<Fix> joined;
  std::map<std::string, std::size_t> bonds;
  for (Fix& fix : fixes) {
    const auto known = fix.bond.empty() ? bonds.end() : bonds.find(fix.bond);
    if (known == bonds.end()) {
      if (!fix.bond.empty()) bonds.emplace(fix.bond, joined.size());
      joined.push_back(std::move(fix));
      continue;
    }
    Fix& first = joined[known->second];
    for (Edit& edit : fix.edits) {
      if (std::find(first.edits.begin(), first.edits.end(), edit) == first.edits.end())
        first.edits.push_back(std::move(edit));
    }
    first.places.insert(first.places.end(), fix.places.begin(), fix.places.end());
    first.safe = first.safe && fix.safe;
    if (first.risk.empty()) first.risk = std::move(fix.risk);
    first.reveals = first.reveals || fix.reveals;
  }
  std::vector<Fix> chosen;
  Taken taken;
  for (Fix& fix : joined) {
    if (!taken.has_room_for(fix)) continue;
    taken.add(fix);
    chosen.push_back(std::move(fix));
  }
  return chosen;
}

}  // namespace pymolt::fix
