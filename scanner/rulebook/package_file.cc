// Lines about the package (statements) and lines about its names (facts) are distinguished by the colon behind a name.
// SPDX-License-Identifier: MIT
#include "rulebook/package_file.h"

#include <array>
#include <charconv>
#include <optional>

#include "base/suggest.h"
#include "packaging/names.h"
#include "packaging/package_version.h"

namespace pymolt::rulebook {

namespace {

constexpr std::array<std::string_view, 9> kStatements = {
    "package", "written", "imports", "native", "dead", "brings", "requires", "supports", "newest"};
constexpr std::array<std::string_view, 8> kParts = {
    "since", "removed", "stub", "deprecated", "module", "method", "distinctive", "docs"};

constexpr CharacterTable kKindEnd(",) \t");
constexpr CharacterTable kVersionEnd(" ,\t()");
constexpr CharacterTable kNameEnd(": \t");
constexpr CharacterTable kOfRelease("0123456789.");
constexpr CharacterTable kOfSpecifier("0123456789.*abrcpost");

// A release is digits with dots, perhaps more behind; only where it is so is PEP 440 asked.
bool is_release(std::string_view word) {
  if (word.empty()) return false;
  if (kOfRelease.make_up(word) && word.front() != '.' && word.back() != '.') return true;
  return packaging::PackageVersion::parse(word).has_value();
}

bool is_older(std::string_view a, std::string_view b) {
  return *packaging::PackageVersion::parse(a) < *packaging::PackageVersion::parse(b);
}

// Whether every part of TEXT looks like `>=3.9` or `!=3.0.*`. That is enough here: thousands are read at start, and asked
// are few.
bool is_specifier(std::string_view text) {
  while (true) {
    const std::size_t comma = text.find(',');
    const std::string_view part = trim(text.substr(0, comma));
    const std::size_t version = part.find_first_not_of("<>=!~");
    if (version == 0 || version == std::string_view::npos || version > 3 || part[version] < '0' ||
        part[version] > '9')
      return false;
    if (!kOfSpecifier.make_up(part.substr(version))) return false;
    if (comma == std::string_view::npos) return true;
    text.remove_prefix(comma + 1);
  }
}

// `removed 2.0 -> …`: what is said, without the advice.
constexpr std::string_view kAdvice = "->";

// A fact of a file that a test has read in full: only what every scan asks for is taken from the line.
void take_fact(std::string_view line, Lifetime& name, PackageLife& life) {
  const std::size_t colon = line.find(':');
  name.name = line.substr(0, colon);
  life.text = line.substr(colon + 2);
  if (const std::size_t advice = life.text.find(kAdvice); advice != std::string_view::npos) {
    name.advice = trim(life.text.substr(advice + kAdvice.size()));
    life.text = trim(life.text.substr(0, advice));
  }
  for (std::string_view left = life.text; !left.empty() && left[0] > '9';) {
    const std::string_view part = left.substr(0, left.find(','));
    if (part == "module") life.is_module = true;
    if (part == "method") life.in_class = true;
    if (part == "distinctive") life.is_distinctive = true;
    if (part.starts_with("docs ")) name.docs = part.substr(5);
    left.remove_prefix(std::min(part.size() + 2, left.size()));
  }
  name.is_module = life.is_module;
  if (name.name.back() != ')') return;
  const std::size_t open = name.name.find('(');
  name.owner = name.name.substr(0, open);
  name.parameter = name.name.substr(open + 1, name.name.size() - open - 2);
  const std::size_t at = name.parameter.find('@');
  if (at == std::string_view::npos) return;
  const std::string_view digits = name.parameter.substr(at + 1);
  std::from_chars(digits.data(), digits.data() + digits.size(), name.position);
  name.parameter = name.parameter.substr(0, at);
}

// Takes one line apart from left to right; every step returns false after it has made the mistake.
class PackageFileReader {
 public:
  /// KNOWN: the line is of a file that a test has read in full, and its order is not looked at again.
  explicit PackageFileReader(const RuleLine& line, bool known = false)
      : line_(line), rest_(trim(line.text)), is_known_(known) {}
  [[nodiscard]] const Mistake& mistake() const { return mistake_; }

