// A word ends at blanks, quotes and brackets; what it states hangs on the letters around `python`.
// SPDX-License-Identifier: MIT
#include "inventory/command_words.h"

#include <algorithm>
#include <array>

#include "inventory/command_versions.h"
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

// `python3.12-distutils`: a package that is no more, AFTER being what stands behind the version.
void drop_ended(std::string_view after, Stated& stated) {
  const auto ended = after.starts_with('-') ? part_ended(after.substr(1)) : std::nullopt;
  if (!ended) return;
  stated.versions -= VersionSet::from(*ended);
  stated.rewrite.clear();
  stated.note = "there is no such package from " + std::string(ended->str()) + " on: leave it out";
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
    if (stated) drop_ended(after, *stated);
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
  if (before.ends_with("Python-")) stated.rewrite.clear();  // an archive of a patch release
  drop_ended(after, stated);
  return stated;
}

// A part of a name such as `ipython3` or `mypython2` is no interpreter.
bool begins_a_name(std::string_view word, std::size_t at) {
  if (at >= 3 && word.substr(at - 3, 3) == "rh-") return true;  // Red Hat's collections
  return at == 0 || !(is_letter(word[at - 1]) || is_digit(word[at - 1]) || word[at - 1] == '_' ||
                      word[at - 1] == '-');
}

// Of `/c/Python38:/c/Python38/Scripts` the part in which AT is; a drive's colon parts nothing.
std::string_view one_of_path(std::string_view word, std::size_t at) {
  if (word.find('/') == std::string_view::npos || word.find("://") != std::string_view::npos)
    return word;
  const std::size_t colon = word.rfind(':', at);
  const std::size_t begin = colon == std::string_view::npos || colon < 2 ? 0 : colon + 1;
  const std::size_t end = std::min(word.find(':', at), word.size());
  return word.substr(begin, end - begin);
}

// spack's `3.8:3.10` and `3.8:`, both ends within.
std::optional<Stated> read_spack_range(std::string_view text) {
  const std::size_t colon = text.find(':');
  const std::string_view last = text.substr(colon + 1);
  auto stated = read_range(">=" + std::string(text.substr(0, colon)) +
                           (last.empty() ? "" : ",<=" + std::string(last)));
  if (stated) stated->rewrite.clear();
  return stated;
}

std::optional<Stated> of_word(std::string_view word, std::size_t at, std::string_view name) {
  if (word.find("://") != std::string_view::npos && !word.starts_with("docker://"))
    return std::nullopt;
  if (!begins_a_name(word, at)) return std::nullopt;
  const bool small = word.substr(at, name.size()) == name;
  const bool archive =
      word.substr(at).starts_with("Python-3.") || word.substr(at).starts_with("Python-2.");
  if (!small && !archive && !(at > 0 && (word[at - 1] == '\\' || word[at - 1] == '/')))
    return std::nullopt;  // PYTHON2 is a variable
  std::size_t digits = at + name.size();
  if (name == "python" && digits < word.size() && (word[digits] == '@' || word[digits] == '-') &&
      digits + 1 < word.size() && is_digit(word[digits + 1]))
    ++digits;
  if (digits >= word.size() || !is_digit(word[digits])) return std::nullopt;
  if (word[digits - 1] == '@' && word.find(':', digits) != std::string_view::npos)
    return read_spack_range(word.substr(digits));
  return version_behind(word, digits);
}

// `PYTHON_VERSION=3.9`, `python_version = "3.9"`: the value behind the key that ends at END of TEXT.
std::string_view value_behind(std::string_view text, std::size_t end) {
  std::size_t at = text.find_first_not_of(" \t\"'", end);
  if (at != std::string_view::npos && (text[at] == '?' || text[at] == '+')) ++at;  // make's `?=`
  if (at == std::string_view::npos || at >= text.size() || (text[at] != '=' && text[at] != ':'))
    return {};
  at = text.find_first_not_of(" \t=:?", at);
  if (at == std::string_view::npos) return {};
  if (text[at] == '"' || text[at] == '\'') ++at;
  return text.substr(at, std::min(text.find_first_of(" \t\r\n\"';,#)", at), text.size()) - at);
}

std::string normal_key(std::string_view key) {
  std::string low = lower(key);
  std::erase_if(low, [](char c) { return c == '-' || c == '_' || c == '.' || c == ' '; });
  const std::size_t named = low.find("python");  // `python3_version`
  if (named != std::string::npos && low.size() > named + 7 &&
      (low[named + 6] == '2' || low[named + 6] == '3') && is_letter(low[named + 7]))
    low.erase(named + 6, 1);
  return low;
}

// `/opt/python/cp39-cp39/bin/python`, in manylinux.
std::vector<StatedWord> tagged_interpreters(std::string_view text) {
  std::vector<StatedWord> found;
  for (std::size_t at = text.find("/cp3"); at != std::string_view::npos;
       at = text.find("/cp3", at + 4)) {
    const std::string_view word = word_around(text, at);
    const std::string_view tag = text.substr(at + 1, text.find('-', at) - at - 1);
    auto stated = tag.size() <= 5 ? read_compact(tag) : std::nullopt;
    if (!stated || !stated->pins ||
        text.substr(at + 1 + tag.size(), tag.size() + 1) != "-" + std::string(tag))
      continue;
    stated->rewrite.clear();
    found.push_back({word, "interpreter", *stated});
  }
  return found;
}

