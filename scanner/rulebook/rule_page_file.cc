// Goes down the page line by line; where it stands (header, prose, a section, a fence) decides what a line means.
// SPDX-License-Identifier: MIT
#include "rulebook/rule_page_file.h"

#include <array>
#include <optional>

#include "base/suggest.h"
#include "base/version_range.h"
#include "packaging/names.h"
#include "packaging/package_version.h"

namespace pymolt::rulebook {

namespace {

constexpr std::array<std::string_view, 14> kHeaderWords = {
    "breaks",   "severity", "confidence", "docs",        "scheduled", "construct", "check",
    "explains", "applies",  "needs",      "supplied-by", "raises",    "package",   "words"};
constexpr std::array<std::string_view, 5> kSections = {"Instead", "Fix", "Query", "Broken", "Fine"};

class PageReader {
 public:
  explicit PageReader(const RuleFile& file) : rest_(file.text), line_{file.name, 0, {}} {
    page_.file = file.name;
    page_.text = file.text;
  }

  Result<RulePage> read() {
    if (!read_title() || !read_header() || !read_body() || !check_whole()) return mistake_;
    return std::move(page_);
  }

 private:
  bool next_line() {
    if (rest_.empty()) return false;
    const std::size_t end = std::min(rest_.find('\n'), rest_.size() - 1);
    line_.text = rest_.substr(0, end + 1);
    rest_.remove_prefix(end + 1);
    while (line_.text.ends_with('\n') || line_.text.ends_with('\r')) line_.text.remove_suffix(1);
    ++line_.number;
    return true;
  }

  bool fail(std::string_view where, std::string message, std::string hint = {}) {
    mistake_ = line_.mistake(where, std::move(message), std::move(hint));
    return false;
  }

  bool read_title() {
    if (!next_line() || !line_.text.starts_with("# ")) {
      return fail(line_.text, "a page starts with `# ` and the name of its rule");
    }
    page_.name = trim(line_.text.substr(2));
    const std::string_view stem = file_stem();
    if (page_.name != stem) {
      return fail(page_.name, "the page is called `" + std::string(page_.name) +
                                  "` but its file `" + std::string(stem) + ".md`");
    }
    return true;
  }

  [[nodiscard]] std::string_view file_stem() const {
    std::string_view stem = page_.file.substr(page_.file.rfind('/') + 1);
    if (stem.ends_with(".md")) stem.remove_suffix(3);
    return stem;
  }

  bool read_header() {
    bool any = false;
    while (next_line()) {
      if (trim(line_.text).empty()) {
        if (any) return true;
        continue;
      }
      any = true;
      const std::size_t colon = line_.text.find(':');
      if (colon == std::string_view::npos) {
        return fail(line_.text, "a header line is `word: value`; a blank line ends the header");
      }
      if (!read_header_word(line_.text.substr(0, colon), trim(line_.text.substr(colon + 1))))
        return false;
    }
    return fail(line_.text, "the page ends inside its header");
  }

  bool read_header_word(std::string_view word, std::string_view value) {
    if (word == "breaks") return read_breaks(value);
    if (word == "severity") {
      const auto severity = parse_severity(value);
      if (!severity) return fail(value, "a severity is critical, high, medium or low");
      page_.severity = *severity;
      return true;
    }
    if (word == "confidence") {
      const auto confidence = parse_confidence(value);
      if (!confidence) return fail(value, "a confidence is sure, likely or possible");
      page_.confidence = *confidence;
      return true;
    }
    if (word == "docs") {
      page_.docs = value;
      return true;
    }
    if (word == "scheduled") {
      page_.scheduled = value;
      return is_schedule(value) ||
             fail(value, "`scheduled` requires a version such as 3.17, or `undated`");
    }
    if (word == "applies") {
      page_.python2_only = value == "python2";
      page_.free_threaded_only = value == "free-threaded";
      return page_.python2_only || page_.free_threaded_only ||
             fail(value, "the values are `python2` and `free-threaded`");
    }
    if (word == "raises") {
      page_.raises = raised_by(value);
      return page_.raises != Raised::other || fail(value,
                                                   "`raises` requires one of the exceptions that "
                                                   "handlers distinguish, such as TypeError");
    }
    if (word == "package") return read_package(value);
    if (word == "needs") return read_versions(value, page_.needs);
    if (word == "words") return read_list(value, page_.words);
    if (word == "construct") return set_kind(RuleKind::construct, value, page_.construct);
    if (word == "check") return set_kind(RuleKind::check, value, page_.check);
    if (word == "explains") return read_explains(value);
    if (word == "supplied-by") return read_list(value, page_.supplied_by);
    return fail(word, "unknown header word `" + std::string(word) + "`",
                suggestion(word, kHeaderWords));
  }

