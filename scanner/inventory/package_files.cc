// Files that name Python's packages of a distribution: RPM's spec files, and conda's lists of archives.
// SPDX-License-Identifier: MIT
//
//   %global python3_version 3.9
//   Requires: python(abi) = 3.6, python3 >= 3.7
//   https://conda.anaconda.org/conda-forge/linux-64/python-3.9.1-h0_0_cpython.tar.bz2
#include <algorithm>

#include "inventory/command_words.h"
#include "inventory/kind_readers.h"
#include "inventory/project_metadata.h"
#include "inventory/statement.h"
#include "packaging/characters.h"

namespace pymolt::inventory {

namespace {

// `%global NAME VALUE`, `%define NAME VALUE`
void read_macro(const Page& page, std::string_view line) {
  if (!line.starts_with("%global ") && !line.starts_with("%define ")) return;
  std::string_view rest = trimmed(line.substr(8));
  const std::string_view name = rest.substr(0, rest.find_first_of(" \t"));
  const std::string_view value = trimmed(rest.substr(name.size()));
  std::string plain = lower(name);  // `python3_pkgversion`
  std::erase_if(plain, [](char c) { return c == '2' || c == '3'; });
  if (const std::size_t pkg = plain.find("pkg"); pkg != std::string::npos) plain.erase(pkg, 3);
  if (!is_version_key(plain)) return;
  if (const auto stated = read_compact(value)) page.add("rpm-python", value, *stated);
}

// `python3 >= 3.7`, `python(abi) = 3.6`, `python3 (>= 3.8)`: the range behind a name that begins at AT.
void add_range_behind(const Page& page, std::string_view line, std::size_t at) {
  std::size_t end = at + 6;
  if (line.substr(end, 5) == "(abi)") {
    end += 5;
  } else {
    while (end < line.size() && packaging::is_word(line[end])) ++end;
    for (const std::string_view more : {"-all", "-devel", "-dev", "-minimal", "-venv"}) {
      if (line.substr(end, more.size()) == more) end += more.size();
    }
  }
  const std::size_t sign = line.find_first_not_of(" \t(", end);
  if (sign == std::string_view::npos ||
      std::string_view("<>=").find(line[sign]) == std::string_view::npos)
    return;
  const std::size_t digits = line.find_first_not_of("<>= \t", sign);
  if (digits == std::string_view::npos) return;
  const std::size_t behind = std::min(line.find_first_not_of("0123456789.", digits), line.size());
  const std::string_view range = line.substr(sign, behind - sign);
  std::string op(line.substr(sign, line.find_first_not_of("<>=", sign) - sign));
  if (op == "<<" || op == ">>") op.pop_back();  // Debian's
  auto stated = read_range(op + std::string(line.substr(digits, behind - digits)));
  if (!stated || !stated->pins) return;
  stated->rewrite.clear();
  page.add("package-range", range, *stated);
}

}  // namespace

void read_package_ranges(const Page& page, std::string_view line) {
  for (std::size_t at = line.find("python"); at != std::string_view::npos;
       at = line.find("python", at + 6)) {
    const bool begins =
        at == 0 || std::string_view(" \t,:|").find(line[at - 1]) != std::string_view::npos;
    if (begins) add_range_behind(page, line, at);
  }
}

void read_rpm_spec(const Source& source, Reading& reading) {
  const Page page(source, reading);
  for (const Line& line : page.lines()) {
    const std::string_view text = trimmed(line.text);
    if (text.starts_with('#')) continue;
    read_macro(page, text);
    if (text.find("equires:") != std::string_view::npos) read_package_ranges(page, text);
  }
  read_lines(source, reading);
}

// A recipe of Spack: `depends_on("python@3.8:3.11", type="run")`
void read_spack(const Source& source, Reading& reading) {
  const Page page(source, reading);
  for (const Line& line : page.lines()) {
    const std::string_view text = trimmed(line.text);
    if (!text.starts_with("depends_on(")) continue;
    const std::string_view wanted = quoted_behind(text, 0, "\"'");
    if (!wanted.starts_with("python@")) continue;
    for (const StatedWord& word : stated_words(wanted)) page.add(word.kind, word.word, word.stated);
  }
}

// One of the archives is Python itself.
void read_conda_explicit(const Source& source, Reading& reading) {
  const Page page(source, reading);
  constexpr std::string_view kName = "/python-";
  for (const Line& line : page.lines()) {
    const std::size_t at = line.text.find(kName);
    if (line.text.starts_with('#') || at == std::string_view::npos) continue;
    std::string_view version = line.text.substr(at + kName.size());
    version = version.substr(0, version.find('-'));
    auto stated = read_version(version);
    if (!stated || !stated->pins) continue;
    stated->rewrite.clear();
    page.add("conda-python", version, *stated);
  }
}

// CDK, in Python or TypeScript: `lambda.Runtime.PYTHON_3_9`
void read_cdk(const Source& source, Reading& reading) {
  constexpr std::string_view kName = "Runtime.PYTHON_3_";
  if (source.bytes.find(kName) == std::string_view::npos) return;
  const Page page(source, reading);
  for (const Line& line : page.lines()) {
    const std::string_view text = trimmed(line.text);
    if (text.starts_with('#') || text.starts_with("//")) continue;
    for (std::size_t at = text.find(kName); at != std::string_view::npos;
         at = text.find(kName, at + kName.size())) {
      const std::size_t digits = at + kName.size();
      const std::size_t end = std::min(text.find_first_not_of("0123456789", digits), text.size());
      const std::string minor(text.substr(digits, end - digits));
      auto stated = read_version("3." + minor);
      if (!stated || !stated->pins) continue;
      stated->rewrite.clear();
      page.add("lambda-runtime", text.substr(at + 8, end - at - 8), *stated);
    }
  }
}

}  // namespace pymolt::inventory
