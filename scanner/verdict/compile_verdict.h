// From a file to its verdict: on which versions it compiles, and every reason why not.
// SPDX-License-Identifier: MIT
//
//   decode (syntax/)   bytes → UTF-8 text       encodings
//   lex                text → tokens            numbers, strings, layout
//   read               tokens → constructs      the grammar, and what may stand where
//   resolve            names → constructs       `global`, `nonlocal`, `:=` …
//   judge              constructs → verdict     the intersection of their versions
//
// The tree of tree-sitter has no part in it: what a version accepts is said by productions, so that nothing the tree's
// grammar takes or leaves can cost a verdict.
#ifndef PYMOLT_VERDICT_COMPILE_VERDICT_H_
#define PYMOLT_VERDICT_COMPILE_VERDICT_H_

#include <string>

#include "lexer/lexer.h"
#include "rulebook/constructs.h"
#include "syntax/decode.h"
#include "verdict/verdict.h"

namespace pymolt::verdict {

[[nodiscard]] Verdict judge(const syntax::Decoded& source, const Lexed& lexed,
                            const Constructs& constructs);

/// All of it; source and tokens are kept for those who look on.
struct Judged {
  syntax::Decoded source;
  Lexed lexed;
  Verdict verdict;
};
[[nodiscard]] Judged judge_bytes(std::string bytes, const Constructs& constructs);

}  // namespace pymolt::verdict

#endif  // PYMOLT_VERDICT_COMPILE_VERDICT_H_