  bool read_breaks(std::string_view value) {
    if (value == "never") return true;
    return page_.package.empty() ? read_versions(value, page_.breaks) : read_releases(value);
  }

  // `numpy 2.0+`, or `2.0+, before 2.4`: releases of the package.
  bool read_releases(std::string_view value) {
    if (value.starts_with(page_.package)) value = trim(value.substr(page_.package.size()));
    const std::size_t plus = value.find('+');
    const std::string_view since = value.substr(0, plus);
    const std::string_view rest =
        plus == std::string_view::npos ? std::string_view() : trim(value.substr(plus + 1));
    constexpr std::string_view kBefore = ", before ";
    const std::string_view until =
        rest.starts_with(kBefore) ? trim(rest.substr(kBefore.size())) : std::string_view();
    const auto is_release = [](std::string_view text) {
      return packaging::PackageVersion::parse(text).has_value();
    };
    const bool ends = rest.empty() || is_release(until);
    if (plus == std::string_view::npos || !is_release(since) || !ends) {
      return fail(value, "these are no releases of " + std::string(page_.package),
                  "for example `breaks: " + std::string(page_.package) + " 2.0+`");
    }
    page_.package_life = "removed " + std::string(since);
    if (!until.empty()) page_.package_life += ", since " + std::string(until);
    return true;
  }

  bool read_package(std::string_view value) {
    page_.package = value;
    if (!page_.breaks.empty()) return fail(value, "`package` stands before `breaks`");
    return packaging::canonical_name(value) == value ||
           fail(value, "a package's name is written in small letters, with dashes",
                "`" + packaging::canonical_name(value) + "`");
  }

  bool read_versions(std::string_view value, VersionSet& slot) {
    Result<VersionSet> set = parse_versions(value);
    if (!set) return fail(value, set.mistake().message, set.mistake().hint);
    slot = *set;
    return true;
  }

  bool set_kind(RuleKind kind, std::string_view value, std::string_view& slot) {
    if (kind_)
      return fail(line_.text, "a page has one of `construct`, `check`, `explains` and a query");
    kind_ = page_.kind = kind;
    slot = value;
    return true;
  }

  bool read_explains(std::string_view value) {
    std::string_view whole;
    return set_kind(RuleKind::explains, value, whole) && read_list(whole, page_.explains);
  }

  static bool read_list(std::string_view whole, std::vector<std::string_view>& out) {
    while (!whole.empty()) {
      const std::size_t comma = std::min(whole.find(','), whole.size());
      out.push_back(trim(whole.substr(0, comma)));
      whole.remove_prefix(std::min(comma + 1, whole.size()));
    }
    return true;
  }

  // Prose, then sections. `section` is the title being read, empty before the first.
  bool read_body() {
    std::string_view section;
    std::string_view prose_begin = rest_;
    const auto close = [&](std::size_t ahead) {
      const std::size_t size = static_cast<std::size_t>(rest_.data() - prose_begin.data()) - ahead;
      end_section(section, prose_begin.substr(0, size));
    };
    while (next_line()) {
      if (line_.text.starts_with("## ")) {
        close(line_.text.size() + 1);
        section = trim(line_.text.substr(3));
        bool known = false;
        for (const std::string_view name : kSections) known = known || name == section;
        if (!known) {
          return fail(section, "unknown section `" + std::string(section) + "`",
                      suggestion(section, kSections));
        }
        prose_begin = rest_;
      } else if (line_.text.starts_with("```")) {
        if (!read_fence(section, line_.text.substr(3))) return false;
      }
    }
    close(0);
    return true;
  }

  void end_section(std::string_view section, std::string_view prose) {
    if (section.empty()) {
      page_.prose = prose;
      page_.message = first_paragraph(prose);
    } else if (section == "Instead") {
      page_.instead_prose = prose;
      page_.instead = first_paragraph(prose);
    }
  }

  static std::string first_paragraph(std::string_view prose) {
    std::string paragraph;
    while (!prose.empty()) {
      const std::size_t end = std::min(prose.find('\n'), prose.size());
      const std::string_view line = trim(prose.substr(0, end));
      prose.remove_prefix(std::min(end + 1, prose.size()));
      if (line.empty() && !paragraph.empty()) break;
      if (line.starts_with("```")) break;
      if (line.empty()) continue;
      if (!paragraph.empty()) paragraph += ' ';
      paragraph += line;
    }
    return paragraph;
  }

