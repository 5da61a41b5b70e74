// A command is judged by its name and its words; what a page of rules/ says of it is the finding.
// SPDX-License-Identifier: MIT
#include "scan/shell_script.h"

#include <algorithm>
#include <optional>

#include "findings/excerpts.h"
#include "findings/findings.h"
#include "findings/fingerprint.h"
#include "inventory/shell_facts.h"
#include "inventory/shell_words.h"
#include "model/suppression.h"
#include "scan/shell_code.h"
#include "syntax/shell.h"

namespace pymolt::scan {

namespace {

using inventory::activates_python;
using inventory::behind_wrappers;
using inventory::Called;
using inventory::in_environment;
using inventory::Interpreter;
using inventory::interpreter_of;
using inventory::program_of;
using inventory::Script;
using inventory::shell_fact;
using inventory::shell_fact_names;
using inventory::ShellFact;
using syntax::ShellCommand;
using syntax::ShellWord;
using Words = std::span<const ShellWord>;

constexpr std::size_t kMostScripts = 5000;
constexpr int kMostSnippets = 500;  // of Python, in one file: each is looked at as a file is
constexpr int kDeepestScript = 3;   // of scripts given to a shell by another

// A shebang that names Python.
bool is_python_script(std::string_view text) {
  const std::string_view first = text.substr(0, text.find('\n'));
  return first.starts_with("#!") && first.find("python") != std::string_view::npos;
}

class ScriptJudge {
 public:
  ScriptJudge(const Text& text, const ScanContext& context, ScanScratch& bench, FileFacts& facts)
      : text_(text), excerpts_(text), knowledge_(context), bench_(bench), facts_(facts) {}

  void judge(const Script& script) {
    outer_.clear();
    activated_ = script.python == Script::Python::provided;
    missing_ = script.python == Script::Python::missing;
    judge_text(script);
  }

 private:
  void judge_text(const Script& script) {
    outer_.push_back(&script);
    if (script.language == Script::Language::python || is_python_script(script.text)) {
      ShellCode all;
      all.script.add(script.text, 0);
      scan_code(all);
    } else if (!script.words.empty()) {
      ShellCommand command;
      for (const ByteSpan& word : script.words) {
        const std::string_view text =
            std::string_view(script.text).substr(word.begin, word.end - word.begin);
        command.words.push_back({text, true, '\'', word});
      }
      judge(command);
    } else if (const auto read = syntax::read_shell(script.text)) {
      const std::span<const ByteSpan> before = put_in_;
      put_in_ = read->put_in;
      auto assigned = read->assignments.begin();
      for (const ShellCommand& command : read->commands) {
        for (; assigned != read->assignments.end() &&
               assigned->begin < command.words.front().span.begin;
             ++assigned)
          assign(std::string_view(script.text)
                     .substr(assigned->begin, assigned->end - assigned->begin));
        judge(command);
      }
      put_in_ = before;
    } else {
      leave_out("the commands of a script of " + std::to_string(script.text.size() >> 10) + " KiB");
    }
    outer_.pop_back();
  }

  // `PATH="$PWD/venv/bin:$PATH"`: from then on `python` is the environment's.
  void assign(std::string_view assignment) {
    if (!assignment.starts_with("PATH=")) return;
    const std::string_view first = assignment.substr(5, assignment.find(':') - 5);
    if (first.find("bin") != std::string_view::npos && in_environment(first)) activate();
  }

  void activate() {
    activated_ = true;
    missing_ = false;
  }

  // `apt-get install python-is-python3`, `ln -s python3 /usr/bin/python`
  void bring(Words words, std::string_view name) {
    for (const ShellWord& word : words.subspan(1)) {
      const bool brought =
          shell_fact_names("brings", name, word.text) ||
          shell_fact_names("brings", name, "*/" + std::string(program_of(word.text)));
      if (brought) activate();
    }
  }

  void judge(const ShellCommand& command) {
    const Called called = behind_wrappers(command.words);
    const bool before = activated_;
    if (called.own_python) activated_ = true;
    if (!called.words.empty()) {
      call(called.words, command);
    } else if (called.own_python && command.fed) {  // ssh host <<EOF
      nested(code_of(*command.fed, script(), put_in_));
    }
    if (called.own_python) activated_ = before;
  }

  void call(Words words, const ShellCommand& command) {
    const ShellWord& called = words.front();
    const std::string_view name = program_of(called.text);
    if (words.size() > 1 && activates_python(called.text, words[1].text)) activate();
    bring(words, name);
    if (called.quote != '\0' && words.size() == 1 &&
        called.text.find(' ') != std::string_view::npos)
      return nested(code_of(called, script(), put_in_));
    if (const Interpreter interpreter = interpreter_of(called))
      return python(words, interpreter, command);
    if (name == "py" && words.size() > 1 && words[1].text.starts_with("-2"))
      return add("shell-python2", words[1], "py " + std::string(words[1].text), "py -3");
    if (!called.literal) return;
    if (shell_fact("evaluates", name) != nullptr) return evaluate(words, command);
    if (shell_fact("starts", name) != nullptr) return start(words, name, command);
    if (shell_fact("keeps", name) != nullptr && words.size() > 1 && words[1].quote != '\0')
      return nested(code_of(words[1], script(), put_in_));
    if (name.ends_with("setup.py")) return setup(words.subspan(1));
    if ((name == "cat" || name == "tee") && command.fed) return write_out(words, command);
    tool(called, name);
  }

