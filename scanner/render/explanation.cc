// A life is told in stretches of versions on which the same holds:
// SPDX-License-Identifier: MIT
//
//   collections.Mapping (name)
//
//     2.7-3.2   works
//     3.3-3.9   works, deprecated
//     3.10+     gone: AttributeError, or ImportError in `from … import`
//     instead   collections.abc.Mapping (3.3+)
#include "render/explanation.h"

#include <algorithm>
#include <array>
#include <sstream>

#include "render/api_renderers.h"
#include "render/prose.h"
#include "render/wording.h"

namespace pymolt::render {

namespace {

using rulebook::ApiRow;
using rulebook::LifeKind;
using rulebook::Lifetime;
using rulebook::Rulebook;
using rulebook::RulePage;

constexpr int kLabel = 10;

enum class State : std::uint8_t { missing, works, deprecated, gone };

State state_on(const ApiRow& row, Version v) {
  if (row.exists.contains(v))
    return row.life->deprecated_on().contains(v) ? State::deprecated : State::works;
  return row.exists.intersects(VersionSet::before(v)) ? State::gone : State::missing;
}

// What a use of it raises where it is not there.
std::string_view failure(const ApiRow& row) {
  switch (row.kind) {
    case LifeKind::module:
      return "ImportError where it is imported";
    case LifeKind::name:
      return row.life->name.starts_with("builtins.")
                 ? "NameError where it is used"
                 : "AttributeError where it is used, ImportError in `from … import`";
    case LifeKind::method:
      return "AttributeError where it is used";
    case LifeKind::parameter:
      return "TypeError where it is passed";
    case LifeKind::construct:
      return "SyntaxError, the file does not compile";
    case LifeKind::c_name:
      return "an extension that uses it does not build";
  }
  return {};
}

std::string words_for(const ApiRow& row, State state) {
  switch (state) {
    case State::missing:
      return "not available: " + std::string(failure(row));
    case State::works:
      return "works";
    case State::deprecated:
      return "works, deprecated";
    case State::gone:
      return "gone: " + std::string(failure(row));
  }
  return {};
}

// Where it has no end of its own, but what it stands in has.
std::string without_owner(State state) {
  return state == State::gone ? "removed (with its module)" : "not available (nor is its module)";
}

void write_field(std::string_view label, std::string_view text, std::ostream& out, int width) {
  std::string lead = "  " + left(label, kLabel - 1) + " ";
  for (const std::string& line : wrapped(text, width - kLabel - 2)) {
    out << lead << line << "\n";
    lead.assign(kLabel + 2, ' ');
  }
}

void write_stretches(const ApiRow& row, std::ostream& out, int width) {
  VersionSet stretch;
  for (const Version v : axis()) {
    const State state = state_on(row, v);
    stretch |= v;
    const bool last = v.place() + 1 == Version::kCount;
    if (!last && state_on(row, Version::at(v.place() + 1)) == state) continue;
    const bool with_its_owner =
        !row.exists.intersects(stretch) && row.life->exists.contains(stretch);
    write_field(stretch.str(), with_its_owner ? without_owner(state) : words_for(row, state), out,
                width);
    stretch = VersionSet::none();
  }
}

void write_schedule(const Rulebook& book, const Lifetime& life, std::ostream& out, int width) {
  if (life.scheduled.empty()) return;
  if (!life.has_date()) return write_field("later", "to be removed, no date is set", out, width);
  std::string text = "to be removed";
  for (const rulebook::Release& release : book.releases()) {
    if (release.version != life.scheduled) continue;
    text += std::string(release.released ? ", released " : ", planned for ") +
            std::string(release.date);
  }
  write_field(std::string(life.scheduled) + "+", text, out, width);
}

// The versions are the package's own.
void write_package(const rulebook::PackageLife& life, std::ostream& out, int width) {
  write_field("package", life.package->name, out, width);
  using Turn = rulebook::PackageTurn;
  if (!life.deprecated.empty())
    write_field(std::string(life.deprecated) + "+", "deprecated", out, width);
  for (const rulebook::PackageLife::Turn& turn : life.turns) {
    const std::string_view what = turn.to == Turn::there  ? "it works"
                                  : turn.to == Turn::stub ? "it raises when used"
                                                          : "gone";
    const std::string text =
        std::string(what) +
        (turn.after.empty() ? "" : ", at the latest; not yet in " + std::string(turn.after));
    write_field(std::string(turn.version) + "+", text, out, width);
  }
}

bool ends(const Lifetime& life) {
  return life.package != nullptr || life.deprecated || !life.removed_on().empty();
}

void write_list(const Rulebook& book, std::string_view title, std::span<const Lifetime> lives,
                std::ostream& out) {
  if (std::none_of(lives.begin(), lives.end(), ends)) return;
  out << "\n" << title << "\n";
  for (const Lifetime& life : lives) {
    if (!ends(life)) continue;
    out << "  " << life.name << ": " << life_words({&life, book.kind(life), book.exists(life)});
    if (!life.advice.empty()) out << " -> " << advice_words(life);
    out << "\n";
  }
}

std::size_t count_new(std::span<const Lifetime> lives) {
  return static_cast<std::size_t>(std::count_if(
      lives.begin(), lives.end(),
      [](const Lifetime& life) { return !ends(life) && !life.missing_on().empty(); }));
}

bool is_for_the_scanner(std::string_view line) {
  constexpr std::array<std::string_view, 4> kHeaders = {
      "explains:", "supplied-by:", "check:", "construct:"};
  return std::any_of(kHeaders.begin(), kHeaders.end(),
                     [&](std::string_view word) { return line.starts_with(word); });
}

}  // namespace

void explain_life(const Rulebook& book, const Lifetime& life, std::ostream& out, int width) {
  const ApiRow row = {&life, book.kind(life), book.exists(life)};
  const bool is_parameter = row.kind == LifeKind::parameter;
  out << (is_parameter ? std::string(life.owner) + "(" + std::string(life.parameter) + ")"
                       : std::string(life.name))
      << " (" << name(row.kind);
  if (life.position >= 0) out << ", also by position: argument " << life.position + 1;
  out << ")";
  if (!life.title.empty()) out << ": " << life.title;
  out << "\n\n";
  if (life.package != nullptr) {
    write_package(*life.package, out, width);
  } else {
    write_stretches(row, out, width);
  }
  write_schedule(book, life, out, width);
  if (!life.advice.empty()) write_field("instead", advice_words(life), out, width);
  if (const std::string docs = docs_link(life); !docs.empty())
    write_field("docs", docs, out, width);
}

void explain_members(const Rulebook& book, std::string_view dotted, std::ostream& out) {
  write_list(book, "Removed or deprecated parameters", book.parameters(dotted), out);
  write_list(book, "Removed or deprecated names below it", book.below(dotted), out);
  const std::size_t added = count_new(book.parameters(dotted)) + count_new(book.below(dotted));
  if (added == 0) return;
  out << "\n"
      << counted(added, "thing") << (added == 1 ? " that is" : " that are")
      << " not available on every version: pymolt apis '" << dotted << "*' --added-in all\n";
}

std::string page_text_for_people(const RulePage& page) {
  std::ostringstream out;
  bool in_query = false;
  bool in_header = true;
  for (std::size_t begin = 0; begin < page.text.size();) {
    const std::size_t end = std::min(page.text.find('\n', begin), page.text.size());
    const std::string_view line = page.text.substr(begin, end - begin);
    begin = end + 1;
    if (line.starts_with("## ")) in_header = false;
    if (line.starts_with("## ")) in_query = line == "## Query";
    if (!in_query && !(in_header && is_for_the_scanner(line))) out << line << "\n";
  }
  return out.str();
}

void explain_page(const RulePage& page, std::ostream& out) { out << page_text_for_people(page); }

}  // namespace pymolt::render
