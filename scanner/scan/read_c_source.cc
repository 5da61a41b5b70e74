// capi/ finds the uses; here they become findings with lines, excerpts and fingerprints.
// SPDX-License-Identifier: MIT
#include "scan/read_c_source.h"

#include <algorithm>

#include "capi/c_text.h"
#include "findings/excerpts.h"
#include "findings/findings.h"
#include "findings/fingerprint.h"
#include "scan/sha256.h"

namespace pymolt::scan {

namespace {

constexpr std::size_t kLargestCSource = 64U << 20;

// What is no UTF-8 is Latin-1: every byte is a character.
std::string utf8_of(std::string_view bytes, std::string& encoding) {
  if (is_utf8(bytes)) return std::string(bytes);
  encoding = "latin-1";
  std::string text;
  text.reserve(bytes.size() + bytes.size() / 8);
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x80) {
      text += c;
    } else {
      text += static_cast<char>(0xC0 | byte >> 6);
      text += static_cast<char>(0x80 | (byte & 0x3F));
    }
  }
  return text;
}

// The line without its indentation, blanks made one.
std::string squeezed(std::string_view line) {
  std::string made;
  for (const char c : line.substr(0, 400)) {
    const bool blank = c == ' ' || c == '\t';
    if (!blank) made += c;
    if (blank && !made.empty() && made.back() != ' ') made += ' ';
  }
  return made;
}

std::string advice_of(const rulebook::Lifetime& life) {
  std::string text(life.advice);
  if (life.advice_from && !text.empty()) text += " (" + std::string(life.advice_from->str()) + "+)";
  return text;
}

std::string message_of(const capi::Use& use, bool removed, bool missing) {
  const std::string what = "`" + use.symbol + "`";
  const rulebook::Lifetime& life = *use.life;
  if (removed) {
    return what + " is not in the C API since " + std::string(life.removed_on().oldest().str()) +
           ": the extension does not build";
  }
  if (missing)
    return what + " is in the C API since " + std::string(life.exists.oldest().str()) +
           " only: before, the extension does not build";
  return what + " is deprecated since " + std::string(life.deprecated->str()) +
         (life.has_date() ? ", to be removed in " + std::string(life.scheduled) : std::string());
}

class Drafts {
 public:
  Drafts(const Text& text, const rulebook::Rulebook& book, FileFacts& facts)
      : text_(text), excerpts_(text), book_(book), facts_(facts) {}

  void add(const capi::Use& use) {
    const VersionSet broken = use.alive - use.life->exists;
    const VersionSet removed = broken & use.life->removed_on();
    const VersionSet warned = use.alive & use.life->deprecated_on();
    if (!removed.empty()) add(use, "removed-c-api", removed, warned, message_of(use, true, false));
    if (!(broken - removed).empty() && !use.life->exists.empty())
      add(use, "missing-c-api", broken - removed, {}, message_of(use, false, true));
    // A guard that leaves out every version without it has seen to its end.
    if (use.life->removed_on().empty() && !warned.empty())
      add(use, "deprecated-c-api", {}, warned, message_of(use, false, false));
  }

  // For a page that speaks of builds without the GIL: what holds on their versions only.
  void add_module(ByteSpan where) {
    const rulebook::RulePage* page = book_.page("module-needs-gil");
    if (page == nullptr) return;
    checks::Draft draft = checks::draft_of(*page, where);
    draft.warns_on = page->breaks;
    draft.breaks_on = VersionSet::none();
    draft.warns_as = page->severity;
    put(draft, where, {});
  }

 private:
  void put(const checks::Draft& draft, ByteSpan where, std::string_view scope) {
    Finding finding = checks::finding_of(draft);
    finding.span = text_.span(where);
    finding.excerpt = excerpts_.of(finding.span.line);
    finding.code = squeezed(text_.line(finding.span.line));
    finding.scope = std::string(scope);
    add_place(std::move(finding), facts_.findings, facts_.more);
  }