// The one address that is read: where Python itself comes from.
std::vector<StatedWord> downloads(std::string_view text) {
  constexpr std::string_view kPlace = "python.org/ftp/python/";
  std::vector<StatedWord> found;
  for (std::size_t at = text.find(kPlace); at != std::string_view::npos;
       at = text.find(kPlace, at + kPlace.size())) {
    std::string_view word = text.substr(at + kPlace.size(), 20);
    word = word.substr(0, word.find('/'));
    auto stated = read_version(word);
    if (!stated || !stated->pins) continue;
    stated->rewrite.clear();  // which patch release there is, is not known here
    found.push_back({word, "interpreter", *stated});
  }
  return found;
}

// Adds those of MORE that stand on no word of FOUND, and keeps all in order.
void add_apart(std::vector<StatedWord>& found, const std::vector<StatedWord>& more) {
  const std::size_t before = found.size();
  for (const StatedWord& one : more) {
    const bool apart =
        std::none_of(found.begin(), found.begin() + static_cast<std::ptrdiff_t>(before),
                     [&one](const StatedWord& known) {
                       return known.word.data() < one.word.data() + one.word.size() &&
                              one.word.data() < known.word.data() + known.word.size();
                     });
    if (apart) found.push_back(one);
  }
  if (found.size() > before)
    std::ranges::stable_sort(found, {}, [](const StatedWord& word) { return word.word.data(); });
}

}  // namespace

bool is_version_key(std::string_view key) {
  if (key.size() > 60) return false;
  const std::string low = normal_key(key);
  if (low == "python" || low == "py" || low == "pyver" || low == "pyversion" ||
      low == "pyversions" || low == "pythons" || low == "pyenvversion")
    return true;
  const std::string_view own = key.size() > 7 ? key.substr(key.size() - 7) : std::string_view();
  const std::string_view last = key.size() > 3 ? key.substr(key.size() - 3) : std::string_view();
  if (low.ends_with("py") && (last.starts_with('_') || last.starts_with('-'))) return true;
  if (low.ends_with("python") && (own.starts_with('_') || own.starts_with('-'))) return true;
  return low.ends_with("pythonversion") || low.ends_with("pythonversions") ||
         low.ends_with("pythonver");
}

namespace {

// WORD as an image with its tag, without the sign that ends a sentence.
std::optional<StatedWord> image_in(std::string_view word) {
  const std::size_t at = word.find('@');  // `python@3.8:3.11`, of Spack
  const bool spack = at != std::string_view::npos && at + 1 < word.size() && is_digit(word[at + 1]);
  const bool may = word.find(':') != std::string_view::npos && !spack &&
                   word.find('\\') == std::string_view::npos &&
                   word.find(":-") == std::string_view::npos;
  while (!word.empty() && (word.back() == ':' || word.back() == '.')) word.remove_suffix(1);
  const bool is_address =
      word.find("://") != std::string_view::npos && !word.starts_with("docker://");
  if (!may || is_address || word.find(':') == std::string_view::npos) return std::nullopt;
  const bool any_machine = word.ends_with(":any") || word.ends_with(":native");  // of Debian
  const auto stated = any_machine ? std::nullopt : read_image(word);
  if (!stated) return std::nullopt;
  return StatedWord{word, "image", *stated};
}

// `PYTHON_VERSION=3.9`: the value of the key in TEXT of which the bytes from AT to END are a part.
std::optional<StatedWord> value_of_key(std::string_view text, std::size_t at, std::size_t end) {
  constexpr std::size_t kLongestKey = 60;
  while (end < text.size() && end - at < kLongestKey &&
         (is_letter(text[end]) || text[end] == '_' || text[end] == '-' ||
          text.substr(end, 8) == ".version"))
    ++end;
  std::size_t begin = at;
  while (begin > 0 && at - begin < kLongestKey &&
         (is_letter(text[begin - 1]) || text[begin - 1] == '_'))
    --begin;
  if (!is_version_key(text.substr(begin, end - begin))) return std::nullopt;
  std::string_view value = value_behind(text, end);
  const std::size_t sign = value.find(":-");  // PYTHON_VERSION=${PYTHON_VERSION:-3.8}
  if (value.starts_with("${") && value.ends_with('}') && sign != std::string_view::npos)
    value = value.substr(sign + 2, value.size() - sign - 3);
  const auto stated = value.empty() ? std::nullopt : read_version(value);
  if (!stated || (!stated->pins && !digits_at(value))) return std::nullopt;
  return StatedWord{value, "python-version", *stated};
}

}  // namespace

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
    if (name.empty() || (at > 1 && text.substr(at - 2, 2) == "${")) continue;
    std::string_view word = word_around(text, at);
    const std::size_t in_whole = at - static_cast<std::size_t>(word.data() - text.data());
    if (in_whole > 1 && word.substr(in_whole - 2, 2) == ":-")
      word.remove_prefix(in_whole);  // ${PYTHON:-python3.8}
    if (word.data() < behind || word.size() > kLongestWord) continue;
    std::size_t in_word = at - static_cast<std::size_t>(word.data() - text.data());
    if (const auto image = name == "pip" ? std::nullopt : image_in(word)) {
      found.push_back(*image);
      behind = word.data() + word.size();
      continue;
    }
    if (const std::string_view one = one_of_path(word, in_word); one.size() < word.size()) {
      word = one;
      in_word = at - static_cast<std::size_t>(word.data() - text.data());
    }
    if (auto stated = of_word(word, in_word, name)) {
      const bool path = word.find("site-packages") != std::string_view::npos ||
                        word.find("dist-packages") != std::string_view::npos;
      found.push_back({word, path ? "path" : "interpreter", *stated});
      behind = word.data() + word.size();
      continue;
    }
    if (const auto value = value_of_key(text, at, at + name.size())) {
      found.push_back(*value);
      behind = value->word.data() + value->word.size();
    }
  }
  add_apart(found, versions_given(text));
  add_apart(found, tagged_interpreters(text));
  add_apart(found, downloads(text));
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
