// Jenkinsfiles and other Groovy: images and interpreters in any line, and the axes of a matrix.
// SPDX-License-Identifier: MIT
//
//   axis {
//     name 'PYTHON_VERSION'
//     values '3.8', '3.9'          one statement
//   }
#include <algorithm>

#include "inventory/command_words.h"
#include "inventory/kind_readers.h"
#include "inventory/statement.h"

namespace pymolt::inventory {

namespace {

constexpr std::size_t kLongestAxis = 1000;

// The versions behind `values` at AT, as far as they are separated by commas.
void add_values(const Page& page, std::string_view text, std::size_t at) {
  VersionList list;
  while (true) {
    const std::string_view item = quoted_behind(text, at, "'\"");
    if (item.data() == nullptr) break;
    const auto stated = read_version(item);
    if (stated && stated->pins) list.add(item, *stated);
    at = static_cast<std::size_t>(item.data() - text.data()) + item.size() + 1;
    at = text.find_first_not_of(" \t\r\n", at);
    if (at == std::string_view::npos || text[at] != ',') break;
  }
  if (list.empty()) return;
  const ByteSpan place = list.span(page);
  Stated all;
  all.versions = list.versions;
  all.rewrite = std::string(page.text().slice(place)) + "', '{V}";
  page.add("matrix", place, all, list.shown);
}

bool is_name_letter(char c) {
  return ('a' <= c && c <= 'z') || ('A' <= c && c <= 'Z') || ('0' <= c && c <= '9') || c == '_';
}

// The string of Groovy that begins at AT of TEXT: `'…'`, `"…"`, or three of either.
void add_string(const Page& page, std::string_view text, std::size_t at) {
  const char mark = text[at];
  const bool three = text.substr(at, 3) == std::string(3, mark);
  const std::string close(three ? 3 : 1, mark);
  Script script;
  std::size_t i = at + close.size();
  while (i < text.size() && text.substr(i, close.size()) != close) {
    const bool escape = text[i] == '\\' && i + 1 < text.size();
    if (!escape) {
      script.add(text.substr(i, 1), i);
      ++i;
      continue;
    }
    const char c =
        text[i + 1];  // a backslash before a newline joins lines for Groovy and for a shell
    if (c != '\n') script.add(c == 'n' ? "\n" : c == 't' ? "\t" : text.substr(i + 1, 1), i + 1);
    i += 2;
  }
  if (!script.text.empty()) page.reading().scripts.push_back(std::move(script));
}

// `sh 'python x.py'`, `sh(script: "…", returnStdout: true)`, `bat '…'`
void add_steps(const Page& page) {
  constexpr std::size_t kFarthest = 200;
  for (const Line& line : page.lines()) {
    for (const std::string_view step : {"sh", "bat"}) {
      const std::size_t at = line.text.find(step);
      if (at == std::string_view::npos ||
          line.text.substr(0, at).find("//") != std::string_view::npos)
        continue;
      if (at > 0 && is_name_letter(line.text[at - 1])) continue;
      std::size_t behind = line.begin + at + step.size();
      const std::string_view text = page.text().bytes();
      std::string_view given = text.substr(behind, kFarthest);
      if (given.find_first_of("( '\"") != 0) continue;
      const std::size_t named = given.find("script:");
      const std::size_t first = given.find_first_of("'\"");
      if (named != std::string_view::npos &&
          (first == std::string_view::npos || named < first || given.find("label:") < named)) {
        behind += named;
        given.remove_prefix(named);
      }
      const std::size_t quote = given.find_first_of("'\"");
      const std::string_view before = given.substr(0, quote);
      if (quote != std::string_view::npos &&
          before.find_first_not_of("( script:label\t\n") == std::string_view::npos)
        add_string(page, text, behind + quote);
    }
  }
}

}  // namespace

void read_jenkins(const Source& source, Reading& reading) {
  const Page page(source, reading);
  const std::string_view text = page.text().bytes();
  for (std::size_t at = text.find("axis"); at != std::string_view::npos;
       at = text.find("axis", at + 4)) {
    const std::string_view axis = text.substr(at, kLongestAxis);
    const std::size_t name = axis.find("name");
    const std::size_t values = axis.find("values");
    if (name == std::string_view::npos || values == std::string_view::npos || values < name)
      continue;
    if (is_version_key(quoted_behind(axis, name, "'\""))) add_values(page, text, at + values);
  }
  for (const Line& line : page.lines()) {  // def pythonVersions = ['3.6', '3.7']
    const std::size_t equals = line.text.find("= [");
    if (equals == std::string_view::npos) continue;
    const std::string_view before = trimmed(line.text.substr(0, equals));
    if (is_version_key(before.substr(before.find_last_of(" \t.") + 1)))
      add_values(page, text, line.begin + equals + 2);
  }
  add_steps(page);
  read_lines(source, reading);
}

}  // namespace pymolt::inventory
