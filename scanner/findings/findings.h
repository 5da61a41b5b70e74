// Where checks put what they find: drafts become findings with lines, scopes, excerpts and fingerprints.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_FINDINGS_FINDINGS_H_
#define PYMOLT_FINDINGS_FINDINGS_H_

#include <span>
#include <string>
#include <vector>

#include "base/text.h"
#include "findings/excerpts.h"
#include "model/cross_file.h"
#include "model/finding.h"
#include "model/kept_places.h"
#include "rulebook/rule_page.h"
#include "syntax/tree.h"

namespace pymolt::checks {

/// A finding as a check knows it. What is left empty is taken from the page.
struct Draft {
  const rulebook::RulePage* page = nullptr;
  std::string symbol;  // empty: the page's name
  Subject subject = Subject::rule;
  Raised raises = Raised::other;
  ByteSpan where;
  VersionSet alive = VersionSet::all();
  VersionSet breaks_on;
  Severity breaks_as = Severity::high;
  VersionSet warns_on;
  Severity warns_as = Severity::medium;
  VersionSet needs = VersionSet::all();
  Confidence confidence = Confidence::sure;
  bool python2_only = false;  // also where the page speaks of all code
  std::string member;         // as Finding::member
  std::string message;
  std::string instead;
  std::string docs;
};

/// The draft a page gives by itself, at WHERE, alive on ALIVE. A page that breaks on no version warns on all.
[[nodiscard]] Draft draft_of(const rulebook::RulePage& page, ByteSpan where,
                             VersionSet alive = VersionSet::all());

/// The finding that DRAFT is, but for its place.
[[nodiscard]] Finding finding_of(const Draft& draft);

class Findings {
 public:
  /// TEXT and TREE are borrowed for as long as this lives.
  Findings(const Text& text, const syntax::Tree& tree)
      : text_(text), excerpts_(text), tree_(tree) {}

  /// Adds what the draft says, unless it concerns no version on which the line is alive, or there are enough of its kind.
  void add(const Draft& draft);
  /// Adds a use of something that another file may hold; where it stands is filled in.
  void add_foreign(CrossFileUse use, ByteSpan where);
  /// Adds a use of something that a package may lack, once a place; where it stands is filled in.
  void add_package_use(PackageUse use, ByteSpan where);
  [[nodiscard]] std::vector<PackageUse> take_package_uses() { return std::move(packages_); }
  [[nodiscard]] std::vector<CrossFileUse> take_foreign() { return std::move(foreign_); }
  /// Everything added up to now, in the order in which it was.
  [[nodiscard]] std::span<const Finding> so_far() const { return findings_; }
  /// Counts places that are as good as added.
  void add_more(const MorePlaces& more) { kept_.add(more); }
  [[nodiscard]] bool has_more() const { return kept_.has_more(); }
  [[nodiscard]] std::vector<MorePlaces> more() const { return kept_.more(); }
  /// Notes a question that would have cost too much; said twice, it is noted once.
  void note_not_analysed(const std::string& question);
  [[nodiscard]] std::vector<std::string> take_not_analysed() { return std::move(not_analysed_); }
  /// Everything added, in the order of the text, each with its fingerprint. Leaves this empty.
  [[nodiscard]] std::vector<Finding> take();

 private:
  [[nodiscard]] bool keeps(const Draft& draft);
  void put(ByteSpan where, Finding& finding);
  void add_of_package(const Draft& draft);

  const Text& text_;
  Excerpts excerpts_;
  const syntax::Tree& tree_;
  std::vector<Finding> findings_;
  KeptPlaces kept_;
  std::vector<std::string> not_analysed_;
  std::vector<CrossFileUse> foreign_;
  std::vector<PackageUse> packages_;
};

}  // namespace pymolt::checks

#endif  // PYMOLT_FINDINGS_FINDINGS_H_
