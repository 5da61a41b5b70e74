// Predicates are checked when the query is compiled, so that evaluating one cannot fail.
// SPDX-License-Identifier: MIT
#include "syntax/predicate.h"

#include <re2/re2.h>

#include <algorithm>
#include <array>

#include "base/suggest.h"

namespace pymolt::syntax {

namespace {

// A condition as it is written: the name without `not-` and `?`.
struct Condition {
  std::string_view name;
  Predicate::Kind kind;
  bool denied = false;  // there is `not-…?` of it too
  bool asserted = true;
  bool alone = false;  // no word has to stand behind the capture
};

constexpr std::array<Condition, 28> kConditions = {
    {{"eq", Predicate::Kind::equal, true},
     {"match", Predicate::Kind::match, true},
     {"any-of", Predicate::Kind::any_of, true},
     {"resolves", Predicate::Kind::resolves},
     {"typed", Predicate::Kind::typed},
     {"may-be", Predicate::Kind::may_be},
     {"holds", Predicate::Kind::holds},
     {"own", Predicate::Kind::own, true},
     {"constant", Predicate::Kind::constant},
     {"within", Predicate::Kind::within, true},
     {"was", Predicate::Kind::was},
     {"gives", Predicate::Kind::gives},
     {"made-by", Predicate::Kind::made_by},
     {"made-with", Predicate::Kind::made_with},
     {"made-passing", Predicate::Kind::made_passing, true},
     {"called-on", Predicate::Kind::called_on},
     {"called-before", Predicate::Kind::called_before, true, false},
     {"called-outside", Predicate::Kind::called_outside},
     {"in", Predicate::Kind::in, true},
     {"is", Predicate::Kind::is},
     {"keeps", Predicate::Kind::keeps},
     {"asked", Predicate::Kind::asked, true},
     {"looped", Predicate::Kind::looped, false, true, true},
     {"unread", Predicate::Kind::unread, false, true, true},
     {"rebound", Predicate::Kind::rebound, true, true, true},
     {"has", Predicate::Kind::has, true, false},
     {"unwritten", Predicate::Kind::unwritten},
     {"raised", Predicate::Kind::raised, true, true, true}}};

constexpr std::uint32_t kLettersAStep = 3;  // that are read quickly while one step is tried

Mistake refuse(std::string message, std::string hint = {}) {
  Mistake mistake;
  mistake.message = std::move(message);
  mistake.hint = std::move(hint);
  return mistake;
}

constexpr std::string_view kNot = "not-";

// The condition that NAME, `eq?` or `not-eq?`, is; none where there is none.
const Condition* find_condition(std::string_view name) {
  if (!name.ends_with('?')) return nullptr;
  name.remove_suffix(1);
  const bool denied = name.starts_with(kNot);
  if (denied) name.remove_prefix(kNot.size());
  const auto* const found = std::ranges::find(kConditions, name, &Condition::name);
  const bool there = found != kConditions.end() && (denied ? found->denied : found->asserted);
  return there ? found : nullptr;
}

// What NAME, which is no condition, may have been meant to be.
std::string suggested(std::string_view name) {
  std::vector<std::string> all;
  for (const Condition& one : kConditions) {
    if (one.asserted) all.push_back(std::string(one.name) + '?');
    if (one.denied) all.push_back(std::string(kNot) + std::string(one.name) + '?');
  }
  const std::vector<std::string_view> names(all.begin(), all.end());
  return suggestion(name, names);
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
    case Kind::called_outside:
    case Kind::in:
    case Kind::is:
    case Kind::keeps:
    case Kind::asked:
    case Kind::looped:
    case Kind::has:
    case Kind::unread:
    case Kind::unwritten:
    case Kind::rebound:
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
  const Condition* condition = find_condition(name);
  if (!condition) return refuse("unknown predicate `#" + std::string(name) + "`", suggested(name));
  if (words.size() < (condition->alone ? 1 : 2) || !words.front().is_capture) {
    return refuse(
        "`#" + std::string(name) + "` requires a capture and something to compare it with",
        "for example `(#" + std::string(name) + " @here \"x\")`");
  }
  Predicate predicate;
  predicate.capture = words.front().capture;
  predicate.negated = name.starts_with(kNot);
  predicate.kind = condition->kind;
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
