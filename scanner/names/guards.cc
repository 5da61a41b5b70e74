// Questions to the list of changes; Flow makes it.
// SPDX-License-Identifier: MIT
#include "names/guards.h"

#include <algorithm>

namespace pymolt::names {

Guards::Guards(const Scopes& scopes) : scopes_(&scopes) { changes_.push_back({0, {}}); }

const Guards::State& Guards::at(std::uint64_t key) const {
  if (key > Guards::key(known_until_)) return pending_;
  const auto holds = [&](std::size_t place) {
    return changes_[place].key <= key &&
           (place + 1 == changes_.size() || key < changes_[place + 1].key);
  };
  if (holds(last_)) return changes_[last_].state;
  const auto after = std::upper_bound(changes_.begin(), changes_.end(), key,
                                      [](std::uint64_t k, const Change& c) { return k < c.key; });
  last_ = static_cast<std::size_t>(after - changes_.begin()) - 1;
  return changes_[last_].state;
}

VersionSet Guards::alive_after(std::uint32_t node) const {
  return at(key(scopes_->tree().nodes()[node].next - 1, kAsked)).alive;
}

VersionSet Guards::caught(std::uint32_t node, Raised failure) const {
  VersionSet caught;
  for (std::uint32_t up = deciding(at(key(node)).exception_context); up != kNone;
       up = deciding(exception_contexts_[up].outer)) {
    const ExceptionContext& exception_context = exception_contexts_[up];
    if (exception_context.kind == ExceptionContext::Kind::function) break;
    caught |= exception_context.catches[static_cast<std::size_t>(failure)];
  }
  return caught;
}

std::uint32_t Guards::add_context(ExceptionContext context) {
  const auto id = static_cast<std::uint32_t>(exception_contexts_.size());
  context.decides =
      context.kind == ExceptionContext::Kind::attribute_test ? deciding(context.outer) : id;
  exception_contexts_.push_back(context);
  return id;
}

bool Guards::is_attribute_tested(std::uint32_t node, InternedName word) const {
  constexpr int kMostClimbed = 2000;  // what is behind more tests counts as tested
  int left = kMostClimbed;
  for (std::uint32_t up = at(key(node)).exception_context; up != kNone;
       up = exception_contexts_[up].outer) {
    if (exception_contexts_[up].kind == ExceptionContext::Kind::attribute_test &&
        exception_contexts_[up].word == word)
      return true;
    if (--left == 0) return true;
  }
  return false;
}

}  // namespace pymolt::names
