// `pymolt debug WHAT FILE`: what each stage makes of one file, for those who work on pymolt. Its output may change at any time.
// SPDX-License-Identifier: MIT
#include <array>
#include <ostream>
#include <sstream>

#include "base/visible.h"
#include "cli/commands.h"
#include "cli/rule_packs.h"
#include "lexer/grammar_mask.h"
#include "lexer/lexer.h"
#include "lexer/token_names.h"
#include "names/file_names.h"
#include "project/project_model.h"
#include "scan/disk.h"
#include "scan/scan_file.h"
#include "syntax/decode.h"
#include "syntax/kind_names.h"

namespace pymolt::cli {

namespace {

// What a stage is shown: the file, and the rulebook.
struct Subject {
  std::string path;
  std::string bytes;
  const rulebook::Rulebook& book;
};

constexpr std::size_t kLongestText = 60;
constexpr std::uint64_t kLargestFile = 64U << 20U;

// TEXT on one line, cut where it is long.
std::string one_line(std::string_view text) {
  std::string line(text.substr(0, kLongestText));
  for (std::size_t at = 0; (at = line.find('\n', at)) != std::string::npos; at += 2)
    line.replace(at, 1, "\\n");
  return text.size() > kLongestText ? line + "…" : line;
}

std::string place(const Text& text, ByteSpan span) {
  const Span at = text.span(span);
  return std::to_string(at.line) + ":" + std::to_string(at.column);
}

// PLACE KIND TEXT, a token a line.
bool write_tokens(const Subject& subject, std::ostream& out) {
  const syntax::Decoded source = syntax::decode(subject.bytes);
  const verdict::Lexed lexed = verdict::lex(source);
  const Text text(source.text);
  for (const verdict::Token& token : lexed.tokens) {
    out << place(text, token.span()) << ' ' << verdict::name(token.kind) << ' '
        << one_line(text.bytes().substr(token.begin, token.end - token.begin)) << '\n';
  }
  return true;
}

// A file with its tree, which stays where it was made.
struct ParsedFile {
  explicit ParsedFile(const std::string& bytes)
      : source(syntax::decode(bytes)),
        lexed(verdict::lex(source)),
        text(std::move(source.text)),
        tree(verdict::parse(parser, text.bytes(), lexed)) {}

