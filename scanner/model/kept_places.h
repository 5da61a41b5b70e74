// How many places of one kind are kept of a file; those beyond are counted, and told as so many more.
// SPDX-License-Identifier: MIT
//
// A megabyte of `)` is a million errors that say the same. The first of a kind stand for all: a kind is all by which a
// finding is weighed, so that no verdict rests on how many are kept.
#ifndef PYMOLT_MODEL_KEPT_PLACES_H_
#define PYMOLT_MODEL_KEPT_PLACES_H_

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "model/finding.h"

namespace pymolt {

/// Places of one rule and symbol that a file has beyond those that are kept.
struct MorePlaces {
  std::string rule;
  std::string symbol;
  std::uint32_t places = 0;
  std::uint32_t line = 0;  // of the first of them
  bool operator==(const MorePlaces&) const = default;
};

/// The most that are kept of one kind, and of all kinds together; beyond that, one of each kind.
inline constexpr std::uint32_t kMostPlacesOfKind = 2'000;
inline constexpr std::uint32_t kMostPlaces = 10'000;

/// All by which a finding of RULE about SYMBOL is weighed, as one text. FOUND is a finding, or what becomes one.
template <typename Found>
[[nodiscard]] std::string kind_of(std::string_view rule, std::string_view symbol,
                                  const Found& found) {
  std::string kind(rule);
  (kind += '\0') += symbol;
  for (const std::uint32_t number :
       {found.alive.bits(), found.breaks_on.bits(), found.warns_on.bits(), found.needs.bits(),
        static_cast<std::uint32_t>(found.breaks_as), static_cast<std::uint32_t>(found.warns_as),
        static_cast<std::uint32_t>(found.confidence), static_cast<std::uint32_t>(found.raises),
        static_cast<std::uint32_t>(found.python2_only)}) {
    (kind += '\0') += std::to_string(number);
  }
  return kind;
}

/// Counts the places of a file, of each kind on its own.
class KeptPlaces {
 public:
  /// Whether one more place of KIND is kept. PLACE tells places apart: what is asked of one again is answered again.
  [[nodiscard]] bool keeps(const std::string& kind, std::uint64_t place);
  /// Counts places that are not.
  void add(const MorePlaces& more);
  /// Those counted, a row for each rule and symbol.
  [[nodiscard]] std::vector<MorePlaces> more() const;
  [[nodiscard]] bool has_more() const { return !more_.empty(); }

 private:
  struct Row {
    std::uint32_t places = 0;
    std::uint64_t last = 0;
    bool kept = true;
  };
  std::unordered_map<std::string, Row> rows_;
  std::map<std::pair<std::string, std::string>, MorePlaces> more_;
  std::uint32_t kept_ = 0;
};

/// Adds FINDING to FINDINGS, which are brought down to the first of each kind where they have become too many.
void add_place(Finding finding, std::vector<Finding>& findings, std::vector<MorePlaces>& more);

/// Keeps the first of each kind of FINDINGS, which may come from several pieces of one file, and adds the others to MORE.
void keep_first_places(std::vector<Finding>& findings, std::vector<MorePlaces>& more);

}  // namespace pymolt

#endif  // PYMOLT_MODEL_KEPT_PLACES_H_
