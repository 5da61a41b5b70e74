// What a check is: a question asked of one file, with a page that says what its answers mean.
// SPDX-License-Identifier: MIT
//
// A check looks at a `FileView` and adds drafts to `Findings`. There are two kinds: one that is asked once about the
// whole file, and one that is asked at every node of a kind during the one walk. The table in checks/check_table.cc names
// them all; a page calls one by `check: NAME`. A new kind of question is a file here and a row there.
#ifndef PYMOLT_CHECKS_CHECK_H_
#define PYMOLT_CHECKS_CHECK_H_

#include <span>
#include <string_view>

#include "base/text.h"
#include "findings/findings.h"
#include "lexer/token.h"
#include "names/file_names.h"
#include "rulebook/rulebook.h"
#include "syntax/tree.h"
#include "verdict/verdict.h"

namespace pymolt::checks {

/// Everything a check may look at. All of it is borrowed and outlives the check.
struct FileView {
  const rulebook::Rulebook& book;
  const Text& text;
  const syntax::Tree& tree;
  const verdict::Verdict& verdict;
  std::span<const ByteSpan> invalid_escapes;
  std::span<const verdict::Token> tokens;
  std::span<const ByteSpan> notes;  // comments that name pymolt
  const names::FileNames& names;
};

/// The versions that the file was written for, as far as its grammar shows: those on which it compiles, and those on which
/// nothing but an encoding that is not declared keeps it from compiling. Empty where that is not known.
[[nodiscard]] VersionSet written_for(const FileView& view);

/// Asked once about the file.
using FileCheck = void (*)(const FileView& view, const rulebook::RulePage& page,
                           Findings& findings);
/// Asked at every node of its kind, or of one of its two kinds.
using NodeCheck = void (*)(const FileView& view, syntax::Node node, const rulebook::RulePage& page,
                           Findings& findings);

/// A row of the table: at most one of the two functions is set; none for those that are answered together (api_usage.h).
struct CheckRow {
  std::string_view name;
  FileCheck file = nullptr;
  NodeCheck node = nullptr;
  syntax::Kind kind = syntax::Kind::end_of_file;
  syntax::Kind other_kind = syntax::Kind::end_of_file;
};

/// All checks there are.
[[nodiscard]] std::span<const CheckRow> check_table();

}  // namespace pymolt::checks

#endif  // PYMOLT_CHECKS_CHECK_H_
