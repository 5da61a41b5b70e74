// A hand-written reader: the grammar is small, and the words of its mistakes matter more than its length.
// SPDX-License-Identifier: MIT
#include "rulebook/lifetime_file.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

#include "base/suggest.h"

namespace pymolt::rulebook {

namespace {

constexpr std::array<std::string_view, 8> kWords = {"since", "removed", "deprecated", "scheduled",
                                                    "never", "module",  "title",      "docs"};

// Reads one line into a Lifetime; every step returns false after it has made the mistake.
class LineReader {
 public:
  LineReader(const RuleLine& line, Lifetime& life) : line_(line), rest_(line.text), life_(life) {}

  bool read() {
    life_.file = line_.file;
    life_.line = line_.number;
    return read_name() && read_parts() && read_advice();
  }
  [[nodiscard]] const Mistake& mistake() const { return *mistake_; }

 private:
  bool fail(std::string_view where, std::string message, std::string hint = {}) {
    mistake_ = line_.mistake(where, std::move(message), std::move(hint));
    return false;
  }

  bool read_name() {
    const std::size_t colon = rest_.find(':');
    if (colon == std::string_view::npos) {
      return fail(rest_, "a fact needs a colon after its name", "for example `imp: removed 3.12`");
    }
    life_.name = rest_.substr(0, colon);
    rest_.remove_prefix(colon + 1);
    if (life_.name.empty() || kBlank.first_in(life_.name) < life_.name.size()) {
      return fail(line_.text, "a name is dotted words without blanks");
    }
    return read_parameter();
  }

  bool read_parameter() {
    const std::size_t open = life_.name.find('(');
    if (open == std::string_view::npos) return true;
    if (life_.name.back() != ')') return fail(life_.name, "`(` without `)` in the name");
    life_.owner = life_.name.substr(0, open);
    life_.parameter = life_.name.substr(open + 1, life_.name.size() - open - 2);
    if (const std::size_t at = life_.parameter.find('@'); at != std::string_view::npos) {
      const std::string_view digits = life_.parameter.substr(at + 1);
      const auto [end, error] =
          std::from_chars(digits.data(), digits.data() + digits.size(), life_.position);
      if (error != std::errc() || end != digits.data() + digits.size() || life_.position < 0) {
        return fail(digits, "a position is a number, 0 for the first");
      }
      life_.parameter = life_.parameter.substr(0, at);
    }
    if (life_.owner.empty() || life_.parameter.empty()) {
      return fail(life_.name, "a parameter is written `function(parameter)`");
    }
    return true;
  }

  bool read_parts() {
    rest_ = trim(rest_);
    while (!rest_.empty() && !rest_.starts_with("->")) {
      const std::size_t end = kWordEnd.first_in(rest_);
      const std::string_view word = rest_.substr(0, end);
      rest_ = trim(rest_.substr(word.size()));
      if (!read_part(word)) return false;
      rest_ = trim(rest_);
      if (rest_.starts_with(',')) {
        rest_ = trim(rest_.substr(1));
      } else if (!rest_.empty() && !rest_.starts_with("->")) {
        return fail(rest_, "expected a comma or `->` here");
      }
    }
    return true;
  }

  bool read_part(std::string_view word) {
    if (word == "since") return read_span(word, true);
    if (word == "removed") return read_span(word, false);
    if (word == "deprecated") return read_deprecated();
    if (word == "scheduled") return read_scheduled();
    if (word == "title") return read_title();
    if (word == "docs") {
      life_.docs = rest_.substr(0, rest_.find_first_of(", "));
      rest_.remove_prefix(life_.docs.size());
      return true;
    }
    if (word == "module") {
      life_.is_module = true;
      return true;
    }
    if (word == "never") {
      life_.exists = VersionSet::none();
      return true;
    }
    return fail(word, "unknown word `" + std::string(word) + "`", suggestion(word, kWords));
  }

