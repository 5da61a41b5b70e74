// A command is judged by its name and its words; what a page of rules/ says of it is the finding.
// SPDX-License-Identifier: MIT
#include "scan/shell_script.h"

#include <algorithm>
#include <optional>

#include "findings/findings.h"
#include "findings/fingerprint.h"
#include "scan/shell_facts.h"
#include "syntax/shell.h"

namespace pymolt::scan {

namespace {

using syntax::ShellCommand;
using syntax::ShellWord;

constexpr std::size_t kMostScripts = 5000;
constexpr int kMostSnippets = 500;  // of Python, in one file: each is looked at as a file is

std::string_view last_part(std::string_view path) { return path.substr(path.rfind('/') + 1); }

bool all_digits(std::string_view text) {
  return text.find_first_not_of("0123456789.") == std::string_view::npos;
}

class ScriptJudge {
 public:
  ScriptJudge(const Text& text, const ScanContext& context, ScanScratch& bench, FileFacts& facts)
      : text_(text), knowledge_(context), bench_(bench), facts_(facts) {}

  void judge(ByteSpan script) {
    base_ = script.begin;
    activated_ = false;
    const auto commands = syntax::shell_commands(text_.slice(script));
    if (!commands)
      return leave_out("the commands of a script of " +
                       std::to_string((script.end - script.begin) >> 10) + " KiB");
    for (const ShellCommand& command : *commands) judge(command);
  }

 private:
  void judge(const ShellCommand& command) {
    std::span<const ShellWord> words(command.words);
    while (words.size() > 1 && is_wrapper(words)) words = words.subspan(1);
    const ShellWord& called = words.front();
    if (!called.literal) return;
    const std::string_view name = last_part(called.text);
    if ((name == "." || name == "source") && words.size() > 1 &&
        words[1].text.ends_with("bin/activate"))
      activated_ = true;
    if (name.starts_with("python") && all_digits(name.substr(6))) {
      python(words, name, command.fed);
    } else if (name.starts_with("pip") && all_digits(name.substr(3))) {
      if (name.starts_with("pip2"))
        add("shell-python2", called, std::string(name), "python3 -m pip");
    } else {
      tool(called, name);
    }
  }

  // `sudo -E`, `env A=b`: the wrapper, or one of its options.
  static bool is_wrapper(std::span<const ShellWord> words) {
    const std::string_view word = words.front().text;
    if (shell_fact("wrapper", last_part(word)) != nullptr) return true;
    return word.starts_with('-') ||
           (word.find('=') != std::string_view::npos && word.find('/') == std::string_view::npos);
  }

  void tool(const ShellWord& called, std::string_view name) {
    const ShellFact* fact = shell_fact("command", name);
    if (fact == nullptr) return;
    add("shell-removed-command", called, std::string(name), std::string(fact->instead), fact->gone);
  }

  void python(std::span<const ShellWord> words, std::string_view name, std::string_view fed) {
    const ShellWord& called = words.front();
    const std::string_view version = name.substr(6);
    if (version.starts_with('2')) {
      add("shell-python2", called, std::string(name), "python3");
    } else if (version.empty() && !activated_ && !in_environment(called.text)) {
      add("shell-python", called, "python", "python3");
    }
    for (std::size_t i = 1; i < words.size(); ++i) {
      const ShellWord& word = words[i];
      if (!word.text.starts_with('-')) {
        if (word.text.ends_with("setup.py") && i + 1 < words.size()) setup(words[i + 1]);
        return;
      }
      if (word.text == "-c" && i + 1 < words.size()) return code(words[i + 1]);
      if (word.text == "-m" && i + 1 < words.size()) return module(words[i + 1], version);
      if (word.text == "-") break;
      const ShellFact* option = shell_fact("option", word.text);
      if (option != nullptr && !version.starts_with('2'))
        add("shell-removed-option", word, std::string(word.text), std::string(option->instead),
            option->gone);
      if (word.text == "-W" || word.text == "-X") ++i;
    }
    if (!fed.empty()) scan_code(fed, static_cast<std::uint32_t>(fed.data() - text_.bytes().data()));
  }