  bool read_fence(std::string_view section, std::string_view info) {
    const RuleLine opening = line_;
    const std::string_view begin = rest_;
    while (next_line()) {
      if (line_.text.starts_with("```")) {
        const std::string_view body =
            begin.substr(0, static_cast<std::size_t>(line_.text.data() - begin.data()));
        return end_fence(section, trim(info), body, opening);
      }
    }
    line_ = opening;
    return fail(line_.text, "this fence is never closed");
  }

  bool end_fence(std::string_view section, std::string_view info, std::string_view body,
                 const RuleLine& opening) {
    const RuleLine closing = line_;
    line_ = opening;
    bool good = true;
    if (section == "Query") {
      std::string_view ignored;
      good = set_kind(RuleKind::query, body, ignored);
      page_.query = body;
      page_.query_line = opening.number + 1;
    } else if (section == "Broken" || section == "Fine") {
      good = read_example(section == "Broken", info, body);
    }
    if (good) line_ = closing;
    return good;
  }

  bool read_example(bool broken, std::string_view info, std::string_view body) {
    Example example;
    example.code = std::string(body);
    example.first_line = line_.number + 1;
    if (!read_info(info, example) || !read_marks(broken, body, example)) return false;
    (broken ? page_.broken : page_.fine).push_back(std::move(example));
    return true;
  }

  // The words behind the fence: `python from=2.7 target=3.13`.
  bool read_info(std::string_view info, Example& example) {
    if (!info.starts_with("python")) {
      return fail(line_.text, "an example is a ```python block",
                  "other code goes above the examples");
    }
    info.remove_prefix(6);
    while (!(info = trim(info)).empty()) {
      const std::string_view word = info.substr(0, info.find(' '));
      info.remove_prefix(word.size());
      const std::size_t equals = word.find('=');
      const std::string_view key = word.substr(0, equals);
      if (equals == std::string_view::npos ||
          (key != "target" && key != "from" && key != "beside")) {
        return fail(word, "an example knows `target=…`, `from=…` and `beside=…`");
      }
      if (key == "beside") {
        example.beside.push_back(word.substr(equals + 1));
        continue;
      }
      Result<VersionSet> set = parse_versions(word.substr(equals + 1));
      if (!set) return fail(word, set.mistake().message, set.mistake().hint);
      (key == "target" ? example.target : example.from) = *set;
    }
    return true;
  }

  // `# broken: rule` behind code marks its line; alone it marks the line after it.
  bool read_marks(bool broken, std::string_view body, Example& example) {
    constexpr std::string_view kMark = "# broken:";
    int number = 0;
    for (std::size_t begin = 0; begin < body.size();) {
      const std::size_t end = std::min(body.find('\n', begin), body.size());
      const std::string_view text = body.substr(begin, end - begin);
      begin = end + 1;
      ++number;
      const std::size_t mark = text.find(kMark);
      if (mark == std::string_view::npos) continue;
      if (!broken) return fail(line_.text, "a `# broken:` mark under *Fine*");
      const bool alone = trim(text.substr(0, mark)).empty();
      std::string_view rules = text.substr(mark + kMark.size());
      while (!(rules = trim(rules)).empty()) {
        const std::string_view rule = rules.substr(0, rules.find(','));
        example.expected.push_back({std::string(trim(rule)), alone ? number + 1 : number});
        rules.remove_prefix(std::min(rule.size() + 1, rules.size()));
      }
    }
    if (broken && example.expected.empty()) {
      return fail(line_.text, "an example under *Broken* says where: `# broken: " +
                                  std::string(page_.name) + "` behind the line");
    }
    return true;
  }

  bool check_whole() {
    line_ = {page_.file, 1, page_.text.substr(0, page_.text.find('\n'))};
    if (!kind_)
      return fail(line_.text, "the page has no `construct`, `check`, `explains` or query");
    if (page_.message.empty()) return fail(line_.text, "the page does not say what happens");
    if (page_.broken.empty()) return fail(line_.text, "the page has no example under *Broken*");
    if (page_.fine.empty()) return fail(line_.text, "the page has no example under *Fine*");
    return true;
  }

  RulePage page_;
  std::string_view rest_;
  RuleLine line_;
  std::optional<RuleKind> kind_;
  Mistake mistake_;
};

}  // namespace

Result<RulePage> read_rule_page(const RuleFile& file) { return PageReader(file).read(); }

}  // namespace pymolt::rulebook
