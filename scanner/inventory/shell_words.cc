// Wrappers and their options are lines of rules/text/shell_commands.txt.
// SPDX-License-Identifier: MIT
#include "inventory/shell_words.h"

#include <algorithm>

#include "inventory/command_words.h"
#include "inventory/shell_facts.h"

namespace pymolt::inventory {

namespace {

using Words = std::span<const syntax::ShellWord>;

bool is_assignment(const syntax::ShellWord& word) {
  const std::size_t sign = word.text.find('=');
  return word.quote == '\0' && sign != std::string_view::npos && sign > 0 &&
         word.text.substr(0, sign).find('/') == std::string_view::npos &&
         !word.text.starts_with('-');
}

struct Wrapper {
  const ShellFact* fact = nullptr;
  std::string_view kind;
  std::size_t words = 0;  // of its name
};

// `docker compose run` before `docker`.
Wrapper wrapper_at(Words words) {
  constexpr std::size_t kMostWords = 3;
  Wrapper found;
  std::string name;
  for (std::size_t i = 0; i < std::min(kMostWords, words.size()); ++i) {
    name += (i == 0 ? "" : "+") + std::string(i == 0 ? program_of(words[i].text) : words[i].text);
    for (const std::string_view kind : {"wrapper", "runner"}) {
      if (const ShellFact* fact = shell_fact(kind, name)) found = {fact, kind, i + 1};
    }
  }
  return found;
}

// Past the options at the start of WORDS, with the values that they have, and assignments. True behind a `--`.
bool skip_options(const Wrapper& wrapper, Words& words) {
  while (!words.empty()) {
    const syntax::ShellWord& word = words.front();
    if (word.text == "--") {
      words = words.subspan(1);
      return true;
    }
    const bool option = word.text.size() > 1 && word.text.front() == '-';
    if (!option && !is_assignment(word)) return false;
    const bool has_value = option && shell_fact_names(wrapper.kind, wrapper.fact->name, word.text);
    words = words.subspan(std::min<std::size_t>(words.size(), has_value ? 2 : 1));
  }
  return false;
}

bool is_python_like(std::string_view name) {
  return name.starts_with("python") &&
         name.find_first_not_of("0123456789.", 6) == std::string_view::npos;
}

// `$PYTHON`, `"${PY}"`, `{{ python }}`, `%PYTHON%`, `{envpython}`: the name within.
std::string_view variable_in(std::string_view text) {
  constexpr std::string_view kMarks = "$%{}() \"'";
  if (text.find_first_of("$%{") != 0) return {};
  const std::size_t begin = text.find_first_not_of(kMarks);
  if (begin == std::string_view::npos) return {};
  std::string_view name = text.substr(begin);
  name = name.substr(0, name.find_first_of(":}%)/ \"'"));
  const std::size_t dot = name.rfind('.');  // `env.PYTHON`
  return dot == std::string_view::npos ? name : name.substr(dot + 1);
}

bool is_called_after_python(std::string_view variable) {
  std::string low(variable);
  std::ranges::transform(low, low.begin(), [](char c) {
    return 'A' <= c && c <= 'Z' ? static_cast<char>(c | 32) : c;
  });
  return is_version_key(variable) || low.ends_with("python") || low.ends_with("python_bin") ||
         low.ends_with("python_exe") || low.ends_with("python_cmd") || low.ends_with("python2") ||
         low.ends_with("python3");
}

}  // namespace

std::string_view program_of(std::string_view path) {
  path = path.substr(path.find_last_of("/\\") + 1);
  if (path.ends_with(".exe")) path.remove_suffix(4);
  return path;
}

Called behind_wrappers(Words words) {
  constexpr int kMostWrappers = 20;
  Called called{words, false};
  for (int i = 0; i < kMostWrappers && !called.words.empty(); ++i) {
    const Wrapper wrapper = wrapper_at(called.words);
    if (wrapper.fact == nullptr) break;
    Words rest = called.words.subspan(wrapper.words);
    const bool asks = wrapper.fact->name == "command" && !rest.empty() &&
                      (rest.front().text == "-v" || rest.front().text == "-V");
    if (asks) return {{}, false};
    bool behind_dashes = skip_options(wrapper, rest);
    const char count = wrapper.fact->rest.empty() ? '0' : wrapper.fact->rest.front();
    if (count == '1' && !rest.empty()) {
      rest = rest.subspan(1);
      const bool more = std::ranges::any_of(
          rest, [](const syntax::ShellWord& word) { return word.text == "--"; });
      if (!behind_dashes && more) behind_dashes = skip_options(wrapper, rest);
    }
    called.own_python = called.own_python || wrapper.kind == "runner";
    called.words = rest;
  }
  return called;
}

Interpreter interpreter_of(const syntax::ShellWord& word) {
  Interpreter found;
  std::string_view text = word.text;
  const std::size_t other = text.find(":-");
  if (text.starts_with("${") && text.ends_with('}') && other != std::string_view::npos) {
    const std::string_view name = text.substr(other + 2, text.size() - other - 3);
    if (is_python_like(program_of(name))) text = name;
  }
  const std::string_view name = program_of(text);
  if (is_python_like(name)) {
    found.name = name;
    found.version = name.substr(6);
    const std::string_view folder = text.substr(0, text.size() - name.size());
    found.in_place = found.version.empty() && folder.find("ython2") != std::string_view::npos;
    if (found.in_place) found.version = "2";
    return found;
  }
  const std::string_view variable = variable_in(text);
  if (!variable.empty() && is_called_after_python(variable)) {
    found.name = variable;
    found.by_variable = true;
  }
  return found;
}

}  // namespace pymolt::inventory
