// The recipe of a scan, one step a line; each step is a room of its own.
// SPDX-License-Identifier: MIT
#include "scan/scan_file.h"

#include <algorithm>
#include <utility>

#include "checks/compile_findings.h"
#include "checks/python2_evidence.h"
#include "checks/suppressions.h"
#include "lexer/grammar_mask.h"
#include "scan/sha256.h"
#include "summary/exports.h"
#include "summary/module_facts.h"
#include "syntax/decode.h"
#include "syntax/unread.h"
#include "verdict/compile_verdict.h"

namespace pymolt::scan {

Result<ScanContext> ScanContext::make(const rulebook::Rulebook& book) {
  const bool has_others =
      std::ranges::any_of(book.pages(), [](const auto& page) { return !page.is_built_in; });
  if (has_others) {
    const Result<checks::RuleSet> rules = checks::RuleSet::make(book);
    if (!rules) return rules.mistake();
  }
  return ScanContext{
      book, MadeOnce<checks::RuleSet>([&book] { return checks::RuleSet::make(book).take(); }),
      MadeOnce<names::StdlibIndex>([&book] { return names::StdlibIndex(book); }),
      verdict::Constructs(book), inventory::Table()};
}

namespace {

// Says which pieces are in no tree: the first of them, and how many more there are.
void add_unread(const Text& text, const syntax::Tree& tree, const verdict::Lexed& lexed,
                FileFacts& facts) {
  const std::vector<syntax::Node> unread = syntax::unread_in(tree);
  if (unread.empty()) return;
  facts.module.any_name = VersionSet::all();  // what it binds is not known
  if (const auto name = verdict::overlong_name(lexed)) {
    facts.not_analysed.push_back("all but whether it compiles, for a name of more than " +
                                 std::to_string(verdict::kLongestName) + " letters at line " +
                                 std::to_string(text.line_at(name->begin)));
    return;
  }
  const syntax::Node first = unread.front();
  std::string said = "a piece of " + std::to_string((first.end() - first.begin()) >> 10) +
                     " KiB that does not parse, at line " +
                     std::to_string(text.line_at(first.begin()));
  if (unread.size() > 1) said += ", and " + std::to_string(unread.size() - 1) + " more";
  facts.not_analysed.push_back(said);
}

}  // namespace

FileFacts scan_file(std::string_view path, std::string_view bytes, const ScanContext& context,
                    ScanScratch& bench) {
  FileFacts facts;
  facts.path = path;
  facts.sha256 = sha256_hex(bytes);
  syntax::Decoded source = syntax::decode(std::string(bytes));
  const verdict::Lexed lexed = verdict::lex(source);
  const verdict::Verdict verdict = verdict::judge(source, lexed, context.constructs);
  if (lexed.is_too_long) {
    facts.state = FileState::failed;
    facts.reason = "has " + verdict.unknown_because + ", not analysed";
    return facts;
  }
  const Text text{std::move(source.text)};
  const syntax::Tree tree = verdict::parse(bench.parser, text.bytes(), lexed);
  facts.lines = text.line_count();
  facts.encoding = source.encoding;
  facts.compiles = verdict.compiles;
  facts.unknown_because = verdict.unknown_because;
  for (const verdict::Reason& reason : verdict.reasons) {
    facts.errors.push_back(
        {reason.construct, text.span(reason.span), reason.fails_on, reason.message});
  }
  checks::Findings findings(text, tree);
  const names::FileNames names(tree, *context.stdlib);
  const checks::FileView view = {context.book,          text,         tree,        verdict,
                                 lexed.invalid_escapes, lexed.tokens, lexed.notes, names};
  if (path.ends_with(".pyi")) {
    checks::add_constructs(view,
                           findings);  // a stub is read, never run: nothing else can happen in it
  } else {
    context.rules->run(view, findings);
  }
  facts.suppressions = checks::read_suppressions(view, findings);
  facts.not_analysed = findings.take_not_analysed();
  facts.findings = findings.take();
  facts.more = findings.more();
  facts.from_python2 = checks::shows_python2(view, path);
  facts.foreign.uses = findings.take_foreign();
  facts.packages = findings.take_package_uses();
  checks::read_module(view, facts);
  checks::read_exports(view, facts);
  add_unread(text, tree, lexed, facts);
  return facts;
}

}  // namespace pymolt::scan
