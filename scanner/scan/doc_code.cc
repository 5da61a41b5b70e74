// A doctest is a piece from its first `>>>` to the first line that is no prompt; pieces of a document do not know each other.
// SPDX-License-Identifier: MIT
#include "scan/doc_code.h"

#include <algorithm>

#include "findings/fingerprint.h"
#include "inventory/stated.h"
#include "scan/line_state.h"
#include "scan/magics.h"

namespace pymolt::scan {

namespace {

// Languages of fences and directives whose code is Python; what is behind the name may go on.
bool is_python(std::string_view language) {
  return language.starts_with("python") || language.starts_with("py3") || language == "py" ||
         language.starts_with("ipython");
}

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
    const std::size_t quoted = fenced_ && (in_ != In::fence || quoted_) ? quote_of(line) : 0;
    if (in_ == In::fence && quoted_ && quoted == 0) leave();
    line.remove_prefix(quoted);
    const std::size_t indent = std::min(line.find_first_not_of(" \t"), line.size());
    const std::string_view words = line.substr(indent);
    if (in_ == In::fence) return within_fence(line, number, indent, quoted);
    if (in_ == In::directive) {
      if (words.empty() || indent > indent_) return within_directive(line, number, indent);
      leave();
    }
    if (words.starts_with(">>> ") || words == ">>>") return prompt(words, number, quoted + indent);
    if (in_ == In::doctest && (words.starts_with("... ") || words == "..."))
      return prompt(words, number, quoted + indent);
    if (in_ == In::doctest) leave();
    if (!fenced_) return;
    if (words.starts_with("```") || words.starts_with("~~~")) open_fence(words, indent, quoted > 0);
    if (words.starts_with(".. ") && is_code_directive(words.substr(3))) {
      in_ = In::directive;
      indent_ = indent;
    }
  }

  // How many bytes at the start of LINE quote it: `> `, in Markdown. A prompt quotes nothing.
  static std::size_t quote_of(std::string_view line) {
    std::size_t at = 0;
    while (line.substr(at, 1) == ">" && line.substr(at, 3) != ">>>")
      at += line.substr(at, 2) == "> " ? 2 : 1;
    return at;
  }

  void within_fence(std::string_view line, std::uint32_t number, std::size_t indent,
                    std::size_t quoted) {
    const std::string_view words = line.substr(indent);
    if (words.starts_with(fence_) &&
        words.find_first_not_of(fence_.front()) >= words.find_last_not_of(" \t") + 1)
      return leave();
    if (!keep_) return;
    const bool header = piece_.columns.empty() && cell_;  // of MyST: `:tags:`, or between `---`
    if (header && words.starts_with("---")) {
      in_header_ = !in_header_;
      return;
    }
    if (header && (in_header_ || words.starts_with(':'))) return;
    const std::size_t cut = std::min(indent, indent_);
    add(line.substr(cut), number, quoted + cut);
  }

  // `:linenos:` and a blank line stand before the code.
  void within_directive(std::string_view line, std::uint32_t number, std::size_t indent) {
    const bool blank = indent == line.size();
    if (piece_.columns.empty() && (blank || line.substr(indent).starts_with(':'))) return;
    if (piece_.columns.empty()) code_indent_ = indent;
    const std::size_t cut = std::min(indent, code_indent_);
    add(line.substr(cut), number, cut);
  }

  // `code-block:: python`, `testcode::`
  static bool is_code_directive(std::string_view words) {
    const std::size_t colons = words.find("::");
    if (colons == std::string_view::npos) return false;
    const std::string_view name = words.substr(0, colons);
    if (name == "testcode" || name == "testsetup") return true;
    std::string_view language = words.substr(colons + 2);
    language.remove_prefix(std::min(language.find_first_not_of(' '), language.size()));
    return (name == "code-block" || name == "code" || name == "sourcecode") && is_python(language);
  }

  void prompt(std::string_view words, std::uint32_t number, std::size_t indent) {
    in_ = In::doctest;
    add(words.substr(std::min<std::size_t>(4, words.size())), number, indent + 4);
  }

