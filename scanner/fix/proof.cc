// Four comparisons; the first that fails is the reason.
// SPDX-License-Identifier: MIT
#include "fix/proof.h"

#include <algorithm>

namespace pymolt::fix {

namespace {

// Comments stand between tokens; so does the text of formatted strings, which is passed over.
std::vector<std::string> comments_of(const Source& source) {
  std::vector<std::string> comments;
  std::uint32_t at = 0;
  std::vector<bool> in_text;  // of the formatted strings around, whether the place is in their text
  for (const Token& token : source.tokens()) {
    std::string_view gap = source.slice(std::min(at, token.begin), token.begin);
    const bool is_text = !in_text.empty() && in_text.back();
    for (std::size_t hash = gap.find('#'); !is_text && hash != std::string_view::npos;
         hash = gap.find('#')) {
      const std::string_view comment = gap.substr(hash, gap.find_first_of("\r\n", hash) - hash);
      comments.emplace_back(comment.substr(0, comment.find_last_not_of(" \t\f\r\n") + 1));
      gap.remove_prefix(hash + comment.size());
    }
    at = std::max(at, token.end);
    if (token.kind == TokenKind::string_open) in_text.push_back(true);
    if (token.kind == TokenKind::string_close && !in_text.empty()) in_text.pop_back();
    if (token.kind == TokenKind::field_open && !in_text.empty()) in_text.back() = false;
    if ((token.kind == TokenKind::field_close || token.kind == TokenKind::format_open) &&
        !in_text.empty())
      in_text.back() = true;
  }
  std::sort(comments.begin(), comments.end());
  return comments;
}

template <typename Key>
const Key* more_of(const std::map<Key, int>& before, const std::map<Key, int>& after) {
  for (const auto& [key, count] : after) {
    const auto was = before.find(key);
    if (count > (was == before.end() ? 0 : was->second)) return &key;
  }
  return nullptr;
}

int count(const Reading& reading, const std::string& rule, const std::string& symbol) {
  const auto found = reading.findings.find({rule, symbol});
  return found == reading.findings.end() ? 0 : found->second;
}

}  // namespace

Reading read(const FileFacts& facts, const Source& source, VersionSet versions, VersionSet target,
             Wanted wanted) {
  Reading reading;
  reading.compiles = facts.compiles.value_or(VersionSet()) & versions;
  for (const CompileError& error : facts.errors) {
    // Old syntax that only showed once what was around it had been fixed is nothing that a fix has broken.
    const bool is_old = !error.fails_on.contains(Version::of(2, 7));
    if (!is_old && error.fails_on.intersects(versions)) ++reading.errors[error.construct];
  }
  for (const Finding& finding : facts.findings) {
    if (!wanted(facts, finding)) continue;
    ++reading.findings[{finding.rule, finding.symbol}];
    if (finding.python2_only && !versions.contains(Version::of(2, 7)))
      continue;  // the new code has left 2.7 behind
    const bool is_idiom =
        finding.consequence(target) == Severity::low || !finding.consequence(target);
    if (!is_idiom && finding.subject != Subject::construct)
      ++reading.broken[{finding.rule, finding.symbol}];
  }
  for (const MorePlaces& more : facts.more) {
    const auto known = reading.findings.find({more.rule, more.symbol});
    if (known != reading.findings.end()) known->second += static_cast<int>(more.places);
  }
  reading.comments = comments_of(source);
  return reading;
}

std::string objection(const Reading& before, const Reading& after, const std::vector<Fix>& fixes) {
  const VersionSet lost = before.compiles - after.compiles;
  if (!lost.empty()) return "the file would no longer compile on " + lost.str();
  if (const std::string* construct = more_of(before.errors, after.errors))
    return "the file would not compile for another reason: " + *construct;
  const bool reveals =
      std::any_of(fixes.begin(), fixes.end(), [](const Fix& fix) { return fix.reveals; });
  const auto* finding = reveals ? nullptr : more_of(before.broken, after.broken);
  if (finding != nullptr)
    return "it would bring a finding of " + finding->first + " (" + finding->second + ")";
  for (const Fix& fix : fixes) {
    if (count(after, fix.rule, fix.symbol) >= count(before, fix.rule, fix.symbol))
      return "the finding would still be there";
  }
  if (before.comments != after.comments) return "a comment would be lost";
  return {};
}

}  // namespace pymolt::fix
