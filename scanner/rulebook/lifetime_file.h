// Reads `rules/lifetimes/*.life`: a fact a line, sorted.
// SPDX-License-Identifier: MIT
//
//   imp: deprecated 3.4, removed 3.12 -> importlib
//   token.ASYNC: since 3.6, removed 3.7, since 3.8, removed 3.13
//   random.shuffle(random@1): deprecated 3.9, removed 3.11
//   syntax.walrus: since 3.8, title "assignment expression (`:=`)", docs https://…
//
//   line   := NAME ":" [part {"," part}] ["->" ADVICE ["(" VERSION "+)"]]
//   part   := "since" V | "removed" V | "deprecated" V | "scheduled" (V | "undated") | "never" | "module"
//           | "title" QUOTED | "docs" URL
//   NAME   := dotted | dotted "(" parameter ["@" position] ")"
//
// `removed V` is the first version without it. Comment lines start with `#`. What is not understood is a mistake
// with its place; so is a line out of order (bytewise by NAME) or said twice.
#ifndef PYMOLT_RULEBOOK_LIFETIME_FILE_H_
#define PYMOLT_RULEBOOK_LIFETIME_FILE_H_

#include <vector>

#include "base/result.h"
#include "rulebook/lifetime.h"
#include "rulebook/rule_file.h"

namespace pymolt::rulebook {

/// The facts of FILE in its order, which is by name. They borrow from the file's text.
[[nodiscard]] Result<std::vector<Lifetime>> read_lifetimes(const RuleFile& file);

}  // namespace pymolt::rulebook

#endif  // PYMOLT_RULEBOOK_LIFETIME_FILE_H_