  // `sh -c '…'`, and a here-document for a shell.
  void evaluate(Words words, const ShellCommand& command) {
    for (std::size_t i = 1; i + 1 < words.size(); ++i) {
      const std::string_view option = words[i].text;
      const bool is_code =
          option == "--command" || (option.starts_with('-') && !option.starts_with("--") &&
                                    option.find('c') != std::string_view::npos);
      if (is_code) return nested(code_of(words[i + 1], script(), put_in_));
    }
    const bool only_options = std::ranges::all_of(
        words.subspan(1), [](const ShellWord& word) { return word.text.starts_with('-'); });
    if (command.fed && only_options) nested(code_of(*command.fed, script(), put_in_));
  }

  // `find . -exec python {} \;`
  void start(Words words, std::string_view name, const ShellCommand& command) {
    for (std::size_t i = 1; i + 1 < words.size(); ++i) {
      if (shell_fact_names("starts", name, words[i].text))
        return call(words.subspan(i + 1), command);
    }
  }

  // `cat > x.py <<EOF`
  void write_out(Words words, const ShellCommand& command) {
    const bool to_module = command.written_to.ends_with(".py") ||
                           (words.size() > 1 && words.back().text.ends_with(".py"));
    if (to_module) scan_code(code_of(*command.fed, script(), put_in_));
  }

  void nested(const ShellCode& code) {
    if (outer_.size() <= kDeepestScript) judge_text(code.script);
  }

  void tool(const ShellWord& called, std::string_view name) {
    const std::size_t dash = name.rfind('-');  // easy_install-2.7
    const bool numbered = dash != std::string_view::npos && dash + 1 < name.size() &&
                          name.find_first_not_of("0123456789.", dash + 1) == std::string_view::npos;
    const std::string_view base = numbered ? name.substr(0, dash) : name;
    if (base.starts_with("pip") &&
        base.find_first_not_of("0123456789.", 3) == std::string_view::npos) {
      if (base.starts_with("pip2") || name.starts_with("pip-2"))
        return add("shell-python2", called, std::string(name), "python3 -m pip");
      if (name == "pip" && !activated_ && !in_environment(called.text))
        add("shell-pip", called, "pip", "python3 -m pip");
      return;
    }
    const ShellFact* fact = shell_fact("command", base);
    if (fact == nullptr) return;
    add("shell-removed-command", called, std::string(name), std::string(fact->instead), fact->gone);
  }

  void python(Words words, const Interpreter& interpreter, const ShellCommand& command) {
    const ShellWord& called = words.front();
    const std::string& version = interpreter.version;
    const bool plain = version.empty() && !interpreter.by_variable && !in_environment(called.text);
    if (version.starts_with('2')) {
      add("shell-python2", called, interpreter.name, "python3");
    } else if (plain && missing_) {
      add("shell-no-python", called, "python", "python3");
    } else if (plain && !activated_) {
      add("shell-python", called, "python", "python3");
    }
    for (std::size_t i = 1; i < words.size(); ++i) {
      const std::string_view text = words[i].text;
      if (text == "-") break;
      if (text.ends_with("setup.py")) return setup(words.subspan(i + 1));
      if (!text.starts_with('-')) return;
      if (text.starts_with("--")) continue;
      if (!options(words, i, version)) return;
    }
    if (command.fed) scan_code(code_of(*command.fed, script(), put_in_));
  }

  // The letters of the word at I, as the interpreter takes them. False where what follows is no option of its.
  bool options(Words words, std::size_t& i, const std::string& version) {
    const ShellWord& word = words[i];
    for (std::size_t letter = 1; letter < word.text.size(); ++letter) {
      const char option = word.text[letter];
      const bool attached = letter + 1 < word.text.size();
      if (option == 'c' || option == 'm') {
        ShellWord given = attached ? word : ShellWord();
        if (attached) {
          given.text = word.text.substr(letter + 1);
          given.span.begin += static_cast<std::uint32_t>(given.text.data() - word.text.data());
        } else if (i + 1 < words.size()) {
          given = words[i + 1];
        }
        option == 'm' ? module(given, words.subspan(std::min(i + 2, words.size())), version)
                      : code(given);
        return false;
      }
      const std::string name = std::string("-") + option;
      const std::string shown =
          letter == 1 && attached && option == 'Q' ? std::string(word.text) : name;
      if (const ShellFact* gone = shell_fact("option", name);
          gone != nullptr && !version.starts_with('2'))
        add("shell-removed-option", word, shown, std::string(gone->instead), gone->gone);
      const ShellFact* idle = shell_fact("idle", name);
      const bool said = word.text.find(option, 1) < letter;  // `-tt`
      if (idle != nullptr && !said && !version.starts_with('2'))
        add("shell-idle-option", word, name, {}, idle->gone);
      if (option == 'W' || option == 'X' || option == 'Q') {
        if (!attached) ++i;
        return true;
      }
    }
    return true;
  }

