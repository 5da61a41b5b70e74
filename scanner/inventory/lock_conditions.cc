// Conditions flow from the roots along the edges until nothing changes; each package keeps a few, and many are as good as always.
// SPDX-License-Identifier: MIT
#include "inventory/lock_conditions.h"

#include <algorithm>
#include <deque>
#include <set>

namespace pymolt::inventory {

namespace {

using Condition = std::set<std::string>;  // markers that all hold
constexpr std::size_t kMostConditions = 6;
constexpr std::size_t kMostMarkers = 4;
constexpr std::size_t kMostConditionSteps = 2'000'000;

struct Wanted {
  std::set<Condition> ways;
  // Adds WAY unless it is implied; true where that changed something.
  bool add(const Condition& way) {
    for (const Condition& known : ways) {
      if (std::ranges::includes(way, known)) return false;
    }
    std::erase_if(ways, [&](const Condition& known) { return std::ranges::includes(known, way); });
    ways.insert(way);
    if (ways.size() > kMostConditions) ways = {Condition{}};
    return true;
  }
};

std::string text_of(const Wanted& wanted) {
  std::string text;
  for (const Condition& way : wanted.ways) {
    if (way.empty()) return {};
    std::string all;
    for (const std::string& marker : way) all += (all.empty() ? "(" : " and (") + marker + ")";
    text += (text.empty() ? "" : " or ") + all;
  }
  return text;
}

}  // namespace

std::vector<std::string> conditions(std::size_t count, const std::vector<std::size_t>& roots,
                                    const std::vector<LockEdge>& edges) {
  std::vector<std::vector<const LockEdge*>> wants(count);
  for (const LockEdge& edge : edges) wants[edge.from].push_back(&edge);
  std::vector<Wanted> wanted(count);
  std::deque<std::size_t> changed;
  for (const std::size_t root : roots) {
    if (wanted[root].add({})) changed.push_back(root);
  }
  std::size_t steps = 0;
  while (!changed.empty() && steps < kMostConditionSteps) {
    const std::size_t at = changed.front();
    changed.pop_front();
    for (const LockEdge* edge : wants[at]) {
      bool more = false;
      const std::set<Condition> ways = wanted[at].ways;
      for (Condition way : ways) {
        ++steps;
        if (!edge->marker.empty()) way.insert(edge->marker);
        if (way.size() > kMostMarkers) way.clear();
        more = wanted[edge->to].add(way) || more;
      }
      if (more) changed.push_back(edge->to);
    }
  }
  std::vector<std::string> texts(count);
  if (steps >= kMostConditionSteps) return texts;
  for (std::size_t i = 0; i < count; ++i) texts[i] = text_of(wanted[i]);
  return texts;
}

}  // namespace pymolt::inventory
