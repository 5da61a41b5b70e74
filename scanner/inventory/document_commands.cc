// A list below `script:` is one script, a list below `command:` the words of one command. What runs where the file itself sets up a
// Python has that one for its `python`.
// SPDX-License-Identifier: MIT
#include "inventory/document_commands.h"

#include <algorithm>
#include <array>
#include <set>

#include "inventory/command_words.h"
#include "inventory/shell_facts.h"
#include "inventory/shell_words.h"
#include "inventory/statement.h"

namespace pymolt::inventory {

namespace {

// Where the words of a command, a list or a line, stand.
constexpr std::string_view kCommandKeys[] = {
    "**/command",
    "**/args",
    "**/entrypoint",
    "**/cmd",
    "**/startCommand",
    "**/buildCommand",
    "**/packages",
    "**/apt",
    "**/pkg",
    "**/path",
    "**/executable",
    "**/exe",
    "**/environment",
    "**/env",
    "**/default",
    "**/build",
    "**/inline",
    "**/tox_env",
    "**/TOXENV",
    "**/argv",
    "**/create-args",
    "**/specs",
    "**/yum",
    "**/init",
    "**/before",
    "**/stage-packages",
    "**/build-packages",
    "**/python.pythonPath",
    "**/python.defaultInterpreterPath",
};

// Keys of scripts: a text, or a list of lines that run one after the other.
constexpr std::string_view kScriptKeys[] = {
    "run",
    "script",
    "before_script",
    "after_script",
    "install",
    "bash",
    "before_install",
    "commands",
    "runcmd",
    "shell",
    "cmds",
    "inline",
    "inlineScript",
    "before_deploy",
    "after_success",
    "before_build",
    "after_failure",
    "after_build",
    "on_success",
    "pre_install",
    "post_install",
    "pre_build",
    "post_build",
    "post_checkout",
    "postCreateCommand",
    "sh",
    "raw",
    "test_script",
    "build_script",
    "ansible.builtin.shell",
};

// Keys of one command: a text, or the list of its words.
constexpr std::string_view kWordKeys[] = {
    "command",      "entrypoint",   "cmd",
    "startCommand", "argv",         "path",
    "exec",         "buildCommand", "ansible.builtin.command",
};

bool is_one_of(std::span<const std::string_view> keys, std::string_view key) {
  return std::ranges::find(keys, key) != keys.end();
}

bool is_script_key(std::string_view key) {
  return is_one_of(kScriptKeys, key) || key.ends_with("_script");
}

// What is written for a value, from its first byte to where it ends at the latest.
std::string_view written(const Page& page, const Node& node) {
  const std::string_view all = page.text().bytes();
  const std::size_t most = node.block || node.bytes.end <= node.bytes.begin
                               ? node.text.size() * 8 + 4096
                               : node.text.size() * 4 + 64;
  return all.substr(std::min<std::size_t>(node.bytes.begin, all.size()), most);
}

void add_script(Script& script, const Page& page, const Node& node) {
  constexpr std::size_t kLongest = 100'000;
  if (node.text.size() > kLongest) return;
  script.add_written(node.text, written(page, node), node.bytes.begin);
}

// Whether NODE is a list of words whose first only says the others: `[echo, python3.8]`.
bool is_saying(const Node& node) {
  return node.kind == Node::Kind::list && !node.below.empty() &&
         shell_fact("says", program_of(node.below.front().text)) != nullptr;
}

class Commands {
 public:
  Commands(const Page& page, Script::Python python) : page_(page), python_(python) {}

