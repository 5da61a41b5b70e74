// In rounds, each a reading of the file, until nothing changes.
// SPDX-License-Identifier: MIT
#include "fix/configuration_edits.h"

#include <algorithm>
#include <functional>
#include <vector>

#include "project/stated_versions.h"

namespace pymolt::fix {

bool is_against(const VersionStatement& statement, VersionSet target) {
  return statement.pins && !(target - statement.versions).empty();
}

namespace {

constexpr int kMostReadings =
    8;  // of several statements of a kind in a line a reader may tell the first
// Letters that are read to see what edits do, a few edits at least.
constexpr std::size_t kMostTried = 8 << 20;
constexpr int kLeastTried = 8;

// How often the text may be read again.
struct Trials {
  std::size_t letters = 0;
  int made = 0;
  // Whether TEXT may be, which is counted.
  bool allow(std::string_view text) {
    letters += text.size();
    return ++made <= kLeastTried || letters <= kMostTried;
  }
};

// What the file PATH with TEXT states; nothing where it cannot be read.
std::vector<VersionStatement> stated_in(std::string_view path, std::string_view text,
                                        const scan::ScanContext& context) {
  inventory::Reading read = context.readers.read({path, text});
  if (read.failed) return {};
  return std::move(read.facts.statements);
}

// Whether one of STATEMENTS stands where WAS did, and allows TARGET.
bool allows(const std::vector<VersionStatement>& statements, const VersionStatement& was,
            VersionSet target) {
  return std::ranges::any_of(statements, [&](const VersionStatement& now) {
    return now.kind == was.kind && now.span.line == was.span.line && !is_against(now, target);
  });
}

// One round over the statements of FIXED.bytes, the last first, so that an edit moves none that is still to come.
bool mend(std::string_view path, VersionSet target, const scan::ScanContext& context, Fixed& fixed,
          Trials& trials) {
  std::vector<VersionStatement> statements = stated_in(path, fixed.bytes, context);
  std::ranges::stable_sort(statements, std::greater<>(),
                           [](const VersionStatement& one) { return one.bytes.begin; });
  const std::size_t made = fixed.made.size();
  fixed.left.clear();
  std::size_t end = fixed.bytes.size();  // of what no edit of this round has touched
  for (const VersionStatement& statement : statements) {
    if (!is_against(statement, target)) continue;
    const auto leave = [&](const std::string& why) {
      fixed.left.push_back({statement.span.line, "configuration", statement.stated, false, why});
    };
    const std::string instead = project::instead_of(statement, target);
    const bool in_place = statement.bytes.begin < statement.bytes.end && statement.bytes.end <= end;
    if (instead.empty() || !in_place || instead.find('\n') != std::string::npos) {
      const std::string advice = project::advice_of(statement, target);
      leave(advice.empty() ? "one edit of a line is not enough" : advice);
      continue;
    }
    if (!trials.allow(fixed.bytes)) {
      leave("too much in this file had to be tried");
      continue;
    }
    std::string text = fixed.bytes;
    text.replace(statement.bytes.begin, statement.bytes.end - statement.bytes.begin, instead);
    if (!allows(stated_in(path, text, context), statement, target)) {
      leave("the file would not allow the target by it");
      continue;
    }
    fixed.bytes = std::move(text);
    end = statement.bytes.begin;
    Fix one;
    one.rule = "configuration";
    one.symbol = statement.stated;
    one.line = statement.span.line;
    fixed.made.push_back(std::move(one));
  }
  return fixed.made.size() > made;
}

}  // namespace

Fixed fix_statements(std::string_view path, std::string_view bytes, VersionSet target,
                     const scan::ScanContext& context) {
  Fixed fixed;
  fixed.bytes = bytes;
  int round = 0;
  Trials trials;
  while (round < kMostReadings && mend(path, target, context, fixed, trials)) ++round;
  return fixed;
}

}  // namespace pymolt::fix
