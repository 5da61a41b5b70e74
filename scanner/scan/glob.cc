// The pattern is a row of tokens; matching keeps the places in it that the text so far may have led to.
// SPDX-License-Identifier: MIT
#include "scan/glob.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace pymolt::scan {

namespace {

struct ClassName {
  std::string_view name;
  int (*holds)(int);
};

constexpr std::array<ClassName, 12> kClasses = {{{"alnum", std::isalnum},
                                                 {"alpha", std::isalpha},
                                                 {"blank", std::isblank},
                                                 {"cntrl", std::iscntrl},
                                                 {"digit", std::isdigit},
                                                 {"graph", std::isgraph},
                                                 {"lower", std::islower},
                                                 {"print", std::isprint},
                                                 {"punct", std::ispunct},
                                                 {"space", std::isspace},
                                                 {"upper", std::isupper},
                                                 {"xdigit", std::isxdigit}}};

unsigned char byte(char c) { return static_cast<unsigned char>(c); }

enum class Named : std::uint8_t { none, taken, unknown };

// Puts a named class that begins at AT, `[:alpha:]`, into SET, and moves behind it. What has no `:]` before the next `]` is
// none.
Named add_named(std::string_view pattern, std::size_t& at, std::bitset<256>& set) {
  if (!pattern.substr(at).starts_with("[:")) return Named::none;
  const std::size_t end = pattern.find(']', at + 2);
  if (end == std::string_view::npos) return Named::unknown;
  if (end < at + 3 || pattern[end - 1] != ':') return Named::none;
  const std::string_view name = pattern.substr(at + 2, end - 1 - (at + 2));
  const auto* const known = std::find_if(kClasses.begin(), kClasses.end(),
                                         [&](const ClassName& one) { return one.name == name; });
  if (known == kClasses.end()) return Named::unknown;
  for (int c = 0; c < 128; ++c) {
    if (known->holds(c) != 0) set.set(static_cast<std::size_t>(c));
  }
  at = end + 1;
  return Named::taken;
}

// The places in a pattern that are reached, each once.
class PatternStates {
 public:
  explicit PatternStates(std::size_t size) : has_(size, false) {}
  void add(std::size_t place) {
    if (has_[place]) return;
    has_[place] = true;
    list_.push_back(place);
  }
  void clear() {
    for (const std::size_t place : list_) has_[place] = false;
    list_.clear();
  }
  [[nodiscard]] bool has(std::size_t place) const { return has_[place]; }
  [[nodiscard]] const std::vector<std::size_t>& list() const { return list_; }

 private:
  std::vector<bool> has_;
  std::vector<std::size_t> list_;
};

}  // namespace

// `[…]` that begins at AT; false when it is not closed.
bool Glob::read_class(std::string_view pattern, std::size_t& at) {
  std::size_t i = at + 1;
  const bool negated = i < pattern.size() && (pattern[i] == '!' || pattern[i] == '^');
  if (negated) ++i;
  Set set;
  for (bool first = true; i < pattern.size() && (first || pattern[i] != ']'); first = false) {
    const Named named = pattern[i] == '[' ? add_named(pattern, i, set) : Named::none;
    if (named == Named::unknown) return false;
    if (named == Named::taken) continue;
    if (pattern[i] == '\\' && i + 1 < pattern.size()) ++i;
    const unsigned char low = byte(pattern[i++]);
    unsigned char high = low;
    if (i + 1 < pattern.size() && pattern[i] == '-' && pattern[i + 1] != ']') {
      if (pattern[++i] == '\\' && i + 1 < pattern.size()) ++i;
      high = byte(pattern[i++]);
    }
    set.set(low);  // of `[c-a]` too
    for (std::size_t c = low; c <= high; ++c) set.set(c);
  }
  if (i >= pattern.size()) return false;
  if (negated) set.flip();
  set.reset(byte('/'));
  tokens_.push_back({Part::one_of, 0, static_cast<std::uint32_t>(sets_.size())});
  sets_.push_back(set);
  at = i + 1;
  return true;
}

