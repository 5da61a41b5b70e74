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

std::string_view quoted_at(std::string_view text, std::size_t at) {
  const std::size_t open = text.find_first_of("'\"", at);
  if (open == std::string_view::npos) return {};
  const std::size_t close = text.find(text[open], open + 1);
  return close == std::string_view::npos ? std::string_view()
                                         : text.substr(open + 1, close - open - 1);
}

// The versions behind `values` at AT, as far as they are separated by commas.
void add_values(const Page& page, std::string_view text, std::size_t at) {
  Stated all;
  std::string shown;
  std::string_view first;
  std::string_view last;
  while (true) {
    const std::string_view item = quoted_at(text, at);
    if (item.data() == nullptr) break;
    const auto stated = read_version(item);
    if (stated && stated->pins) {
      if (first.data() == nullptr) first = item;
      last = item;
      all.versions |= stated->versions;
      shown += (shown.empty() ? "" : ", ") + std::string(item);
    }
    at = static_cast<std::size_t>(item.data() - text.data()) + item.size() + 1;
    at = text.find_first_not_of(" \t\r\n", at);
    if (at == std::string_view::npos || text[at] != ',') break;
  }
  if (first.data() == nullptr) return;
  const ByteSpan place = {page.span_of(first).begin, page.span_of(last).end};
  all.rewrite = std::string(page.text().slice(place)) + "', '{V}";
  page.add("matrix", place, all, shown);
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
    if (is_version_key(quoted_at(axis, name))) add_values(page, text, at + values);
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
