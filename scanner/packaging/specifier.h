// Version specifiers as PEP 440 has them: `>=1.0,!=1.3.*,<2`, and which versions they let in.
// SPDX-License-Identifier: MIT
//
// Equal to Debian's python3-packaging 23.0 on the cases in tests/packaging/recorded/.
#ifndef PYMOLT_PACKAGING_SPECIFIER_H_
#define PYMOLT_PACKAGING_SPECIFIER_H_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "packaging/package_version.h"

namespace pymolt::packaging {

struct Specifier {
  enum class Op : std::uint8_t {
    compatible,
    equal,
    not_equal,
    at_most,
    at_least,
    less,
    greater,
    arbitrary
  };
  Op op = Op::equal;
  std::string text;        // the version as written, without white space; of `===` anything
  bool wildcard = false;   // `.*` stands behind it
  PackageVersion version;  // without the wildcard; of `===` only where it is one

  [[nodiscard]] static std::optional<Specifier> parse(std::string_view text);
  [[nodiscard]] std::string str() const;
  /// Whether it names a pre-release, so that pre-releases are let in.
  [[nodiscard]] bool takes_prereleases() const;
  /// Whether VERSION satisfies it, pre-release or not.
  [[nodiscard]] bool fits(const PackageVersion& version) const;
};

[[nodiscard]] std::string_view spelling(Specifier::Op op);

class SpecifierSet {
 public:
  /// The set that TEXT spells: specifiers with commas between them, none for every version. A mistake carries the column
  /// of the first that is not one.
  [[nodiscard]] static Result<SpecifierSet> parse(std::string_view text);

  [[nodiscard]] bool empty() const { return specifiers_.empty(); }
  [[nodiscard]] const std::vector<Specifier>& specifiers() const { return specifiers_; }
  /// The specifiers as written, sorted, with commas between them.
  [[nodiscard]] std::string str() const;
  /// The same in the order in which they are written, without blanks: `>=1.2,<2`.
  [[nodiscard]] std::string written() const;
  /// Whether VERSION is let in. Pre-releases are only where PRERELEASES says so, or, unsaid, where a specifier names one.
  [[nodiscard]] bool contains(const PackageVersion& version,
                              std::optional<bool> prereleases = std::nullopt) const;
  /// What both let in.
  [[nodiscard]] SpecifierSet operator&(const SpecifierSet& other) const;
  /// The one version that is let in, where a specifier pins it: `==1.26.4`, `===1.26.4`.
  [[nodiscard]] std::optional<std::string> pin() const;
  void add(Specifier specifier);

 private:
  std::vector<Specifier> specifiers_;  // none twice
};

}  // namespace pymolt::packaging

#endif  // PYMOLT_PACKAGING_SPECIFIER_H_