  void setup(const ShellWord& what) {
    const ShellFact* fact = shell_fact("setup", what.text);
    if (fact == nullptr) return;
    add("shell-setup-py", what, "setup.py " + std::string(what.text), {});
  }

  // On those of the versions that the interpreter's name takes.
  void module(const ShellWord& word, std::string_view version) {
    if (!word.literal || !knowledge_.book.is_module(word.text)) return;
    const VersionSet run = version.starts_with('2')   ? VersionSet::none()
                           : version.starts_with('3') ? VersionSet::python3()
                                                      : VersionSet::all();
    const VersionSet gone = run - knowledge_.book.exists(word.text);
    if (!gone.empty()) add("shell-removed-module", word, std::string(word.text), {}, gone);
  }

  void code(const ShellWord& word) {
    if (!word.literal || word.text.find('\\') != std::string_view::npos) return;
    scan_code(word.text, static_cast<std::uint32_t>(word.text.data() - text_.bytes().data()));
  }

  // The findings of code that begins at BEGIN, put where they stand in the file.
  void scan_code(std::string_view code, std::uint32_t begin) {
    if (++snippets_ > kMostSnippets) return leave_out("pieces of Python beyond the first 500");
    const Text snippet{std::string(code)};
    FileFacts found = scan_file(facts_.path, code, knowledge_, bench_);
    for (MorePlaces& more : found.more) {
      more.line += text_.line_at(begin) - 1;
      facts_.more.push_back(std::move(more));
    }
    for (Finding& finding : found.findings) {
      if (finding.rule == "unused-suppression" || finding.rule == "unreadable-suppression")
        continue;
      const Span& at = finding.span;
      finding.span = text_.span({begin + snippet.offset(at.line, at.column),
                                 begin + snippet.offset(at.end_line, at.end_column)});
      finding.excerpt = text_.line(finding.span.line);
      if (finding.breaks_as == Severity::critical)
        finding.breaks_as = Severity::high;  // the command fails, no module does
      finding.at_import = VersionSet::none();
      add_place(std::move(finding), facts_.findings, facts_.more);
    }
  }

  // Says once that WHAT was not looked at.
  void leave_out(const std::string& what) {
    if (std::ranges::find(facts_.not_analysed, what) == facts_.not_analysed.end())
      facts_.not_analysed.push_back(what);
  }

  void add(std::string_view rule, const ShellWord& word, std::string symbol, std::string instead,
           std::optional<VersionSet> gone = {}) {
    const rulebook::RulePage* page = knowledge_.book.page(rule);
    if (page == nullptr) return;
    const ByteSpan where = {base_ + word.span.begin, base_ + word.span.end};
    checks::Draft draft = checks::draft_of(*page, where);
    draft.symbol = std::move(symbol);
    if (!instead.empty()) draft.instead = std::move(instead);
    if (gone) draft.breaks_on = *gone;
    Finding finding = checks::finding_of(draft);
    finding.span = text_.span(where);
    finding.excerpt = text_.line(finding.span.line);
    finding.code = finding.excerpt;
    add_place(std::move(finding), facts_.findings, facts_.more);
  }

  const Text& text_;
  const ScanContext& knowledge_;
  ScanScratch& bench_;
  FileFacts& facts_;
  std::uint32_t base_ = 0;
  bool activated_ = false;
  int snippets_ = 0;
};

}  // namespace

void judge_scripts(const Text& text, std::span<const ByteSpan> scripts, const ScanContext& context,
                   ScanScratch& bench, FileFacts& facts) {
  ScriptJudge judge(text, context, bench, facts);
  for (const ByteSpan& script : scripts.first(std::min(scripts.size(), kMostScripts)))
    judge.judge(script);
  if (scripts.size() > kMostScripts)
    facts.not_analysed.push_back("the commands of scripts beyond the first 5,000");
  std::ranges::stable_sort(facts.findings, {}, &Finding::span);
  keep_first_places(facts.findings, facts.more);
  checks::assign_fingerprints(facts.findings);
}

}  // namespace pymolt::scan