  syntax::Decoded source;
  verdict::Lexed lexed;
  Text text;
  syntax::Parser parser;
  syntax::Tree tree;
};

// NODE PLACE FIELD: KIND TEXT, indented by depth; the number is the node's index.
bool write_tree(const Subject& subject, std::ostream& out) {
  const ParsedFile file(subject.bytes);
  std::vector<std::uint32_t> ends;
  for (std::uint32_t at = 0; at < file.tree.nodes().size(); ++at) {
    while (!ends.empty() && ends.back() <= at) ends.pop_back();
    const syntax::Node node = file.tree.node(at);
    const std::string_view field = syntax::name(node.field());
    out << std::string(2 * ends.size(), ' ') << at << ' ' << place(file.text, node.span()) << ' '
        << field << (field.empty() ? "" : ": ") << syntax::name(node.kind());
    if (node.data().next == at + 1) out << " `" << one_line(node.text()) << '`';
    out << '\n';
    ends.push_back(node.data().next);
  }
  return true;
}

// Scopes with their bindings, and the references with what each can refer to.
bool write_model(const Subject& subject, std::ostream& out) {
  constexpr std::string_view kScopes[] = {"module", "class",         "function",
                                          "lambda", "comprehension", "annotation"};
  constexpr std::string_view kBindings[] = {
      "import",  "assign",        "augment",        "declare", "parameter", "loop",
      "with",    "except",        "function",       "class",   "walrus",    "del",
      "capture", "comprehension", "type parameter", "global",  "nonlocal"};
  const ParsedFile file(subject.bytes);
  const names::StdlibIndex stdlib(subject.book);
  const names::FileNames names(file.tree, stdlib);
  const names::Scopes& scopes = names.scopes();
  const auto alive = [&](std::uint32_t node) { return names.guards().alive(node).str(); };
  for (names::ScopeId id = 0; id < scopes.scopes().size(); ++id) {
    const names::Scope& scope = scopes.scope(id);
    out << "scope " << id << ' ' << kScopes[static_cast<std::size_t>(scope.kind)] << " at "
        << place(file.text, file.tree.node(scope.node).span()) << '\n';
    for (const names::Binding& binding : scopes.bindings()) {
      if (binding.scope != id) continue;
      out << "  binds " << scopes.interned_names().spelling(binding.word) << " ("
          << kBindings[static_cast<std::size_t>(binding.kind)] << ") at "
          << place(file.text, file.tree.node(binding.node).span()) << ", alive on "
          << alive(binding.node) << '\n';
    }
  }
  for (const names::Reference& reference : scopes.references()) {
    out << "reference " << scopes.interned_names().spelling(reference.word) << " at "
        << place(file.text, file.tree.node(reference.node).span()) << " in scope "
        << reference.scope << ", alive on " << alive(reference.node) << '\n';
    for (const names::Resolution& resolution : names.resolver().resolutions(reference))
      out << "  is " << resolution.dotted << " on " << resolution.on.str() << '\n';
  }
  return true;
}

void write_events(const FileFacts& facts, std::ostream& out) {
  constexpr std::string_view kEvents[] = {"import", "define", "remove", "use", "fail", "call"};
  for (const ImportEvent& event : facts.module.steps) {
    out << "event " << event.line << ' ' << kEvents[static_cast<std::size_t>(event.kind)] << ' '
        << event.name;
    if (event.import != kNowhere) out << " (import " << event.import << ')';
    out << ", alive on " << event.alive.str() << '\n';
  }
}

std::optional<FileFacts> facts_of(const Subject& subject) {
  const Result<scan::ScanContext> context = scan::ScanContext::make(subject.book);
  if (!context) return std::nullopt;
  scan::ScanScratch scratch;
  return scan::scan_file(subject.path, subject.bytes, *context, scratch);
}

// What is written into the cache, as far as it is about the file alone.
bool write_facts(const Subject& subject, std::ostream& out) {
  const std::optional<FileFacts> facts = facts_of(subject);
  if (!facts) return false;
  out << "encoding " << facts->encoding << "\nlines " << facts->lines << "\ncompiles on "
      << (facts->compiles ? facts->compiles->str() : "unknown: " + facts->unknown_because) << '\n';
  for (const CompileError& error : facts->errors)
    out << "error " << error.span.line << ' ' << error.construct << " on " << error.fails_on.str()
        << '\n';
  for (const Finding& finding : facts->findings)
    out << "finding " << finding.span.line << ' ' << finding.rule << ' ' << finding.symbol
        << ", breaks on " << finding.breaks_on.str() << ", warns on " << finding.warns_on.str()
        << ", " << name(finding.confidence) << '\n';
  for (std::size_t i = 0; i < facts->imports.size(); ++i) {
    const ImportFact& import = facts->imports[i];
    out << "import " << i << " at " << import.span.line << ": "
        << std::string(static_cast<std::size_t>(import.level), '.') << import.module
        << (import.name.empty() ? "" : " takes " + import.name) << ", alive on "
        << import.alive.str() << ", caught on " << import.caught.str() << '\n';
  }
  write_events(*facts, out);
  return true;
}

// The operations that importing the module comes to, with what the simulation makes of it.
bool write_program(const Subject& subject, std::ostream& out) {
  constexpr std::string_view kOps[] = {"load", "take", "star", "bind", "unbind", "fail"};
  const std::optional<FileFacts> facts = facts_of(subject);
  if (!facts) return false;
  std::vector<FileFacts> files{*facts};
  const project::ProjectModel model(files, project::Tree{}, subject.book);
  const project::Program& program = model.program();
  for (std::size_t i = 0; i < program.bodies.size(); ++i) {
    const project::Program::Body& body = program.bodies[i];
    for (std::uint32_t at = body.first; at < body.last; ++at) {
      const project::Op& op = program.ops[at];
      out << at << ' ' << kOps[static_cast<std::size_t>(op.kind)] << " on " << op.on.str();
      if (op.slot != project::kNone) out << ", slot " << op.slot;
      if (op.place.try_region != kNowhere)
        out << ", in part " << op.place.part << " of try region " << op.place.try_region;
      if (op.fault != project::kNone)
        out << ", fails by " << program.faults[op.fault].cause << " at line "
            << program.faults[op.fault].line;
      out << '\n';
    }
    if (program.is_function(static_cast<project::ModuleId>(i))) continue;
    out << "imports on " << model.outcomes()[i].imports.str() << ", unknown on "
        << model.outcomes()[i].unknown.str() << '\n';
  }
  return true;
}

struct Stage {
  std::string_view name;
  bool (*write)(const Subject& subject, std::ostream& out);
};
constexpr std::array kStages = {Stage{"tokens", write_tokens}, Stage{"tree", write_tree},
                                Stage{"model", write_model}, Stage{"facts", write_facts},
                                Stage{"program", write_program}};

}  // namespace

int run_debug(const Invocation& invocation, Streams& streams) {
  for (const Stage& stage : kStages) {
    if (stage.name != invocation.debug.stage) continue;
    const Result<rulebook::Rulebook> book = load_rulebook({});
    const Result<std::string> bytes = scan::real_disk()->read(invocation.debug.file, kLargestFile);
    if (!book || !bytes) {
      streams.err << "pymolt: " << (book ? bytes.mistake() : book.mistake()).str() << '\n';
      return 2;
    }
    std::ostringstream text;
    const bool good = stage.write({invocation.debug.file, *bytes, *book}, text);
    streams.out << visible_lines(text.str());
    return good ? 0 : 2;
  }
  streams.err << "pymolt: unknown stage `" << visible(invocation.debug.stage)
              << "`: tokens, tree, model, facts or program\n";
  return 2;
}

}  // namespace pymolt::cli
