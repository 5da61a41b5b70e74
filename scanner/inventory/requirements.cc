// Requirements files: what pip reads with `-r` and `-c`.
// SPDX-License-Identifier: MIT
//
//   -r base.txt                      another file
//   numpy==1.26.4 \                  a line ends where no backslash ends it
//       --hash=sha256:…              options of a requirement are passed over
//   foo[bar]>=1 ; python_version < "3.9"  # a comment
//   -e git+https://…#egg=baz
#include "inventory/requirements.h"

#include <algorithm>

#include "inventory/kind_readers.h"
#include "packaging/characters.h"

namespace pymolt::inventory {

namespace {

using packaging::is_space;
using packaging::stripped;

// `#` begins a comment at the start of a line or behind white space.
std::string_view without_comment(std::string_view line) {
  for (std::size_t at = line.find('#'); at != std::string_view::npos; at = line.find('#', at + 1)) {
    if (at == 0 || is_space(line[at - 1])) return line.substr(0, at);
  }
  return line;
}

std::string_view unquoted_value(std::string_view text) {
  text = stripped(text);
  const bool quoted = text.size() > 1 && (text.front() == '"' || text.front() == '\'') &&
                      text.back() == text.front();
  return quoted ? text.substr(1, text.size() - 2) : text;
}

// The value of an option written `-rFILE`, `-r FILE`, `--requirement=FILE` or `--requirement FILE`.
std::optional<std::string_view> option_value(std::string_view text, std::string_view brief,
                                             std::string_view full) {
  if (text.starts_with(full)) {
    const std::string_view rest = text.substr(full.size());
    if (!rest.empty() && rest.front() != '=' && !is_space(rest.front())) return std::nullopt;
    return unquoted_value(rest.substr(rest.empty() || rest.front() != '=' ? 0 : 1));
  }
  if (!text.starts_with(brief) || text.starts_with("--")) return std::nullopt;
  return unquoted_value(text.substr(brief.size()));
}

// Options of the whole file say nothing about what is wanted.
bool is_other_option(std::string_view text) {
  for (const char* option :
       {"--index-url",        "--extra-index-url", "--no-index",
        "--find-links",       "--no-binary",       "--only-binary",
        "--prefer-binary",    "--require-hashes",  "--pre",
        "--trusted-host",     "--use-feature",     "--process-dependency-links",
        "--always-unzip",     "--allow-external",  "--allow-unverified",
        "--use-wheel",        "--no-use-wheel",    "--pypi-url",
        "--upgrade-strategy", "--no-deps",         "--no-build-isolation",
        "--no-cache-dir",     "--upgrade",         "--isolated"}) {
    if (text.starts_with(option)) return true;
  }
  return text.starts_with("-i") || text.starts_with("-f") || text.starts_with("-Z") ||
         text.starts_with("-U");
}

// A requirement's own options begin with ` -`: ` --hash=…`.
std::string_view without_options(std::string_view text) {
  for (std::size_t at = 1; at + 1 < text.size(); ++at) {
    if (text[at] == '-' && is_space(text[at - 1]) &&
        (text[at + 1] == '-' || packaging::is_letter(text[at + 1]))) {
      return stripped(text.substr(0, at));
    }
  }
  return text;
}

}  // namespace

void read_requirement_line(Reading& reading, std::string_view text, std::uint32_t line,
                           const Listed& listed) {
  text = stripped(text);
  if (text.empty()) return;
  if (text.front() != '-') return declare_for_pip(reading, without_options(text), line, listed);
  if (const auto file = option_value(text, "-r", "--requirement")) {
    if (file->empty()) return add_problem(reading, line, "`-r` names no file");
    reading.facts.includes.push_back({std::string(*file), false, line});
  } else if (const auto constraints = option_value(text, "-c", "--constraint")) {
    if (constraints->empty()) return add_problem(reading, line, "`-c` names no file");
    reading.facts.includes.push_back({std::string(*constraints), true, line});
  } else if (const auto editable = option_value(text, "-e", "--editable")) {
    Listed edited = listed;
    if (edited.kind == DependencyKind::dependency) edited.kind = DependencyKind::editable;
    declare_for_pip(reading, without_options(*editable), line, edited);
  } else if (!is_other_option(text)) {
    add_problem(
        reading, line,
        "`" + std::string(text.substr(0, std::min<std::size_t>(text.find_first_of(" \t="), 60))) +
            "` is no option of requirements files");
  }
}

void read_requirement_lines(Reading& reading, std::string_view text, std::uint32_t first_line,
                            const Listed& listed) {
  std::string logical;
  std::uint32_t begins = first_line;
  std::uint32_t number = first_line;
  for (std::size_t begin = 0; begin < text.size(); ++number) {
    std::size_t end = std::min(text.find_first_of("\r\n", begin), text.size());
    std::string_view line = text.substr(begin, end - begin);
    begin = end + (text.substr(end).starts_with("\r\n") ? 2 : 1);
    if (logical.empty()) begins = number;
    const bool comment = stripped(line).starts_with('#');
    if (!comment && line.ends_with('\\') && begin < text.size()) {
      logical += line.substr(0, line.size() - 1);
      if (logical.empty()) logical = " ";
      continue;
    }
    // A comment line inside a continuation ends it.
    logical += comment && !logical.empty() ? std::string_view() : line;
    read_requirement_line(reading, without_comment(logical), begins, listed);
    logical.clear();
  }
  if (!logical.empty()) read_requirement_line(reading, without_comment(logical), begins, listed);
}

namespace {

bool names_constraints(std::string_view path) {
  return path.substr(path.rfind('/') + 1).find("constraint") != std::string_view::npos;
}

// UTF-16 with its mark, as some editors on Windows write, reduced to what can stand in a requirement.
std::string from_utf16(std::string_view bytes) {
  const bool big = bytes.front() == '\xfe';
  std::string text;
  for (std::size_t i = 2; i + 1 < bytes.size(); i += 2) {
    const char low = bytes[i + (big ? 1 : 0)];
    const char high = bytes[i + (big ? 0 : 1)];
    text += high == 0 && static_cast<unsigned char>(low) < 0x80 ? low : '?';
  }
  return text;
}

void read_whole(const Source& source, bool constraints, Reading& reading) {
  Listed listed;
  if (constraints) listed.kind = DependencyKind::constraint;
  std::string_view bytes = source.bytes;
  if (bytes.starts_with("\xff\xfe") || bytes.starts_with("\xfe\xff")) {
    return read_requirement_lines(reading, from_utf16(bytes), 1, listed);
  }
  if (bytes.starts_with("\xef\xbb\xbf")) bytes.remove_prefix(3);
  if (bytes.find('\0') != std::string_view::npos) {
    reading.failed = Mistake{"is no text: it holds NUL bytes"};
    return;
  }
  read_requirement_lines(reading, bytes, 1, listed);
}

}  // namespace

void read_requirements(const Source& source, Reading& reading) {
  read_whole(source, names_constraints(source.path), reading);
}

Reading read_named_requirements(const Source& source, bool constraints) {
  Reading reading;
  read_whole(source, constraints, reading);
  return reading;
}

}  // namespace pymolt::inventory