  bool statement(PackageFacts& package) {
    const std::string_view word = take(kBlank);
    if (package.name.empty() && word != "package") {
      return fail(word, "the first line names the package", "for example `package numpy`");
    }
    if (word == "package") return package_name(package);
    if (word == "written") return written(package);
    if (word == "imports") return list(package.imports);
    if (word == "brings") return list(package.brings);
    if (word == "native") return flag(package.is_native);
    if (word == "dead") return dead(package);
    if (word == "newest") return version(word, package.newest) && end();
    if (word == "requires") return required(package);
    if (word == "supports") return supports(package);
    return fail(word, "unknown word `" + std::string(word) + "`", suggestion(word, kStatements));
  }

  bool fact(const PackageFacts& package, Lifetime& name, PackageLife& life) {
    const std::size_t colon = rest_.find(':');
    name.name = rest_.substr(0, colon);
    rest_ = trim(rest_.substr(colon + 1));
    if (package.name.empty())
      return fail(name.name, "the first line names the package", "for example `package numpy`");
    if (!parameter(name) || !is_of(package, name.name)) return false;
    const char* const said = rest_.data();
    PackageTurns turns;
    while (!rest_.empty() && !rest_.starts_with("->")) {
      if (!part(name, life, turns)) return false;
      rest_ = trim(rest_);
      if (rest_.starts_with(',')) {
        rest_ = trim(rest_.substr(1));
      } else if (!rest_.empty() && !rest_.starts_with("->")) {
        return fail(rest_, "expected a comma or `->` here");
      }
    }
    life.text = trim(std::string_view(said, static_cast<std::size_t>(rest_.data() - said)));
    if (rest_.starts_with("->")) name.advice = trim(rest_.substr(2));
    if (turns.turns.empty() && turns.deprecated.empty()) {
      return fail(name.name, "a fact says when the name came, went or was deprecated",
                  "for example `removed 2.0`");
    }
    name.is_module = life.is_module;
    name.file = line_.file;
    name.line = line_.number;
    return true;
  }

  /// The parts of a fact whose line was taken to be right before.
  PackageTurns turns() {
    PackageTurns turns;
    Lifetime name;
    PackageLife life;
    while (!rest_.empty() && part(name, life, turns))
      rest_ = trim(rest_.starts_with(',') ? rest_.substr(1) : rest_);
    return turns;
  }

 private:
  bool fail(std::string_view where, std::string message, std::string hint = {}) {
    mistake_ = line_.mistake(where, std::move(message), std::move(hint));
    return false;
  }

  std::string_view take(const CharacterTable& ends) {
    const std::string_view word = rest_.substr(0, ends.first_in(rest_));
    rest_ = trim(rest_.substr(word.size()));
    return word;
  }

  bool end() { return rest_.empty() || fail(rest_, "expected the end of the line here"); }

  bool package_name(PackageFacts& package) {
    if (!package.name.empty()) return fail(line_.text, "a file speaks of one package");
    package.name = package.written = take(kBlank);
    package.file = line_.file;
    package.line = line_.number;
    const std::string canonical = packaging::canonical_name(package.name);
    if (package.name.empty() || canonical != package.name) {
      return fail(package.name, "a package's name is lower case, with dashes",
                  canonical.empty() ? std::string() : "`" + canonical + "`");
    }
    return end();
  }

  bool written(PackageFacts& package) {
    package.written = take(kBlank);
    return packaging::canonical_name(package.written) == package.name
               ? end()
               : fail(package.written, "that is another package's name");
  }

  bool flag(bool& set) {
    set = true;
    return end();
  }

  bool list(std::vector<std::string_view>& words) {
    while (!rest_.empty()) {
      const std::string_view word = take(kWordEnd);
      if (word.empty()) return fail(rest_, "expected a name here");
      words.push_back(word);
      if (rest_.starts_with(',')) rest_ = trim(rest_.substr(1));
    }
    return !words.empty() || fail(line_.text, "expected a name here");
  }

