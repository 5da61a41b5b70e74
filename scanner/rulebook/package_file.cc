// A line begins with a word that says what it is; a table of these words is the whole grammar.
// SPDX-License-Identifier: MIT
#include "rulebook/package_file.h"

#include <algorithm>
#include <array>

#include "base/suggest.h"
#include "packaging/names.h"

namespace pymolt::rulebook {

const SupportFact* PackageFacts::support(Version python) const {
  const auto found = std::ranges::find(supports, python, &SupportFact::python);
  return found == supports.end() ? nullptr : &*found;
}

const LastFact* PackageFacts::last_for(Version python) const {
  const auto found = std::ranges::find(last, python, &LastFact::python);
  return found == last.end() ? nullptr : &*found;
}

namespace {

using packaging::PackageVersion;

class Reader {
 public:
  explicit Reader(const RuleLine& line, PackageFacts& facts) : line_(line), facts_(facts), rest_(trim(line.text)) {}

  std::optional<Mistake> read() {
    const std::string_view word = take_word();
    for (const Row& row : kRows) {
      if (row.word != word) continue;
      if (!(this->*row.read)()) return mistake_;
      if (!rest_.empty()) return line_.mistake(rest_, "nothing is wanted behind this");
      return std::nullopt;
    }
    std::array<std::string_view, kRows.size()> known;
    std::ranges::transform(kRows, known.begin(), &Row::word);
    return line_.mistake(word, "unknown word `" + std::string(word) + "`", suggestion(word, known));
  }

 private:
  struct Row {
    std::string_view word;
    bool (Reader::*read)();
  };

  std::string_view take_word() {
    const std::string_view word = rest_.substr(0, rest_.find_first_of(" \t,"));
    rest_ = trim(rest_.substr(word.size()));
    return word;
  }

  bool fail(std::string_view where, std::string message, std::string hint = {}) {
    mistake_ = line_.mistake(where, std::move(message), std::move(hint));
    return false;
  }

  bool take(std::string_view wanted) {
    if (take_if(wanted)) return true;
    return fail(rest_, "`" + std::string(wanted) + "` is wanted here");
  }

  bool take_if(std::string_view wanted) {
    if (!rest_.starts_with(wanted)) return false;
    rest_ = trim(rest_.substr(wanted.size()));
    return true;
  }

  bool read_python(Version& python) {
    const std::string_view word = take_word();
    const auto parsed = Version::parse(word);
    if (!parsed) return fail(word, "`" + std::string(word) + "` is no Python", "versions are 2.7 and 3.0 to 3.16");
    python = *parsed;
    return true;
  }

  bool read_version(PackageVersion& version) {
    const std::string_view word = take_word();
    auto parsed = PackageVersion::parse(word);
    if (!parsed) return fail(word, "`" + std::string(word) + "` is no version of a package");
    version = std::move(*parsed);
    return true;
  }

  bool read_distribution() {
    facts_.shown = take_word();
    facts_.name = packaging::canonical_name(facts_.shown);
    return !facts_.name.empty() || fail(line_.text, "a distribution has a name");
  }

  bool read_word_into(std::vector<std::string_view>& words) {
    words.push_back(take_word());
    return !words.back().empty() || fail(line_.text, "a module's name is wanted here");
  }
  bool read_import() { return read_word_into(facts_.imports); }
  bool read_brings() { return read_word_into(facts_.brings); }

  bool read_support(bool declared) {
    SupportFact fact;
    fact.declared = declared;
    if (!read_python(fact.python) || !take("since") || !read_version(fact.since)) return false;
    if (take_if(",")) {
      PackageVersion not_by;
      if (!take("not") || !read_version(not_by)) return false;
      fact.not_by = not_by;
    }
    if (const SupportFact* known = facts_.support(fact.python); known != nullptr && known->declared == declared) {
      return fail(line_.text, "said twice");
    } else if (known != nullptr) {  // what is known stands before what is stated
      if (declared) return true;
      std::erase_if(facts_.supports, [&](const SupportFact& f) { return f.python == fact.python; });
    }
    facts_.supports.push_back(std::move(fact));
    std::ranges::sort(facts_.supports, {}, &SupportFact::python);
    return true;
  }
  bool read_supports() { return read_support(false); }
  bool read_declares() { return read_support(true); }

  bool read_requires() {
    RequiresFact fact;
    const std::size_t since = rest_.find(" since ");
    if (since == std::string_view::npos) return fail(line_.text, "`since` and a version are missing");
    fact.text = trim(rest_.substr(0, since));
    const auto set = packaging::SpecifierSet::parse(fact.text);
    if (!set) return fail(fact.text, set.mistake().message, set.mistake().hint);
    fact.pythons = packaging::pythons_of(*set);
    rest_ = trim(rest_.substr(since + 7));
    if (!read_version(fact.since)) return false;
    facts_.requires_python.push_back(std::move(fact));
    std::ranges::stable_sort(facts_.requires_python, {}, &RequiresFact::since);
    return true;
  }

  bool read_last() {
    LastFact fact;
    if (!read_python(fact.python) || !read_version(fact.version)) return false;
    facts_.last.push_back(std::move(fact));
    return true;
  }

  bool read_dead() {
    facts_.dead = true;
    if (take_if("->")) {
      facts_.successor = rest_;
      rest_ = {};
    }
    return true;
  }

  static constexpr std::array kRows = {
      Row{"distribution", &Reader::read_distribution}, Row{"import", &Reader::read_import},
      Row{"supports", &Reader::read_supports},         Row{"declares", &Reader::read_declares},
      Row{"requires-python", &Reader::read_requires},  Row{"last", &Reader::read_last},
      Row{"dead", &Reader::read_dead},                 Row{"brings", &Reader::read_brings},
  };

  const RuleLine& line_;
  PackageFacts& facts_;
  std::string_view rest_;
  Mistake mistake_;
};

// Lines of names are `dotted: …` or `function(parameter): …`; no word of the table ends with a colon.
bool is_name(std::string_view text) {
  const std::string_view first = text.substr(0, text.find_first_of(" \t"));
  return first.ends_with(':');
}

}  // namespace

Result<PackageFacts> read_package(const RuleFile& file) {
  PackageFacts facts;
  const auto read = [&facts](const RuleLine& line, const std::vector<int>&) -> Result<int> {
    if (is_name(line.text)) return 0;
    if (facts.name.empty() && !line.text.starts_with("distribution")) {
      return line.mistake(line.text, "a package's file begins with its name", "for example `distribution PyYAML`");
    }
    if (auto mistake = Reader(line, facts).read()) return *mistake;
    return 1;
  };
  const Result<std::vector<int>> lines = read_lines<int>(file, read);
  if (!lines) return lines.mistake();
  if (facts.name.empty()) {
    Mistake mistake{"a package's file names its distribution", std::string(file.name)};
    mistake.hint = "for example `distribution PyYAML`";
    return mistake;
  }
  return facts;
}

}  // namespace pymolt::rulebook
