// Each reads its tool's own little language.
// SPDX-License-Identifier: MIT
#include "inventory/project_metadata.h"

#include <algorithm>

#include "inventory/command_words.h"

namespace pymolt::inventory {

namespace {

constexpr std::string_view kClassifier = "Programming Language :: Python :: ";

// Adds what one more part says.
void join(std::optional<Stated>& all, const Stated& more) {
  if (!all) {
    all = more;
    return;
  }
  if (!all->pins && more.pins) all->versions = VersionSet();
  if (more.pins || !all->pins) all->versions |= more.versions;
  all->pins = all->pins || more.pins;
}

// The versions of `9`, or of the generated range `9-12`, behind DIGITS.
void join_part(std::optional<Stated>& all, const std::string& digits, std::string_view part) {
  const std::size_t dash = part.find('-');
  const auto first = digits_at(part);
  const auto last = dash == std::string_view::npos ? first : digits_at(part.substr(dash + 1));
  constexpr int kLongestRange = 100;
  if (dash == std::string_view::npos || !first || !last || first->minor >= 0 || last->minor >= 0 ||
      last->major - first->major > kLongestRange) {
    if (const auto stated = read_compact(digits + std::string(part))) join(all, *stated);
    return;
  }
  for (int number = first->major; number <= last->major; ++number) {
    if (const auto stated = read_compact(digits + std::to_string(number))) join(all, *stated);
  }
}

template <typename Each>
void each_part(std::string_view text, std::string_view ends, Each each) {
  while (!text.empty()) {
    const std::size_t end = std::min(text.find_first_of(ends), text.size());
    if (const std::string_view part = trimmed(text.substr(0, end)); !part.empty()) each(part);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
}

// `3.12` or `3.{9-12}` at the start of a name, as tox 4 takes it.
void join_bare_names(std::optional<Stated>& all, std::string_view text) {
  for (std::size_t at = text.find("3."); at != std::string_view::npos;
       at = text.find("3.", at + 2)) {
    if (at > 0 && std::string_view(" ,\n\t").find(text[at - 1]) == std::string_view::npos) continue;
    std::string_view behind = text.substr(at + 2, 300);
    if (behind.starts_with('{')) {
      each_part(behind.substr(1, behind.find('}') - 1), ",",
                [&](std::string_view part) { join_part(all, "3.", part); });
    } else {
      behind = behind.substr(0, std::min(behind.find_first_of(" ,\n\t-"), behind.size()));
      if (const auto stated = read_version(text.substr(at, behind.size() + 2))) join(all, *stated);
    }
  }
}

// `3.8, 3.9`, `3.8 3.9`: versions and nothing else.
std::optional<Stated> read_version_list(std::string_view text) {
  std::optional<Stated> all;
  bool only_versions = text.find_first_of("<>=~^*|") == std::string_view::npos;
  if (!only_versions || text.find_first_of(", ") == std::string_view::npos) return std::nullopt;
  each_part(text, ", \t", [&](std::string_view part) {
    const auto stated = read_version(part);
    if (stated) join(all, *stated);
    only_versions = only_versions && stated;
  });
  if (!only_versions || !all) return std::nullopt;
  all->rewrite = all->pins ? std::string(text) + ", {V}" : "";
  return all;
}

// `py` or `cp` at the start of a word, then `38`, `{38,39}` or `3{8,9,10}`.
std::optional<Stated> read_factors(std::string_view text, std::string_view letters) {
  std::optional<Stated> all;
  const std::string low = lower(text);
  const std::string_view view = low;
  for (std::size_t at = view.find(letters); at != std::string_view::npos;
       at = view.find(letters, at + 2)) {
    const bool begins =
        at == 0 || std::string_view(" ,{\n\t\"'[;:-").find(view[at - 1]) != std::string_view::npos;
    if (!begins) continue;
    std::size_t end = at + letters.size();
    while (end < view.size() && ((view[end] >= '0' && view[end] <= '9') || view[end] == '.')) ++end;
    const std::string digits(view.substr(at + letters.size(), end - at - letters.size()));
    if (end < view.size() && view[end] == '{') {
      const std::size_t close = std::min({view.find('}', end), view.size(), end + 300});
      each_part(view.substr(end + 1, close - end - 1), ",",
                [&](std::string_view part) { join_part(all, digits, part); });
      continue;
    }
    if (end < view.size() && view[end] >= 'a' && view[end] <= 'z') continue;
    if (digits.empty()) continue;
    if (const auto stated = read_compact(digits)) join(all, *stated);
  }
  return all;
}

// TEXT with one more factor: within its braces, or behind it.
std::string with_factor(std::string_view text, std::string_view letters) {
  const std::size_t open = text.find(std::string(letters) + "{");
  const std::size_t close = open == std::string_view::npos ? open : text.find('}', open);
  if (close != std::string_view::npos)
    return std::string(text.substr(0, close)) + ",{C}" + std::string(text.substr(close));
  const bool lines = text.find('\n') != std::string_view::npos;
  return std::string(text) + (lines ? "\n    " : ", ") + std::string(letters) + "{C}";
}

}  // namespace

std::optional<Stated> read_classifier(std::string_view text) {
  text = trimmed(unquoted(trimmed(text)));
  if (!text.starts_with(kClassifier)) return std::nullopt;
  const std::string_view version = trimmed(text.substr(kClassifier.size()));
  const auto digits = digits_at(version);
  if (!digits || !is_python(*digits)) return std::nullopt;
  if (digits->minor < 0) {
    const VersionSet all = digits->major == 2 ? VersionSet::python2() : VersionSet::python3();
    return Stated{all, false, {}, {}};
  }
  if (digits->whole != version.size()) return std::nullopt;
  return Stated{
      version_set(digits->major, digits->minor), true, std::string(kClassifier) + "{V}", {}};
}

std::optional<Stated> read_classifiers(std::string_view text) {
  std::optional<Stated> all;
  each_part(text, "\n", [&](std::string_view line) {
    if (const auto stated = read_classifier(line)) join(all, *stated);
  });
  if (all && all->pins)
    all->rewrite = std::string(text) + "\n    " + std::string(kClassifier) + "{V}";
  return all;
}

std::optional<Stated> read_envlist(std::string_view text) {
  auto all = read_factors(text, "py");
  join_bare_names(all, text);
  if (all && all->pins) all->rewrite = with_factor(text, "py");
  return all;
}

std::optional<Stated> read_wheel_tags(std::string_view text) {
  auto all = read_factors(text, "cp");
  if (all && all->pins)
    all->rewrite = text.find("cp{") != std::string_view::npos ? with_factor(text, "cp")
                                                              : std::string(text) + " cp{C}-*";
  return all;
}

std::optional<Stated> read_version_map(std::string_view text) {
  std::optional<Stated> all;
  each_part(text, "\n", [&](std::string_view line) {
    const std::size_t sign = line.find_first_of(":=");
    if (sign == std::string_view::npos) return;
    if (const auto stated = read_version(line.substr(0, sign))) join(all, *stated);
  });
  const bool equals = text.substr(0, text.find('\n')).find(':') == std::string_view::npos;
  if (all && all->pins)
    all->rewrite = std::string(text) + (equals ? "\n    {V} = py{C}" : "\n    {V}: py{C}");
  return all;
}

std::optional<Stated> read_basepython(std::string_view text) {
  std::optional<Stated> all;
  std::size_t count = 0;
  each_part(text, "\n", [&](std::string_view line) {
    const std::size_t colon = line.rfind(": ");
    if (colon != std::string_view::npos) line = trimmed(line.substr(colon + 2));
    auto stated = read_runtime(line);
    if (!stated) stated = read_command(line);
    if (!stated && (line.starts_with("py") || digits_at(line))) stated = read_compact(line);
    if (stated) join(all, *stated);
    count += stated ? 1 : 0;
  });
  if (all && (count > 1 || trimmed(text).find('\n') != std::string_view::npos ||
              text.find(": ") != std::string_view::npos))
    all->rewrite.clear();
  return all;
}

std::optional<Stated> read_tool_option(std::string_view text) {
  text = trimmed(unquoted(trimmed(text)));
  if (!text.starts_with("--py") || !text.ends_with("-plus")) return std::nullopt;
  auto stated = read_compact_lower_bound(text.substr(2, text.size() - 7));
  return stated && stated->pins ? stated : std::nullopt;  // `--py3-plus` says too little
}

std::optional<Stated> read_any_version(std::string_view text) {
  if (trimmed(text).find('\n') == std::string_view::npos) {
    const bool from_to = text.find(" - ") != std::string_view::npos;
    if (auto stated = from_to ? std::nullopt : read_version(text)) return stated;
    const std::string_view range = trimmed(unquoted(trimmed(text)));
    const bool compact = (range.size() == 2 || range.size() == 3) &&
                         range.find_first_not_of("0123456789") == std::string_view::npos;
    if (compact) return read_compact(range);  // `CONDA_PY: 36`
    if (auto stated = read_version_list(range)) return stated;
    if (range.find_first_of("<>=~^*| ") == std::string_view::npos ||
        range.find_first_of("23") == std::string_view::npos)
      return std::nullopt;
    return read_range(range);
  }
  std::optional<Stated> all;
  each_part(text, "\n", [&](std::string_view line) {
    if (const auto stated = read_version(line)) join(all, *stated);
  });
  if (all) all->rewrite.clear();
  return all;
}

// `3.8.* *_cpython`: a version, and a pattern for its build.
std::optional<Stated> read_build_variant(std::string_view text) {
  text = trimmed(unquoted(trimmed(text)));
  const std::string_view version = text.substr(0, text.find(' '));
  auto stated = read_version(version);
  if (stated && version.size() != text.size() && !stated->rewrite.empty())
    stated->rewrite = "{V}.*" + std::string(text.substr(version.size()));
  return stated;
}

std::optional<Stated> read_checked_versions(std::string_view text) {
  std::optional<Stated> all;
  each_part(text, ", \n\t", [&](std::string_view part) {
    if (const auto stated = read_lower_bound(part)) join(all, *stated);
  });
  const bool several = trimmed(text).find_first_of(", \n\t") != std::string_view::npos;
  if (all && several && text.find("2.") != std::string_view::npos) {  // 2.7, and then 3.6 and on
    std::optional<Stated> each;
    each_part(text, ", \n\t", [&](std::string_view part) {
      const auto stated = part.starts_with('2') ? read_version(part) : read_lower_bound(part);
      if (stated) join(each, *stated);
    });
    all = each;
  }
  if (all) all->rewrite.clear();
  return all;
}

std::optional<Stated> read_conda(std::string_view text) {
  text = trimmed(unquoted(trimmed(text)));
  text = text.substr(0, text.find('#'));
  std::size_t begin = text.find("::");
  begin = begin == std::string_view::npos ? 0 : begin + 2;
  std::string_view rest = text.substr(begin);
  if (rest.starts_with("pypy3.")) return read_version(rest);
  if (!rest.starts_with("python")) return std::nullopt;
  rest.remove_prefix(6);
  if (rest.starts_with("[version=")) {  // `python[version=">=3.9"]`
    const std::string_view inside =
        rest.substr(9, rest.find(']', 9) - std::min<std::size_t>(9, rest.find(']', 9)));
    auto stated = read_range(unquoted(inside));
    if (stated) stated->rewrite.clear();
    return stated;
  }
  if (rest.empty()) return Stated{VersionSet::python3(), false, {}, {}};
  if (std::string_view(" =<>!~").find(rest.front()) == std::string_view::npos) return std::nullopt;
  const std::string_view before = text.substr(0, begin + 6);
  const std::size_t sign = rest.find_first_not_of(" =");
  if (sign == std::string_view::npos) return std::nullopt;
  // `=3.10` and `==3.10.4=h12_0` name one version, everything else is a range.
  std::string_view version = rest.substr(sign);
  if (version.front() >= '0' && version.front() <= '9' &&
      version.find_first_of(",<>|") == std::string_view::npos) {
    const auto digits = digits_at(version);
    if (!digits || !is_python(*digits)) return std::nullopt;
    auto stated = read_version(version.substr(0, digits->whole));
    if (stated && stated->pins)
      stated->rewrite = std::string(before) + std::string(rest.substr(0, sign)) + "{V}";
    return stated;
  }
  auto stated = read_range(rest);
  if (stated && !stated->rewrite.empty())
    stated->rewrite = std::string(before) + (rest.front() == ' ' ? " " : "") + stated->rewrite;
  return stated;
}

}  // namespace pymolt::inventory
