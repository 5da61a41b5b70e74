// A rule as it is written: one Markdown page that is the rule, its documentation and its tests.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_RULEBOOK_RULE_PAGE_H_
#define PYMOLT_RULEBOOK_RULE_PAGE_H_

#include <string>
#include <string_view>
#include <vector>

#include "base/version.h"
#include "model/finding.h"

namespace pymolt::rulebook {

/// A place where an example says that a rule must speak: `# broken: print-statement`.
struct ExpectedFinding {
  std::string rule;
  int line = 0;  // within the example's code, 1-based
};

/// A fenced block of Python under *Broken* or *Fine*.
struct Example {
  std::string code;
  int first_line = 0;  // of the code, in the page
  VersionSet target = VersionSet::all();
  VersionSet from = VersionSet::all();
  std::vector<std::string_view> beside;   // modules that lie beside it in its package
  std::vector<ExpectedFinding> expected;  // empty under *Fine*
};

/// How a page finds what it speaks of.
enum class RuleKind : std::uint8_t {
  construct,  // a construct of the compile verdict
  check,      // a check written in C++, by name
  query,      // a tree-sitter query
  explains,   // nothing of its own: it enriches what the lifetimes find
};

struct RulePage {
  std::string_view name;  // `print-statement`
  VersionSet breaks;      // on which versions it bites; none for a notice of style
  Severity severity = Severity::high;
  Confidence confidence = Confidence::sure;
  Raised raises = Raised::other;  // what a line that breaks raises
  std::string_view docs;
  std::string_view
      scheduled;  // the version that is to refuse it, perhaps beyond the axis; or `undated`
  RuleKind kind = RuleKind::explains;
  std::string_view construct;              // `syntax.print-statement`
  std::string_view check;                  // `percent-format`
  std::vector<std::string_view> explains;  // dotted names; a last `.*` stands for everything below
  std::vector<std::string_view>
      supplied_by;  // modules whose import puts what is explained where it can be imported
  bool python2_only = false;             // only for files that come from 2.7
  bool free_threaded_only = false;       // only where builds without the GIL are asked about
  VersionSet needs = VersionSet::all();  // only where every version of the target is one of these
  std::vector<std::string_view> words;   // identifiers of which a file must hold one for the query
  std::string message;                   // the first paragraph, on one line
  std::string_view prose;                // all of it, to the first section
  std::string instead;                   // the first paragraph of *Instead*, on one line
  std::string_view instead_prose;
  std::string_view query;
  int query_line = 0;  // of the query's first line in the page
  std::vector<Example> broken;
  std::vector<Example> fine;

  std::string_view package;  // whose releases `breaks` speaks of, where not Python's; then
  std::string package_life;  // the life of what it finds, as a line about a name: `removed 2.0`

  bool is_built_in = false;  // of the compiled-in pack, whose pages are tested with it
  std::string_view file;
  std::string_view text;  // the whole page
};

}  // namespace pymolt::rulebook

#endif  // PYMOLT_RULEBOOK_RULE_PAGE_H_
