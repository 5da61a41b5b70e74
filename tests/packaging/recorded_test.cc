// What python3-packaging says of thousands of generated cases, recorded and, where it is installed, asked anew.
// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <fstream>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "packaging/names.h"
#include "packaging/requirement.h"
#include "packaging/wheel.h"

namespace pymolt::packaging {
namespace {

struct Case {
  std::string kind;
  std::string question;
  std::string other;  // the second part of the question, of those that have two
  std::string answer;
};

std::string decoded(const std::string& text, std::string* other) {
  std::string out;
  std::string* to = &out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\\' || i + 1 == text.size()) {
      *to += text[i];
      continue;
    }
    const char c = text[++i];
    if (c == '1' && other != nullptr)
      to = other;
    else
      *to += c == 't' ? '\t' : c == 'n' ? '\n' : c;
  }
  return out;
}

std::optional<Case> read_case(std::string line) {
  if (line.empty() || line.starts_with('#')) return std::nullopt;
  if (line.ends_with('\n')) line.pop_back();
  const std::size_t first = line.find('\t');
  const std::size_t second = line.find('\t', first + 1);
  Case one;
  one.kind = line.substr(0, first);
  one.question = decoded(line.substr(first + 1, second - first - 1), &one.other);
  one.answer = decoded(line.substr(second + 1), nullptr);
  return one;
}

std::string joined(std::vector<std::string> words, const char* between) {
  std::sort(words.begin(), words.end());
  words.erase(std::unique(words.begin(), words.end()), words.end());
  std::string text;
  for (std::size_t i = 0; i < words.size(); ++i) text += (i == 0 ? "" : between) + words[i];
  return text;
}

const char* const kError = "error";

std::string show_order(const Case& asked) {
  const auto order = *PackageVersion::parse(asked.question) <=> *PackageVersion::parse(asked.other);
  return order < 0 ? "<" : order > 0 ? ">" : "=";
}

std::string contains(const Case& asked, std::optional<bool> prereleases) {
  const auto set = SpecifierSet::parse(asked.question);
  if (!set) return kError;
  for (const Specifier& one : set->specifiers()) {  // there it raises an exception
    if (one.op == Specifier::Op::arbitrary && !PackageVersion::parse(one.text)) return asked.answer;
  }
  return set->contains(*PackageVersion::parse(asked.other), prereleases) ? "True" : "False";
}

Environment environment(const std::string& name) {
  Environment env =
      environment_of(name == "linux-3.13" ? Version::of(3, 13) : Version::of(3, 9), 1, {}, "");
  env["platform_release"] = "6.1.0";
  env["platform_version"] = "#1 SMP";
  if (name == "linux-3.13") env["python_full_version"] = env["implementation_version"] = "3.13.2";
  if (name == "linux-2.7") {
    env["python_version"] = "2.7";
    env["python_full_version"] = "2.7.18";
    env["implementation_version"] = "0";
    env["sys_platform"] = "linux2";
  }
  if (name == "windows-3.9") {
    env = environment_of(Version::of(3, 9), 1, *Platform::parse("windows"), "foo-bar");
    env["platform_release"] = "6.1.0";
    env["platform_version"] = "#1 SMP";
  }
  return env;
}

std::string evaluate(const Case& asked) {
  const auto marker = Marker::parse(asked.question);
  if (!marker) return kError;
  const Truth truth = marker->evaluate(environment(asked.other));
  return truth == Truth::yes ? "True" : truth == Truth::no ? "False" : kError;
}

std::string show_requirement(const std::string& text) {
  const auto r = Requirement::parse(text);
  if (!r) return kError;
  return canonical_name(r->name) + '|' + joined(r->extras, ",") + '|' + r->specifier.str() + '|' +
         r->url + '|' + (r->marker ? r->marker->str() : "");
}

