// Predicates are checked when the query is compiled, so that evaluating one cannot fail.
// SPDX-License-Identifier: MIT
#include "syntax/predicate.h"

#include <re2/re2.h>

#include <algorithm>
#include <array>

#include "base/suggest.h"

namespace pymolt::syntax {

namespace {

constexpr std::array<std::string_view, 33> kNames = {
    "eq?",         "not-eq?",   "match?",     "not-match?",        "any-of?",
    "not-any-of?", "resolves?", "typed?",     "may-be?",           "holds?",
    "own?",        "not-own?",  "constant?",  "within?",           "not-within?",
    "was?",        "gives?",    "made-by?",   "made-with?",        "made-passing?",
    "called-on?",  "in?",       "not-in?",    "not-made-passing?", "not-called-before?",
    "is?",         "keeps?",    "asked?",     "not-asked?",        "looped?",
    "unread?",     "raised?",   "not-raised?"};

constexpr std::uint32_t kLettersAStep = 3;  // that are read quickly while one step is tried

Mistake refuse(std::string message, std::string hint = {}) {
  Mistake mistake;
  mistake.message = std::move(message);
  mistake.hint = std::move(hint);
  return mistake;
}

}  // namespace

bool Predicate::holds(std::string_view text, std::string_view other_text, ReadingLeft& left) const {
  bool yes = false;
  switch (kind) {
    case Kind::equal:
      yes = text == (other == kNoCapture ? std::string_view(words.front()) : other_text);
      break;
    case Kind::match:
      yes = found_in(text, left);
      break;
    case Kind::any_of:
      yes = std::find(words.begin(), words.end(), text) != words.end();
      break;
    case Kind::resolves:
    case Kind::typed:
    case Kind::may_be:
    case Kind::holds:
    case Kind::own:
    case Kind::constant:
    case Kind::within:
    case Kind::was:
    case Kind::gives:
    case Kind::made_by:
    case Kind::made_with:
    case Kind::made_passing:
    case Kind::called_on:
    case Kind::called_before:
    case Kind::in:
    case Kind::is:
    case Kind::keeps:
    case Kind::asked:
    case Kind::looped:
    case Kind::unread:
    case Kind::raised:
      return true;
  }
  return yes != negated;
}

Expression::Expression(std::string pattern) : pattern_(std::move(pattern)) {}

Expression::~Expression() = default;

const re2::RE2& Expression::compiled() const {
  std::call_once(once_,
                 [this] { compiled_ = std::make_unique<re2::RE2>(pattern_, re2::RE2::Quiet); });
  return *compiled_;
}

bool Predicate::found_in(std::string_view text, ReadingLeft& left) const {
  if (!left.take(std::uint64_t{steps} * (text.size() + 1))) return negated;
  return re2::RE2::PartialMatch(re2::StringPiece(text.data(), text.size()), expression->compiled());
}

Result<Predicate> make_predicate(std::string_view name, const std::vector<PredicateWord>& words,
                                 bool known) {
  if (std::find(kNames.begin(), kNames.end(), name) == kNames.end()) {
    return refuse("unknown predicate `#" + std::string(name) + "`", suggestion(name, kNames));
  }
  const bool stands_alone =
      name == "looped?" || name == "unread?" || name == "raised?" || name == "not-raised?";
  if (words.size() < (stands_alone ? 1 : 2) || !words.front().is_capture) {
    return refuse(
        "`#" + std::string(name) + "` requires a capture and something to compare it with",
        "for example `(#" + std::string(name) + " @here \"x\")`");
  }
  Predicate predicate;
  predicate.capture = words.front().capture;
  predicate.negated = name.starts_with("not-");
  if (predicate.negated) name.remove_prefix(4);
  predicate.kind = name == "eq?"              ? Predicate::Kind::equal
                   : name == "match?"         ? Predicate::Kind::match
                   : name == "any-of?"        ? Predicate::Kind::any_of
                   : name == "typed?"         ? Predicate::Kind::typed
                   : name == "may-be?"        ? Predicate::Kind::may_be
                   : name == "holds?"         ? Predicate::Kind::holds
                   : name == "own?"           ? Predicate::Kind::own
                   : name == "constant?"      ? Predicate::Kind::constant
                   : name == "within?"        ? Predicate::Kind::within
                   : name == "was?"           ? Predicate::Kind::was
                   : name == "gives?"         ? Predicate::Kind::gives
                   : name == "made-by?"       ? Predicate::Kind::made_by
                   : name == "made-with?"     ? Predicate::Kind::made_with
                   : name == "made-passing?"  ? Predicate::Kind::made_passing
                   : name == "called-on?"     ? Predicate::Kind::called_on
                   : name == "called-before?" ? Predicate::Kind::called_before
                   : name == "in?"            ? Predicate::Kind::in
                   : name == "is?"            ? Predicate::Kind::is
                   : name == "keeps?"         ? Predicate::Kind::keeps
                   : name == "asked?"         ? Predicate::Kind::asked
                   : name == "looped?"        ? Predicate::Kind::looped
                   : name == "unread?"        ? Predicate::Kind::unread
                   : name == "raised?"        ? Predicate::Kind::raised
                                              : Predicate::Kind::resolves;
  const bool takes_capture = predicate.kind == Predicate::Kind::equal;
  const bool takes_many = predicate.kind == Predicate::Kind::any_of ||
                          (predicate.asks_meaning() && predicate.kind != Predicate::Kind::constant);
  if (!takes_many && words.size() > 2)
    return refuse("`#" + std::string(name) + "` takes two words");
  for (std::size_t i = 1; i < words.size(); ++i) {
    if (words[i].is_capture && !takes_capture) {
      return refuse("`#" + std::string(name) + "` compares with strings, not with another capture");
    }
    if (words[i].is_capture) {
      predicate.other = words[i].capture;
    } else {
      predicate.words.push_back(words[i].text);
    }
  }
  if (predicate.kind == Predicate::Kind::match || predicate.kind == Predicate::Kind::constant) {
    predicate.expression = std::make_shared<const Expression>(predicate.words.front());
    if (!known && !predicate.expression->compiled().ok()) {
      return refuse("`" + predicate.words.front() +
                    "` is no regular expression: " + predicate.expression->compiled().error());
    }
    if (!known)
      predicate.steps = kLettersAStep * static_cast<std::uint32_t>(std::max(
                                            1, predicate.expression->compiled().ProgramSize()));
  }
  return predicate;
}

}  // namespace pymolt::syntax
