// A variable that is assigned twice, or changed by a method, is not known.
// SPDX-License-Identifier: MIT
#include "capi/build_words.h"

#include <algorithm>
#include <cctype>
#include <string>

namespace pymolt::capi {

namespace {

constexpr std::size_t kLongestValue = 20'000;  // bytes of what one variable is given
constexpr std::size_t kMostVariables = 1000;

bool is_name_letter(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; }

using Texts = std::optional<std::vector<std::string_view>>;

// Whether nothing but a remark stands before the line ends.
bool ends_a_line(std::string_view rest) {
  rest = rest.substr(0, rest.find('\n'));
  const std::size_t begin = rest.find_first_not_of(" \t\r");
  return begin == std::string_view::npos || rest[begin] == '#';
}

// What the value that begins VALUE holds: a text, or texts in brackets.
Texts texts_of(std::string_view value) {
  Pieces pieces(value.substr(0, kLongestValue));
  std::vector<std::string_view> texts;
  int depth = 0;
  for (Piece piece = pieces.next(); piece.kind != Piece::Kind::end; piece = pieces.next()) {
    if (piece.kind == Piece::Kind::text) {
      texts.push_back(piece.text);
    } else if (piece.kind == Piece::Kind::word) {
      if (!is_list_word(piece.text)) return std::nullopt;
      continue;
    } else {
      const char c = piece.text.front();
      if (c == '(' || c == '[') ++depth;
      if (c == ')' || c == ']') --depth;
      if (c != '(' && c != '[' && c != ')' && c != ']' && c != ',') return std::nullopt;
    }
    if (depth == 0) return ends_a_line(pieces.rest()) ? Texts(std::move(texts)) : std::nullopt;
  }
  return std::nullopt;
}

}  // namespace

bool is_build_word(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 ||
         std::string_view("_${}/.-+").find(c) != std::string_view::npos;
}

bool is_list_word(std::string_view word) {
  constexpr std::string_view kWords[] = {"glob", "glob.glob", "sorted", "list", "files", "+"};
  return std::find(std::begin(kWords), std::end(kWords), word) != std::end(kWords);
}

Piece Pieces::next() {
  skip();
  if (rest_.empty()) return {};
  const char c = rest_.front();
  if (c == '"' || c == '\'') {
    const std::size_t close = std::min(rest_.find(c, 1), rest_.size());
    return take(Piece::Kind::text, rest_.substr(1, close - 1), std::min(close + 1, rest_.size()));
  }
  if (!is_build_word(c) || c == '{' || c == '}')
    return take(Piece::Kind::mark, rest_.substr(0, 1), 1);
  std::size_t end = 1;
  while (end < rest_.size() && is_build_word(rest_[end])) ++end;
  return take(Piece::Kind::word, rest_.substr(0, end), end);
}

void Pieces::skip() {
  while (!rest_.empty()) {
    if (std::isspace(static_cast<unsigned char>(rest_.front())) != 0) {
      rest_.remove_prefix(1);
    } else if (rest_.front() == '#') {
      rest_.remove_prefix(std::min(rest_.find('\n'), rest_.size()));
    } else {
      return;
    }
  }
}

Piece Pieces::take(Piece::Kind kind, std::string_view text, std::size_t size) {
  rest_.remove_prefix(size);
  return {kind, text};
}

void BuildVariables::assign(std::string_view name, bool adds, Texts texts) {
  const auto [known, is_new] = all_.try_emplace(name, texts);
  if (is_new) {
    if (adds) known->second.reset();
  } else if (adds && known->second && texts) {
    known->second->insert(known->second->end(), texts->begin(), texts->end());
  } else {
    known->second.reset();
  }
}

BuildVariables BuildVariables::of_assignments(std::string_view bytes) {
  BuildVariables made;
  for (std::size_t begin = 0; begin < bytes.size() && made.all_.size() < kMostVariables;) {
    const std::size_t end = std::min(bytes.find('\n', begin), bytes.size());
    const std::string_view line = bytes.substr(begin, end - begin);
    const std::size_t indent = std::min(line.find_first_not_of(" \t"), line.size());
    std::size_t at = indent;
    while (at < line.size() && is_name_letter(line[at])) ++at;
    const std::string_view name = line.substr(indent, at - indent);
    at = std::min(line.find_first_not_of(" \t", at), line.size());
    const bool adds = line.substr(at, 2) == "+=";
    const bool assigns = adds || (line.substr(at, 1) == "=" && line.substr(at, 2) != "==");
    const bool changes = line.substr(at, 1) == ".";
    const std::size_t value = begin + at + (adds ? 2 : 1);
    begin = end + 1;
    if (name.empty() || (!assigns && !changes)) continue;
    made.assign(name, adds,
                indent > 0 || changes || value > bytes.size() ? std::nullopt
                                                              : texts_of(bytes.substr(value)));
  }
  return made;
}

BuildVariables BuildVariables::of_cmake(std::string_view bytes) {
  BuildVariables made;
  int branches = 0;
  for (std::size_t begin = 0; begin < bytes.size() && made.all_.size() < kMostVariables;) {
    const std::size_t end = std::min(bytes.find('\n', begin), bytes.size());
    std::string_view line = bytes.substr(begin, end - begin);
    line.remove_prefix(std::min(line.find_first_not_of(" \t"), line.size()));
    const auto at = static_cast<std::size_t>(line.data() - bytes.data());
    begin = end + 1;
    if (line.starts_with("if(") || line.starts_with("if (")) ++branches;
    if (line.starts_with("endif")) --branches;
    const std::size_t open = line.find('(');
    if (open == std::string_view::npos || !(line.starts_with("set") || line.starts_with("list")))
      continue;
    Pieces pieces(bytes.substr(at + open + 1, kLongestValue));
    Piece piece = pieces.next();
    if (line.starts_with("list")) piece = pieces.next();  // `list(APPEND NAME …)`
    const std::string_view name = piece.text;
    std::vector<std::string_view> words;
    bool known = branches == 0 && line.starts_with("set");
    for (piece = pieces.next(); piece.kind != Piece::Kind::end && piece.text != ")";
         piece = pieces.next()) {
      known = known && piece.text.find('$') == std::string_view::npos;
      words.push_back(piece.text);
    }
    made.assign(name, false, known ? Texts(std::move(words)) : std::nullopt);
  }
  return made;
}

const std::vector<std::string_view>* BuildVariables::find(std::string_view name) const {
  const auto known = all_.find(name);
  return known == all_.end() || !known->second ? nullptr : &*known->second;
}

}  // namespace pymolt::capi
