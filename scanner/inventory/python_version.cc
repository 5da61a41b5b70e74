// `.python-version`: a version a line, as pyenv, uv and Heroku read it; several lines are one statement.
// SPDX-License-Identifier: MIT
#include "inventory/kind_readers.h"
#include "inventory/statement.h"

namespace pymolt::inventory {

void read_python_version(const Source& source, Reading& reading) {
  const Page page(source, reading);
  Stated all;
  std::string_view first;
  std::string_view last;
  for (const Line& line : page.lines()) {
    std::string_view word = trimmed(line.text.substr(0, line.text.find('#')));
    word = word.substr(0, word.find("/envs/"));  // pyenv's name for an environment
    if (word.empty()) continue;
    const auto stated = read_version(word);
    if (!stated) {
      if (word != "system")
        page.problem(line.number,
                     "`" + std::string(word.substr(0, 80)) + "` names no version of Python");
      continue;
    }
    if (first.empty()) {
      first = word;
      all = *stated;
    } else {
      all.versions |= stated->versions;
      all.pins = all.pins || stated->pins;
    }
    last = word;
  }
  if (first.empty()) return;
  const std::string_view lines(first.data(),
                               static_cast<std::size_t>(last.data() + last.size() - first.data()));
  if (last.data() != first.data()) all.rewrite = std::string(lines) + "\n{V}";
  page.add("python-version-file", lines, all);
}

}  // namespace pymolt::inventory
