// The readers do the work; here their findings become a file's facts.
// SPDX-License-Identifier: MIT
#include "scan/read_inventory.h"

#include <algorithm>

#include "capi/c_text.h"
#include "capi/extensions.h"
#include "findings/excerpts.h"
#include "findings/findings.h"
#include "findings/fingerprint.h"
#include "inventory/declare.h"
#include "packaging/characters.h"
#include "scan/line_suppressions.h"
#include "scan/notebook.h"
#include "scan/other_python.h"
#include "scan/read_c_source.h"
#include "scan/sha256.h"
#include "scan/shell_script.h"

namespace pymolt::scan {

namespace {

std::string reason_of(const Mistake& mistake) {
  if (mistake.line == 0) return mistake.message;
  return "line " + std::to_string(mistake.line) + ": " + mistake.message;
}

std::uint32_t count_lines(std::string_view bytes) {
  const auto ends = std::count(bytes.begin(), bytes.end(), '\n');
  return static_cast<std::uint32_t>(ends) + (bytes.empty() || bytes.back() == '\n' ? 0 : 1);
}

// A number of YAML or TOML that is another version than it seems: `3.10` is 3.1.
void add_unquoted_versions(const ScanContext& context, const Text& text, FileFacts& facts) {
  const rulebook::RulePage* page = context.book.page("unquoted-version");
  checks::Excerpts excerpts(text);
  for (const VersionStatement& statement : facts.inventory.statements) {
    if (page == nullptr || statement.note.empty()) continue;
    checks::Draft draft = checks::draft_of(*page, statement.bytes);
    draft.symbol = statement.stated;
    draft.message = statement.note;
    Finding finding = checks::finding_of(draft);
    finding.span = statement.span;
    finding.excerpt = excerpts.of(finding.span.line);
    finding.code = finding.excerpt;
    add_place(std::move(finding), facts.findings, facts.more);
  }
  std::ranges::stable_sort(facts.findings, {}, &Finding::span);
  keep_first_places(facts.findings, facts.more);
  checks::assign_fingerprints(facts.findings);
}

// Where TEXT stands in LINE, not as a part of a longer name.
std::size_t find_whole(std::string_view line, std::string_view text) {
  const auto in_name = [](char c) {
    return packaging::is_word(c) || c == '-' || c == '_' || c == '.';
  };
  if (text.empty()) return line.npos;
  for (std::size_t at = line.find(text); at != line.npos; at = line.find(text, at + 1)) {
    const std::size_t end = at + text.size();
    const bool begins = at == 0 || !in_name(line[at - 1]);
    if (begins && (end == line.size() || !in_name(line[end]))) return at;
  }
  return line.npos;
}

// What stands in a declaration's line: `  "numpy>=1.26",` of pyproject.toml, `numpy = "^1.26"` of Poetry.
void place_in_line(const Text& text, DependencyDeclaration& declaration) {
  constexpr std::size_t kLongest = 300;
  const std::string_view line = text.line(declaration.line);
  if (line.size() > kLongest) return;
  std::size_t at = find_whole(line, declaration.raw);
  if (at == line.npos) at = find_whole(line, declaration.name);
  if (at == line.npos) return;
  declaration.column = count_code_points(line.substr(0, at)) + 1;
  if (line != declaration.raw) declaration.source = line;
}

// Whether a package beyond those that are read works nobody knows.
void take_inventory(InventoryFacts read, std::string_view bytes, FileFacts& facts) {
  facts.inventory = std::move(read);
  if (!facts.inventory.dependencies.empty()) {
    const Text text{std::string(bytes)};
    for (DependencyDeclaration& declaration : facts.inventory.dependencies)
      place_in_line(text, declaration);
  }
  if (facts.inventory.dependencies.size() >= inventory::kMostDeclarations)
    facts.not_analysed.push_back("declarations of packages beyond the first " +
                                 std::to_string(inventory::kMostDeclarations));
}

// Of a notebook, where only what it states is asked.
FileFacts read_kernel(std::string_view path, std::string_view bytes) {
  FileFacts facts;
  facts.path = path;
  facts.kind = FileKind::inventory;
  facts.sha256 = sha256_hex(bytes);
  facts.lines = count_lines(bytes);
  Result<Notebook> notebook = read_notebook(bytes);
  if (notebook) {
    facts.inventory.statements = std::move(notebook->statements);
  } else {
    facts.state = FileState::failed;
    facts.reason = reason_of(notebook.mistake());
  }
  return facts;
}

}  // namespace

FileFacts read_inventory(std::string_view path, std::string_view bytes, const ScanContext& context,
                         ScanScratch& bench) {
  const bool is_c = capi::is_c_source(path);
  if (path.ends_with(".ipynb")) return read_kernel(path, bytes);
  if (is_c && !path.ends_with(".pyx")) {
    FileFacts source = read_c_source(path, bytes, context);
    if (source.state != FileState::failed)
      source.inventory.statements = context.readers.read({path, bytes}).facts.statements;
    return source;
  }
  FileFacts facts = is_c ? read_c_source(path, bytes, context) : FileFacts();
  facts.path = path;
  facts.kind = FileKind::inventory;
  facts.sha256 = sha256_hex(bytes);
  facts.lines = count_lines(bytes);
  inventory::Reading reading = context.readers.read({path, bytes});
  facts.c_source.extensions = capi::read_extensions(path, bytes);
  if (!is_c) take_inventory(std::move(reading.facts), bytes, facts);
  if (reading.failed) {
    facts.state = FileState::failed;
    facts.reason = reason_of(*reading.failed);
  } else if (path.ends_with(".pyx")) {
    add_cython_imports(bytes, context, bench, facts);
  } else if (!reading.scripts.empty()) {
    judge_scripts(Text(std::string(bytes)), reading.scripts, context, bench, facts);
  }
  const bool has_note = std::ranges::any_of(
      facts.inventory.statements, [](const auto& statement) { return !statement.note.empty(); });
  if (has_note) add_unquoted_versions(context, Text(std::string(bytes)), facts);
  if (!facts.findings.empty() && !is_c) facts.suppressions = read_line_suppressions(bytes);
  return facts;
}

void add_inventory(std::string_view path, std::string_view bytes, const ScanContext& context,
                   FileFacts& facts) {
  facts.c_source.extensions = capi::read_extensions(path, bytes);
  inventory::Reading reading = context.readers.read({path, bytes});
  take_inventory(std::move(reading.facts), bytes, facts);
  if (reading.failed)
    facts.inventory.problems.push_back(
        {static_cast<std::uint32_t>(reading.failed->line), reading.failed->message});
}

}  // namespace pymolt::scan
