// Comments and statement extents come from the lexer's tokens.
// SPDX-License-Identifier: MIT
#include "checks/suppressions.h"

#include <algorithm>
#include <array>

#include "base/suggest.h"
#include "base/trim.h"
#include "model/selection.h"
#include "rulebook/known_words.h"

namespace pymolt::checks {

namespace {

using verdict::Token;
using verdict::TokenKind;

constexpr std::string_view kBlanks = " \t\f";

bool takes(std::string_view& text, std::string_view word) {
  if (!text.starts_with(word)) return false;
  text = trimmed(text.substr(word.size()), kBlanks);
  return true;
}

// What stands behind `# pymolt:`, wherever in the comment that is; nothing when it is nowhere.
std::optional<std::string_view> said_to_pymolt(std::string_view comment) {
  for (std::size_t hash = comment.find('#'); hash != std::string_view::npos;
       hash = comment.find('#', hash + 1)) {
    std::string_view rest = trimmed(comment.substr(hash + 1), kBlanks);
    if (takes(rest, "pymolt") && takes(rest, ":")) return rest;
  }
  return std::nullopt;
}

IgnoreComment unreadable(std::string trouble, std::string hint) {
  return {false, {}, std::move(trouble), std::move(hint)};
}

bool is_word_end(std::string_view text) {
  return text.empty() || kBlanks.find(text[0]) != std::string_view::npos;
}

// Where a comment that suppresses speaks: from the first to the last line.
struct Lines {
  std::uint32_t first = 0;
  std::uint32_t last = 0;
};

bool is_layout(TokenKind kind) {
  return kind == TokenKind::newline || kind == TokenKind::indent || kind == TokenKind::dedent;
}

// The statement that the comment at OFFSET is in, or, when it is alone on its line, the next one.
Lines statement_at(const FileView& view, std::uint32_t offset) {
  const auto& tokens = view.tokens;
  const auto next =
      std::lower_bound(tokens.begin(), tokens.end(), offset,
                       [](const Token& token, std::uint32_t at) { return token.begin < at; });
  auto first = next;
  while (first != tokens.begin() && !is_layout(std::prev(first)->kind)) --first;
  while (first != tokens.end() && is_layout(first->kind)) ++first;
  auto last = first;
  while (last != tokens.end() && last->kind != TokenKind::newline && last->kind != TokenKind::end)
    ++last;
  if (first == last) return {};
  const std::uint32_t end = std::max(std::prev(last)->end, first->begin + 1) - 1;
  return {view.text.line_at(first->begin), view.text.line_at(end)};
}

class CommentReader {
 public:
  CommentReader(const FileView& view, Findings& findings)
      : view_(view),
        findings_(findings),
        unused_(view.book.page(kUnusedSuppression)),
        unreadable_(view.book.page(kUnreadableSuppression)) {}

  std::vector<Suppression> run() {
    std::vector<std::pair<Suppression, ByteSpan>> read;
    for (const ByteSpan where : view_.notes) {
      std::optional<IgnoreComment> request = read_ignore_comment(view_.text.slice(where));
      if (!request) continue;
      if (!request->trouble.empty()) {
        say(unreadable_, where, "", request->trouble, request->hint);
        continue;
      }
      if (!is_obeyed(*request)) {
        say(unreadable_, where, "",
            "This file has too many suppression comments; this one is ignored.", "");
        continue;
      }
      const Lines lines = request->whole_file ? Lines() : statement_at(view_, where.begin);
      read.push_back({{request->whole_file, lines.first, lines.last, std::move(request->words),
                       view_.text.line_at(where.begin)},
                      where});
    }
    sort_findings();
    std::vector<Suppression> suppressions;
    for (auto& [suppression, where] : read) {
      judge(suppression, where);
      suppressions.push_back(std::move(suppression));
    }
    return suppressions;
  }

 private:
  // SYMBOL is the word it is about; empty for the whole comment.
  void say(const rulebook::RulePage* page, ByteSpan where, std::string symbol, std::string message,
           std::string instead) {
    if (page == nullptr) return;  // a rulebook without the built-in pack
    Draft draft = draft_of(*page, where);
    draft.symbol = std::move(symbol);
    draft.message = std::move(message);
    draft.instead = std::move(instead);
    findings_.add(draft);
  }

  void judge(const Suppression& suppression, ByteSpan where) {
    const std::string place = suppression.whole_file ? "in this file" : "in this statement";
    if (suppression.words.empty()) {
      if (!is_of_use(suppression)) {
        say(unused_, where, "", "Nothing is found " + place + " that this comment could suppress.",
            "");
      }
      return;
    }
    for (const std::string& word : suppression.words) {
      // To hold a `*` against all that is known takes too long for as many words as a file may have.
      const bool is_pattern = word.find('*') != std::string::npos;
      if (!is_pattern && !rulebook::may_name(view_.book, word)) {
        const std::string shown =
            word.size() <= kLongestShown ? word : word.substr(0, kLongestShown) + "…";
        say(unused_, where, word,
            "`" + shown + "` names no rule and no symbol, so nothing is suppressed.",
            hint_for(word));
      } else if (!is_of_use({suppression.whole_file,
                             suppression.first_line,
                             suppression.last_line,
                             {word}})) {
        say(unused_, where, word, "Nothing about `" + word + "` is found " + place + ".", "");
      }
    }
  }