  bool version(std::string_view after, std::string_view& release) {
    const std::string_view word = take(kVersionEnd);
    if (!is_release(word)) {
      return fail(word, "`" + std::string(after) + "` requires a version of the package, not `" +
                            std::string(word) + "`");
    }
    release = word;
    return true;
  }

  bool dead(PackageFacts& package) {
    package.is_dead = true;
    if (!rest_.empty() && !rest_.starts_with("->") && !version("dead", package.last)) return false;
    if (!rest_.starts_with("->")) return end();
    package.successor = trim(rest_.substr(2));
    return !package.successor.empty() || fail(rest_, "`->` requires a replacement after it");
  }

  // ["(after" V ")"]
  bool after(std::string_view& release) {
    if (!rest_.starts_with("(after ")) return true;
    rest_ = trim(rest_.substr(7));
    if (!version("after", release)) return false;
    return close();
  }

  bool close() {
    if (!rest_.starts_with(')')) return fail(rest_, "expected `)` here");
    rest_ = trim(rest_.substr(1));
    return true;
  }

  bool required(PackageFacts& package) {
    RequiresFact fact;
    const std::size_t since = rest_.find(" since ");
    fact.specifier = trim(rest_.substr(0, since));
    if (!is_specifier(fact.specifier)) {
      return fail(fact.specifier, "these are no versions of Python",
                  "for example `requires >=3.9 since 1.25.0`");
    }
    rest_ = since == std::string_view::npos ? std::string_view() : trim(rest_.substr(since + 7));
    if (since != std::string_view::npos && !version("since", fact.since)) return false;
    if (!after(fact.after)) return false;
    const bool first = package.required.empty();
    if (!first && !is_known_ &&
        (fact.since.empty() || (!package.required.back().since.empty() &&
                                !is_older(package.required.back().since, fact.since)))) {
      return fail(line_.text, "`requires` lines stand in the order of the releases");
    }
    package.required.push_back(fact);
    return end();
  }

  bool supports(PackageFacts& package) {
    SupportFact fact;
    const std::string_view word = take(kBlank);
    const std::optional<Version> python = Version::parse(word);
    if (!python)
      return fail(word, "`supports` requires a Python version, not `" + std::string(word) + "`",
                  "versions are 2.7 and 3.0 to 3.16");
    fact.python = *python;
    if (take(kBlank) != "since")
      return fail(rest_, "expected `since` here",
                  "for example `supports 3.13 since 2.1.0 (wheel)`");
    if (!version("since", fact.since)) return false;
    if (!rest_.starts_with('(')) return fail(rest_, "expected `(wheel)` or `(classifier)` here");
    rest_ = trim(rest_.substr(1));
    const std::string_view kind = take(kKindEnd);
    if (kind != "wheel" && kind != "classifier")
      return fail(kind, "what shows it is `wheel` or `classifier`");
    if (kind == "wheel") fact.kind = SupportKind::wheel;
    if (rest_.starts_with(", after ") || rest_.starts_with(",after ")) {
      rest_ = trim(rest_.substr(rest_.find("after") + 6));
      if (!version("after", fact.after)) return false;
    }
    package.supports.push_back(fact);
    return close() && end();
  }

  bool parameter(Lifetime& life) {
    if (life.name.empty() || kBlank.first_in(life.name) < life.name.size()) {
      return fail(line_.text, "a name is dotted words without blanks");
    }
    const std::size_t open = life.name.find('(');
    if (open == std::string_view::npos) return true;
    if (life.name.back() != ')') return fail(life.name, "`(` without `)` in the name");
    life.owner = life.name.substr(0, open);
    life.parameter = life.name.substr(open + 1, life.name.size() - open - 2);
    const std::size_t at = life.parameter.find('@');
    if (at == std::string_view::npos) return true;
    const std::string_view digits = life.parameter.substr(at + 1);
    const auto [last, error] =
        std::from_chars(digits.data(), digits.data() + digits.size(), life.position);
    if (error != std::errc() || last != digits.data() + digits.size() || life.position < 0) {
      return fail(digits, "a position is a number, 0 for the first");
    }
    life.parameter = life.parameter.substr(0, at);
    return true;
  }