  // The scripts and commands that MAP holds itself.
  void read(const Node& map) {
    const Node* const shell = map.find("shell");
    // GitHub's `shell: python`, or `python3 {0}`; Ansible's is a command.
    const bool python = shell != nullptr && map.find("run") != nullptr &&
                        (shell->text == "python" || (shell->text.starts_with("python") &&
                                                     shell->text.find("{0}") != std::string::npos));
    for (const Node& node : map.below) {
      if (&node == shell && map.find("run") != nullptr) continue;
      if (is_script_key(node.key)) {
        this->script(node, python);
      } else if (is_one_of(kWordKeys, node.key)) {
        words(node, map);
      } else if (node.key == "args" && is_saying(node)) {
        command(node);
      } else if (node.key == "test") {
        health(node);
      } else if (node.key == "job" && map.key.ends_with("cron")) {
        words(node, map);
      }
    }
    const Node* const task = map.find("task");
    const Node* const inputs = map.find("inputs");
    if (task == nullptr || inputs == nullptr || !task->text.starts_with("PythonScript")) return;
    if (const Node* code = inputs->find("script")) code_ = code->bytes.begin;
  }

  void script(const Node& node, bool python) {
    if (is_read(node)) return;
    Script all;
    if (node.bytes.begin == code_) python = true;  // of Azure's PythonScript
    all.language = python ? Script::Language::python : Script::Language::shell;
    join(all, node, 0);
    keep(std::move(all));
  }

  // The words of one command.
  void command(const Node& words) { list(nullptr, words); }

  // `command: [python, -m, x]` with the `args` beside it; a list of whole lines is a script, as Buildkite has it.
  void words(const Node& node, const Node& around) {
    if (is_read(node)) return;
    const Node* args = around.find("args");
    if (node.kind == Node::Kind::scalar) {
      const bool one_word = node.text.find_first_of(" \n") == std::string::npos;
      if (one_word && args != nullptr && args->kind == Node::Kind::list) return list(&node, *args);
      return node.key == "path" ? void() : script(node, false);
    }
    if (node.kind != Node::Kind::list || node.below.empty()) return;
    if (node.below.front().text.find_first_of(" \n") != std::string::npos)
      return script(node, false);
    list(args != nullptr && args->kind == Node::Kind::list ? args : nullptr, node);
  }

 private:
  // The words of LIST, with those of MORE before them where it is one word, and else behind them.
  void list(const Node* more, const Node& list) {
    Script command;
    if (more != nullptr && more->kind == Node::Kind::scalar) add_word(command, *more);
    for (const Node& word : list.below) add_word(command, word);
    if (more != nullptr) {
      for (const Node& word : more->below) add_word(command, word);
    }
    keep(std::move(command));
  }

  void add_word(Script& command, const Node& word) const {
    if (word.kind == Node::Kind::scalar)
      command.add_word(word.text, written(page_, word), word.bytes.begin);
  }

  // `test: ["CMD", "python", "x.py"]`, `test: ["CMD-SHELL", "python x.py"]`
  void health(const Node& node) {
    if (node.kind != Node::Kind::list || node.below.size() < 2) return;
    const std::string& how = node.below.front().text;
    if (how != "CMD" && how != "CMD-SHELL") return;
    Script command;
    for (const Node& word : std::span(node.below).subspan(1)) {
      if (how == "CMD") add_word(command, word);
      if (how == "CMD-SHELL") add_script(command, page_, word);
    }
    keep(std::move(command));
  }

  void join(Script& all, const Node& node, int depth) const {
    if (node.kind == Node::Kind::scalar) {
      read_.insert(node.bytes.begin);
      add_script(all, page_, node);
      all.add("\n", all.text.empty() ? node.bytes.begin : all.place(all.text.size() - 1) + 1);
    }
    if (depth > kDeepestDocument) return;
    for (const Node& below : node.below) {
      const bool is_line = node.kind == Node::Kind::list || below.key == "cmd" ||
                           below.key == "sh" || below.key == "bash" || below.key == "ps" ||
                           below.key == "pwsh";
      if (is_line && below.kind == Node::Kind::list && node.kind == Node::Kind::list) {
        line(all, below);
      } else if (is_line) {
        join(all, below, depth + 1);
      }
    }
  }

