// Each reader looks at the kind of a node first, then at what its words mean.
// SPDX-License-Identifier: MIT
#include "settings/setting_values.h"

#include <algorithm>
#include <array>

#include "base/suggest.h"
#include "base/version_range.h"
#include "render/renderer.h"
#include "scan/path_patterns.h"

namespace pymolt::settings {

namespace {

std::string_view line_of(std::string_view text, std::size_t number) {
  for (std::size_t line = 1; line < number; ++line) {
    const std::size_t end = text.find('\n');
    if (end == std::string_view::npos) return {};
    text.remove_prefix(end + 1);
  }
  text = text.substr(0, text.find('\n'));
  if (text.ends_with('\r')) text.remove_suffix(1);
  return text;
}

constexpr std::array<std::string_view, 5> kSeverities = {"critical", "high", "medium", "low",
                                                         "never"};
constexpr std::size_t kMostWords = 2'000;  // of one list
constexpr std::array<std::string_view, 3> kConfidences = {"sure", "likely", "possible"};

// Shows the texts of a text or a list of texts to TAKE, which gives a mistake's message and hint or nothing.
template <typename Take>
std::optional<Mistake> each_text(const toml::node& value, const FilePositions& positions,
                                 const char* wanted, const char* example, Take take) {
  const auto one = [&](const toml::node& node) -> std::optional<Mistake> {
    const auto text = node.value_exact<std::string>();
    if (!text) return positions.at(node.source().begin, wanted, example);
    const std::optional<Mistake> wrong = take(*text);
    if (wrong) return positions.at(node.source().begin, wrong->message, wrong->hint);
    return std::nullopt;
  };
  const toml::array* list = value.as_array();
  if (list == nullptr) return one(value);
  if (list->size() > kMostWords) {
    return positions.at(value.source().begin,
                        "this list has more than " + std::to_string(kMostWords) + " entries");
  }
  for (const toml::node& item : *list) {
    if (auto mistake = one(item)) return mistake;
  }
  return std::nullopt;
}

// Where reports go is for the command line to say. The settings may belong to a tree that nobody trusts, so they name a
// report beside themselves or below, by an ending of reports, and nothing hidden.
bool may_be_written(const std::string& file) {
  if (file.empty()) return true;
  constexpr std::array<std::string_view, 8> kEndings = {".json", ".sarif", ".html", ".md",
                                                        ".xml",  ".csv",   ".txt",  ".dot"};
  const bool is_report = std::any_of(kEndings.begin(), kEndings.end(),
                                     [&](std::string_view end) { return file.ends_with(end); });
  return is_report && !file.starts_with('/') && !file.starts_with('.') &&
         file.find("/.") == std::string::npos && file.find("//") == std::string::npos;
}

Mistake unfit_file(const std::string& file) {
  Mistake mistake{"settings may not name `" + file +
                  "` for a report: only a file below their own folder, not hidden, "
                  "that ends in .json, .sarif, .html, .md, .xml, .csv or .txt"};
  mistake.hint = "the command line may: --format FORMAT=FILE";
  return mistake;
}

Mistake unknown_word(const std::string& word, std::span<const std::string_view> known) {
  Mistake mistake{"unknown word `" + word + "`"};
  mistake.hint = suggestion(word, known);
  return mistake;
}

}  // namespace

Mistake FilePositions::at(const toml::source_position& place, std::string message,
                          std::string hint) const {
  Mistake mistake;
  mistake.file = file_;
  mistake.line = static_cast<int>(place.line);
  mistake.column = static_cast<int>(place.column);
  mistake.source_line = std::string(line_of(text_, place.line));
  mistake.message = std::move(message);
  mistake.hint = std::move(hint);
  return mistake;
}

Result<VersionSet> read_versions(const toml::node& value, const FilePositions& positions) {
  constexpr const char* kWanted = "expected a version or a list of versions";
  constexpr const char* kExample = "for example \"3.13\", \"3.9-3.13\" or [\"3.12\", \"3.13\"]";
  VersionSet sum;
  const auto mistake = each_text(value, positions, kWanted, kExample, [&](const std::string& text) {
    const Result<VersionSet> set = parse_versions(text);
    if (!set) return std::optional<Mistake>(set.mistake());
    sum |= *set;
    return std::optional<Mistake>();
  });
  if (mistake) return *mistake;
  if (sum.empty()) return positions.at(value.source().begin, kWanted, kExample);
  return sum;
}

Result<std::vector<std::string>> read_words(const toml::node& value, const FilePositions& positions,
                                            EmptyWord empty) {
  std::vector<std::string> words;
  const auto mistake =
      each_text(value, positions, "expected a string or a list of strings",
                "for example [\"removed-*\", \"imp\"]", [&](const std::string& text) {
                  if (text.empty() && empty == EmptyWord::names_nothing)
                    return std::optional<Mistake>(Mistake{"an empty string names nothing"});
                  words.push_back(text);
                  return std::optional<Mistake>();
                });
  if (mistake) return *mistake;
  return words;
}

Result<std::vector<std::string>> read_patterns(const toml::node& value,
                                               const FilePositions& positions) {
  std::vector<std::string> patterns;
  const auto mistake = each_text(
      value, positions, "expected a path pattern or a list of path patterns",
      "as in a .gitignore, for example [\"build/\", \"*_pb2.py\"]", [&](const std::string& text) {
        if (!scan::is_path_pattern(text))
          return std::optional<Mistake>(Mistake{"`" + text + "` is no path pattern"});
        patterns.push_back(text);
        return std::optional<Mistake>();
      });
  if (mistake) return *mistake;
  return patterns;
}

Result<std::string> read_text(const toml::node& value, const FilePositions& positions) {
  const auto text = value.value_exact<std::string>();
  if (!text || text->empty())
    return positions.at(value.source().begin, "expected a string", "for example \"pymolt.json\"");
  return *text;
}

Result<bool> read_flag(const toml::node& value, const FilePositions& positions) {
  const auto flag = value.value_exact<bool>();
  if (!flag) return positions.at(value.source().begin, "expected true or false", "without quotes");
  return *flag;
}

Result<std::optional<Severity>> read_severity(const toml::node& value, bool may_be_never,
                                              const FilePositions& positions) {
  const std::span<const std::string_view> known(kSeverities.data(), may_be_never ? 5 : 4);
  const auto text = value.value_exact<std::string>();
  if (!text)
    return positions.at(value.source().begin, "expected a severity", suggestion("", known));
  const std::optional<Severity> severity = parse_severity(*text);
  if (severity || (may_be_never && *text == "never")) return severity;
  const Mistake unknown = unknown_word(*text, known);
  return positions.at(value.source().begin, unknown.message, unknown.hint);
}

Result<Confidence> read_confidence(const toml::node& value, const FilePositions& positions) {
  const auto text = value.value_exact<std::string>();
  if (!text)
    return positions.at(value.source().begin, "expected a confidence",
                        suggestion("", kConfidences));
  if (const auto confidence = parse_confidence(*text)) return *confidence;
  const Mistake unknown = unknown_word(*text, kConfidences);
  return positions.at(value.source().begin, unknown.message, unknown.hint);
}

Result<std::vector<WantedFormat>> read_formats(const toml::node& value,
                                               const FilePositions& positions) {
  std::vector<WantedFormat> formats;
  const auto mistake = each_text(
      value, positions, "expected a format or a list of formats",
      "for example \"text\" or [\"text\", \"sarif=out.sarif\"]", [&](const std::string& text) {
        const std::size_t equals = text.find('=');
        WantedFormat wanted{text.substr(0, equals),
                            equals == std::string::npos ? "" : text.substr(equals + 1)};
        if (render::find_format(wanted.format) == nullptr) {
          std::vector<std::string_view> known;
          for (const render::Format& format : render::formats()) known.push_back(format.name);
          return std::optional<Mistake>(unknown_word(wanted.format, known));
        }
        if (text.ends_with('='))
          return std::optional<Mistake>(Mistake{"`" + text + "` names no file"});
        if (!may_be_written(wanted.file)) return std::optional<Mistake>(unfit_file(wanted.file));
        formats.push_back(std::move(wanted));
        return std::optional<Mistake>();
      });
  if (mistake) return *mistake;
  if (formats.empty())
    return positions.at(value.source().begin, "expected a format or a list of formats");
  return formats;
}

Result<std::vector<SeverityRule>> read_severities(const toml::node& value,
                                                  const FilePositions& positions) {
  const toml::table* table = value.as_table();
  if (table == nullptr) {
    return positions.at(value.source().begin, "expected a table of rules and severities",
                        "for example { percent-format = \"medium\" }");
  }
  std::vector<SeverityRule> rules;
  for (const auto& [key, severity] : *table) {
    const Result<std::optional<Severity>> weight = read_severity(severity, false, positions);
    if (!weight) {
      const bool dotted = severity.is_table();
      Mistake mistake = weight.mistake();
      if (dotted) mistake.hint = "a name with dots stands in quotes: \"distutils.core\" = \"low\"";
      return mistake;
    }
    rules.push_back({std::string(key.str()), **weight, static_cast<int>(key.source().begin.line)});
  }
  std::stable_sort(rules.begin(), rules.end(),
                   [](const SeverityRule& a, const SeverityRule& b) { return a.line < b.line; });
  return rules;
}

}  // namespace pymolt::settings
