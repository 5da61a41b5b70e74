// Of the parts that hold a place the smallest tells: within what is mentioned the shell may put in what a command of its own says.
// SPDX-License-Identifier: MIT
#include "inventory/mentions.h"

#include <algorithm>
#include <optional>
#include <string>

#include "inventory/shell_facts.h"
#include "inventory/shell_words.h"
#include "inventory/stated.h"
#include "packaging/characters.h"
#include "syntax/shell.h"

namespace pymolt::inventory {

namespace {

constexpr int kDeepestText = 2;  // of scripts given to a shell by another

constexpr std::string_view kProseKeys[] = {
    "annotations", "caption", "changelog",   "comment",       "comments",     "desc",
    "description", "details", "displayname", "documentation", "finalmessage", "help",
    "id",          "label",   "labels",      "longname",      "message",      "metadescription",
    "msg",         "note",    "notes",       "reason",        "subject",      "summary",
    "tags",        "text",    "title",       "topic",
};

// Whether what the command says goes to a file, or to a command that runs it.
bool is_kept(const syntax::ShellCommand& command) {
  const std::string_view file = command.written_to;
  const bool to_file = !file.empty() && file.find_first_not_of("0123456789") != file.npos &&
                       !file.starts_with("/dev/") && !file.ends_with(".log") &&
                       file.find("SUMMARY") == file.npos;
  const std::string_view reader = program_of(command.read_by);
  return to_file || reader == "tee" || shell_fact("evaluates", reader) != nullptr ||
         shell_fact("wrapper", reader) != nullptr;
}

// One word, a setting or a path: no sentence.
bool is_content(std::span<const syntax::ShellWord> words) {
  return words.size() == 1 && (words.front().text.find(' ') == std::string_view::npos ||
                               words.front().text.find_first_of("=/") != std::string_view::npos);
}

// Of WORDS, which begin with the command's name, those that it mentions.
std::span<const syntax::ShellWord> mentioned_of(std::span<const syntax::ShellWord> words,
                                                const syntax::ShellCommand& command) {
  const std::string_view name = program_of(words.front().text);
  auto given = words.subspan(1);
  if (shell_fact("says", name) != nullptr) {
    auto content = given;
    while (!content.empty() && content.front().text.starts_with('-')) content = content.subspan(1);
    return is_kept(command) && is_content(content) ? std::span<const syntax::ShellWord>() : given;
  }
  const ShellFact* const fact = shell_fact("mentions", name);
  if (fact == nullptr) return {};
  if (fact->rest.empty()) return given;
  while (!given.empty() && !shell_fact_names("mentions", name, given.front().text))
    given = given.subspan(1);
  return given;
}

}  // namespace

class MentionReader {
 public:
  MentionReader(const Script& script, Mentions& made) : script_(script), made_(made) {}

  // TEXT, a part of the script.
  void read(std::string_view text, int depth) {
    const auto read = syntax::read_shell(text);
    if (!read) return;
    const auto base = static_cast<std::uint32_t>(text.data() - script_.text.data());
    for (const ByteSpan& part : read->put_in)
      made_.parts_.push_back({script_.place({base + part.begin, base + part.end}), false});
    for (const syntax::ShellCommand& command : read->commands) see(command, depth);
  }

  void see(const syntax::ShellCommand& command, int depth) {
    const auto words = behind_wrappers(command.words).words;
    if (words.empty()) return;
    for (const syntax::ShellWord& word : mentioned_of(words, command)) add(word.text);
    if (command.fed && program_of(words.front().text) == "cat" && command.read_by.empty() &&
        !is_kept(command))
      add(command.fed->text);
    if (depth == kDeepestText || shell_fact("evaluates", program_of(words.front().text)) == nullptr)
      return;
    for (const syntax::ShellWord& word : words.subspan(1)) {
      if (word.quote != '\0') read(word.text, depth + 1);
    }
  }

 private:
  void add(std::string_view text) {
    const auto begin = static_cast<std::uint32_t>(text.data() - script_.text.data());
    const auto end = begin + static_cast<std::uint32_t>(text.size());
    if (end <= script_.text.size() && begin < end)
      made_.parts_.push_back({script_.place({begin, end}), true});
  }