  // Each of the commands behind `setup.py`.
  void setup(Words words) {
    for (const ShellWord& word : words) {
      const ShellFact* fact = shell_fact("setup", word.text);
      if (fact != nullptr) add("shell-setup-py", word, "setup.py " + std::string(word.text), {});
    }
  }

  // On those of the versions that the interpreter's name takes.
  void module(const ShellWord& word, Words behind, const std::string& version) {
    if (!word.literal) return;
    if (const ShellFact* fact = shell_fact("module", word.text)) {
      return add("shell-removed-command", word, std::string(word.text), std::string(fact->instead),
                 fact->gone);
    }
    const bool runs = behind.size() > 1 && behind[0].text == "run" && word.text == "coverage";
    if (runs && behind[1].text.ends_with("setup.py")) setup(behind.subspan(2));
    if (!knowledge_.book.is_module(word.text)) return;
    const VersionSet run = version.starts_with('2')   ? VersionSet::none()
                           : version.starts_with('3') ? VersionSet::python3()
                                                      : VersionSet::all();
    const VersionSet gone = run - knowledge_.book.exists(word.text);
    if (!gone.empty()) add("shell-removed-module", word, std::string(word.text), {}, gone);
  }

  void code(const ShellWord& word) {
    if (word.text.empty()) return;
    scan_code(code_of(word, script(), put_in_));
  }

  [[nodiscard]] const Script& script() const { return *outer_.back(); }

  // Where the part of the innermost script stands in the file.
  [[nodiscard]] ByteSpan place(ByteSpan part) const {
    for (auto script = outer_.rbegin(); script != outer_.rend(); ++script)
      part = (*script)->place(part);
    return part;
  }

  // The findings of CODE, put where they stand in the file.
  void scan_code(const ShellCode& code) {
    if (++snippets_ > kMostSnippets) return leave_out("pieces of Python beyond the first 500");
    const Text snippet{code.script.text};
    const auto in_file = [&](std::uint32_t begin, std::uint32_t end) {
      return place(code.script.place({begin, end}));
    };
    FileFacts found = scan_file(facts_.path, snippet.bytes(), knowledge_, bench_);
    if (code.has_names && found.compiles && found.compiles->empty()) return;
    for (MorePlaces& more : found.more) {
      const std::uint32_t begin = snippet.line_start(std::min(more.line, snippet.line_count()));
      more.line = text_.line_at(in_file(begin, begin).begin);
      facts_.more.push_back(std::move(more));
    }
    for (Finding& finding : found.findings) {
      if (is_about_suppression(finding)) continue;
      const Span& at = finding.span;
      finding.span = text_.span(
          in_file(snippet.offset(at.line, at.column), snippet.offset(at.end_line, at.end_column)));
      finding.excerpt = excerpts_.of(finding.span.line);
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
    const ByteSpan where = place(word.span);
    checks::Draft draft = checks::draft_of(*page, where);
    draft.symbol = std::move(symbol);
    if (!instead.empty()) draft.instead = std::move(instead);
    if (gone) draft.breaks_on = *gone;
    Finding finding = checks::finding_of(draft);
    finding.span = text_.span(where);
    finding.excerpt = excerpts_.of(finding.span.line);
    finding.code = finding.excerpt;
    add_place(std::move(finding), facts_.findings, facts_.more);
  }

  const Text& text_;
  checks::Excerpts excerpts_;
  const ScanContext& knowledge_;
  ScanScratch& bench_;
  FileFacts& facts_;
  std::vector<const Script*> outer_;  // the file's own first, then those that shells are given
  std::span<const ByteSpan> put_in_;  // in the innermost
  bool activated_ = false;
  bool missing_ = false;  // there is no `python`
  int snippets_ = 0;
};

}  // namespace

void judge_scripts(const Text& text, std::span<const Script> scripts, const ScanContext& context,
                   ScanScratch& bench, FileFacts& facts) {
  ScriptJudge judge(text, context, bench, facts);
  for (const Script& script : scripts.first(std::min(scripts.size(), kMostScripts)))
    judge.judge(script);
  if (scripts.size() > kMostScripts)
    facts.not_analysed.push_back("the commands of scripts beyond the first 5,000");
  std::ranges::stable_sort(facts.findings, {}, &Finding::span);
  keep_first_places(facts.findings, facts.more);
  checks::assign_fingerprints(facts.findings);
}

}  // namespace pymolt::scan
