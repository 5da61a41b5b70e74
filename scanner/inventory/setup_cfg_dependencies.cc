// setup.cfg and tox.ini: lists of requirements under the keys of INI files.
// SPDX-License-Identifier: MIT
#include <algorithm>

#include "inventory/kind_readers.h"
#include "inventory/node_text.h"
#include "inventory/parsed_document.h"
#include "inventory/requirements.h"
#include "packaging/characters.h"

namespace pymolt::inventory {

namespace {

using packaging::stripped;

std::optional<Node> read_ini(const Source& source, const Text& text, Reading& reading) {
  Result<Node> root = parse_ini(text);
  if (root) return root.take();
  (void)source;
  reading.failed = root.mistake();
  return std::nullopt;
}

// The lines of VALUE as they stand in the file, with their numbers.
template <typename See>
void each_line(const Text& text, const Node& value, See see) {
  const std::string_view written = text.slice(value.bytes);
  std::uint32_t line = text.line_at(value.bytes.begin);
  for (std::size_t begin = 0; begin <= written.size(); ++line) {
    const std::size_t end = std::min(written.find('\n', begin), written.size());
    std::string_view words = stripped(written.substr(begin, end - begin));
    begin = end + 1;
    if (words.starts_with('#') || words.starts_with(';')) continue;
    if (const std::size_t comment = words.find(" #"); comment != std::string_view::npos)
      words = stripped(words.substr(0, comment));
    if (!words.empty()) see(words, line);
  }
}

// `file: requirements.txt, more.txt`
bool read_file_directive(std::string_view words, std::uint32_t line, Reading& reading) {
  if (!words.starts_with("file:")) return false;
  words.remove_prefix(5);
  while (!words.empty()) {
    const std::size_t comma = std::min(words.find(','), words.size());
    const std::string_view file = stripped(words.substr(0, comma));
    if (!file.empty()) reading.facts.includes.push_back({std::string(file), false, line});
    words.remove_prefix(std::min(comma + 1, words.size()));
  }
  return true;
}

// A list of setuptools: a line each, or on one line with `;` between them, each of which may hold a marker in its own line only.
void read_list(const Text& text, const Node& value, const Listed& listed, Reading& reading) {
  each_line(text, value, [&](std::string_view words, std::uint32_t line) {
    if (!read_file_directive(words, line, reading)) declare(reading, words, line, listed);
  });
}

}  // namespace

void read_setup_cfg_dependencies(const Source& source, Reading& reading) {
  const Text text{std::string(source.bytes)};
  const auto root = read_ini(source, text, reading);
  if (!root) return;
  for (const Node& section : root->below) {
    if (section.key == "options") {
      for (const char* key : {"install_requires", "install-requires"}) {
        if (const Node* value = section.find(key)) read_list(text, *value, {}, reading);
      }
      if (const Node* value = section.find("setup_requires"))
        read_list(text, *value, {DependencyKind::build, "", ""}, reading);
      if (const Node* value = section.find("tests_require"))
        read_list(text, *value, {DependencyKind::group, "test", ""}, reading);
    } else if (section.key == "options.extras_require") {
      for (const Node& extra : section.below)
        read_list(text, extra, {DependencyKind::dependency, extra.key, ""}, reading);
    }
  }
}

namespace {

// `py38,py39` and `py{38,39}-django` as a marker: which Pythons the factors name; empty where none does, or where one way
// through them names none.
std::string factor_marker(std::string_view factors) {
  std::string marker;
  for (std::size_t at = factors.find("py"); at != std::string_view::npos;
       at = factors.find("py", at + 2)) {
    if (at > 0 && (packaging::is_word(factors[at - 1]) || factors[at - 1] == '!')) continue;
    std::string_view rest = factors.substr(at + 2);
    const bool braces = rest.starts_with('{');
    const std::string_view list = braces ? rest.substr(1, rest.find('}') - 1)
                                         : rest.substr(0, rest.find_first_not_of("0123456789."));
    for (std::size_t begin = 0; begin < list.size();) {
      const std::size_t end = std::min(list.find(',', begin), list.size());
      std::string digits(stripped(list.substr(begin, end - begin)));
      begin = end + 1;
      digits.erase(std::remove(digits.begin(), digits.end(), '.'), digits.end());
      if (digits.size() < 2 || !std::ranges::all_of(digits, packaging::is_digit)) return {};
      marker += (marker.empty() ? "" : " or ") +
                ("python_version == \"" + digits.substr(0, 1) + "." + digits.substr(1) + "\"");
    }
  }
  return marker;
}

bool is_factor(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) {
    return packaging::is_word(c) || c == '-' || c == ',' || c == '{' || c == '}' || c == '.' ||
           c == '!' || c == '_' || c == ' ';
  });
}

void read_tox_line(std::string_view words, std::uint32_t line, const Listed& outer,
                   Reading& reading) {
  Listed listed = outer;
  const std::size_t colon = words.find(':');
  const bool conditional = colon != std::string_view::npos && is_factor(words.substr(0, colon)) &&
                           (colon + 1 == words.size() || packaging::is_space(words[colon + 1]));
  if (conditional) {
    listed.marker = factor_marker(words.substr(0, colon));
    words = stripped(words.substr(colon + 1));
  }
  if (words.empty() || words.starts_with("{[")) return;  // another section's, which is read itself
  std::string text(words);
  for (const char* own : {"{toxinidir}/", "{tox_root}/", "{toxinidir}", "{tox_root}"}) {
    if (const std::size_t at = text.find(own); at != std::string::npos)
      text.erase(at, std::string_view(own).size());
  }
  if (text.find('{') != std::string::npos)
    return add_problem(reading, line, "`" + text.substr(0, 100) + "` holds what tox puts in");
  read_requirement_line(reading, text, line, listed);
}

}  // namespace

void read_tox_dependencies(const Source& source, Reading& reading) {
  const Text text{std::string(source.bytes)};
  const auto root = read_ini(source, text, reading);
  if (!root) return;
  for (const Node& section : root->below) {
    const bool main = section.key == "tox";
    const std::string group =
        section.key.starts_with("testenv:") ? section.key.substr(8) : section.key;
    for (const Node& entry : section.below) {
      const bool wanted = main ? entry.key == "requires" : entry.key == "deps";
      if (!wanted) continue;
      const Listed listed{main ? DependencyKind::build : DependencyKind::group, main ? "" : group,
                          ""};
      each_line(text, entry, [&](std::string_view words, std::uint32_t line) {
        read_tox_line(words, line, listed, reading);
      });
    }
  }
}

}  // namespace pymolt::inventory