  const Script& script_;
  Mentions& made_;
};

Mentions::Mentions(const Script& script) {
  MentionReader reader(script, *this);
  if (script.language == Script::Language::python) return;
  if (script.words.empty()) {
    reader.read(script.text, 0);
  } else {
    syntax::ShellCommand command;
    for (const ByteSpan& word : script.words) {
      const std::string_view text =
          std::string_view(script.text).substr(word.begin, word.end - word.begin);
      command.words.push_back({text, true, '\'', word});
    }
    reader.see(command, 0);
  }
  std::ranges::stable_sort(parts_, {}, [](const Part& part) { return part.place.begin; });
}

bool Mentions::hold(ByteSpan place) const {
  constexpr std::size_t kMostAround = 200;
  const Part* smallest = nullptr;
  auto at = std::ranges::upper_bound(parts_, place.begin, {},
                                     [](const Part& part) { return part.place.begin; });
  for (std::size_t i = 0; at != parts_.begin() && i < kMostAround; ++i) {
    --at;
    if (at->place.end < place.end) continue;
    const auto size = [](const Part& part) { return part.place.end - part.place.begin; };
    if (smallest == nullptr || size(*at) < size(*smallest)) smallest = &*at;
  }
  return smallest != nullptr && smallest->mentioned;
}

namespace {

// The string of LINE in which AT is; a view without its quotes, empty where it is in none.
std::string_view string_around(std::string_view line, std::size_t at) {
  char open = '\0';
  std::size_t begin = 0;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const char c = line[i];
    if (c == '\\') {
      ++i;
    } else if (open == '\0' && (c == '"' || c == '\'')) {
      open = c;
      begin = i + 1;
    } else if (open == c) {
      if (begin <= at && at < i) return line.substr(begin, i - begin);
      open = '\0';
    }
    if (open == '\0' && i > at) return {};
  }
  return {};
}

bool is_name_part(char c) { return packaging::is_word(c) || c == '-' || c == '_'; }

bool says_all(std::string_view name) {
  const ShellFact* const fact = shell_fact("mentions", name);
  return shell_fact("says", name) != nullptr || (fact != nullptr && fact->rest.empty());
}

// The word at the end of TEXT, brackets and blanks behind it left out.
std::string_view last_word(std::string_view text) {
  const std::size_t end = text.find_last_not_of(" \t(");
  if (end == std::string_view::npos) return {};
  std::size_t begin = end + 1;
  while (begin > 0 && is_name_part(text[begin - 1])) --begin;
  return text.substr(begin, end + 1 - begin);
}

std::string_view first_word(std::string_view text) {
  text.remove_prefix(std::min(text.find_first_not_of(" \t@-"), text.size()));
  std::size_t end = 0;
  while (end < text.size() && is_name_part(text[end])) ++end;
  return text.substr(0, end);
}

}  // namespace

bool is_said(std::string_view line, std::string_view word) {
  constexpr std::size_t kLongestLine = 4000;
  if (line.size() > kLongestLine) return false;
  const auto at = static_cast<std::size_t>(word.data() - line.data());
  const std::string_view text = string_around(line, at);
  if (text.data() == nullptr) return false;
  const std::string_view before =
      line.substr(0, static_cast<std::size_t>(text.data() - line.data()) - 1);
  if (says_all(last_word(before)) || says_all(first_word(line))) return true;
  const std::size_t key = before.find_last_not_of(" \t=:");
  if (key != std::string_view::npos && key + 1 < before.size() &&
      is_prose_key(last_word(before.substr(0, key + 1))))
    return true;
  if (text.find(' ') == std::string_view::npos) return false;
  const Mentions mentions(script_of(text, 0));
  const auto begin = static_cast<std::uint32_t>(word.data() - text.data());
  return mentions.hold({begin, begin + static_cast<std::uint32_t>(word.size())});
}

bool is_prose_key(std::string_view key) {
  constexpr std::size_t kLongestKey = 20;
  if (key.empty() || key.size() > kLongestKey) return false;
  std::string low = lower(key);
  std::erase_if(low, [](char c) { return c == '-' || c == '_'; });
  return std::ranges::binary_search(kProseKeys, low);
}

}  // namespace pymolt::inventory
