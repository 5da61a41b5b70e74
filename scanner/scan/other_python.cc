// What is no Python is masked in place, so that lines and columns stay what they are.
// SPDX-License-Identifier: MIT
#include "scan/other_python.h"

#include <algorithm>
#include <array>

#include "findings/excerpts.h"
#include "scan/line_state.h"
#include "scan/sha256.h"

namespace pymolt::scan {

namespace {

constexpr std::array<std::string_view, 8> kTemplateEndings = {
    ".py.j2",  ".py.jinja",    ".py.jinja2", ".py.tmpl",
    ".py.tpl", ".py.template", ".py.mako",   ".py.in"};

// Blanks for all but line ends.
void blank(std::string& text, std::size_t begin, std::size_t end) {
  for (std::size_t i = begin; i < end; ++i) {
    if (text[i] != '\n' && text[i] != '\r') text[i] = ' ';
  }
}

// A name of the same size: `{{ x }}` may stand within one.
void name(std::string& text, std::size_t begin, std::size_t end) {
  for (std::size_t i = begin; i < end; ++i) {
    if (text[i] != '\n' && text[i] != '\r') text[i] = 'x';
  }
}

// What stands at SPAN of the template where the masked text says WORD and no placeholder would be shown otherwise.
std::string as_written(const Text& text, Span span, const std::string& word) {
  if (span.line != span.end_line) return word;
  const std::string_view written = text.slice(
      {text.offset(span.line, span.column), text.offset(span.end_line, span.end_column)});
  return written.size() == word.size() ? std::string(written) : word;
}

// Shows the template's own lines and names where FACTS shows those of the masked text.
void show_placeholders(std::string_view bytes, FileFacts& facts) {
  if (facts.encoding != "utf-8") return;  // the lines of the masked text are decoded
  const Text text{std::string(bytes)};
  checks::Excerpts excerpts(text);
  const auto show = [&](std::string& excerpt, std::uint32_t line) {
    if (!excerpt.empty()) excerpt = excerpts.of(line);
  };
  for (Finding& finding : facts.findings) show(finding.excerpt, finding.span.line);
  for (ImportFact& import : facts.imports) {
    show(import.excerpt, import.span.line);
    import.module = as_written(text, import.span, import.module);
  }
}

}  // namespace

bool is_python_template(std::string_view path) {
  if (path.ends_with(".py") && path.find("{{") != std::string_view::npos) return true;
  return std::any_of(kTemplateEndings.begin(), kTemplateEndings.end(),
                     [path](std::string_view end) { return path.ends_with(end); });
}

std::string without_placeholders(std::string_view text) {
  std::string masked(text);
  for (std::size_t at = masked.find('{'); at != std::string::npos && at + 1 < masked.size();
       at = masked.find('{', at)) {
    const char kind = masked[at + 1];
    const char* const close = kind == '{'   ? "}}"
                              : kind == '%' ? "%}"
                              : kind == '#' ? "#}"
                                            : nullptr;
    const std::size_t end = close == nullptr ? std::string::npos : masked.find(close, at + 2);
    if (end == std::string::npos) {
      ++at;
      continue;
    }
    kind == '{' ? name(masked, at, end + 2) : blank(masked, at, end + 2);
    at = end + 2;
  }
  return masked;
}

FileFacts scan_template(std::string_view path, std::string_view bytes, const ScanContext& context,
                        ScanScratch& bench) {
  FileFacts facts = scan_file(path, without_placeholders(bytes), context, bench);
  if (!facts.compiles || facts.compiles->empty()) {
    const std::string why =
        facts.errors.empty() ? "" : ": line " + std::to_string(facts.errors.front().span.line);
    facts = FileFacts();
    facts.path = path;
    facts.state = FileState::failed;
    facts.reason = "a template that is no Python around its placeholders" + why;
  }
  show_placeholders(bytes, facts);
  facts.sha256 = sha256_hex(bytes);
  return facts;
}

void add_cython_imports(std::string_view bytes, const ScanContext& context, ScanScratch& bench,
                        FileFacts& facts) {
  std::string imports(bytes);
  bool open = false;  // within the parentheses of an import
  LineState state;
  for (std::size_t begin = 0; begin < imports.size();) {
    const std::size_t end = std::min(imports.find('\n', begin), imports.size());
    const std::string_view line = std::string_view(imports).substr(begin, end - begin);
    const bool starts = state.begins_statement() &&
                        (line.starts_with("import ") || line.starts_with("from ")) &&
                        line.find(" cimport ") == std::string_view::npos;
    state.pass(line);
    const bool taken = starts || open;
    if (taken)
      open = line.find(')') == std::string_view::npos &&
             (open || line.find('(') != std::string_view::npos);
    if (!taken) blank(imports, begin, end);
    begin = end + 1;
  }
  FileFacts found = scan_file(facts.path, imports, context, bench);
  for (Finding& finding : found.findings) facts.findings.push_back(std::move(finding));
  for (MorePlaces& more : found.more) facts.more.push_back(std::move(more));
}

}  // namespace pymolt::scan
