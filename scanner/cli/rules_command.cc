// `pymolt rules list` and `pymolt rules test`.
// SPDX-License-Identifier: MIT
#include <algorithm>
#include <optional>
#include <ostream>

#include "cli/commands.h"
#include "cli/rule_packs.h"
#include "cli/scan_project.h"
#include "cli/terminal.h"
#include "project/page_tests.h"
#include "render/text_findings.h"
#include "render/wording.h"

namespace pymolt::cli {

namespace {

using render::counted;
using rulebook::RulePage;

std::string breaks_on(const RulePage& page) {
  return page.breaks.empty() ? "style" : page.breaks.str();
}

std::string padded(std::string text, std::size_t width) {
  if (text.size() < width) text.append(width - text.size(), ' ');
  return text;
}

// The message, or as much of it as COLUMNS hold.
std::string shown_message(const RulePage& page, std::optional<int> columns) {
  std::string message(page.message);
  if (!columns) return message;
  const std::vector<std::string> lines = render::fitted(message, *columns, 1);
  return lines.empty() ? message : lines.front();
}

// The columns of a terminal behind the first BEFORE ones; nothing where no terminal shows them.
std::optional<int> columns_behind(std::size_t before, const Streams& streams) {
  constexpr int kLeast = 20;
  if (!streams.out_is_terminal) return std::nullopt;
  const int columns = render_options(streams, ColorWish::automatic).width;
  return std::max(kLeast, columns - static_cast<int>(before));
}

bool comes_from(const RulePage& page, const std::vector<std::string>& folders) {
  return std::any_of(folders.begin(), folders.end(),
                     [&](const std::string& folder) { return page.file.starts_with(folder); });
}

}  // namespace

int run_rules_list(const Invocation& invocation, Streams& streams) {
  const Result<rulebook::Rulebook> book = load_rulebook(invocation.rules.folders);
  if (!book) return refuse(streams, book.mistake());
  if (invocation.rules.names_only) {
    for (const RulePage& page : book->pages()) streams.out << page.name << '\n';
    return 0;
  }
  std::size_t name_width = 0;
  std::size_t versions_width = 0;
  for (const RulePage& page : book->pages()) {
    name_width = std::max(name_width, page.name.size());
    versions_width = std::max(versions_width, breaks_on(page).size());
  }
  const std::size_t before = name_width + versions_width + 14;  // the columns before a message
  const std::optional<int> columns = columns_behind(before, streams);
  for (const RulePage& page : book->pages()) {
    streams.out << padded(std::string(page.name), name_width) << "  "
                << padded(breaks_on(page), versions_width) << "  "
                << padded(std::string(name(page.severity)), 8) << "  "
                << shown_message(page, columns) << '\n';
  }
  std::size_t facts = 0;
  for (const auto& [top, lives] : book->lifetimes()) facts += lives->size();
  streams.out << '\n'
              << counted(book->pages().size(), "page") << ", " << counted(facts, "fact") << '\n';
  return 0;
}

int run_rules_test(const Invocation& invocation, Streams& streams) {
  const std::vector<std::string>& folders = invocation.rules.folders;
  const Result<rulebook::Rulebook> book = load_rulebook(folders);
  if (!book) return refuse(streams, book.mistake());
  const Result<scan::ScanContext> context = scan::ScanContext::make(*book);
  if (!context) return refuse(streams, context.mistake());
  scan::ScanScratch bench;
  std::size_t pages = 0;
  std::size_t examples = 0;
  std::size_t failures = 0;
  for (const RulePage& page : book->pages()) {
    if (!folders.empty() && !comes_from(page, folders)) continue;
    ++pages;
    examples += page.broken.size() + page.fine.size();
    for (const project::PageFailure& failure : project::test_page(page, *context, bench)) {
      streams.out << failure.str() << '\n';
      ++failures;
    }
  }
  streams.out << counted(pages, "page") << ", " << counted(examples, "example") << ", "
              << counted(failures, "failure") << '\n';
  return failures == 0 ? 0 : 1;
}

}  // namespace pymolt::cli
