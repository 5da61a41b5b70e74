// A finding at the place is told first; else the name is followed to what it is.
// SPDX-License-Identifier: MIT
#include "lsp/hover.h"

#include <algorithm>
#include <sstream>

#include "base/equal_part.h"
#include "fix/python_source.h"
#include "render/escape.h"
#include "render/explanation.h"
#include "rulebook/word_lookup.h"

namespace pymolt::lsp {

namespace {

using syntax::Field;
using syntax::Kind;
using syntax::Node;

// A name in a document, and what it stands for.
struct Named {
  ByteSpan span;
  std::string dotted;
};

// `b` of `from a import b as c`, `a` of `import a.b`: dotted up to the part that NODE is.
std::optional<Named> imported(Node node) {
  const Node dotted = node.parent();
  if (!dotted.is(Kind::dotted_name)) return std::nullopt;
  Node statement = dotted.parent();
  if (statement.is(Kind::aliased_import)) statement = statement.parent();
  const std::string path(node.tree().text().substr(dotted.begin(), node.end() - dotted.begin()));
  if (statement.is(Kind::import_statement)) return Named{{dotted.begin(), node.end()}, path};
  if (!statement.is(Kind::import_from_statement)) return std::nullopt;
  const Node module = statement.child(Field::module_name);
  if (module == dotted) return Named{{dotted.begin(), node.end()}, path};
  if (!module.is(Kind::dotted_name)) return std::nullopt;  // relative: of the project
  return Named{node.span(), std::string(module.text()) + "." + path};
}

std::string first_name(const names::FileNames& names, Node expression) {
  for (const names::NameOf& name : names.types().names_of(expression)) {
    if (!name.dotted.empty()) return name.dotted;
  }
  for (const names::Resolution& meant : names.resolver().resolutions(expression)) {
    if (!meant.dotted.empty() && names.resolver().is_decided(meant)) return meant.dotted;
  }
  return {};
}

// `loop` of `asyncio.sleep(1, loop=None)`.
std::optional<Named> parameter(const names::FileNames& names, Node node) {
  const Node argument = node.parent();
  if (!argument.is(Kind::keyword_argument) || argument.child(Field::name) != node)
    return std::nullopt;
  const Node call = argument.parent().parent();
  if (!call.is(Kind::call)) return std::nullopt;
  const std::string function = first_name(names, call.child(Field::function));
  if (function.empty()) return std::nullopt;
  return Named{node.span(), function + "(" + std::string(node.text()) + ")"};
}

std::optional<Named> named_at(const fix::Source& source, std::uint32_t offset) {
  const Node node = source.tree().innermost(offset);
  if (!node.is(Kind::identifier)) return std::nullopt;
  if (auto found = imported(node)) return found;
  if (auto found = parameter(source.names(), node)) return found;
  const Node above = node.parent();
  const bool is_attribute = above.is(Kind::attribute) && above.child(Field::attribute) == node;
  const Node expression = is_attribute ? above : node;
  const std::string dotted = first_name(source.names(), expression);
  // What is bound nowhere is taken for a built-in name, which it need not be.
  const bool is_guess =
      dotted.starts_with("builtins.") && !source.names().stdlib().is_listed(dotted);
  if (dotted.empty() || is_guess) return std::nullopt;
  return Named{expression.span(), dotted};
}

Json shown(const std::string& markdown, const Text& text, ByteSpan span, Units units) {
  return {{"contents", {{"kind", "markdown"}, {"value", markdown}}},
          {"range", range_of(text, span, units)}};
}

// The finding that stands there in the fewest bytes.
const ReportedFinding* finding_at(const Folder& folder, const Buffer& document,
                                  std::uint32_t offset) {
  const ReportedFinding* best = nullptr;
  std::uint32_t size = UINT32_MAX;
  const std::vector<ReportedFinding>& all = folder.report().findings;
  for (const ReportedFinding& found :
       equal_part(all, folder.reported(document.path), &ReportedFinding::path)) {
    const ByteSpan span = bytes_of(document.text, found.finding.span);
    if (offset < span.begin || offset >= std::max(span.end, span.begin + 1)) continue;
    if (span.end - span.begin >= size) continue;
    size = span.end - span.begin;
    best = &found;
  }
  return best;
}

std::string told_of(const rulebook::Rulebook& book, const ReportedFinding& found) {
  const Finding& finding = found.finding;
  const bool lives = has_lifetime(finding.subject);
  const std::string first = explained(book, lives ? finding.symbol : finding.rule);
  return "**" + finding.rule + "**, " + std::string(name(found.severity)) + ": " + finding.message +
         "\n\n" + (first.empty() ? explained(book, lives ? finding.rule : finding.symbol) : first);
}

}  // namespace

std::string explained(const rulebook::Rulebook& book, const std::string& word) {
  const rulebook::Known known = rulebook::look_up(book, word);
  std::ostringstream out;
  if (known.by_holder) out << "`" << word << "` is there where this is:\n\n";
  if (known.life != nullptr) {
    out << "```text\n";
    render::explain_life(book, *known.life, out);
    out << "```\n";
  } else if (known.has_members && known.page == nullptr) {
    out << "`" << word << "` is there on " << book.exists(word).str() << "\n";
  }
  if (known.page != nullptr) {
    const rulebook::RulePage& page = *known.page;
    std::string_view prose = page.prose;
    while (prose.ends_with('\n')) prose.remove_suffix(1);
    out << "\n" << prose << "\n";
    if (!page.instead.empty()) out << "\n**Instead:** " << page.instead << "\n";
    if (render::is_web_link(page.docs)) out << "\n[Documentation](" << page.docs << ")\n";
  }
  return out.str();
}

Json hover(const Folder& folder, const Buffer& document, std::uint32_t offset, Units units) {
  const rulebook::Rulebook& book = folder.setup().knowledge->book;
  if (folder.is_ready()) {
    if (const ReportedFinding* found = finding_at(folder, document, offset))
      return shown(told_of(book, *found), document.text,
                   bytes_of(document.text, found->finding.span), units);
  }
  scan::ScanScratch scratch;
  const fix::Source source(std::string(document.text.bytes()), *folder.setup().knowledge->context,
                           scratch);
  const std::optional<Named> named = named_at(source, offset);
  if (!named) return nullptr;
  std::string told = explained(book, named->dotted);
  if (told.empty() && folder.setup().knowledge->context->stdlib->is_standard(named->dotted))
    told = "`" + named->dotted + "` is there on " + book.exists(named->dotted).str() + "\n";
  if (told.empty()) return nullptr;
  return shown(told, document.text, named->span, units);
}

}  // namespace pymolt::lsp
