// CMake and Cargo: the Python that a build looks for, and the limited API that a crate is built for.
// SPDX-License-Identifier: MIT
//
//   find_package(Python 3.9 REQUIRED COMPONENTS Development)       3.9 and later
//   find_package(Python3 3.8...<3.12 COMPONENTS Interpreter)       3.8 to 3.11
//   pyo3 = { version = "0.20", features = ["abi3-py38"] }
#include <algorithm>

#include "inventory/command_words.h"
#include "inventory/kind_readers.h"
#include "inventory/project_metadata.h"
#include "inventory/statement.h"

namespace pymolt::inventory {

namespace {

// The word of TEXT that begins at AT, behind blanks.
std::string_view word_at(std::string_view text, std::size_t at) {
  const std::size_t begin = std::min(text.find_first_not_of(" \t\r\n\"", at), text.size());
  return text.substr(begin, std::min(text.find_first_of(" \t\r\n\")", begin), text.size()) - begin);
}

// `3.9` with `EXACT` behind it, `3.9`, `3.8...<3.12`, `3.8...3.11`.
std::optional<Stated> read_wanted(std::string_view word, std::string_view behind) {
  const std::size_t dots = word.find("...");
  if (dots == std::string_view::npos) {
    const bool exact = trimmed(behind).starts_with("EXACT");
    return exact ? read_version(word) : read_lower_bound(word);
  }
  const std::string_view last = word.substr(dots + 3);
  return read_range(">=" + std::string(word.substr(0, dots)) + "," +
                    (last.starts_with('<') ? "" : "<=") + std::string(last));
}

void read_find_package(const Page& page, std::string_view line) {
  const std::string low = lower(line);
  const std::size_t call = low.find("find_package(");
  if (call == std::string::npos) return;
  const std::string_view package = word_at(line, call + 13);
  const std::string name = lower(package);
  if (name != "python" && name != "python3" && name != "python2" && name != "pythoninterp" &&
      name != "pythonlibs")
    return;
  const std::size_t behind =
      static_cast<std::size_t>(package.data() - line.data()) + package.size();
  const std::string_view word = word_at(line, behind);
  auto stated = read_wanted(
      word, line.substr(static_cast<std::size_t>(word.data() - line.data()) + word.size()));
  if (!stated || !stated->pins) return;
  if (word.find("...") != std::string_view::npos) stated->rewrite.clear();
  page.add("cmake-python", word, *stated);
}

// `set(PYBIND11_PYTHON_VERSION 3.7 …)`, `USE_SABI 3.9`
void read_settings(const Page& page, std::string_view line) {
  const std::size_t set = lower(line).find("set(");
  if (set != std::string::npos) {
    const std::string_view name = word_at(line, set + 4);
    const std::string_view value =
        word_at(line, static_cast<std::size_t>(name.data() - line.data()) + name.size());
    if (is_version_key(name)) {
      if (const auto stated = read_version(value)) page.add("cmake-python", value, *stated);
    }
  }
  if (const std::size_t api = line.find("USE_SABI "); api != std::string_view::npos) {
    const std::string_view value = word_at(line, api + 9);
    if (const auto stated = read_lower_bound(value)) page.add("limited-api", value, *stated);
  }
}

}  // namespace

void read_cmake(const Source& source, Reading& reading) {
  const Page page(source, reading);
  for (const Line& line : page.lines()) {
    const std::string_view text = trimmed(line.text);
    if (text.starts_with('#')) continue;
    read_find_package(page, text);
    read_settings(page, text);
  }
}

void read_cargo(const Source& source, Reading& reading) {
  const Page page(source, reading);
  for (const Line& line : page.lines()) {
    const std::string_view text = trimmed(line.text);
    if (text.starts_with('#')) continue;
    for (std::size_t at = text.find("abi3-py"); at != std::string_view::npos;
         at = text.find("abi3-py", at + 7)) {
      const std::string_view word = word_at(text, at + 5).substr(0, 6);
      const std::string_view tag =
          word.substr(0, std::min(word.find_first_of("\"',]"), word.size()));
      if (const auto stated = read_compact_lower_bound(tag)) page.add("limited-api", tag, *stated);
    }
  }
}

}  // namespace pymolt::inventory
