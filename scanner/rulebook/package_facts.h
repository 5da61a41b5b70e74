// What is known of a package from elsewhere: its versions, the Pythons they are for, and the names that came or went.
// SPDX-License-Identifier: MIT
//
// A package has an axis of its own, its versions. The facts stand in rules/packages/NAME.pkg (form: package_file.h);
// every file says where its facts come from. Views point into that file, which the Rulebook keeps. Only read, from any
// number of threads. What a project pins, and which version is therefore in force, is not known here.
#ifndef PYMOLT_RULEBOOK_PACKAGE_FACTS_H_
#define PYMOLT_RULEBOOK_PACKAGE_FACTS_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/version.h"

namespace pymolt::rulebook {

/// What shows that a release is for a Python.
enum class SupportKind : std::uint8_t {
  classifier,  // its metadata names the Python: a statement of its makers, which may come late
  wheel,       // wheels for it were published
};

[[nodiscard]] std::string_view name(SupportKind kind);

/// SINCE is the first release for PYTHON. Where AFTER is set, the first is a release after AFTER, SINCE at the latest.
struct SupportFact {
  Version python;
  std::string_view since;
  std::string_view after;  // empty: SINCE is exactly the first
  SupportKind kind = SupportKind::classifier;
};

/// `Requires-Python` of the releases from SINCE on, up to the next such fact. Where AFTER is set, the first of them comes
/// after AFTER, SINCE at the latest.
struct RequiresFact {
  std::string_view specifier;  // `>=3.9,!=3.9.0`
  std::string_view since;      // empty: from the first release
  std::string_view after;

  /// The Pythons with a patch release that it lets in.
  [[nodiscard]] VersionSet pythons() const;
};

struct PackageFacts {
  std::string_view name;     // of the distribution, as PEP 503 compares it
  std::string_view written;  // as its makers write it: `PyYAML`
  std::vector<std::string_view>
      imports;  // what it gives to import, dotted where it shares a namespace: `google.protobuf`
  bool is_native = false;  // holds compiled code, so that each Python needs wheels or a compiler
  bool is_dead = false;    // no further release is to come,
  std::string_view last;   // after this one, where that is known
  std::string_view successor;  // what takes its place
  std::string_view newest;     // the newest release that was looked at
  std::vector<std::string_view>
      brings;  // modules of the standard library that it brings back where they are gone
  std::vector<SupportFact> supports;   // older Python first
  std::vector<RequiresFact> required;  // older release first
  std::string_view file;
  int line = 0;

  /// The fact about PYTHON; null where nothing is known. Wheels count before a classifier that came later.
  [[nodiscard]] const SupportFact* support(Version python) const;
};

/// What becomes of a name with a release.
enum class PackageTurn : std::uint8_t {
  there,
  gone,
  stub,  // it is there to be imported, and raises when it is used
};

/// How a name came and went.
struct PackageTurns {
  struct Turn {
    PackageTurn to = PackageTurn::gone;
    std::string_view version;  // with this one at the latest,
    std::string_view after;    // and not yet with this; empty: with exactly the one above
  };
  std::vector<Turn> turns;      // oldest first; before the first it is the contrary
  std::string_view deprecated;  // since, or empty
};

/// The life of a name on the versions of its package. There are thousands, and a scan asks for few: the turns stay as they
/// are written until then.
struct PackageLife {
  const PackageFacts* package = nullptr;
  std::string_view text;  // `deprecated 1.25, removed 2.0`
  bool is_module = false;
  bool in_class = false;        // a method, or a parameter of one
  bool is_distinctive = false;  // no other library calls something so

  [[nodiscard]] PackageTurns read() const;  // package_file.cc
  /// Its life in a sentence: "deprecated 1.20, removed 1.24".
  [[nodiscard]] std::string str() const;
};

}  // namespace pymolt::rulebook

#endif  // PYMOLT_RULEBOOK_PACKAGE_FACTS_H_
