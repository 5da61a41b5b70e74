// A word ends at blanks, quotes and brackets; what it states hangs on the letters around `python`.
// SPDX-License-Identifier: MIT
#include "inventory/command_words.h"

#include <algorithm>
#include <array>

#include "inventory/image.h"
#include "packaging/characters.h"

namespace pymolt::inventory {

namespace {

constexpr std::string_view kWordEnds = " \t\r\n\"'`()[]{},;|&<>=!*#";

using packaging::is_digit;
using packaging::is_letter;

// Words are looked at to this many bytes on either side: nobody writes longer ones.
constexpr std::size_t kLongestWord = 300;

std::string_view word_around(std::string_view text, std::size_t at) {
  std::size_t begin = at;
  while (begin > 0 && at - begin < kLongestWord &&
         kWordEnds.find(text[begin - 1]) == std::string_view::npos)
    --begin;
  const std::string_view behind = text.substr(at, kLongestWord);
  return text.substr(begin, at - begin + std::min(behind.find_first_of(kWordEnds), behind.size()));
}

// `python3.8`, `python3.8-dev`, `pip3.8`, `Python39`: what stands behind the name, which ends at DIGITS of WORD.
std::optional<Stated> version_behind(std::string_view word, std::size_t digits) {
  const std::string_view text = word.substr(digits);
  const auto found = digits_at(text);
  if (!found) return std::nullopt;
  const std::string_view before = word.substr(0, digits);
  if (found->minor < 0 && (found->size == 2 || found->size == 3) && found->whole == found->size) {
    const std::string_view after = text.substr(found->size);
    auto stated = read_compact(text.substr(0, found->size));
    if (stated) stated->rewrite = std::string(before) + "{C}" + std::string(after);
    return stated;
  }
  if (!is_python(*found)) return std::nullopt;
  if (found->minor < 0 && found->major == 3) return std::nullopt;
  std::string_view after = text.substr(found->whole);
  if (!after.empty() && is_letter(after.front()) && !after.starts_with("m") &&
      !after.starts_with("d"))
    return std::nullopt;
  if (found->minor < 0 && !after.empty() && after.front() == '.') return std::nullopt;
  Stated stated;
  stated.versions =
      found->minor < 0 ? VersionSet::python2() : version_set(found->major, found->minor);
  stated.rewrite = std::string(before) + "{V}" + std::string(after);
  return stated;
}

// A part of a name such as `ipython3` or `mypython2` is no interpreter.
bool begins_a_name(std::string_view word, std::size_t at) {
  return at == 0 || !(is_letter(word[at - 1]) || is_digit(word[at - 1]) || word[at - 1] == '_' ||
                      word[at - 1] == '-');
}

std::optional<Stated> of_word(std::string_view word, std::size_t at, std::string_view name) {
  if (word.find("://") != std::string_view::npos && !word.starts_with("docker://"))
    return std::nullopt;
  if (!begins_a_name(word, at)) return std::nullopt;
  const bool small = word.substr(at, name.size()) == name;
  if (!small && !(at > 0 && (word[at - 1] == '\\' || word[at - 1] == '/')))
    return std::nullopt;  // PYTHON2 is a variable
  std::size_t digits = at + name.size();
  if (name == "python" && digits < word.size() && (word[digits] == '@' || word[digits] == '-') &&
      digits + 1 < word.size() && is_digit(word[digits + 1]))
    ++digits;
  if (digits >= word.size() || !is_digit(word[digits])) return std::nullopt;
  return version_behind(word, digits);
}

// `PYTHON_VERSION=3.9`, `python_version = "3.9"`: the value behind the key that ends at END of TEXT.
std::string_view value_behind(std::string_view text, std::size_t end) {
  std::size_t at = text.find_first_not_of(" \t\"'", end);
  if (at == std::string_view::npos || (text[at] != '=' && text[at] != ':')) return {};
  at = text.find_first_not_of(" \t=:?", at);
  if (at == std::string_view::npos) return {};
  if (text[at] == '"' || text[at] == '\'') ++at;
  return text.substr(at, std::min(text.find_first_of(" \t\r\n\"';,#)", at), text.size()) - at);
}

std::string normal_key(std::string_view key) {
  std::string low = lower(key);
  std::erase_if(low, [](char c) { return c == '-' || c == '_' || c == '.' || c == ' '; });
  return low;
}

}  // namespace

bool is_version_key(std::string_view key) {
  if (key.size() > 60) return false;
  const std::string low = normal_key(key);
  if (low == "python" || low == "py" || low == "pyver" || low == "pyversion" ||
      low == "pyversions" || low == "pythons")
    return true;
  return low.ends_with("pythonversion") || low.ends_with("pythonversions") ||
         low.ends_with("pythonver");
}

std::vector<StatedWord> stated_words(std::string_view text) {
  std::vector<StatedWord> found;
  const std::string low = lower(text);
  const char* behind = text.data();  // words before this are done
  for (std::size_t at = low.find('p'); at != std::string::npos; at = low.find('p', at + 1)) {
    const std::string_view rest = std::string_view(low).substr(at);
    const std::string_view name = rest.starts_with("python") ? "python"
                                  : rest.starts_with("pypy") ? "pypy"
                                  : rest.starts_with("pip")  ? "pip"
                                                             : "";
    if (name.empty()) continue;
    std::string_view word = word_around(text, at);
    const std::size_t in_whole = at - static_cast<std::size_t>(word.data() - text.data());
    if (in_whole > 1 && word.substr(in_whole - 2, 2) == ":-")
      word.remove_prefix(in_whole);  // ${PYTHON:-python3.8}
    if (word.data() < behind || word.size() > kLongestWord) continue;
    const std::size_t in_word = at - static_cast<std::size_t>(word.data() - text.data());
    if (word.find(':') != std::string_view::npos && word.find('\\') == std::string_view::npos &&
        word.find(":-") == std::string_view::npos && name != "pip") {
      std::string_view image = word;
      while (!image.empty() && (image.back() == ':' || image.back() == '.')) image.remove_suffix(1);
      if (auto stated = image.find(':') == std::string_view::npos ||
                                image.find("://") == std::string_view::npos ||
                                image.starts_with("docker://")
                            ? read_image(image)
                            : std::nullopt;
          stated && image.find(':') != std::string_view::npos) {
        found.push_back({image, "image", *stated});
        behind = word.data() + word.size();
        continue;
      }
    }
    if (auto stated = of_word(word, in_word, name)) {
      const bool path = word.find("site-packages") != std::string_view::npos ||
                        word.find("dist-packages") != std::string_view::npos;
      found.push_back({word, path ? "path" : "interpreter", *stated});
      behind = word.data() + word.size();
      continue;
    }
    std::size_t key_end = at + name.size();
    while (key_end < text.size() && key_end - at < 60 &&
           (is_letter(text[key_end]) || text[key_end] == '_' || text[key_end] == '-'))
      ++key_end;
    std::size_t key_begin = at;
    while (key_begin > 0 && at - key_begin < 60 &&
           (is_letter(text[key_begin - 1]) || text[key_begin - 1] == '_'))
      --key_begin;
    if (!is_version_key(text.substr(key_begin, key_end - key_begin))) continue;
    const std::string_view value = value_behind(text, key_end);
    if (value.empty()) continue;
    auto stated = read_version(value);
    if (!stated || (!stated->pins && digits_at(value) == std::nullopt)) continue;
    found.push_back({value, "python-version", *stated});
    behind = value.data() + value.size();
  }
  return found;
}

std::optional<Stated> read_command(std::string_view text) {
  auto words = stated_words(text);
  if (words.empty()) return std::nullopt;
  Stated stated = words.front().stated;
  const auto before = static_cast<std::size_t>(words.front().word.data() - text.data());
  if (!stated.rewrite.empty()) {
    stated.rewrite = std::string(text.substr(0, before)) + stated.rewrite +
                     std::string(text.substr(before + words.front().word.size()));
  }
  return stated;
}

std::optional<Stated> read_runtime(std::string_view text) {
  text = trimmed(unquoted(trimmed(text)));
  const std::string low = lower(text);
  if (!low.starts_with("python")) return std::nullopt;
  std::size_t digits = 6;
  if (digits < text.size() && (text[digits] == '|' || text[digits] == '-' || text[digits] == ':' ||
                               text[digits] == ' ' || text[digits] == '_'))
    ++digits;
  if (digits == text.size()) return Stated{VersionSet::all(), false, {}, {}};
  if (!is_digit(text[digits])) return std::nullopt;
  auto stated = version_behind(text, digits);
  if (!stated && text.substr(digits) == "3") return Stated{VersionSet::python3(), false, {}, {}};
  return stated;
}

}  // namespace pymolt::inventory
