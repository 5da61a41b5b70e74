// Each step sorts what is left into groups of possible partners, and pairs within the groups, in their order.
// SPDX-License-Identifier: MIT
#include "history/match.h"

#include <algorithm>
#include <cctype>
#include <initializer_list>
#include <iterator>
#include <map>
#include <set>
#include <string_view>
#include <unordered_map>

namespace pymolt::history {

namespace {

constexpr std::size_t kMostCompared =
    200;  // partners whose words are compared with those of one finding

std::string key_of(std::initializer_list<std::string_view> parts) {
  std::string key;
  for (const std::string_view part : parts) (key += part) += '\0';
  return key;
}

bool is_word(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' ||
         static_cast<unsigned char>(c) >= 0x80;
}

// The names and numbers of a piece of code, sorted.
std::vector<std::string_view> words(std::string_view code) {
  std::vector<std::string_view> found;
  for (std::size_t i = 0; i < code.size();) {
    std::size_t end = i;
    while (end < code.size() && is_word(code[end])) ++end;
    if (end > i) found.push_back(code.substr(i, end - i));
    i = std::max(end, i + 1);
  }
  std::sort(found.begin(), found.end());
  return found;
}

// From 0 to 1: how many of the words of both are in both; those of APART do not count.
double likeness(std::string_view a, std::string_view b, std::string_view apart) {
  std::vector<std::string_view> left = words(a);
  std::vector<std::string_view> right = words(b);
  const std::vector<std::string_view> without = words(apart);
  const auto is_apart = [&](std::string_view word) {
    return std::binary_search(without.begin(), without.end(), word);
  };
  std::erase_if(left, is_apart);
  std::erase_if(right, is_apart);
  if (left.empty() || right.empty()) return 0;
  std::vector<std::string_view> common;
  std::set_intersection(left.begin(), left.end(), right.begin(), right.end(),
                        std::back_inserter(common));
  return 2.0 * static_cast<double>(common.size()) / static_cast<double>(left.size() + right.size());
}

// Takes files that are gone for new ones.
class Renames {
 public:
  Renames(std::span<const KnownFinding> now, std::span<const KnownFinding> before,
          const Rules& rules) {
    std::set<std::string_view> old_paths;
    for (const KnownFinding& f : before) old_paths.insert(f.path);
    std::unordered_map<std::string, std::vector<std::string_view>>
        new_paths;  // by what stands there
    for (const KnownFinding& f : now) {
      if (old_paths.contains(f.path)) continue;
      for (std::string& sign : signs(f)) new_paths[std::move(sign)].push_back(f.path);
    }
    if (new_paths.empty()) return;
    std::map<std::string_view, bool> gone;
    std::map<std::pair<std::string_view, std::string_view>, int> votes;
    for (const KnownFinding& f : before) {
      const auto [it, is_new] = gone.try_emplace(f.path, false);
      if (is_new) it->second = rules.is_gone(f.path);
      if (!it->second) continue;
      for (const std::string& sign : signs(f)) {
        const auto there = new_paths.find(sign);
        if (there == new_paths.end()) continue;
        for (std::size_t i = 0; i < std::min(there->second.size(), kMostCompared); ++i) {
          ++votes[{f.path, there->second[i]}];
        }
      }
    }
    elect(votes);
  }

  [[nodiscard]] std::string_view now(std::string_view path) const {
    const auto found = names_.find(path);
    return found == names_.end() ? path : found->second;
  }

 private:
  // By what a finding is known in another file: its code, its function.
  static std::vector<std::string> signs(const KnownFinding& f) {
    std::vector<std::string> keys = {key_of({f.rule, f.symbol, f.code})};
    if (!f.scope.empty()) keys.push_back(key_of({f.rule, f.symbol, f.scope, "()"}));
    return keys;
  }