  bool is_of(const PackageFacts& package, std::string_view dotted) {
    for (const std::string_view import : package.imports) {
      const bool below = dotted.starts_with(import) && dotted.size() > import.size() &&
                         (dotted[import.size()] == '.' || dotted[import.size()] == '(');
      if (dotted == import || below) return true;
    }
    return fail(dotted, "the name stands in no module of `imports`");
  }

  bool part(Lifetime& name, PackageLife& life, PackageTurns& turns) {
    const std::string_view word = take(kWordEnd);
    if (word == "module") return life.is_module = true;
    if (word == "method") return life.in_class = true;
    if (word == "distinctive") return life.is_distinctive = true;
    if (word == "deprecated") return version(word, turns.deprecated);
    if (word == "docs") {
      name.docs = take(kWordEnd);
      return true;
    }
    if (word != "since" && word != "removed" && word != "stub") {
      return fail(word, "unknown word `" + std::string(word) + "`", suggestion(word, kParts));
    }
    PackageTurns::Turn turn;
    turn.to = word == "since"  ? PackageTurn::there
              : word == "stub" ? PackageTurn::stub
                               : PackageTurn::gone;
    if (!version(word, turn.version) || !after(turn.after)) return false;
    std::vector<PackageTurns::Turn>& before = turns.turns;
    const bool same = !before.empty() && before.back().to == turn.to;
    if (same || (!before.empty() && !is_older(before.back().version, turn.version))) {
      return fail(word, "`since`, `stub` and `removed` take turns, oldest first");
    }
    before.push_back(turn);
    return true;
  }

  const RuleLine& line_;
  std::string_view rest_;
  bool is_known_;
  Mistake mistake_;
};

// `numpy.float_: …` is a fact, `supports 3.13 since …` a statement.
bool is_fact(std::string_view text) {
  const std::size_t end = kNameEnd.first_in(text);
  return end < text.size() && text[end] == ':';
}

}  // namespace

PackageTurns PackageLife::read() const { return PackageFileReader(RuleLine{{}, 0, text}).turns(); }

Result<PackageFile> read_known_package(const RuleFile& file) {
  PackageFile made;
  std::size_t begin = 0;
  int number = 0;
  const auto next = [&] {
    const std::size_t end = std::min(file.text.find('\n', begin), file.text.size());
    const RuleLine line{file.name, ++number, file.text.substr(begin, end - begin)};
    begin = end + 1;
    return line;
  };
  const std::size_t about = file.text.size() / 50;  // a line a fact
  made.names.reserve(about);
  made.lives.reserve(about);
  while (begin < file.text.size()) {
    const RuleLine line = next();
    if (line.text.empty() || line.text[0] == '#') continue;
    if (!is_fact(line.text)) {
      PackageFileReader reader(line, true);
      if (!reader.statement(made.package)) return reader.mistake();
      continue;
    }
    take_fact(line.text, made.names.emplace_back(), made.lives.emplace_back());
    made.names.back().file = file.name;
    made.names.back().line = number;
  }
  return made;
}

Result<PackageFile> read_package(const RuleFile& file) {
  PackageFile made;
  const auto read = [&made](const RuleLine& line, const auto&) -> Result<int> {
    PackageFileReader reader(line);
    if (!is_fact(line.text))
      return reader.statement(made.package) ? Result<int>(0) : Result<int>(reader.mistake());
    Lifetime name;
    PackageLife life;
    if (!reader.fact(made.package, name, life)) return reader.mistake();
    if (!made.names.empty() && name.name <= made.names.back().name) {
      const bool twice = name.name == made.names.back().name;
      return line.mistake(line.text,
                          twice ? "said twice" : "out of order: lines are sorted by name",
                          "the line before is `" + std::string(made.names.back().name) + "`");
    }
    made.names.push_back(name);
    made.lives.push_back(std::move(life));
    return 0;
  };
  Result<std::vector<int>> lines = read_lines<int>(file, read);
  if (!lines) return lines.mistake();
  if (made.package.name.empty()) {
    return RuleLine{file.name, 1, file.text.substr(0, file.text.find('\n'))}.mistake(
        file.text, "the first line names the package", "for example `package numpy`");
  }
  return made;
}

}  // namespace pymolt::rulebook
