// Kleene's iteration, a strongly connected component of questions at a time.
// SPDX-License-Identifier: MIT
#include "names/answers.h"

#include <algorithm>

namespace pymolt::names {

namespace {

constexpr std::size_t kMostOrigins = 48;
constexpr std::size_t kMostTypes = 12;

bool is_same(const Possibilities& a, const Possibilities& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](const Inferred& one, const Inferred& other) {
                      return one.same_type(other) && one.origin == other.origin &&
                             one.on == other.on && one.confidence == other.confidence;
                    });
}

void add(Inferred one, bool with_origin, Possibilities& out) {
  if (one.on.empty()) return;
  for (Inferred& known : out) {
    if (!known.same_type(one) || (with_origin && known.origin != one.origin)) continue;
    known.on |= one.on;
    known.confidence = std::min(known.confidence, one.confidence);
    if (known.origin != one.origin) known.origin = kNone;
    return;
  }
  out.push_back(std::move(one));
}

}  // namespace

Possibilities instances(Possibilities classes) {
  for (Inferred& one : classes) one.is_class = false;
  return classes;
}

Possibilities without_origins(Possibilities all) {
  if (all.size() < 2) return all;
  Possibilities out;
  for (Inferred& one : all) {
    add(std::move(one), false, out);
    if (out.size() > kMostOrigins) return {Inferred{}};
  }
  return out;
}

Possibilities merged(Possibilities all) {
  if (all.size() < 2) return all;
  Possibilities out;
  for (Inferred& one : all) {
    add(std::move(one), true, out);
    if (out.size() > kMostOrigins) break;
  }
  if (out.size() > kMostOrigins) out = without_origins(std::move(all));
  if (out.size() > kMostOrigins || without_origins(out).size() > kMostTypes) return {Inferred{}};
  return out;
}

Possibilities Answers::ask(Question question, FunctionRef<Possibilities()> work_out) {
  if (const auto known = settled_.find(question); known != settled_.end()) return known->second;
  if (const std::uint32_t open = place_of(question); open != kNone) {
    lowest_ = std::min(lowest_, open);
    open_[open].asked_again = true;
    return assumed_[question];
  }
  if (const auto passing = passing_.empty() ? passing_.end() : passing_.find(question);
      passing != passing_.end()) {
    lowest_ = std::min(lowest_, passing->second.lowest);
    return passing->second.answer;
  }
  if (left_ == 0 || open_.size() >= kDeepest) return {Inferred{}};
  return open_one(question, work_out);
}

std::uint32_t Answers::place_of(Question question) const {
  for (std::size_t place = open_.size(); place-- > 0;) {
    if (open_[place].question == question) return static_cast<std::uint32_t>(place);
  }
  return kNone;
}

Possibilities Answers::open_one(Question question, FunctionRef<Possibilities()> work_out) {
  const std::uint32_t lowest_before = lowest_;
  const bool changed_before = changed_;
  const std::size_t mark = passing_order_.size();
  const auto place = static_cast<std::uint32_t>(open_.size());
  open_.push_back({question});
  Possibilities answer;
  int rounds = 0;
  do {
    lowest_ = kNone;
    changed_ = false;
    forget_since(mark);
    const bool again = round(place, work_out, answer) && lowest_ >= place;
    if (!again) break;
  } while (++rounds < kMostRounds);
  if (rounds == kMostRounds) {
    answer = {Inferred{}};
    forget_since(mark);
  }
  open_.pop_back();
  if (lowest_ >= place) {
    if (answer.empty()) answer = {Inferred{}};  // it leads back to itself and nowhere else
    record(question, mark, answer);
    lowest_ = lowest_before;
    changed_ = changed_before;
  } else {
    passing_[question] = {lowest_, answer};
    passing_order_.push_back(question);
    lowest_ = std::min(lowest_, lowest_before);
    changed_ = changed_ || changed_before;
  }
  return answer;
}

// Works the answer out once; whether an assumption turned out too small.
bool Answers::round(std::size_t place, FunctionRef<Possibilities()> work_out,
                    Possibilities& answer) {
  ++work_;
  if (left_ > 0) --left_;
  answer = merged(work_out());
  if (!open_[place].asked_again) return changed_;
  Possibilities& assumed = assumed_[open_[place].question];
  Possibilities both = assumed;
  both.insert(both.end(), answer.begin(), answer.end());
  answer = merged(std::move(both));
  if (!is_same(answer, assumed)) {
    assumed = answer;
    changed_ = true;
  }
  return changed_;
}

void Answers::record(Question question, std::size_t mark, const Possibilities& answer) {
  settled_[question] = answer;
  for (std::size_t i = mark; i < passing_order_.size(); ++i) {
    Possibilities& inner = passing_[passing_order_[i]].answer;
    settled_[passing_order_[i]] = inner.empty() ? Possibilities{Inferred{}} : std::move(inner);
  }
  forget_since(mark);
  if (open_.empty()) assumed_.clear();
}

void Answers::forget_since(std::size_t mark) {
  for (std::size_t i = mark; i < passing_order_.size(); ++i) passing_.erase(passing_order_[i]);
  passing_order_.resize(mark);
}

}  // namespace pymolt::names
