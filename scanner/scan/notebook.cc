// The cells are joined, a line behind the other; the findings are then those of any module.
// SPDX-License-Identifier: MIT
#include "scan/notebook.h"

#include <algorithm>
#include <array>

#include "inventory/parsed_document.h"
#include "inventory/stated.h"
#include "scan/magics.h"
#include "scan/sha256.h"

namespace pymolt::scan {

namespace {

using inventory::Node;

constexpr std::array<std::string_view, 3> kUnread = {"outputs", "attachments", "prompt_outputs"};

// Of text: a string, or a list of lines.
std::string text_of(const Node& node) {
  if (node.kind == Node::Kind::scalar) return node.text;
  std::string text;
  for (const Node& line : node.below) text += line.text;
  return text;
}

std::string text_at(const Node& node, std::initializer_list<std::string_view> keys) {
  const Node* at = &node;
  for (const std::string_view key : keys) {
    at = at->find(key);
    if (at == nullptr) return {};
  }
  return at->text;
}

class NotebookReader {
 public:
  explicit NotebookReader(const Text& text) : text_(text) {}

  Result<Notebook> read(const Node& root) {
    const Node* cells = root.find("cells");
    const Node* sheets = root.find("worksheets");
    if (cells == nullptr && sheets == nullptr)
      return Mistake{"is no notebook: it has neither cells nor worksheets"};
    read_kernel(root);
    if (cells != nullptr) add_cells(*cells);
    if (cells == nullptr) {
      for (const Node& sheet : sheets->below) {
        if (const Node* held = sheet.find("cells")) add_cells(*held);
      }
    }
    return std::move(made_);
  }

 private:
  void read_kernel(const Node& root) {
    const std::string language =
        inventory::lower(first_of({text_at(root, {"metadata", "kernelspec", "language"}),
                                   text_at(root, {"metadata", "language_info", "name"})}));
    if (!language.empty() && language.find("python") == std::string::npos && language != "sage")
      made_.other_language = language;
    const Node* metadata = root.find("metadata");
    const Node* kernel = metadata == nullptr ? nullptr : metadata->find("kernelspec");
    const Node* name = kernel == nullptr ? nullptr : kernel->find("name");
    const std::string version = text_at(root, {"metadata", "language_info", "version"});
    const bool old =
        version.starts_with("2.") || (name != nullptr && name->text.starts_with("python2"));
    made_.python2 = old;
    if (name == nullptr || name->text.find("python") == std::string::npos) return;
    VersionStatement statement;
    statement.kind = "notebook-kernel";
    statement.stated = name->text;
    statement.versions = old ? VersionSet::python2() : VersionSet::python3();
    statement.pins = old;  // a kernel called python3 is whichever is installed
    statement.bytes = name->bytes;
    statement.span = text_.span(name->bytes);
    if (old) statement.rewrite = "python3";
    made_.statements.push_back(std::move(statement));
    add_language_version(root);
  }

  // With what the notebook was run last: told, not judged, for it is no wish.
  void add_language_version(const Node& root) {
    const Node* info = root.find("metadata");
    info = info == nullptr ? nullptr : info->find("language_info");
    const Node* version = info == nullptr ? nullptr : info->find("version");
    const auto stated = version == nullptr ? std::nullopt : inventory::read_version(version->text);
    if (!stated) return;
    VersionStatement statement;
    statement.kind = "notebook-language";
    statement.stated = version->text;
    statement.versions = stated->versions;
    statement.pins = false;
    statement.bytes = version->bytes;
    statement.span = text_.span(version->bytes);
    made_.statements.push_back(std::move(statement));
  }

  static std::string first_of(std::initializer_list<std::string> texts) {
    for (const std::string& text : texts) {
      if (!text.empty()) return text;
    }
    return {};
  }

