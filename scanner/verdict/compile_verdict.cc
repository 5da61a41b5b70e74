// Gathers what the steps met, and words what no version or only some compile.
// SPDX-License-Identifier: MIT
#include "verdict/compile_verdict.h"

#include <algorithm>
#include <map>
#include <utility>
#include <vector>

#include "grammar/reader.h"
#include "grammar/statements.h"
#include "model/kept_places.h"

namespace pymolt::verdict {

namespace {

// The construct of that name; the rulebook's table is small and marks are rare.
Construct construct_named(std::string_view name) {
  const auto found = std::find(kConstructIds.begin(), kConstructIds.end(), name);
  return static_cast<Construct>(found - kConstructIds.begin());
}

// Bytes that are no part of the language come in runs; a run is one thing to say.
bool runs_on(const Diagnostic& before, const Diagnostic& after) {
  return before.construct == after.construct && before.within == after.within &&
         before.span.end == after.span.begin &&
         (after.construct == Construct::invalid_character ||
          after.construct == Construct::undecodable_bytes);
}

// A NUL byte is told of as one, and not also as a character that is no part of the language.
bool is_nul_again(const syntax::Decoded& source, const Diagnostic& diagnostic) {
  return diagnostic.construct == Construct::invalid_character &&
         diagnostic.span.begin < source.text.size() && source.text[diagnostic.span.begin] == '\0';
}

// In the order of the text; the same construct at the same place is one, whatever versions it was met within.
void put_in_order(std::vector<Diagnostic>& seen) {
  std::sort(seen.begin(), seen.end(), [](const Diagnostic& a, const Diagnostic& b) {
    if (a.span.begin != b.span.begin) return a.span.begin < b.span.begin;
    if (a.span.end != b.span.end) return a.span.end < b.span.end;
    return a.construct < b.construct;
  });
  std::size_t kept = 0;
  for (const Diagnostic& diagnostic : seen) {
    if (kept > 0 && seen[kept - 1].span == diagnostic.span &&
        seen[kept - 1].construct == diagnostic.construct) {
      seen[kept - 1].within |= diagnostic.within;
    } else if (kept > 0 && runs_on(seen[kept - 1], diagnostic)) {
      seen[kept - 1].span.end = diagnostic.span.end;
    } else {
      seen[kept++] = diagnostic;
    }
  }
  seen.resize(kept);
}

void add_one_more(const Diagnostic& diagnostic, std::vector<MoreReasons>& more) {
  const std::string_view construct = id(diagnostic.construct);
  auto known = std::ranges::find(more, construct, &MoreReasons::construct);
  if (known == more.end())
    known = more.insert(known, {std::string(construct), diagnostic.span.begin, 0});
  ++known->places;
}

}  // namespace

Verdict judge(const syntax::Decoded& source, const Lexed& lexed, const Constructs& constructs) {
  Verdict verdict;
  if (!source.unknown_because.empty()) {
    verdict.unknown_because = source.unknown_because;
    return verdict;
  }
  if (lexed.is_too_long) {
    verdict.unknown_because = "more than " + std::to_string(kMostTokens) + " tokens";
    return verdict;
  }
  std::vector<Diagnostic> seen = lexed.diagnostics;
  for (const Mark& mark : source.marks) {
    seen.push_back({construct_named(mark.construct), mark.span, mark.within});
  }
  Reader reader(source.text, lexed.tokens, constructs, seen);
  read_file(reader);
  std::erase_if(seen, [&](const Diagnostic& diagnostic) {
    return is_nul_again(source, diagnostic) || constructs.fails_on(diagnostic).empty();
  });
  put_in_order(seen);
  VersionSet compiles = VersionSet::all();
  std::map<std::pair<Construct, std::uint32_t>, std::uint32_t> places;
  for (const Diagnostic& diagnostic : seen) {
    const VersionSet fails_on = constructs.fails_on(diagnostic);
    compiles -= fails_on;
    const auto kind = std::pair(diagnostic.construct, fails_on.bits());
    if (++places[kind] > kMostPlacesOfKind) {
      add_one_more(diagnostic, verdict.more);
      continue;
    }
    verdict.reasons.push_back({std::string(id(diagnostic.construct)), diagnostic.span, fails_on,
                               constructs.message(diagnostic.construct, fails_on)});
  }
  if (reader.gave_up() && !compiles.empty()) {
    verdict.unknown_because = "nested too deeply to be read";
  } else {
    verdict.compiles = compiles;
  }
  return verdict;
}

Judged judge_bytes(std::string bytes, const Constructs& constructs) {
  Judged judged;
  judged.source = syntax::decode(std::move(bytes));
  judged.lexed = lex(judged.source);
  judged.verdict = judge(judged.source, judged.lexed, constructs);
  return judged;
}

}  // namespace pymolt::verdict