std::string show_wheel(const std::string& text) {
  const auto wheel = WheelName::parse(text);
  if (!wheel) return kError;
  std::string build = wheel->build;
  if (!build.empty()) {
    const std::size_t end = std::min(build.find_first_not_of("0123456789"), build.size());
    build = Number(build.substr(0, end)).str() + ',' + build.substr(end);
  }
  std::vector<std::string> tags;
  for (const Tag& tag : wheel->tags) tags.push_back(tag.str());
  return wheel->name + '|' + wheel->version.str() + '|' + build + '|' + joined(tags, " ");
}

std::string fits(const Case& asked) {
  Platform platform;
  platform.library_minor = 40;
  for (const Tag& tag : parse_tags(asked.question)) {
    if (taken_by(tag, platform, false).contains(*Version::parse(asked.other))) return "True";
  }
  return "False";
}

std::string answer(const Case& asked) {
  const std::string& text = asked.question;
  if (asked.kind == "version")
    return PackageVersion::parse(text) ? PackageVersion::parse(text)->str() : kError;
  if (asked.kind == "order") return show_order(asked);
  if (asked.kind == "canonical") return canonical_version(text);
  if (asked.kind == "specifiers")
    return SpecifierSet::parse(text) ? SpecifierSet::parse(text)->str() : kError;
  if (asked.kind == "contains") return contains(asked, std::nullopt);
  if (asked.kind == "contains-pre") return contains(asked, true);
  if (asked.kind == "marker") return Marker::parse(text) ? Marker::parse(text)->str() : kError;
  if (asked.kind == "evaluate") return evaluate(asked);
  if (asked.kind == "requirement") return show_requirement(text);
  if (asked.kind == "name") return canonical_name(text);
  if (asked.kind == "wheel") return show_wheel(text);
  if (asked.kind == "fits") return fits(asked);
  return "unknown kind";
}

// python3-packaging writes `a and ((b or c))` as `a and b or c`, which means something else; we do not follow it there.
bool loses_parentheses(const Case& one) {
  const bool shows = one.kind == "marker" || one.kind == "requirement";
  return shows && one.question.find("((") != std::string::npos;
}

// How many lines were asked; each that is answered otherwise is a failure, the first twenty with words.
std::size_t ask_all(const std::vector<std::string>& lines) {
  std::size_t asked = 0;
  std::size_t wrong = 0;
  for (const std::string& line : lines) {
    const auto one = read_case(line);
    if (!one) continue;
    ++asked;
    const std::string given = answer(*one);
    if (given == one->answer || loses_parentheses(*one)) continue;
    if (++wrong <= 20) ADD_FAILURE() << line << "\n  answered " << given;
  }
  EXPECT_EQ(wrong, 0U) << "of " << asked;
  return asked;
}

TEST(Packaging, AnswersAsRecorded) {
  std::ifstream in(PYMOLT_SOURCE_DIR "/tests/packaging/recorded/sample.tsv");
  std::vector<std::string> lines;
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  EXPECT_GE(ask_all(lines), 5000U);
}

TEST(Packaging, AnswersAsThePackageThatIsInstalled) {
  const char* const seed = std::getenv("PYMOLT_PACKAGING_SEED");
  const std::string command =
      std::string("/usr/bin/python3 " PYMOLT_SOURCE_DIR "/tools/record_packaging.py 12000 ") +
      (seed != nullptr ? seed : "17") + " 2>/dev/null";
  const std::unique_ptr<FILE, int (*)(FILE*)> pipe(popen(command.c_str(), "r"), pclose);
  ASSERT_NE(pipe, nullptr);
  std::vector<std::string> lines;
  std::string line;
  for (std::array<char, 4096> part; fgets(part.data(), part.size(), pipe.get()) != nullptr;) {
    line += part.data();
    if (!line.ends_with('\n')) continue;
    lines.push_back(line);
    line.clear();
  }
  if (lines.size() < 100) GTEST_SKIP() << "python3-packaging is not installed";
  EXPECT_GE(ask_all(lines), 12000U);
}

}  // namespace
}  // namespace pymolt::packaging