  std::string_view take_word() {
    const std::string_view word = rest_.substr(0, kWordEnd.first_in(rest_));
    rest_.remove_prefix(word.size());
    return word;
  }

  bool read_version(std::string_view after, Version& version) {
    const std::string_view word = take_word();
    const auto parsed = Version::parse(word);
    if (!parsed) {
      return fail(
          word, "`" + std::string(after) + "` requires a version, not `" + std::string(word) + "`",
          "versions are 2.7 and 3.0 to 3.16");
    }
    version = *parsed;
    return true;
  }

  // since and removed must alternate and grow: each turns existence on or off.
  bool read_span(std::string_view word, bool on) {
    Version version;
    if (!read_version(word, version)) return false;
    if (last_ && (last_->on == on || version <= last_->version)) {
      return fail(word, "`since` and `removed` take turns, oldest first");
    }
    if (!last_) life_.exists = on ? VersionSet::none() : VersionSet::all();
    const VersionSet later = VersionSet::from(version);
    life_.exists = on ? life_.exists | later : life_.exists - later;
    last_ = VersionSpan{version, on};
    return true;
  }

  bool read_deprecated() {
    Version version;
    if (!read_version("deprecated", version)) return false;
    life_.deprecated = version;
    return true;
  }

  // The release that removes it may lie beyond the axis, so it is kept as a word of the form 3.N.
  bool read_scheduled() {
    const std::string_view word = take_word();
    if (!is_schedule(word)) {
      return fail(word, "`scheduled` requires a version such as 3.17, or `undated`");
    }
    life_.scheduled = word;
    return true;
  }

  bool read_title() {
    const std::size_t close = rest_.starts_with('"') ? rest_.find('"', 1) : std::string_view::npos;
    if (close == std::string_view::npos) return fail(rest_, "a title stands in double quotes");
    life_.title = rest_.substr(1, close - 1);
    rest_.remove_prefix(close + 1);
    return true;
  }

  bool read_advice() {
    if (!rest_.starts_with("->")) return true;
    life_.advice = trim(rest_.substr(2));
    if (life_.advice.empty()) return fail(rest_, "`->` requires advice after it");
    const std::size_t open = life_.advice.rfind(" (");
    if (open == std::string_view::npos || !life_.advice.ends_with("+)")) return true;
    const std::string_view from = life_.advice.substr(open + 2, life_.advice.size() - open - 4);
    life_.advice_from = Version::parse(from);
    if (!life_.advice_from) return fail(from, "`" + std::string(from) + "` is not a version");
    life_.advice = trim(life_.advice.substr(0, open));
    return true;
  }

  struct VersionSpan {
    Version version;
    bool on;
  };
  const RuleLine& line_;
  std::string_view rest_;
  Lifetime& life_;
  std::optional<VersionSpan> last_;  // the one read last
  std::optional<Mistake> mistake_;
};

// Lines are sorted by name, so that a fact has one place.
std::optional<Mistake> read_line(const RuleLine& line, std::vector<Lifetime>& facts) {
  LineReader reader(line, facts.emplace_back());
  if (!reader.read()) return reader.mistake();
  if (facts.size() == 1) return std::nullopt;
  const std::string_view name = facts.back().name;
  const Lifetime& before = facts[facts.size() - 2];
  if (before.name < name) return std::nullopt;
  const bool twice = name == before.name;
  return line.mistake(line.text, twice ? "said twice" : "out of order: lines are sorted by name",
                      "the line before is `" + std::string(before.name) + "`");
}

}  // namespace

Result<std::vector<Lifetime>> read_lifetimes(const RuleFile& file) {
  std::vector<Lifetime> facts;
  facts.reserve(static_cast<std::size_t>(std::ranges::count(file.text, '\n')) + 1);
  if (std::optional<Mistake> mistake =
          each_line(file, [&](const RuleLine& line) { return read_line(line, facts); }))
    return *std::move(mistake);
  return facts;
}

}  // namespace pymolt::rulebook
