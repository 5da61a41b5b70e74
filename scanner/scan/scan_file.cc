// The recipe of a scan, one step a line; each step is a room of its own.
// SPDX-License-Identifier: MIT
#include "scan/scan_file.h"

#include "scan/sha256.h"

namespace pymolt::scan {

Result<Knowledge> Knowledge::make(const rulebook::Rulebook& book) {
  Result<checks::RuleSet> rules = checks::RuleSet::make(book);
  if (!rules) return rules.mistake();
  return Knowledge{book, rules.take(), names::Standard(book)};
}

FileFacts scan_file(std::string_view path, std::string_view bytes, const Knowledge& knowledge,
                    Bench& bench) {
  FileFacts facts;
  facts.path = path;
  facts.sha256 = sha256_hex(bytes);
  const Text text{std::string(bytes)};
  const syntax::Tree tree = bench.parser.parse(text.bytes());
  verdict::Verdict verdict;
  verdict.compiles = tree.root().data().broken != 0 ? VersionSet::none() : VersionSet::all();
  facts.lines = text.line_count();
  facts.compiles = verdict.compiles;
  for (const verdict::Reason& reason : verdict.reasons) {
    facts.errors.push_back({reason.construct, text.span(reason.span), reason.fails_on, reason.message});
  }
  checks::Findings findings(text, tree);
  const names::FileNames names(tree, knowledge.standard);
  knowledge.rules.run({knowledge.book, text, tree, verdict, {}, names}, bench.cursor, findings);
  facts.findings = findings.take();
  return facts;
}

}  // namespace pymolt::scan
