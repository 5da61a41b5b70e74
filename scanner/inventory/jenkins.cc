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
  read_lines(source, reading);
}

}  // namespace pymolt::inventory
