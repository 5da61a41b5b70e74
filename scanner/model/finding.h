// What is wrong at one place of one file: the thing users read.
// SPDX-License-Identifier: MIT
//
// A finding speaks of every version at once. `breaks_on` is the set on which the line breaks (already without
// the versions on which it is not alive), `warns_on` the set on which it is merely deprecated or outdated. What
// it amounts to for a target is decided in one place only, `consequence()`.
#ifndef PYMOLT_MODEL_FINDING_H_
#define PYMOLT_MODEL_FINDING_H_

#include <optional>
#include <string>
#include <string_view>

#include "base/text.h"
#include "base/version.h"
#include "model/raised.h"

namespace pymolt {

/// The consequence on the target, and nothing else (design §4).
enum class Severity : std::uint8_t { low, medium, high, critical };

/// How sure we are: by a distinctive name only, by strong evidence, by resolution.
enum class Confidence : std::uint8_t { possible, likely, sure };

[[nodiscard]] std::string_view name(Severity severity);
[[nodiscard]] std::string_view name(Confidence confidence);
[[nodiscard]] std::optional<Severity> parse_severity(std::string_view text);
[[nodiscard]] std::optional<Confidence> parse_confidence(std::string_view text);

/// What a finding is about, whatever its page is called.
enum class Subject : std::uint8_t {
  construct,  // of the grammar: the file does not compile
  module,     // a module, a name, a method or a parameter with a lifetime;
  name,       // `symbol` is its dotted name
  method,
  parameter,
  rule,            // what a page describes: an operation, a meaning, an idiom
  import_failure,  // a module that does not import, said at the line that is the cause
};

/// Whether the finding's symbol is the dotted name of something with a lifetime.
[[nodiscard]] constexpr bool has_lifetime(Subject subject) {
  return subject >= Subject::module && subject <= Subject::parameter;
}

/// The package that a finding rests on.
struct PackageNote {
  std::string name;      // of the distribution
  std::string in_force;  // which version is: `2.0.1`, `>=2.1.0`, `newest`
  std::string because;   // the chain from the Python to the name
  bool operator==(const PackageNote&) const = default;
};

struct Finding {
  std::string rule;    // the page that explains it: `removed-module`
  std::string symbol;  // what it is about: `imp`, `syntax.print-statement`
  Subject subject = Subject::rule;
  Raised raises = Raised::other;  // what a line that raises raises
  Confidence confidence = Confidence::sure;
  Span span;
  std::uint32_t cell = 0;  // of a notebook, from 1: the span is within it; 0: of no notebook
  VersionSet alive = VersionSet::all();  // on which versions the line can be reached
  /// On which of these an import of the module surely executes it, and an exception there ends that import: not in a
  /// function, not for the main program alone, not under a condition that cannot be told, caught by no handler.
  VersionSet at_import;
  VersionSet breaks_on;
  Severity breaks_as = Severity::high;
  VersionSet warns_on;
  Severity warns_as = Severity::medium;
  bool python2_only = false;  // speaks of Python 2's meaning: only for code that comes from 2.7
  VersionSet needs =
      VersionSet::all();  // the advice can be taken only where all of the target is one of these
  std::string
      member;  // an attribute of something unknown; where a class of the project has it, nothing is said
  std::string message;  // what happens, one sentence
  std::string instead;  // what to write instead; may be empty
  std::string docs;     // where the official documentation says so; may be empty
  std::string excerpt;  // the source line it starts on; none where that is very long
  std::string
      code;  // the statement, in a form that formatters do not change; see findings/statement_form.h
  std::string scope;  // the enclosing functions and classes, dotted; empty at the top level
  std::optional<PackageNote> package;  // where it rests on one; set in the reduction
  std::string fingerprint;             // stays the same when code moves; see findings/fingerprint.h

  /// How severe it is on TARGET; nothing when the target is not concerned.
  [[nodiscard]] std::optional<Severity> consequence(VersionSet target) const;
  bool operator==(const Finding&) const = default;
};

}  // namespace pymolt

#endif  // PYMOLT_MODEL_FINDING_H_
