// Python that states versions in words: setup.py, noxfile.py, and the first line of a script.
// SPDX-License-Identifier: MIT
//
// Read as text and not as a tree: strings beside a key are all that is looked for.
#include <algorithm>
#include <cctype>
#include <vector>

#include "inventory/command_words.h"
#include "inventory/kind_readers.h"
#include "inventory/project_metadata.h"
#include "inventory/statement.h"

namespace pymolt::inventory {

namespace {

constexpr std::size_t kLongestStrings =
    4096;                          // of one string, comment or list, as far as it is read
constexpr int kMostValues = 1000;  // of a noxfile's keys, each a list as long as that

// A string literal in TEXT at or after AT, on this line or the next; without its quotes. Empty where something else comes first.
std::string_view string_at(std::string_view text, std::size_t at) {
  text = text.substr(0, std::min(at, text.size()) + kLongestStrings);
  at = std::min(text.find_first_not_of(" \t\r\n", at), text.size());
  if (at < text.size() && (text[at] | 32) == 'u') ++at;
  if (at >= text.size() || (text[at] != '"' && text[at] != '\'')) return {};
  const std::size_t end = text.find(text[at], at + 1);
  if (end == std::string_view::npos ||
      text.substr(at, end - at).find('\n') != std::string_view::npos)
    return {};
  return text.substr(at + 1, end - at - 1);
}

bool is_name_letter(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; }

bool in_comment(std::string_view text, std::size_t at) {
  const std::string_view before = text.substr(0, at);
  const std::string_view near = before.substr(at - std::min(at, kLongestStrings));
  return trimmed(near.substr(near.rfind('\n') + 1)).starts_with('#');
}

// What follows `key=` each time it is written.
template <typename See>
void each_value(std::string_view text, std::string_view key, See see) {
  for (std::size_t at = text.find(key); at != std::string_view::npos; at = text.find(key, at + 1)) {
    std::size_t behind = at + key.size();
    if (at > 0 && is_name_letter(text[at - 1])) continue;
    if (behind < text.size() && (text[behind] == '"' || text[behind] == '\''))
      ++behind;  // in a dictionary
    behind = std::min(text.find_first_not_of(" \t", behind), text.size());
    if (behind == text.size() || (text[behind] != '=' && text[behind] != ':') ||
        text.substr(behind, 2) == "==")
      continue;
    if (!in_comment(text, at)) see(behind + 1);
  }
}

// Strings that READ understands, from the first to the last, as one statement.
void add_strings(const Page& page, std::string_view kind,
                 const std::vector<std::string_view>& parts, Understand read) {
  Stated all;
  all.pins = false;
  std::string shown;
  std::string item;
  for (const std::string_view part : parts) {
    const auto stated = read(part);
    if (!stated) continue;
    all.versions |= stated->pins ? stated->versions : VersionSet();
    all.pins = all.pins || stated->pins;
    if (shown.size() < 1000) shown += (shown.empty() ? "" : ", ") + std::string(part);
    if (stated->pins) item = stated->rewrite;
  }
  if (parts.empty()) return;
  if (!all.pins) all.versions = VersionSet::python3();
  const char* const base = page.text().bytes().data();
  const auto begin = static_cast<std::uint32_t>(parts.front().data() - base);
  const auto end = static_cast<std::uint32_t>(parts.back().data() + parts.back().size() - base);
  if (parts.size() == 1) {
    all.rewrite = item;
  } else if (!item.empty()) {
    const std::string_view before = parts[parts.size() - 2];
    const auto gap = static_cast<std::uint32_t>(before.data() + before.size() - base);
    const auto last = static_cast<std::uint32_t>(parts.back().data() - base);
    std::string between(page.text().slice({gap, last}));
    if (between.find('#') != std::string::npos) {  // without the comments between them
      const std::size_t line = between.rfind('\n');
      between =
          between.substr(0, 1) + "," + (line == std::string::npos ? " " : between.substr(line));
    }
    if (last - gap < 200)
      all.rewrite = std::string(page.text().slice({begin, end})) + between + item;
  }
  page.add(kind, {begin, end}, all, shown);
}

std::vector<std::string_view> strings_in_list(std::string_view text, std::size_t at) {
  std::vector<std::string_view> parts;
  text = text.substr(0, std::min(at, text.size()) + kLongestStrings);
  at = std::min(text.find_first_not_of(" \t\r\n", at), text.size());
  if (at == text.size() || (text[at] != '[' && text[at] != '(')) return parts;
  const std::size_t close = std::min(text.find_first_of("])", at), text.size());
  while (parts.size() < 100) {
    const std::size_t quote = text.find_first_of("\"'", at);
    if (quote >= close) return parts;
    const std::string_view part = string_at(text, quote);
    if (part.data() == nullptr) return parts;
    parts.push_back(part);
    at = quote + part.size() + 2;
  }
  return parts;
}

// The name that begins at AT, such as `REQUIRED_PYTHON`; empty where none does.
std::string_view name_at(std::string_view text, std::size_t at) {
  std::size_t end = at;
  while (end < text.size() && is_name_letter(text[end])) ++end;
  return text.substr(at, end - at);
}

// `(3, 6)` in TEXT at AT: the least version, and the bytes it stands in.
void add_version_tuple(const Page& page, std::string_view text, std::size_t at) {
  at = text.find_first_not_of(" \t", at);
  if (at == std::string_view::npos || text[at] != '(') return;
  const std::size_t close = text.find(')', at);
  if (close == std::string_view::npos || close - at > 40) return;
  std::string version;
  for (const char c : text.substr(at + 1, close - at - 1)) {
    if (std::isdigit(static_cast<unsigned char>(c)) != 0) version += c;
    if (c == ',') version += '.';
  }
  if (version.ends_with('.')) version.pop_back();
  auto stated = read_lower_bound(version);
  if (!stated) return;
  stated->rewrite.clear();
  page.add("requires-python", text.substr(at, close + 1 - at), *stated);
}

// What `python_requires=` is given at AT: a string, a name for one, or a pattern that takes a tuple by its name.
void add_required(const Page& page, std::string_view text, std::size_t at) {
  const std::string_view value = string_at(text, at);
  if (const auto stated = read_range(value)) {
    page.add("requires-python", value, *stated);
    return;
  }
  std::size_t name = text.find_first_not_of(" \t\r\n", at);
  if (value.data() != nullptr) {  // ">={}.{}".format(*NAME), ">=%d.%d" % NAME
    const std::size_t behind = static_cast<std::size_t>(value.data() - text.data()) + value.size();
    if (!value.starts_with(">=")) return;
    name = std::min(text.find_first_of("*%\n", behind), text.size());
    name = text.find_first_not_of("*% ", name);
  }
  if (name == std::string_view::npos) return;
  const std::string_view called = name_at(text, name);
  if (called.empty()) return;
  each_value(text, called, [&](std::size_t assigned) {
    const std::string_view literal = string_at(text, assigned);
    if (value.data() != nullptr) return add_version_tuple(page, text, assigned);
    if (const auto stated = read_range(literal)) page.add("requires-python", literal, *stated);
  });
}

// Whether NAME is called after versions of Python: `PYTHON_VERSIONS`, `UNIT_TEST_PYTHONS`, `python`, `py`.
bool names_pythons(std::string_view name) {
  return is_version_key(name) || lower(name).find("python") != std::string::npos;
}

// `NAME = …`, `NAME: List[str] = …` and `name=…` where NAME is called after versions: what stands behind the sign.
template <typename See>
void each_named_after_pythons(std::string_view text, See see) {
  for (std::size_t sign = text.find('='); sign != std::string_view::npos;
       sign = text.find('=', sign + 1)) {
    if (sign == 0 || text.substr(sign, 2) == "==" ||
        std::string_view("=!<>+").find(text[sign - 1]) != std::string_view::npos)
      continue;
    const std::string_view before =
        text.substr(sign - std::min(sign, kLongestStrings), std::min(sign, kLongestStrings));
    const std::size_t line = sign - (before.size() - (before.rfind('\n') + 1));
    const std::string_view annotated = name_at(text, line);
    const bool has_annotation =
        !annotated.empty() && text.substr(line + annotated.size(), 1) == ":";
    const std::size_t end =
        has_annotation ? line + annotated.size() : text.find_last_not_of(" \t", sign - 1) + 1;
    std::size_t begin = end;
    while (begin > line && is_name_letter(text[begin - 1])) --begin;
    if (begin < end && names_pythons(text.substr(begin, end - begin)) && !in_comment(text, begin))
      see(sign + 1);
  }
}

}  // namespace

void read_setup_py(const Source& source, Reading& reading) {
  const Page page(source, reading);
  const std::string_view text = page.text().bytes();
  constexpr int kMostRequired = 5;  // each may be a name that is looked for in all of the text
  int required = 0;
  each_value(text, "python_requires", [&](std::size_t at) {
    if (++required <= kMostRequired) add_required(page, text, at);
  });
  constexpr std::string_view kClassifier = "Programming Language :: Python ::";
  std::vector<std::string_view> parts;
  for (std::size_t at = text.find(kClassifier); at != std::string_view::npos;
       at = text.find(kClassifier, at + 1)) {
    if (in_comment(text, at)) continue;
    const std::string_view part =
        text.substr(at, std::min(text.find_first_of("\"'\n", at), text.size()) - at);
    if (read_classifier(part)) parts.push_back(part);
  }
  add_strings(page, "classifiers", parts, read_classifier);
}

void read_noxfile(const Source& source, Reading& reading) {
  const Page page(source, reading);
  const std::string_view text = page.text().bytes();
  int values = 0;
  const auto see = [&](std::size_t at) {
    if (++values > kMostValues) return;
    std::vector<std::string_view> parts = strings_in_list(text, at);
    if (const std::string_view one = string_at(text, at); one.data() != nullptr) parts = {one};
    std::erase_if(parts, [](std::string_view part) { return !read_version(part); });
    if (!parts.empty()) add_strings(page, "nox-python", parts, read_version);
  };
  each_named_after_pythons(text, see);
  constexpr std::string_view kParametrize = "parametrize(";
  for (std::size_t at = text.find(kParametrize); at != std::string_view::npos;
       at = text.find(kParametrize, at + 1)) {
    const std::string_view name = string_at(text, at + kParametrize.size());
    if (name.data() == nullptr || !names_pythons(name)) continue;
    const auto behind = static_cast<std::size_t>(name.data() - text.data()) + name.size() + 1;
    const std::size_t comma = text.find_first_not_of(" \t\r\n", behind);
    if (comma != std::string_view::npos && text[comma] == ',') see(comma + 1);
  }
  if (values > kMostValues)
    page.problem(0, "not read: lists of versions beyond the first " + std::to_string(kMostValues));
}

void read_shebang(const Source& source, Reading& reading) {
  if (!source.bytes.starts_with("#!")) return;
  const std::string_view line =
      source.bytes.substr(0, std::min<std::size_t>(source.bytes.find('\n'), 256));
  if (lower(line).find("python") == std::string::npos) return;
  const Page page({source.path, line}, reading);
  const std::string_view text = page.text().bytes();
  for (const StatedWord& word : stated_words(text)) page.add("shebang", word.word, word.stated);
  std::string_view rest = trimmed(text.substr(2));
  const std::string_view program = rest.substr(0, rest.find_first_of(" \t"));
  std::string_view called = program;
  Stated stated{VersionSet::all(), false, {}, {}};
  if (program.ends_with("/env")) {
    called = trimmed(rest.substr(program.size()));
    if (called.starts_with('-')) return;  // env -S
    if (called.find(' ') != std::string_view::npos)
      stated.note = "env looks for a program of this whole name: write `env -S " +
                    std::string(called.substr(0, kLongestShown)) + "`";
  }
  if (called.substr(called.rfind('/') + 1) == "python")
    stated.note = "many systems have no `python`: write `python3`";
  if (!stated.note.empty()) page.add("shebang", called, stated);
}

}  // namespace pymolt::inventory
