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

template <typename Key, typename Allowed>
const Key* more_of(const std::map<Key, int>& before, const std::map<Key, int>& after,
                   Allowed allowed) {
  for (const auto& [key, count] : after) {
    const auto was = before.find(key);
    if (count > (was == before.end() ? 0 : was->second) && !allowed(key)) return &key;
  }
  return nullptr;
}

const std::vector<std::uint32_t>& places_of(const Reading& reading, const Fix& fix) {
  static const std::vector<std::uint32_t> kNone;
  const auto found = reading.findings.find({fix.rule, fix.symbol});
  return found == reading.findings.end() ? kNone : found->second;
}

// Whether what FIX mends is still found, where it stood or where FIX put something; MOVES are by all edits that were made.
// One that is found elsewhere was only hidden before: in a statement that no version could read to its end.
bool is_still_there(const Reading& before, const Reading& after, const Fix& fix,
                    const Moves& moves) {
  const std::vector<std::uint32_t>& left = places_of(after, fix);
  if (left.size() < places_of(before, fix).size()) return false;
  const auto is_at = [&](ByteSpan span) {
    const auto first = std::lower_bound(left.begin(), left.end(), span.begin);
    return first != left.end() && *first <= span.end;
  };
  return is_at(moves.of(fix.at)) ||
         std::any_of(fix.edits.begin(), fix.edits.end(), [&](const Edit& edit) {
           const std::uint32_t begin = moves.of(edit.span.begin).begin;
           return is_at({begin, begin + static_cast<std::uint32_t>(edit.text.size())});
         });
}

}  // namespace

Reading read(const FileFacts& facts, const Source& source, VersionSet versions, VersionSet target,
             Wanted wanted) {
  Reading reading;
  reading.compiles = facts.compiles.value_or(VersionSet()) & versions;
  for (const CompileError& error : facts.errors) {
    // Old syntax that only showed once what was around it had been fixed is nothing that a fix has broken.
    const bool is_old = !error.fails_on.contains(Version::of(2, 7));
    if (is_old || !error.fails_on.intersects(versions)) continue;
    ++reading.errors[error.construct];
    reading.fails_on[error.construct] |= error.fails_on & versions;
  }
  for (const Finding& finding : facts.findings) {
    if (!wanted(facts, finding)) continue;
    reading.findings[{finding.rule, finding.symbol}].push_back(
        source.text().offset(finding.span.line, finding.span.column));
    if (finding.python2_only && !versions.contains(Version::of(2, 7)))
      continue;  // the new code has left 2.7 behind
    const bool is_idiom =
        finding.consequence(target) == Severity::low || !finding.consequence(target);
    if (is_idiom || finding.subject == Subject::construct) continue;
    ++reading.broken[{finding.rule, finding.symbol}];
    if (!finding.breaks_on.intersects(target))
      reading.working.insert({finding.rule, finding.symbol});
  }
  for (const MorePlaces& more : facts.more) {
    const auto known = reading.findings.find({more.rule, more.symbol});
    if (known != reading.findings.end())  // beyond all that are kept
      known->second.insert(known->second.end(), more.places,
                           static_cast<std::uint32_t>(source.text().bytes().size()));
  }
  for (auto& [key, places] : reading.findings) std::ranges::sort(places);
  reading.comments = comments_of(source);
  return reading;
}

std::string objection(const Reading& before, const Reading& after, const std::vector<Fix>& fixes) {
  VersionSet needs = VersionSet::all();
  for (const Fix& fix : fixes) needs &= fix.needs;
  const VersionSet lost = (before.compiles - after.compiles) & needs;
  if (!lost.empty()) return "the file would no longer compile on " + lost.str();
  const auto is_elsewhere = [&](const std::string& construct) {
    return !after.fails_on.at(construct).intersects(needs);
  };
  if (const std::string* construct = more_of(before.errors, after.errors, is_elsewhere))
    return "the file would not compile for another reason: " + *construct;
  const bool reveals =
      std::any_of(fixes.begin(), fixes.end(), [](const Fix& fix) { return fix.reveals; });
  // What is gone may become what the target still has, though it warns.
  const bool all_broke =
      std::all_of(fixes.begin(), fixes.end(), [](const Fix& fix) { return fix.broke; });
  const auto works = [&](const auto& key) { return all_broke && after.working.contains(key); };
  const auto* finding = reveals ? nullptr : more_of(before.broken, after.broken, works);
  if (finding != nullptr)
    return "it would bring a finding of " + finding->first + " (" + finding->second + ")";
  const Moves moves(edits_of(fixes));
  for (const Fix& fix : fixes) {
    if (is_still_there(before, after, fix, moves)) return "the finding would still be there";
  }
  if (before.comments != after.comments) return "a comment would be lost";
  return {};
}

}  // namespace pymolt::fix
