// A doctest is a piece from its first `>>>` to the first line that is no prompt; pieces of a document do not know each other.
// SPDX-License-Identifier: MIT
#include "scan/doc_code.h"

#include <algorithm>

#include "findings/fingerprint.h"

namespace pymolt::scan {

namespace {

class DocReader {
 public:
  DocReader(std::string_view text, bool fenced) : text_(text), fenced_(fenced) {}

  std::vector<DocCode> read() {
    std::uint32_t number = 1;
    for (std::size_t begin = 0; begin < text_.size(); ++number) {
      const std::size_t end = std::min(text_.find('\n', begin), text_.size());
      std::string_view line = text_.substr(begin, end - begin);
      if (line.ends_with('\r')) line.remove_suffix(1);
      see(line, number);
      begin = end + 1;
    }
    finish();
    return std::move(all_);
  }

 private:
  void see(std::string_view line, std::uint32_t number) {
    const std::size_t indent = std::min(line.find_first_not_of(" \t"), line.size());
    const std::string_view words = line.substr(indent);
    if (in_fence_) {
      if (words.starts_with(fence_)) {
        in_fence_ = false;
        return finish();
      }
      const std::size_t cut = std::min(indent, fence_indent_);
      return add(line.substr(cut), number, static_cast<std::uint32_t>(cut));
    }
    if (words.starts_with(">>> ") || words == ">>>") return prompt(words, number, indent);
    if (in_doctest_ && (words.starts_with("... ") || words == "..."))
      return prompt(words, number, indent);
    if (in_doctest_) finish();
    if (fenced_ && (words.starts_with("```") || words.starts_with("~~~")))
      open_fence(words, indent);
  }

  void prompt(std::string_view words, std::uint32_t number, std::size_t indent) {
    in_doctest_ = true;
    add(words.substr(std::min<std::size_t>(4, words.size())), number,
        static_cast<std::uint32_t>(indent + 4));
  }

  void open_fence(std::string_view words, std::size_t indent) {
    const std::size_t marks = std::min(words.find_first_not_of(words.front()), words.size());
    std::string info(words.substr(marks));
    std::erase_if(info, [](char c) { return c == ' ' || c == '{' || c == '.'; });
    if (!info.starts_with("python") && !info.starts_with("py3") && info != "py") {
      if (!info.empty()) skip_fence(words.substr(0, marks), indent, false);
      return;
    }
    skip_fence(words.substr(0, marks), indent, true);
  }

  // A fence of another language is passed too, so that its end does not look like a beginning.
  void skip_fence(std::string_view marks, std::size_t indent, bool keep) {
    in_fence_ = true;
    keep_ = keep;
    fence_ = marks;
    fence_indent_ = indent;
  }

  void add(std::string_view line, std::uint32_t number, std::uint32_t column) {
    if (in_fence_ && !keep_) return;
    if (piece_.columns.empty()) piece_.line = number;
    piece_.code += std::string(line) + "\n";
    piece_.columns.push_back(column);
  }

  void finish() {
    in_doctest_ = false;
    if (!piece_.columns.empty()) all_.push_back(std::move(piece_));
    piece_ = {};
  }

  std::string_view text_;
  bool fenced_;
  std::vector<DocCode> all_;
  DocCode piece_;
  bool in_doctest_ = false;
  bool in_fence_ = false;
  bool keep_ = true;
  std::string fence_;
  std::size_t fence_indent_ = 0;
};

// A doctest typed within a fence has its prompts there as well.
DocCode without_prompts(DocCode piece) {
  if (!piece.code.starts_with(">>>")) return piece;
  const std::vector<DocCode> within = code_in(piece.code, false);
  if (within.empty()) return piece;
  DocCode made = within.front();
  made.line += piece.line - 1;
  return made;
}

}  // namespace

std::vector<DocCode> code_in(std::string_view text, bool fenced) {
  return DocReader(text, fenced).read();
}

void add_doc_code(std::string_view text, const ScanContext& context, ScanScratch& bench,
                  FileFacts& facts) {
  const std::size_t before = facts.findings.size();
  for (DocCode& found : code_in(text, true)) {
    const DocCode piece = without_prompts(std::move(found));
    FileFacts scanned = scan_file(facts.path, piece.code, context, bench);
    for (MorePlaces& more : scanned.more) {
      more.line += piece.line - 1;
      facts.more.push_back(std::move(more));
    }
    for (Finding& finding : scanned.findings) {
      Span& at = finding.span;
      const auto column = [&](std::uint32_t line) {
        return line - 1 < piece.columns.size() ? piece.columns[line - 1] : 0;
      };
      at.column += column(at.line);
      at.end_column += column(at.end_line);
      at.line += piece.line - 1;
      at.end_line += piece.line - 1;
      if (finding.breaks_as == Severity::critical)
        finding.breaks_as = Severity::high;  // nobody imports it
      finding.at_import = VersionSet::none();
      add_place(std::move(finding), facts.findings, facts.more);
    }
  }
  if (facts.findings.size() == before) return;
  std::ranges::stable_sort(facts.findings, {}, &Finding::span);
  keep_first_places(facts.findings, facts.more);
  checks::assign_fingerprints(facts.findings);
}

}  // namespace pymolt::scan
