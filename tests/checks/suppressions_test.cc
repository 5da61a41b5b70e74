// What comments ask for, which lines they reach, and what is said about those of no use.
// SPDX-License-Identifier: MIT
#include "checks/suppressions.h"

#include <gtest/gtest.h>

#include "checks/rule_set.h"
#include "lexer/grammar_mask.h"
#include "names/file_names.h"
#include "verdict/compile_verdict.h"

namespace pymolt::checks {
namespace {

// `ignore[a b]`, `ignore-file`, or what is wrong.
std::string known(std::string_view comment) {
  const std::optional<IgnoreComment> request = read_ignore_comment(comment);
  if (!request) return "nothing";
  if (!request->trouble.empty())
    return request->trouble + (request->hint.empty() ? "" : " (" + request->hint + ")");
  std::string text = request->whole_file ? "ignore-file" : "ignore";
  for (const std::string& word : request->words) text += " " + word;
  return text;
}

TEST(Suppressions, AreReadFromComments) {
  const struct {
    const char* comment;
    const char* known;
  } kTable[] = {
      {"# pymolt: ignore", "ignore"},
      {"#pymolt:ignore", "ignore"},
      {"#  pymolt :  ignore  ", "ignore"},
      {"# pymolt: ignore[imp]", "ignore imp"},
      {"# pymolt: ignore [ imp , distutils.* ]", "ignore imp distutils.*"},
      {"# pymolt: ignore[imp,]", "ignore imp"},
      {"# pymolt: ignore-file[percent-format]", "ignore-file percent-format"},
      {"# pymolt: ignore-file", "ignore-file"},
      {"# noqa: F401  # pymolt: ignore[imp]", "ignore imp"},
      {"# pymolt: ignore[imp]  # noqa: F401", "ignore imp"},
      {"# pymolt: ignore[imp] vendored, see PORTING.md", "ignore imp"},
      {"# pymolt: ignore -- vendored", "ignore"},
      {"# pymolt: ignore  # noqa", "ignore"},
      {"# noqa", "nothing"},
      {"# noqa: pymolt", "nothing"},
      {"# see pymolt: ignore", "nothing"},
      {"# pymolt ignores this", "nothing"},
      {"# pymolts: ignore", "nothing"},
      {"# pymolt:", "Nothing follows `# pymolt:`. (one of: ignore, ignore-file)"},
      {"# pymolt: ignroe[imp]",
       "`ignroe` is not a pymolt comment directive. (did you mean `ignore`?)"},
      {"# pymolt: ignore-fiel",
       "`ignore-fiel` is not a pymolt comment directive. (did you mean "
       "`ignore-file`?)"},
      {"# pymolt: disable[imp]",
       "`disable` is not a pymolt comment directive. (one of: ignore, "
       "ignore-file)"},
      {"# pymolt: ignore imp",
       "Behind `ignore` neither rules in brackets nor a reason begins. (`ignore[rule, rule]`, or "
       "`-- ` before a reason)"},
      {"# pymolt: ignore: imp",
       "Behind `ignore` neither rules in brackets nor a reason begins. (`ignore[rule, rule]`, or "
       "`-- ` before a reason)"},
      {"# pymolt: ignore[imp", "The bracket of this comment is not closed."},
      {"# pymolt: ignore[ , ]",
       "The brackets of this comment are empty. (without brackets, `ignore` suppresses "
       "everything)"},
      {"# pymolt: ignore[imp]x", "A space is missing after the bracket of this comment."},
  };
  for (const auto& row : kTable) EXPECT_EQ(known(row.comment), row.known) << row.comment;
}

struct Looked {
  std::vector<Suppression> suppressions;
  std::vector<Finding> findings;
};

Looked look(const std::string& code) {
  static const rulebook::Rulebook book = rulebook::Rulebook::built_in().take();
  static const RuleSet rules = RuleSet::make(book).take();
  static const names::StdlibIndex stdlib(book);
  static const verdict::Constructs constructs(book);
  syntax::Parser parser;
  syntax::Decoded source = syntax::decode(code);
  const verdict::Lexed lexed = verdict::lex(source);
  const verdict::Verdict verdict = verdict::judge(source, lexed, constructs);
  const Text text{std::move(source.text)};
  const syntax::Tree tree = verdict::parse(parser, text.bytes(), lexed);
  const names::FileNames file_names(tree, stdlib);
  Findings findings(text, tree);
  const FileView view = {book,         text,        tree,      verdict, lexed.invalid_escapes,
                         lexed.tokens, lexed.notes, file_names};
  rules.run(view, findings);
  Looked looked;
  looked.suppressions = read_suppressions(view, findings);
  looked.findings = findings.take();
  return looked;
}

TEST(Suppressions, ReachTheirStatement) {
  const struct {
    const char* code;
    const char* lines;  // of each suppression
  } kTable[] = {
      {"import imp  # pymolt: ignore\n", "1-1"},
      {"import imp  # pymolt: ignore", "1-1"},
      {"x = 1\nf(  # pymolt: ignore\n  2,\n)\ny = 1\n", "2-4"},
      {"x = 1\nf(\n  2,  # pymolt: ignore\n)\ny = 1\n", "2-4"},
      {"f(\n  2,\n  # pymolt: ignore\n)\ny = 1\n", "1-4"},
      {"f(\n  2,\n)  # pymolt: ignore\ny = 1\n", "1-3"},
      {"x = '''\n\n'''  # pymolt: ignore\n", "1-3"},
      {"x = f'''{\n1  # pymolt: ignore\n}'''\n", "1-3"},
      {"x = 1 + \\\n  2  # pymolt: ignore\n", "1-2"},
      {"# pymolt: ignore\nimport imp\nimport os\n", "2-2"},
      {"x = 1\n# pymolt: ignore\n\n# why\nf(\n)\n", "5-6"},
      {"if x:\n    pass\n    # pymolt: ignore\nimport imp\n", "4-4"},
      {"if x:\n    # pymolt: ignore\n    import imp\n", "3-3"},
      {"if x:  # pymolt: ignore\n    import imp\n", "1-1"},  // its head only
      {"def f(a,\n      b):  # pymolt: ignore\n    pass\n", "1-2"},
      {"@d\n# pymolt: ignore\ndef f(): pass\n", "3-3"},
      {"import imp; import os  # pymolt: ignore\n", "1-1"},
      {"# pymolt: ignore\n", "0-0"},
      {"x = 1\n# pymolt: ignore\n", "0-0"},
      {"x = '# pymolt: ignore'\n", ""},
      {"'''\n# pymolt: ignore\n'''\n", ""},
      {"x = f'# pymolt: ignore {1}'\n", ""},
      {"x = f'{y:# pymolt: ignore}'\n", ""},
      {"import imp  # pymolt: ignore[imp]\r\nimport os  # pymolt: ignore\r\n", "1-1 2-2"},
      {"import imp  # pymolt: ignore-file[imp]\n", "file"},
  };
  for (const auto& row : kTable) {
    std::string lines;
    for (const Suppression& one : look(row.code).suppressions) {
      lines += (lines.empty() ? "" : " ") + (one.whole_file ? "file"
                                                            : std::to_string(one.first_line) + "-" +
                                                                  std::to_string(one.last_line));
    }
    EXPECT_EQ(lines, row.lines) << row.code;
  }
}

TEST(Suppressions, AreReportedWhereTheyAreOfNoUse) {
  const struct {
    const char* code;
    const char* said;  // rule, line, message and advice
  } kTable[] = {
      {"import imp  # pymolt: ignore\n", ""},
      {"import imp  # pymolt: ignore[imp]\n", ""},
      {"import imp  # pymolt: ignore[removed-module]\n", ""},
      {"import imp  # pymolt: ignore[i*]\n", ""},
      {"print cmp(1, 2)  # pymolt: ignore[cmp, print-statement]\n", ""},
      {"x = '\\d'  # pymolt: ignore[\\d]\n", ""},
      {"import distutils.core  # pymolt: ignore[distutils.core]\n", ""},
      {"import os  # pymolt: ignore\n",
       "unused-suppression 1: Nothing is found in this statement that this comment could "
       "suppress."},
      {"import os  # pymolt: ignore[imp]\n",
       "unused-suppression 1: Nothing about `imp` is found in this statement."},
      {"import imp  # pymolt: ignore[imp, asyncore]\n",
       "unused-suppression 1: Nothing about `asyncore` is found in this statement."},
      {"# pymolt: ignore-file[asyncore]\nimport imp\n",
       "unused-suppression 1: Nothing about `asyncore` is found in this file."},
      {"# pymolt: ignore-file\nimport os\n",
       "unused-suppression 1: Nothing is found in this file that this comment could suppress."},
      {"import imp  # pymolt: ignore[removed-modul]\n",
       "unused-suppression 1: `removed-modul` names no rule and no symbol, so nothing is "
       "suppressed. "
       "(did you mean `removed-module`?)"},
      {"import imp  # pymolt: ignroe[imp]\n",
       "unreadable-suppression 1: `ignroe` is not a pymolt comment directive. "
       "(did you mean `ignore`?)"},
      {"import os  # pymolt: ignore[unused-suppression, imp]\n",
       "unused-suppression 1: Nothing about `imp` is found in this statement."},
  };
  for (const auto& row : kTable) {
    std::string said;
    for (const Finding& finding : look(row.code).findings) {
      if (!finding.rule.ends_with("-suppression")) continue;
      said += finding.rule + " " + std::to_string(finding.span.line) + ": " + finding.message;
      if (finding.instead.starts_with("did you mean")) said += " (" + finding.instead + ")";
    }
    EXPECT_EQ(said, row.said) << row.code;
  }
}

TEST(Suppressions, SpareRemarksOnThemselvesOnlyByName) {
  Finding unused;
  unused.rule = unused.symbol = kUnusedSuppression;
  unused.span.line = 3;
  const struct {
    Suppression suppression;
    bool suppresses;
  } kTable[] = {
      {{true, 0, 0, {}}, false},
      {{true, 0, 0, {"*"}}, false},
      {{true, 0, 0, {"unused-*"}}, false},
      {{true, 0, 0, {"unused-suppression"}}, true},
      {{false, 1, 3, {"unused-suppression"}}, true},
      {{false, 4, 5, {"unused-suppression"}}, false},
  };
  for (const auto& row : kTable) EXPECT_EQ(row.suppression.suppresses(unused), row.suppresses);
}

}  // namespace
}  // namespace pymolt::checks
