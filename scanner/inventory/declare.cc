// A requirement is read by packaging/; what pip takes besides is a place: a URL, an archive, a folder, perhaps with its name behind `#egg=`.
// SPDX-License-Identifier: MIT
#include "inventory/declare.h"

#include <algorithm>

#include "packaging/names.h"
#include "packaging/requirement.h"
#include "packaging/wheel.h"

namespace pymolt::inventory {

namespace {

using packaging::stripped;

// What many declarations share, a heading's name or marker, is copied into each.
constexpr std::size_t kLongestPart = 4000;

std::string shown(std::string_view text) {
  if (text.size() <= kLongestShown) return std::string(text);
  std::size_t end = kLongestShown;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
  return std::string(text.substr(0, end)) + "…";
}

}  // namespace

void add_problem(Reading& reading, std::uint32_t line, std::string message) {
  constexpr std::size_t kMostProblems = 100;
  std::vector<LineProblem>& problems = reading.facts.problems;
  LineProblem problem{line, std::move(message)};
  if (problems.size() < kMostProblems && std::ranges::find(problems, problem) == problems.end()) {
    problems.push_back(std::move(problem));
  }
}

void add_declaration(Reading& reading, DependencyDeclaration declaration) {
  std::vector<DependencyDeclaration>& all = reading.facts.dependencies;
  declaration.group = shown(declaration.group);
  if (declaration.name.size() > kLongestPart || declaration.marker.size() > kLongestPart) {
    add_problem(reading, declaration.line,
                "a name or marker longer than " + std::to_string(kLongestPart) +
                    " letters, its declaration is not read");
  } else if (all.size() < kMostDeclarations) {
    all.push_back(std::move(declaration));
  } else if (all.size() == kMostDeclarations) {
    add_problem(
        reading, declaration.line,
        "more than " + std::to_string(kMostDeclarations) + " declarations, the rest is not read");
  }
}

std::string both_markers(const std::string& a, const std::string& b) {
  if (a.empty() || b.empty()) return a + b;
  return "(" + a + ") and (" + b + ")";
}

std::string file_name_of(std::string_view url) {
  url = url.substr(0, url.find_first_of("?#"));
  while (url.ends_with('/')) url.remove_suffix(1);
  url = url.substr(url.find_last_of("/\\") + 1);
  std::string name;
  for (std::size_t i = 0; i < url.size(); ++i) {
    const auto digit = [](char c) {
      return packaging::is_digit(c) ? c - '0' : packaging::lower(c) - 'a' + 10;
    };
    const auto hex = [](char c) {
      return packaging::is_digit(c) || (packaging::lower(c) >= 'a' && packaging::lower(c) <= 'f');
    };
    if (url[i] == '%' && i + 2 < url.size() && hex(url[i + 1]) && hex(url[i + 2])) {
      name += static_cast<char>(digit(url[i + 1]) * 16 + digit(url[i + 2]));
      i += 2;
    } else {
      name += url[i];
    }
  }
  return name;
}

namespace {

DependencyDeclaration made_of(const packaging::Requirement& requirement, std::string_view text,
                              std::uint32_t line, const Listed& listed) {
  DependencyDeclaration made;
  made.name = requirement.name;
  made.specifier = requirement.specifier.written();
  made.raw = shown(text);
  made.marker = both_markers(listed.marker, requirement.marker ? requirement.marker->str() : "");
  made.extras = requirement.extras;
  made.kind = listed.kind;
  made.group = shown(listed.group);
  made.line = line;
  made.url = requirement.url;
  return made;
}

// What a wheel or source archive at URL is called; empty where the URL is no archive's.
std::string archive_name(const std::string& file) {
  if (const auto wheel = packaging::WheelName::parse(file)) return wheel->name;
  if (!packaging::is_sdist(file)) return {};
  std::size_t dash = file.rfind('-');
  while (dash != std::string::npos && dash > 0 && dash + 1 < file.size() &&
         !packaging::is_digit(file[dash + 1])) {
    dash = file.rfind('-', dash - 1);
  }
  return dash == std::string::npos ? std::string() : file.substr(0, dash);
}

void note_archive(DependencyDeclaration& made) {
  const std::string file = file_name_of(made.url);
  if (archive_name(file).empty()) return;
  made.files.push_back({file, {}});
}

// `egg=name[extra]` in the fragment of URL.
std::string egg_of(std::string_view url, std::vector<std::string>& extras) {
  const std::size_t hash = url.find('#');
  if (hash == std::string_view::npos) return {};
  const std::size_t egg = url.find("egg=", hash);
  if (egg == std::string_view::npos) return {};
  const std::string_view value = url.substr(egg + 4, url.find('&', egg) - egg - 4);
  auto requirement = packaging::Requirement::parse(value);
  if (!requirement) {  // an old form: `egg=name-1.0`
    return std::string(value.substr(0, value.find_first_of("[=<>! ")));
  }
  extras = requirement->extras;
  return requirement->name;
}

bool is_version_control(std::string_view text) {
  for (const char* scheme : {"git+", "hg+", "svn+", "bzr+"}) {
    if (text.starts_with(scheme)) return true;
  }
  return false;
}

bool is_place(std::string_view text) {
  if (is_version_control(text) || text.starts_with('.') || text.starts_with('/') ||
      text.starts_with('~'))
    return true;
  const std::string_view path = text.substr(0, text.find_first_of("[; \t"));
  const std::size_t colon = path.find(':');
  if (colon != std::string_view::npos && colon > 1 && path.find_first_of("@<>=!") > colon)
    return true;  // a scheme
  if (path.ends_with(".whl") || packaging::is_sdist(path)) return true;
  return path.find('/') != std::string_view::npos && path.find_first_of("@<>=!~") > path.find('/');
}

// The marker behind a place stands after ` ;`, its extras in brackets at its end.
void declare_place(Reading& reading, std::string_view text, std::uint32_t line,
                   const Listed& listed) {
  DependencyDeclaration made;
  made.raw = shown(text);
  made.line = line;
  made.group = shown(listed.group);
  made.marker = listed.marker;
  std::size_t semicolon = text.find(" ;");
  if (semicolon == std::string_view::npos) semicolon = text.find("; ");
  if (semicolon != std::string_view::npos) {
    const std::size_t begin = text.find(';', semicolon) + 1;
    auto marker = packaging::Marker::parse(text.substr(begin));
    if (!marker) return add_problem(reading, line, marker.mistake().message);
    made.marker = both_markers(made.marker, marker->str());
    text = stripped(text.substr(0, semicolon));
  }
  made.url = text;
  made.name = egg_of(text, made.extras);
  made.kind = listed.kind == DependencyKind::dependency ? DependencyKind::url : listed.kind;
  if (made.name.empty() && text.ends_with(']') && text.find('[') != std::string_view::npos) {
    made.url = text.substr(0, text.rfind('['));
  }
  if (made.name.empty()) made.name = archive_name(file_name_of(made.url));
  if (made.name.empty()) {
    const std::string last = file_name_of(made.url);
    if (last.empty() || last == "." || last == "..") return;  // the project itself
    made.name = last.substr(0, last.find_first_of("@"));
    if (made.name.ends_with(".git")) made.name.resize(made.name.size() - 4);
  }
  note_archive(made);
  add_declaration(reading, std::move(made));
}

}  // namespace

namespace {

// What nobody writes, and would cost much: a million clauses of a marker, of a specifier.
constexpr std::size_t kLongestRequirement = 8'192;

bool is_too_long(Reading& reading, std::string_view text, std::uint32_t line) {
  if (text.size() <= kLongestRequirement) return false;
  add_problem(reading, line,
              "a requirement of more than " + std::to_string(kLongestRequirement) +
                  " bytes is not read: `" + shown(text.substr(0, 60)) + "…`");
  return true;
}

}  // namespace

void declare(Reading& reading, std::string_view text, std::uint32_t line, const Listed& listed) {
  if (is_too_long(reading, stripped(text), line)) return;
  const auto requirement = packaging::Requirement::parse(stripped(text));
  if (!requirement) {
    return add_problem(
        reading, line,
        "`" + shown(stripped(text)) + "` is no requirement: " + requirement.mistake().message);
  }
  DependencyDeclaration made = made_of(*requirement, stripped(text), line, listed);
  if (!made.url.empty()) {
    if (made.kind == DependencyKind::dependency) made.kind = DependencyKind::url;
    note_archive(made);
  }
  add_declaration(reading, std::move(made));
}

void declare_for_pip(Reading& reading, std::string_view text, std::uint32_t line,
                     const Listed& listed) {
  text = stripped(text);
  if (is_too_long(reading, text, line)) return;
  if (is_place(text)) return declare_place(reading, text, line, listed);
  declare(reading, text, line, listed);
}

}  // namespace pymolt::inventory
