// A small reader of query text: brackets, names, strings, comments; nothing else decides where a query may start.
// SPDX-License-Identifier: MIT
#include "syntax/query_text.h"

#include <tree_sitter/api.h>

#include <algorithm>

extern "C" const TSLanguage* tree_sitter_python(void);

namespace pymolt::syntax {

namespace {

// Reads the forms at the top level of a query and what stands right behind their opening brackets.
class QueryTextReader {
 public:
  explicit QueryTextReader(std::string_view text) : text_(text) {}

  // False when a pattern could start anywhere, or the brackets do not close.
  bool read() {
    bool good = true;
    while (good && skip_blank()) {
      const char c = text_[at_];
      if (c == '@' || c == '!' || c == '.') {
        skip_word();
      } else {
        const std::size_t begin = at_;
        at_ += c == '[' ? 1 : 0;
        good = c == '[' ? read_alternatives() : read_pattern();
        forms_.push_back({begin, text_.substr(begin).starts_with("(#")});
      }
    }
    return good && !kinds_.empty();
  }

  [[nodiscard]] const std::vector<Kind>& kinds() const { return kinds_; }

  // Each pattern with the predicates behind it.
  [[nodiscard]] std::vector<std::string_view> patterns() const {
    std::vector<std::string_view> texts;
    for (std::size_t i = 0; i < forms_.size();) {
      std::size_t next = i + 1;
      while (next < forms_.size() && forms_[next].is_predicate) ++next;
      const std::size_t end = next < forms_.size() ? forms_[next].begin : text_.size();
      texts.push_back(text_.substr(forms_[i].begin, end - forms_[i].begin));
      i = next;
    }
    return texts;
  }

  // The query with each predicate that stands behind a pattern put into one group with it.
  [[nodiscard]] std::string grouped() const {
    std::string text(text_);
    for (std::size_t i = forms_.size(); i-- > 0;) {
      if (!forms_[i].is_predicate || i == 0) continue;
      std::size_t pattern = i - 1;
      while (pattern > 0 && forms_[pattern].is_predicate) --pattern;
      const std::size_t end = i + 1 < forms_.size() ? forms_[i + 1].begin : text_.size();
      text.insert(text.find_last_not_of(" \n\t\r", end - 1) + 1, ")");
      text.insert(forms_[pattern].begin, "(");
      i = pattern;
    }
    return text;
  }

 private:
  bool skip_blank() {
    while (at_ < text_.size()) {
      if (text_[at_] == ';') {
        at_ = std::min(text_.find('\n', at_), text_.size());
      } else if (text_[at_] == ' ' || text_[at_] == '\n' || text_[at_] == '\t' || text_[at_] == '\r') {
        ++at_;
      } else {
        return true;
      }
    }
    return false;
  }

  std::string_view skip_word() {
    const std::size_t begin = at_++;
    while (at_ < text_.size() && std::string_view(" \n\t\r()[]\"").find(text_[at_]) == std::string_view::npos) {
      ++at_;
    }
    return text_.substr(begin, at_ - begin);
  }

  bool read_alternatives() {
    while (skip_blank()) {
      if (text_[at_] == ']') {
        ++at_;
        return true;
      }
      if (text_[at_] == '@') {
        skip_word();
      } else if (!read_pattern()) {
        return false;
      }
    }
    return false;
  }

  // `(kind …)`, `"token"`, `((kind …) (#eq? …))`, or a predicate, which has no kind.
  bool read_pattern() {
    if (text_[at_] == '"') {
      const std::size_t close = text_.find('"', at_ + 1);
      if (close == std::string_view::npos) return false;
      add(text_.substr(at_ + 1, close - at_ - 1), false);
      at_ = close + 1;
      return true;
    }
    if (text_[at_] != '(') return false;
    ++at_;
    if (!skip_blank()) return false;
    if (text_[at_] == '(' || text_[at_] == '"') return read_pattern() && skip_to_close();
    if (text_[at_] == '[') {
      ++at_;
      return read_alternatives() && skip_to_close();
    }
    const std::string_view word = skip_word();
    if (word.starts_with('_')) return false;
    if (!word.starts_with('#')) add(word, true);
    return skip_to_close();
  }

  bool skip_to_close() {
    for (int depth = 1; at_ < text_.size();) {
      const char c = text_[at_++];
      if (c == '"') {
        while (at_ < text_.size() && text_[at_] != '"') at_ += text_[at_] == '\\' ? 2 : 1;
        ++at_;
      } else if (c == ';') {
        at_ = std::min(text_.find('\n', at_), text_.size());
      } else if (c == '(') {
        ++depth;
      } else if (c == ')' && --depth == 0) {
        return true;
      }
    }
    return false;
  }

  void add(std::string_view name, bool named) {
    const TSSymbol symbol = ts_language_symbol_for_name(tree_sitter_python(), name.data(),
                                                        static_cast<std::uint32_t>(name.size()), named);
    const auto kind = static_cast<Kind>(symbol);
    if (std::find(kinds_.begin(), kinds_.end(), kind) == kinds_.end()) kinds_.push_back(kind);
  }

  // A bracket at the top level of the text.
  struct Form {
    std::size_t begin;
    bool is_predicate;
  };
  std::string_view text_;
  std::size_t at_ = 0;
  std::vector<Kind> kinds_;
  std::vector<Form> forms_;
};

// Whether CAPTURE is of an identifier and nothing else: then its words must be words of the file.
bool captures_identifier(std::string_view pattern, std::string_view capture) {
  const std::string written = "(identifier) " + std::string(capture);
  const std::size_t at = pattern.find(written);
  if (at == std::string_view::npos) return false;
  const std::size_t end = at + written.size();
  return end == pattern.size() || std::string_view(" \n)]").find(pattern[end]) != std::string_view::npos;
}

// The strings of the predicate that starts at TEXT, behind its capture.
std::vector<std::string> strings_of(std::string_view text) {
  std::vector<std::string> strings;
  const std::size_t end = text.find(')');
  for (std::size_t open = text.find('"'); open < end; open = text.find('"', open)) {
    const std::size_t close = text.find('"', open + 1);
    if (close == std::string_view::npos) break;
    strings.emplace_back(text.substr(open + 1, close - open - 1));
    open = close + 1;
  }
  return strings;
}

// The words of which a pattern needs one, by the first of its predicates that says so.
std::vector<std::string> words_of(std::string_view pattern) {
  for (const std::string_view name : {std::string_view("(#eq? "), std::string_view("(#any-of? ")}) {
    for (std::size_t at = pattern.find(name); at != std::string_view::npos; at = pattern.find(name, at + 1)) {
      const std::string_view rest = pattern.substr(at + name.size());
      const std::string_view capture = rest.substr(0, rest.find_first_of(" \n)"));
      if (!captures_identifier(pattern, capture)) continue;
      std::vector<std::string> words = strings_of(rest);
      if (!words.empty()) return words;
    }
  }
  return {};
}

}  // namespace

std::optional<QueryNeeds> query_needs(std::string_view query) {
  QueryTextReader reader(query);
  if (!reader.read()) return std::nullopt;
  QueryNeeds needs;
  needs.kinds = reader.kinds();
  for (const std::string_view pattern : reader.patterns()) {
    const std::vector<std::string> words = words_of(pattern);
    if (words.empty()) {
      needs.words.clear();
      break;
    }
    needs.words.insert(needs.words.end(), words.begin(), words.end());
  }
  return needs;
}

std::string group_predicates(std::string_view query) {
  QueryTextReader reader(query);
  return reader.read() ? reader.grouped() : std::string(query);
}

}  // namespace pymolt::syntax