  // A fence of another language is passed too, so that its end does not look like a beginning; the prompts within one of a
  // console are read as anywhere.
  void open_fence(std::string_view words, std::size_t indent, bool quoted) {
    const std::size_t marks = std::min(words.find_first_not_of(words.front()), words.size());
    std::string info = inventory::lower(words.substr(marks));
    std::erase_if(info, [](char c) { return c == ' ' || c == '{' || c == '.'; });
    if (info.empty() || info.starts_with("pycon") || info.starts_with("doctest")) return;
    cell_ = false;
    for (const std::string_view directive : {"code-cell}", "code-block}", "code}", "testcode}"}) {
      if (!info.starts_with(directive)) continue;
      cell_ = true;
      info.erase(0, directive.size());
      if (info.empty() && directive != "code-block}" && directive != "code}") info = "python";
      break;
    }
    in_ = In::fence;
    keep_ = is_python(info);
    quoted_ = quoted;
    fence_ = words.substr(0, marks);
    indent_ = indent;
    in_header_ = false;
  }

  void add(std::string_view line, std::uint32_t number, std::size_t column) {
    if (piece_.columns.empty()) piece_.line = number;
    piece_.code += std::string(line) + "\n";
    piece_.columns.push_back(static_cast<std::uint32_t>(column));
  }

  void leave() {
    finish();
    in_ = In::text;
  }

  void finish() {
    if (cell_ && in_ == In::fence) piece_.code = without_magics(piece_.code);
    if (!piece_.columns.empty()) all_.push_back(std::move(piece_));
    piece_ = {};
  }

  enum class In : std::uint8_t { text, doctest, fence, directive };

  std::string_view text_;
  bool fenced_;
  std::vector<DocCode> all_;
  DocCode piece_;
  In in_ = In::text;
  bool keep_ = true;
  bool quoted_ = false;     // the fence is
  bool cell_ = false;       // the fence is a directive of MyST
  bool in_header_ = false;  // of such a one
  std::string fence_;
  std::size_t indent_ = 0;       // of the fence or directive
  std::size_t code_indent_ = 0;  // of what the directive holds
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

std::string docstrings_of(std::string_view python) {
  std::string text(python);
  LineState state;
  bool within = false;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    const std::string line = text.substr(begin, end - begin);
    const std::size_t indent = std::min(line.find_first_not_of(" \t"), line.size());
    const std::size_t letter = line.substr(indent, 1).find_first_of("rRuU") == 0 ? 1 : 0;
    const std::size_t mark = indent + letter;
    const bool opens =
        state.begins_statement() && mark < line.size() && (line[mark] == '"' || line[mark] == '\'');
    const bool triple = opens && line.substr(mark, 3) == std::string(3, line[mark]);
    state.pass(line);
    for (std::size_t i = 0; i < line.size(); ++i) {
      const bool quotes = opens && i < mark + (triple ? 3 : 1);
      if (!(within || opens) || quotes) text[begin + i] = ' ';
    }
    const bool stays = (within || opens) && state.quote != '\0';
    const std::size_t last = line.find_last_not_of(" \t\r");
    if ((within || opens) && !stays) {  // its end is no code
      for (std::size_t i = last; i < line.size() && (line[i] == '"' || line[i] == '\''); --i)
        text[begin + i] = ' ';
    }
    within = stays;
    begin = end + 1;
  }
  return text;
}

std::vector<DocCode> code_in(std::string_view text, bool fenced) {
  return DocReader(text, fenced).read();
}

void add_doc_code(std::string_view text, const ScanContext& context, ScanScratch& bench,
                  FileFacts& facts) {
  const std::size_t before = facts.findings.size();
  for (DocCode& found : code_in(text, true)) {
    const DocCode piece = without_prompts(std::move(found));
    FileFacts scanned = scan_file(facts.path, piece.code, context, bench);
    // What no Python compiles is an outline: `def f(...):`, `x = <your key>`.
    if (scanned.compiles && scanned.compiles->empty()) continue;
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
