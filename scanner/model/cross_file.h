// What a file takes from other files of its project and cannot judge alone, and what it has to give to them.
// SPDX-License-Identifier: MIT
//
//   compat.py                                   a.py
//     import string, sys                          from compat import string, NEW
//     NEW = sys.version_info >= (3, 8)            if NEW: …                        a test
//     class Base(threading.Thread): …             string.letters                   a use of a name
//                                                 class A(compat.Base): …
//                                                     self.isAlive()               a use of a member
//
// Plain facts: which file is meant, and what follows from it, is found out in the reduction (crossfile/cross_file_findings.h).
#ifndef PYMOLT_MODEL_CROSS_FILE_H_
#define PYMOLT_MODEL_CROSS_FILE_H_

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "base/text.h"
#include "base/version.h"
#include "model/finding.h"

namespace pymolt {

/// A name in another module, as imports spell it: `from ..a import b`, then `b.c`, is level 2, module `a`, path `b.c`.
struct CrossFileName {
  int level = 0;
  std::string module;
  std::string path;
  bool operator==(const CrossFileName&) const = default;
};

/// A place that breaks if a foreign name turns out to be something that came or went.
struct CrossFileUse {
  CrossFileName name;
  std::string member;  // an attribute of an instance of that class; empty: the name itself is used
  Finding place;       // where, alive where; the rest is filled in when it is known what breaks
  VersionSet caught;   // on which a missing attribute is handled
  bool at_import_time = false;
  bool operator==(const CrossFileUse&) const = default;
};

/// A use of something whose life is on the versions of a package. Which of them is in force only the project tells
/// (deps/package_uses.h).
struct PackageUse {
  std::string
      fact;  // the name under which the rulebook has it: `numpy.float_`, `pandas.DataFrame.to_csv(line_terminator)`
  Finding
      place;  // where, alive where, how sure; what it is about. The rest is filled in when it is known what breaks
  VersionSet caught;  // on which its end would be caught
  bool at_import_time = false;
  bool operator==(const PackageUse&) const = default;
};

/// A module-level name that tells the version: `PY2 = sys.version_info[0] == 2`.
struct FlagFact {
  /// What it is: a truth, `sys.version_info[:2]`, the whole of it, the number before or behind the first dot; or a function that,
  /// called with a version, says whether this one is at least that, or before it.
  enum class Tells : std::uint8_t { truth, pair, info, major, minor, at_least, before };
  static constexpr std::size_t kTells = 7;
  std::string name;
  VersionSet holds;  // on which it can be true,
  VersionSet fails;  // and on which it can be false
  Tells tells = Tells::truth;
  bool operator==(const FlagFact&) const = default;
};

/// What is reached only where a foreign flag holds, or fails, or compares so.
struct CrossFileTest {
  CrossFileName flag;
  bool holds = true;
  Span span;
  bool is_block = true;   // of statements; else a part of an expression
  bool compares = false;  // with numbers, or is called with them:
  std::array<VersionSet, FlagFact::kTells> holds_by =
      {};  // on which that holds, by what the flag tells
  bool operator==(const CrossFileTest&) const = default;
};

/// A module-level name that stands for something of the standard library: `izip = itertools.izip`.
struct AliasFact {
  std::string name;
  std::string dotted;
  VersionSet on;
  bool operator==(const AliasFact&) const = default;
};

/// A class at the top level of a module.
struct ClassFact {
  struct Base {
    std::string name;       // dotted; of this module unless
    bool standard = false;  // of the standard library
    bool operator==(const Base&) const = default;
  };
  std::string name;
  std::vector<Base> bases;
  std::vector<std::string> defines;  // of the words that are members of standard classes
  bool any_member = false;           // it answers for any attribute
  bool operator==(const ClassFact&) const = default;
};

struct CrossFileFacts {
  std::vector<CrossFileUse> uses;
  std::vector<CrossFileTest> tests;
  std::vector<AliasFact> aliases;
  std::vector<FlagFact> flags;
  std::vector<ClassFact> classes;
  std::vector<std::string>
      members;  // what the classes of the file have, of the words that standard classes have; sorted
  bool operator==(const CrossFileFacts&) const = default;
};

}  // namespace pymolt

#endif  // PYMOLT_MODEL_CROSS_FILE_H_