  // The pair with most votes first; every path once.
  void elect(const std::map<std::pair<std::string_view, std::string_view>, int>& votes) {
    std::vector<std::pair<int, std::pair<std::string_view, std::string_view>>> order;
    order.reserve(votes.size());
    for (const auto& [pair, count] : votes) order.emplace_back(-count, pair);
    std::sort(order.begin(), order.end());
    std::set<std::string_view> used;
    for (const auto& [count, pair] : order) {
      if (!names_.contains(pair.first) && used.insert(pair.second).second) names_.insert(pair);
    }
  }

  std::map<std::string_view, std::string_view> names_;
};

class Match {
 public:
  Match(std::span<const KnownFinding> now, std::span<const KnownFinding> before, const Rules& rules)
      : now_(now),
        before_(before),
        rules_(rules),
        renames_(now, before, rules),
        partner_(now.size(), kNobody),
        taken_(before.size()) {}

  std::vector<std::size_t> run() {
    using Known = const KnownFinding&;
    using Path = std::string_view;
    pair([](Path path, Known f) { return key_of({path, f.fingerprint}); }, first);
    pair([](Path path, Known f) { return key_of({path, f.rule, f.symbol, f.code}); }, first);
    pair([](Path path, Known f) { return key_of({path, f.rule, f.symbol, f.scope}); }, most_alike);
    pair([](Path path, Known f) { return key_of({path, f.rule, f.symbol}); }, most_alike);
    pair(
        [](Path, Known f) {
          return f.scope.empty() ? "" : key_of({f.rule, f.symbol, f.scope, f.code});
        },
        first);
    return std::move(partner_);
  }

 private:
  using Candidates = std::vector<std::size_t>;  // places in `before_`

  static std::size_t first(const Match& self, const KnownFinding& now,
                           const Candidates& candidates) {
    for (const std::size_t at : candidates) {
      if (!self.taken_[at] && self.rules_.may_be(now, self.before_[at])) return at;
    }
    return kNobody;
  }

  static std::size_t most_alike(const Match& self, const KnownFinding& now,
                                const Candidates& candidates) {
    std::size_t best = kNobody;
    double best_likeness = 0.5;
    std::size_t compared = 0;
    for (const std::size_t at : candidates) {
      const KnownFinding& before = self.before_[at];
      if (self.taken_[at] || !self.rules_.may_be(now, before)) continue;
      const std::string_view apart = now.scope == before.scope ? std::string_view() : now.symbol;
      const double alike = likeness(now.code, before.code, apart);
      if (alike > best_likeness || (best == kNobody && alike == best_likeness)) {
        best = at;
        best_likeness = alike;
      }
      if (++compared == kMostCompared) break;
    }
    return best;
  }

  // Pairs those without a partner whose KEY is the same; CHOOSE says with whom. What has an empty key has none.
  template <typename Key, typename Choose>
  void pair(Key key, Choose choose) {
    std::unordered_map<std::string, Candidates> groups;
    for (std::size_t i = 0; i < before_.size(); ++i) {
      if (!taken_[i]) groups[key(renames_.now(before_[i].path), before_[i])].push_back(i);
    }
    groups.erase("");
    if (groups.empty()) return;
    for (std::size_t i = 0; i < now_.size(); ++i) {
      if (partner_[i] != kNobody) continue;
      const auto group = groups.find(key(now_[i].path, now_[i]));
      if (group == groups.end()) continue;
      const std::size_t chosen = choose(*this, now_[i], group->second);
      if (chosen == kNobody) continue;
      partner_[i] = chosen;
      taken_[chosen] = true;
      std::erase(group->second, chosen);
    }
  }

  std::span<const KnownFinding> now_;
  std::span<const KnownFinding> before_;
  const Rules& rules_;
  Renames renames_;
  std::vector<std::size_t> partner_;
  std::vector<bool> taken_;
};

}  // namespace

std::vector<std::size_t> match(std::span<const KnownFinding> now,
                               std::span<const KnownFinding> before, const Rules& rules) {
  return Match(now, before, rules).run();
}

}  // namespace pymolt::history
