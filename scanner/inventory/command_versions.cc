// The words behind which a version stands are lines of rules/text/version_arguments.txt: HOW, then the words.
// SPDX-License-Identifier: MIT
#include "inventory/command_versions.h"

#include <algorithm>

#include "base/text_table.h"
#include "inventory/project_metadata.h"
#include "packaging/characters.h"
#include "packed/packed.h"

extern "C" const unsigned char version_arguments_txt[];

namespace pymolt::inventory {

namespace {

struct Row {
  std::string_view words;
  Understand read;
};

constexpr struct {
  std::string_view how;
  Understand read;
} kHow[] = {
    {"version", read_version},
    {"compact", read_compact},
    {"lower", read_compact_lower_bound},
    {"envlist", read_envlist},
};

std::vector<Row> read_rows() {
  static const Unpacked kText(version_arguments_txt);
  std::vector<Row> rows;
  for (TextTable table(kText.text()); !table.is_over();) {
    const std::string_view line = table.take_line();
    const std::size_t blank = line.find(' ');
    for (const auto& [how, read] : kHow) {
      if (blank != std::string_view::npos && line.substr(0, blank) == how)
        rows.push_back({line.substr(blank + 1), read});
    }
  }
  return rows;
}

const std::vector<Row>& rows() {
  static const std::vector<Row> kRows = read_rows();
  return kRows;
}

bool begins_a_word(std::string_view line, std::size_t at) {
  if (at == 0) return true;
  const char before = line[at - 1];
  return !packaging::is_word(before) && before != '-' && before != '.';
}

// The word behind the words that end at AT: behind blanks or `=`, and a quote. Words that end in a sign want it at once.
std::string_view argument_at(std::string_view line, std::size_t at) {
  const char last = line[at - 1];
  const bool at_once = last == '-' || last == ':' || last == '/';
  if (!at_once) {
    const std::size_t begin = line.find_first_not_of(" \t=", at);
    const bool apart = begin != std::string_view::npos && (begin > at || line[at - 1] == 'e');
    if (!apart) return {};
    at = begin;
    if (line[at] == '"' || line[at] == '\'') ++at;
  }
  return line.substr(at, std::min(line.find_first_of(" \t\r\n\"';&|)]}`", at), line.size()) - at);
}

// A word that states a version and nothing else: no `3`, no path.
bool is_version_word(const Stated& stated, std::string_view word) {
  return stated.pins && word.find_first_of("/\\$%{") == std::string_view::npos;
}

}  // namespace

Understand version_behind_words(std::string_view words) {
  for (const Row& row : rows()) {
    if (row.words == words) return row.read;
  }
  return nullptr;
}

std::vector<StatedWord> versions_given(std::string_view line) {
  std::vector<StatedWord> found;
  const bool may =
      line.find("py") != std::string_view::npos || line.find("PY") != std::string_view::npos ||
      line.find("ython") != std::string_view::npos || line.find("tox") != std::string_view::npos ||
      line.find("-version") != std::string_view::npos ||
      line.find(" use ") != std::string_view::npos ||
      line.find(" pin ") != std::string_view::npos || line.find("-t") != std::string_view::npos ||
      line.find("-p") != std::string_view::npos;
  if (!may) return found;
  for (const Row& row : rows()) {
    for (std::size_t at = line.find(row.words); at != std::string_view::npos;
         at = line.find(row.words, at + row.words.size())) {
      if (!begins_a_word(line, at)) continue;
      const std::string_view word = argument_at(line, at + row.words.size());
      if (word.empty() || word.size() > 60) continue;
      auto stated = row.read(word);
      if (!stated || !is_version_word(*stated, word)) continue;
      if (row.read == read_envlist)
        stated->rewrite = word.find(',') == std::string_view::npos ? std::string("py{C}")
                                                                   : std::string(word) + ",py{C}";
      found.push_back({word, row.read == read_envlist ? "tox-env" : "python-version", *stated});
    }
  }
  std::ranges::stable_sort(found, {}, [](const StatedWord& word) { return word.word.data(); });
  return found;
}

}  // namespace pymolt::inventory