// One star or more, from AT on.
void Glob::read_stars(std::string_view pattern, std::size_t& at) {
  const std::size_t begin = at;
  while (at < pattern.size() && pattern[at] == '*') ++at;
  // git takes the letters before the first mark off a pattern, and what follows them for a part of a path: `a**/b`.
  const bool begins_part =
      begin == 0 || pattern[begin - 1] == '/' || begin == pattern.find_first_of("*?[\\");
  const bool is_part = at - begin > 1 && begins_part;
  if (is_part && (at == pattern.size() || pattern.substr(at).starts_with("\\/"))) {
    tokens_.push_back({Part::twin, 0, 0});
  } else if (is_part && pattern[at] == '/') {
    tokens_.push_back({Part::folders, 0, 0});
    tokens_.push_back({Part::inner, 0, 0});
    ++at;
  } else {
    tokens_.push_back({Part::star, 0, 0});
  }
}

Glob::Glob(std::string_view pattern) {
  for (std::size_t at = 0; at < pattern.size() && !matches_nothing_;) {
    const char c = pattern[at];
    if (c == '*') {
      read_stars(pattern, at);
    } else if (c == '[') {
      matches_nothing_ = !read_class(pattern, at);
    } else {
      const bool escaped = c == '\\';
      matches_nothing_ = escaped && at + 1 == pattern.size();
      if (matches_nothing_) break;
      tokens_.push_back({c == '?' ? Part::any : Part::letter, escaped ? pattern[at + 1] : c, 0});
      at += escaped ? 2 : 1;
    }
  }
  const auto is_letter = [](const Token& token) { return token.part == Part::letter; };
  is_ending_ = !tokens_.empty() && tokens_.front().part == Part::star;
  const auto begin = tokens_.begin() + (is_ending_ ? 1 : 0);
  is_literal_ = std::all_of(begin, tokens_.end(), is_letter);
  if (is_literal_) {
    for (auto token = begin; token != tokens_.end(); ++token) literal_ += token->letter;
  }
}

bool Glob::takes(const Token& token, char c) const {
  switch (token.part) {
    case Part::letter:
      return token.letter == c;
    case Part::any:
    case Part::star:
      return c != '/';
    case Part::one_of:
      return sets_[token.set].test(byte(c));
    case Part::twin:
    case Part::inner:
      return true;
    case Part::folders:
      return false;
  }
  return false;
}

bool Glob::matches(std::string_view text, MatchWork& work) const {
  if (work.spent() || matches_nothing_) return false;
  --work.left;
  if (!is_literal_) return matches_slowly(text, work);
  if (!is_ending_) return text == literal_;
  return text.ends_with(literal_) &&
         text.substr(0, text.size() - literal_.size()).find('/') == std::string_view::npos;
}

bool Glob::matches_slowly(std::string_view text, MatchWork& work) const {
  PatternStates now(tokens_.size() + 1);
  PatternStates next(tokens_.size() + 1);
  // What may stand for nothing is passed at once.
  const auto reach = [&](PatternStates& places, std::size_t at) {
    for (;; ++at) {
      places.add(at);
      if (at == tokens_.size()) return;
      const Part part = tokens_[at].part;
      if (part == Part::folders) places.add(at++);
      if (part == Part::folders) places.add(at);
      if (part != Part::star && part != Part::twin && part != Part::folders) return;
    }
  };
  reach(now, 0);
  for (const char c : text) {
    const std::size_t cost = now.list().size() + 1;
    if (work.left <= cost) {
      work.left = 0;
      return false;
    }
    work.left -= cost;
    for (const std::size_t at : now.list()) {
      if (at == tokens_.size() || !takes(tokens_[at], c)) continue;
      const Part part = tokens_[at].part;
      const bool stays = part == Part::star || part == Part::twin || part == Part::inner;
      if (stays) next.add(at);
      if (part == Part::star || part == Part::twin || (part == Part::inner && c == '/'))
        reach(next, at + 1);
      if (!stays) reach(next, at + 1);
    }
    std::swap(now, next);
    next.clear();
    if (now.list().empty()) return false;
  }
  return now.has(tokens_.size());
}

}  // namespace pymolt::scan
