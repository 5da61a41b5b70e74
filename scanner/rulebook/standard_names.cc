// A search among sorted lines; what a line says is in the head of tools/record_standard_names.py.
// SPDX-License-Identifier: MIT
#include "rulebook/standard_names.h"

#include <algorithm>
#include <charconv>
#include <string>
#include <vector>

#include "base/text_table.h"
#include "base/version_range.h"
#include "packed/packed.h"

extern "C" const unsigned char standard_names_txt[];

namespace pymolt::rulebook {

namespace {

using Mask = std::uint32_t;  // over the versions of the first line

std::string_view whole() {
  static const Unpacked kNames(standard_names_txt);
  return kNames.text();
}

std::string_view line_at(std::string_view text, std::size_t begin) {
  return text.substr(begin, std::min(text.find('\n', begin), text.size()) - begin);
}

// The recorded versions, in the order of the masks' bits.
std::vector<Version> recorded() {
  std::vector<Version> versions;
  std::string_view line = line_at(whole(), 0);
  line.remove_prefix(std::min<std::size_t>(2, line.size()));
  while (!line.empty()) {
    const std::string_view word = line.substr(0, line.find(' '));
    line.remove_prefix(std::min(word.size() + 1, line.size()));
    if (const Result<VersionSet> one = parse_versions(word); one.ok() && !one->empty())
      versions.push_back(one->oldest());
  }
  return versions;
}

// The first line of MODULE, as an offset; lines are in the order of their modules.
std::size_t first_line_of(std::string_view text, std::string_view module) {
  std::size_t low = std::min(text.find('\n') + 1, text.size());
  std::size_t high = text.size();
  while (low < high) {
    std::size_t middle = low + (high - low) / 2;
    while (middle > low && text[middle - 1] != '\n') --middle;
    const std::string_view line = line_at(text, middle);
    if (line.substr(0, line.find(' ')) < module) {
      low = std::min(middle + line.size() + 1, high);
    } else {
      high = middle;
    }
  }
  return low;
}

bool has_word(std::string_view words, std::string_view word) {
  for (std::size_t at = words.find(word); at != std::string_view::npos;
       at = words.find(word, at + 1)) {
    const std::size_t end = at + word.size();
    if ((at == 0 || words[at - 1] == ' ') && (end == words.size() || words[end] == ' '))
      return true;
  }
  return false;
}

struct Holding {
  Mask module = 0;    // on which the module is there,
  Mask blind = 0;     // and could not be looked into,
  Mask name = 0;      // and has the name
  bool open = false;  // it may have it elsewhere
};

Holding look_up(std::string_view module, std::string_view name) {
  const std::string_view text = whole();
  Holding found;
  for (std::size_t at = first_line_of(text, module); at < text.size();) {
    std::string_view line = line_at(text, at);
    at += line.size() + 1;
    if (line.substr(0, line.find(' ')) != module) break;
    line.remove_prefix(module.size() + 1);
    std::string_view shape = line.substr(0, line.find(' '));
    const std::string_view names = line.substr(std::min(shape.size() + 1, line.size()));
    if (shape == "?") {
      found.open = has_word(names, name) || has_word(names, "*");
      continue;
    }
    const bool is_blind = shape.starts_with('!');
    if (is_blind) shape.remove_prefix(1);
    Mask mask = 0;
    std::from_chars(shape.data(), shape.data() + shape.size(), mask, 16);
    if (is_blind) {
      found.blind |= mask;
      continue;
    }
    if (has_word(names, ".")) found.module |= mask;
    if (has_word(names, name)) found.name |= mask;
  }
  return found;
}

}  // namespace

// What every module has, such as `__doc__`, is not recorded. A name that a later version has may have come with a patch release of the one before it.
VersionSet standard_lacks(std::string_view module, std::string_view name) {
  if (name.starts_with("__")) return VersionSet::none();
  Holding found = look_up(module, name);
  found.module &= ~found.blind;
  if (found.module == 0 || found.open) return VersionSet::none();
  found.name |= look_up(std::string(module).append(".").append(name), ".").module;
  const std::vector<Version> versions = recorded();
  VersionSet lacks;
  for (std::size_t bit = 0; bit < versions.size(); ++bit) {
    const Mask mask = Mask{1} << bit;
    const bool may_have = (found.name & (mask | (mask << 1))) != 0;
    if ((found.module & mask) != 0 && !may_have) lacks |= versions[bit];
  }
  if (found.name != 0 || lacks.empty()) return lacks;
  // Nobody has ever seen it: then it is not there between and after what was recorded either.
  return lacks | VersionSet::between(lacks.oldest(), lacks.newest()) |
         (lacks.newest() == versions.back() ? VersionSet::from(versions.back())
                                            : VersionSet::none());
}

}  // namespace pymolt::rulebook