  void add_cells(const Node& cells) {
    for (const Node& cell : cells.below) {
      ++number_;
      const Node* kind = cell.find("cell_type");
      if (kind == nullptr || kind->text != "code") continue;
      const Node* source = cell.find("source");
      if (source == nullptr) source = cell.find("input");
      if (source == nullptr) continue;
      made_.cells.push_back({number_, line_});
      std::string code = without_magics(text_of(*source));
      if (!code.ends_with('\n')) code += '\n';
      line_ += static_cast<std::uint32_t>(std::count(code.begin(), code.end(), '\n'));
      made_.code += code;
    }
  }

  const Text& text_;
  Notebook made_;
  std::uint32_t number_ = 0;
  std::uint32_t line_ = 1;
};

// The blanks at the start of LINE.
std::size_t indent_of(std::string_view line) {
  return std::min(line.find_first_not_of(" \t"), line.size());
}

// Whether the line NUMBER of CODE is in no function and no class.
bool is_at_top(const Text& code, std::uint32_t number) {
  constexpr std::uint32_t kFarthest = 2000;
  std::size_t indent = indent_of(code.line(number));
  for (std::uint32_t up = 1; up < number && up < kFarthest && indent > 0; ++up) {
    const std::string_view line = code.line(number - up);
    const std::size_t at = indent_of(line);
    if (at >= indent || at == line.size() || line[at] == '#') continue;
    indent = at;
    const std::string_view words = line.substr(at);
    for (const std::string_view word : {"def ", "class ", "async def "}) {
      if (words.starts_with(word)) return false;
    }
  }
  return true;
}

// What a notebook may do and a module may not: `await` and `async with` in a cell, a future import in a later one.
bool is_fine_in_cells(const CompileError& error, const Text& code) {
  return error.construct == "await-outside-function" || error.construct == "future-too-late" ||
         (error.construct == "async-outside-async-function" && is_at_top(code, error.span.line));
}

void allow_what_cells_may(const std::string& code, FileFacts& facts) {
  const Text text{code};
  std::vector<std::pair<std::string, std::uint32_t>> fine;
  std::erase_if(facts.errors, [&](const CompileError& error) {
    if (!is_fine_in_cells(error, text)) return false;
    fine.emplace_back("syntax." + std::string(error.construct), error.span.line);
    return true;
  });
  if (fine.empty()) return;
  std::erase_if(facts.findings, [&](const Finding& finding) {
    return std::ranges::find(fine, std::pair(std::string(finding.symbol), finding.span.line)) !=
           fine.end();
  });
  if (!facts.compiles) return;
  VersionSet fails;
  for (const CompileError& error : facts.errors) fails |= error.fails_on;
  facts.compiles = ~fails;
}

}  // namespace

Result<Notebook> read_notebook(std::string_view bytes) {
  const Text text{std::string(bytes)};
  const Result<Node> root = inventory::parse_json(text, kUnread);
  if (!root) return root.mistake();
  return NotebookReader(text).read(*root);
}

FileFacts scan_notebook(std::string_view path, std::string_view bytes, const ScanContext& context,
                        ScanScratch& bench) {
  Result<Notebook> notebook = read_notebook(bytes);
  FileFacts facts;
  if (notebook && notebook->other_language.empty()) {
    facts = scan_file(path, notebook->code, context, bench);
    facts.cells = std::move(notebook->cells);
    facts.from_python2 = facts.from_python2 || notebook->python2;
    facts.inventory.statements = std::move(notebook->statements);
    allow_what_cells_may(notebook->code, facts);
  } else if (notebook) {
    facts.state = FileState::skipped;
    facts.reason = "a notebook of another language: " + notebook->other_language;
  } else {
    facts.state = FileState::failed;
    facts.reason =
        (notebook.mistake().line > 0 ? "line " + std::to_string(notebook.mistake().line) + ": "
                                     : "") +
        notebook.mistake().message;
  }
  facts.path = path;
  facts.sha256 = sha256_hex(bytes);
  return facts;
}

}  // namespace pymolt::scan