  // A list of words within a list of commands, as cloud-init has it, or lines that GitLab puts in.
  void line(Script& all, const Node& words) const {
    for (const Node& word : words.below) {
      const bool many = word.text.find_first_of(" \n") != std::string::npos;
      add_script(all, page_, word);
      if (!all.text.empty()) all.add(many ? "\n" : " ", all.place(all.text.size() - 1) + 1);
    }
    if (!all.text.empty()) all.add("\n", all.place(all.text.size() - 1) + 1);
  }

  // As a line of the list in which it stands.
  [[nodiscard]] bool is_read(const Node& node) const {
    return node.kind == Node::Kind::scalar && read_.contains(node.bytes.begin);
  }

  void keep(Script script) {
    if (script.text.empty()) return;
    script.python = python_;
    page_.reading().scripts.push_back(std::move(script));
  }

  const Page& page_;
  Script::Python python_;
  mutable std::set<std::uint32_t> read_;  // where the texts begin that are lines of a script
  std::uint32_t code_ = UINT32_MAX;       // where the code of an Azure task begins
};

// Whether KEY is a module that installs what it holds by `name`: `apt`, `ansible.builtin.dnf`, `pkg.installed`.
bool is_package_module(std::string_view key) {
  constexpr std::string_view kModules[] = {"apk",     "apt",      "dnf",    "dnf5", "homebrew",
                                           "package", "packages", "pacman", "pip",  "pkg",
                                           "pkgng",   "yum",      "zypper"};
  const std::size_t dot = key.rfind('.');
  return is_one_of(kModules, key.substr(dot == std::string_view::npos ? 0 : dot + 1)) ||
         key.ends_with(".installed");
}

// Every word of NODE that names an interpreter by its version.
void read_stated_words(const Page& page, const Node& node, int depth = 0) {
  if (node.kind == Node::Kind::scalar) {
    Script script;
    add_script(script, page, node);
    const std::string_view text = script.text;
    for (std::size_t begin = 0; begin < text.size();) {
      const std::size_t end = std::min(text.find('\n', begin), text.size());
      const std::string_view line = text.substr(begin, end - begin);
      begin = end + 1;
      if (trimmed(line).starts_with('#')) continue;
      VersionSet said;
      for (const StatedWord& word : stated_words(line)) {
        const auto at = static_cast<std::uint32_t>(word.word.data() - text.data());
        const ByteSpan place =
            script.place({at, at + static_cast<std::uint32_t>(word.word.size())});
        if (page.is_mentioned(place)) continue;
        if (is_told(word, said)) continue;
        said |= word.stated.versions;
        Stated stated = word.stated;
        if (page.text().slice(place) != word.word) stated.rewrite.clear();
        page.add(word.kind, place, stated);
      }
    }
    return;
  }
  if (depth > kDeepestDocument || is_saying(node)) return;
  for (const Node& below : node.below) {
    if (below.key != "name" || is_package_module(node.key))
      read_stated_words(page, below, depth + 1);
  }
}

// A line with tox's `{envpython}` as a variable of the shell.
void add_tox_line(Script& script, std::string_view line, std::size_t at) {
  for (std::size_t i = 0; i < line.size(); ++i) {
    const bool variable = line[i] == '{' && i + 1 < line.size() && 'a' <= (line[i + 1] | 32) &&
                          (line[i + 1] | 32) <= 'z' && (i == 0 || line[i - 1] != '$');
    if (variable) script.add("$", at + i);
    script.add(line.substr(i, 1), at + i);
  }
  script.add("\n", at + line.size());
}

// Whether the file sets up a Python that `python` then is: an image, an action, a matrix, Travis's environments.
Script::Python provided_by(const Page& page, const Node& document) {
  constexpr std::string_view kSetups[] = {
      "image",   "matrix",        "python-version", "conda-python", "readthedocs-python",
      "runtime", "lambda-runtime"};
  const bool provided = std::ranges::any_of(
      page.reading().facts.statements,
      [&](const VersionStatement& statement) { return is_one_of(kSetups, statement.kind); });
  const bool by_action = page.text().bytes().find("actions/setup-python") != std::string_view::npos;
  // Which version Travis takes where it is told none is its own choice, which has been 2.7, 3.6 and 3.10 (travis-build,
  // lib/travis/build/script/python.rb) and is not the distribution's: no statement.
  bool by_travis = false;
  each_at(document, "*/language", [&](const Node& node) {
    by_travis = page.path().ends_with(".travis.yml") && node.text == "python";
  });
  return provided || by_action || by_travis ? Script::Python::provided : Script::Python::unknown;
}

}  // namespace

void read_document_commands(const Page& page, const Node& document) {
  const Script::Python python = provided_by(page, document);
  Commands commands(page, python);  // first: what they mention is none of the words
  each_at(document, "**", [&](const Node& node) {
    if (node.kind == Node::Kind::map) commands.read(node);
  });
  for (const std::string_view key : kCommandKeys)
    each_at(document, key, [&](const Node& node) { read_stated_words(page, node); });
  each_at(document, "**", [&](const Node& node) {
    if (is_script_key(node.key) || is_package_module(node.key)) read_stated_words(page, node);
  });
  each_at(document, "**/jobs/*", [&](const Node& node) {  // of Read the Docs
    if (node.kind == Node::Kind::list) read_stated_words(page, node);
  });
  for (const std::string_view key : {"**/yum/*", "**/apt/*"}) {  // packages as keys
    each_at(document, key, [&](const Node& node) {
      for (const StatedWord& word : stated_words(page.text().slice(node.key_bytes)))
        page.add(word.kind, word.word, word.stated);
    });
  }
}

void read_entry(const Page& page, const Node& hook) {
  const Node* const entry = hook.find("entry");
  if (entry == nullptr) return;
  const Node* const language = hook.find("language");
  const bool own = language != nullptr && language->text == "python";
  Commands(page, own ? Script::Python::provided : Script::Python::unknown).script(*entry, false);
  read_stated_words(page, *entry);
}

void read_lifecycle_command(const Page& page, const Node& node) {
  Commands commands(page, provided_by(page, node));
  if (node.kind == Node::Kind::map) {
    for (const Node& below : node.below) commands.words(below, node);
  } else {
    commands.words(node, node);
  }
  read_stated_words(page, node);
}

void read_task(const Page& page, const Node& task, TaskList lists) {
  if (task.kind == Node::Kind::map) {
    for (const std::string_view key : {"cmd", "shell", "run", "command", "sequence"}) {
      const Node* const held = task.find(key);
      if (held != nullptr && held->kind != Node::Kind::map) read_task(page, *held, lists);
    }
    return;
  }
  Commands commands(page, Script::Python::provided);
  const auto is_text = [](const Node& node) { return node.kind == Node::Kind::scalar; };
  if (is_text(task) || (lists == TaskList::lines && std::ranges::all_of(task.below, is_text))) {
    commands.script(task, false);
  } else if (std::ranges::all_of(task.below, is_text)) {
    commands.command(task);
  } else {
    for (const Node& below : task.below) {
      if (below.kind == Node::Kind::list) commands.command(below);
      if (below.kind == Node::Kind::map) read_task(page, below, lists);
    }
  }
  read_stated_words(page, task);
}

void read_tox_commands(const Page& page, const Node& commands) {
  Script script;
  script.python = Script::Python::provided;
  const std::string_view all = page.text().slice(commands.bytes);
  for (std::size_t begin = 0; begin < all.size();) {
    const std::size_t end = std::min(all.find('\n', begin), all.size());
    std::string_view line = trimmed(all.substr(begin, end - begin));
    begin = end + 1;
    if (line.starts_with('#')) continue;
    const std::size_t colon = line.find(": ");
    const bool factor = colon != std::string_view::npos &&
                        line.substr(0, colon).find_first_of(" \t\"'/") == std::string_view::npos;
    if (factor) line = trimmed(line.substr(colon + 2));
    line.remove_prefix(std::min(line.find_first_not_of("-! \t"), line.size()));
    add_tox_line(script, line, page.span_of(line).begin);
  }
  if (!script.text.empty()) page.reading().scripts.push_back(std::move(script));
}

}  // namespace pymolt::inventory