  // Whether the words of one more comment are within what is read.
  bool is_obeyed(const IgnoreComment& request) {
    const std::size_t words = std::max<std::size_t>(1, request.words.size());
    std::size_t& of_file = request.whole_file ? words_of_file_ : none_;
    if (words_ + words > kMostWords || of_file + words > kMostWordsOfFile) return false;
    words_ += words;
    if (request.whole_file) of_file += words;
    return true;
  }

  // To find a name that is near costs a look at all there are: done for the first few.
  std::string hint_for(const std::string& word) {
    if (hints_ == kMostHints) return "`pymolt rules list` shows the rules, `pymolt apis` the names";
    ++hints_;
    return rulebook::word_hint(view_.book, word);
  }

  // By line, so that a comment is held against those of its statement only. What is said of comments is not counted.
  void sort_findings() {
    const auto found = findings_.so_far();
    for (std::uint32_t i = 0; i < found.size(); ++i) by_line_.push_back({found[i].span.line, i});
    std::sort(by_line_.begin(), by_line_.end());
  }

  // Of use where that cannot be told: it may speak of a place that is counted and not kept.
  [[nodiscard]] bool is_of_use(const Suppression& one) const {
    if (findings_.has_more()) return true;
    if (!one.words.empty() &&
        (one.words[0] == kUnusedSuppression || one.words[0] == kUnreadableSuppression))
      return true;
    const auto found = findings_.so_far();
    auto at = one.whole_file ? by_line_.begin()
                             : std::lower_bound(by_line_.begin(), by_line_.end(),
                                                std::pair(one.first_line, 0U));
    for (; at != by_line_.end() && (one.whole_file || at->first <= one.last_line); ++at) {
      if (one.suppresses(found[at->second])) return true;
    }
    return false;
  }

  static constexpr std::size_t kMostHints = 20;
  static constexpr std::size_t kLongestShown = 80;

  const FileView& view_;
  Findings& findings_;
  const rulebook::RulePage* unused_;
  const rulebook::RulePage* unreadable_;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> by_line_;  // line and place of each finding
  std::size_t words_ = 0;
  std::size_t words_of_file_ = 0;
  std::size_t none_ = 0;
  std::size_t hints_ = 0;
};

}  // namespace

std::optional<IgnoreComment> read_ignore_comment(std::string_view comment) {
  const std::optional<std::string_view> said = said_to_pymolt(comment);
  if (!said) return std::nullopt;
  std::string_view rest = *said;
  const std::string_view verb = rest.substr(0, rest.find_first_of(" \t\f[#:,"));
  constexpr std::array<std::string_view, 2> kVerbs = {"ignore", "ignore-file"};
  if (verb != kVerbs[0] && verb != kVerbs[1]) {
    return unreadable(verb.empty()
                          ? "Nothing follows `# pymolt:`."
                          : "`" + std::string(verb) + "` is not a pymolt comment directive.",
                      suggestion(verb, kVerbs));
  }
  IgnoreComment request;
  request.whole_file = verb == kVerbs[1];
  rest.remove_prefix(verb.size());
  std::string_view list = trimmed(rest, kBlanks);
  if (!list.starts_with('[')) {
    // A reason may follow, but a word that was meant as a rule must not pass for one.
    if (list.empty() || list.starts_with('#') || list.starts_with("--")) return request;
    return unreadable(
        "Behind `" + std::string(verb) + "` neither rules in brackets nor a reason begins.",
        "`" + std::string(verb) + "[rule, rule]`, or `-- ` before a reason");
  }
  const std::size_t close = list.find(']');
  if (close == std::string_view::npos)
    return unreadable("The bracket of this comment is not closed.", "");
  for (std::string_view words = list.substr(1, close - 1); !words.empty();) {
    const std::size_t comma = std::min(words.find(','), words.size());
    const std::string_view word = trimmed(words.substr(0, comma), kBlanks);
    words.remove_prefix(std::min(comma + 1, words.size()));
    if (!word.empty()) request.words.emplace_back(word);
  }
  if (request.words.empty()) {
    return unreadable("The brackets of this comment are empty.",
                      "without brackets, `" + std::string(verb) + "` suppresses everything");
  }
  if (!is_word_end(list.substr(close + 1)) && list[close + 1] != '#') {
    return unreadable("A space is missing after the bracket of this comment.", "");
  }
  return request;
}

std::vector<Suppression> read_suppressions(const FileView& view, Findings& findings) {
  if (view.notes.empty()) return {};
  return CommentReader(view, findings).run();
}

}  // namespace pymolt::checks