  void add(const capi::Use& use, std::string_view rule, VersionSet breaks, VersionSet warns,
           std::string message) {
    const rulebook::RulePage* page = book_.page(rule);
    if (page == nullptr || (breaks | warns).empty()) return;
    checks::Draft draft;
    draft.page = page;
    draft.symbol = use.symbol;
    draft.alive = use.alive;
    draft.breaks_on = breaks;
    draft.breaks_as = Severity::critical;
    draft.warns_on = warns;
    draft.warns_as =
        use.life->has_date() || !use.life->removed_on().empty() ? Severity::medium : Severity::low;
    draft.confidence = use.confidence;
    draft.message = std::move(message);
    draft.instead = advice_of(*use.life);
    draft.docs = rulebook::docs_link(*use.life);
    put(draft, use.where, use.scope);
  }

  const Text& text_;
  checks::Excerpts excerpts_;
  const rulebook::Rulebook& book_;
  FileFacts& facts_;
};

// A file that a program wrote is not fixed by hand: one finding for all that does not build, where the first of them stands.
void gather(FileFacts& facts, const rulebook::CApi& api) {
  VersionSet core;
  VersionSet names;
  for (const CDefinition& one : facts.c_source.defines) {
    if (one.name == capi::kCoreHeaders) core |= one.on;
    if (one.name == capi::kCoreDeclarations) names |= one.on;
  }
  std::erase_if(facts.findings, [&](Finding& finding) {
    finding.breaks_on -= capi::shown_by_core(finding.symbol, core, names, api);
    return (finding.breaks_on | finding.warns_on).empty();
  });
  std::vector<Finding> kept;
  for (const Confidence confidence : {Confidence::sure, Confidence::likely, Confidence::possible}) {
    for (const Finding& finding : facts.findings) {
      if (finding.rule != "removed-c-api" || finding.confidence != confidence ||
          (!kept.empty() && kept.front().confidence != confidence))
        continue;
      if (kept.empty()) kept.push_back(finding);
      kept.front().breaks_on |= finding.breaks_on;
    }
  }
  for (Finding& finding : kept) {
    const std::string first = finding.symbol;
    finding.symbol = facts.c_source.generator;
    finding.message = facts.c_source.generator + " wrote this file, and on " +
                      finding.breaks_on.str() + " it does not build: `" + first +
                      "` and perhaps others are gone";
    finding.instead = "generate it again with a release of " +
                      facts.c_source.generator.substr(0, facts.c_source.generator.find(' ')) +
                      " that supports the target";
  }
  facts.findings = std::move(kept);
}

}  // namespace

FileFacts read_c_source(std::string_view path, std::string_view bytes, const ScanContext& context) {
  FileFacts facts;
  facts.path = path;
  facts.kind = FileKind::inventory;
  facts.c_source.is_source = true;
  if (!capi::may_use_python(path, bytes)) {
    if (path.find(".h") != std::string_view::npos)
      facts.c_source.includes = capi::tree_includes(bytes);
    return facts;
  }
  if (bytes.size() > kLargestCSource) {
    facts.state = FileState::failed;
    facts.reason = "larger than " + std::to_string(kLargestCSource >> 20) + " MiB, not analysed";
    return facts;
  }
  const Text text(utf8_of(bytes, facts.encoding));
  const capi::Reading reading = capi::read_source(path, text.bytes(), context.book.c_api());
  facts.c_source = reading.facts;
  facts.lines = text.line_count();
  facts.sha256 = sha256_hex(bytes);
  Drafts drafts(text, context.book, facts);
  for (const capi::Use& use : reading.uses) drafts.add(use);
  if (reading.needs_gil) drafts.add_module(*reading.needs_gil);
  if (!facts.c_source.generator.empty()) gather(facts, context.book.c_api());
  keep_first_places(facts.findings, facts.more);
  checks::assign_fingerprints(facts.findings);
  if (reading.gave_up)
    facts.inventory.problems.push_back(
        {1,
         "conditions of `#if` are too many to be followed all; uses behind the rest are not sure"});
  return facts;
}

bool may_concern_python(const FileFacts& facts) {
  return !facts.c_source.extensions.empty() ||
         (facts.c_source.is_source &&
          (facts.c_source.includes_python || !facts.c_source.includes.empty() ||
           !facts.findings.empty() || !facts.c_source.defines.empty()));
}

}  // namespace pymolt::scan
