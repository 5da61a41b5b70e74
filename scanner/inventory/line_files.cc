// Files that are read line by line: what runs something (Makefile, Procfile, units, crontabs), and other languages' build files.
// SPDX-License-Identifier: MIT
#include <algorithm>
#include <array>

#include "inventory/command_words.h"
#include "inventory/kind_readers.h"
#include "inventory/kind_table.h"
#include "inventory/project_metadata.h"
#include "inventory/statement.h"

namespace pymolt::inventory {

namespace {

// How a comment begins where a file's name ends so; `#` for the others.
struct Comments {
  std::string_view files;
  std::string_view begins;
};
constexpr Comments kComments[] = {
    {"Jenkinsfile", "//"}, {"Jenkinsfile.*", "//"}, {"*.Jenkinsfile", "//"}, {"*.groovy", "//"},
    {"*.hcl", "#"},        {"*.ts", "//"},          {"*.scm", ";"},          {"*.go", "//"},
    {"*.bicep", "//"},     {"*.ini", ";"},          {"*.bat", "rem "},       {"*.cmd", "rem "},
};

std::string_view comment_of(std::string_view path) {
  for (const Comments& row : kComments) {
    if (takes(row.files, path)) return row.begins;
  }
  return "#";
}

// `runtime = "python3.9"`, `Runtime.PYTHON_3_9`, `python_runtime: python39`
// `'PYTHON|3.9'` of Azure
void runtimes_in(const Page& page, std::string_view line) {
  const std::string low = lower(line);
  for (std::size_t at = low.find("python|"); at != std::string::npos;
       at = low.find("python|", at + 7)) {
    const std::string_view word =
        line.substr(at, std::min(line.find_first_of(" \t\"'`,;)", at), line.size()) - at);
    if (const auto stated = read_runtime(word)) page.add("runtime", word, *stated);
  }
  for (std::size_t at = low.find("python_3_"); at != std::string::npos;
       at = low.find("python_3_", at + 9)) {
    std::size_t end = at + 9;
    while (end < low.size() && low[end] >= '0' && low[end] <= '9') ++end;
    auto stated = read_version("3." + low.substr(at + 9, end - at - 9));
    if (!stated) continue;
    stated->rewrite.clear();
    page.add("runtime", line.substr(at, end - at), *stated);
  }
}

void words_in(const Page& page, std::string_view line, VersionSet& said) {
  for (const StatedWord& word : stated_words(line)) {
    if (!word.stated.versions.empty() && said.contains(word.stated.versions)) continue;
    said |= word.stated.versions;
    const bool runtime = lower(trimmed(line)).starts_with("runtime") ||
                         lower(line).find(" runtime") != std::string::npos;
    page.add(runtime && word.kind == "interpreter" ? "runtime" : word.kind, word.word, word.stated);
  }
}

}  // namespace

void read_lines(const Source& source, Reading& reading) {
  const Page page(source, reading);
  const std::string_view comment = comment_of(source.path);
  bool in_comment = false;  // of several lines, where `//` begins one
  for (const Line& line : page.lines()) {
    std::string_view text = trimmed(line.text);
    if (comment == "//" && (in_comment || text.starts_with("/*"))) {
      in_comment = text.find("*/") == std::string_view::npos;
      continue;
    }
    if (text.starts_with("#!") && line.number == 1) {
      VersionSet said;
      words_in(page, text, said);
      continue;
    }
    const bool prints = text.starts_with("echo ") || text.starts_with("printf ");
    if (text.starts_with(';') || (prints && text.find_first_of("|&;") == std::string_view::npos))
      continue;
    if (lower(text.substr(0, comment.size())) == comment || text.starts_with("description") ||
        (source.path.ends_with(".tf") && text.starts_with("//")))
      continue;
    if (const std::size_t behind = text.find(std::string(" ") + std::string(comment));
        behind != std::string_view::npos)
      text = text.substr(0, behind);
    VersionSet said;
    words_in(page, text, said);
    runtimes_in(page, text);
  }
}

void read_shell_script(const Source& source, Reading& reading) {
  read_lines(source, reading);
  reading.scripts.push_back(script_of(source.bytes, 0));
}

void read_tool_versions(const Source& source, Reading& reading) {
  const Page page(source, reading);
  for (const Line& line : page.lines()) {
    const std::string_view text = trimmed(line.text.substr(0, line.text.find('#')));
    if (!text.starts_with("python ") && !text.starts_with("python\t")) continue;
    const std::string_view versions = trimmed(text.substr(6));
    std::string each(versions);
    std::replace(each.begin(), each.end(), ' ', '\n');
    auto stated = read_any_version(each);
    if (!stated) continue;
    if (each == versions && stated->pins) stated->rewrite = "{V}";
    page.add("tool-versions", versions, *stated);
  }
}

void read_runtime_txt(const Source& source, Reading& reading) {
  const Page page(source, reading);
  for (const Line& line : page.lines()) {
    const std::string_view text = trimmed(line.text);
    if (text.empty() || text.starts_with('#')) continue;
    if (auto stated = read_runtime(text); stated && stated->pins) {
      page.add("runtime-txt", text, *stated);
    } else if (const auto plain = read_version(text)) {
      page.add("runtime-txt", text, *plain);
    } else if (text.starts_with("python")) {
      page.problem(line.number,
                   "`" + std::string(text.substr(0, 80)) + "` names no version of Python");
    }
    return;
  }
}

// `X-Python3-Version: >= 3.8`; dependencies on `python3.9` are words.
void read_debian_control(const Source& source, Reading& reading) {
  const Page page(source, reading);
  for (const Line& line : page.lines()) {
    if (line.text.starts_with('#')) continue;
    constexpr std::array<std::string_view, 3> kFields = {
        "X-Python3-Version:", "X-Python-Version:", "XS-Python-Version:"};
    for (const std::string_view field : kFields) {
      if (!line.text.starts_with(field)) continue;
      const std::string_view value = trimmed(line.text.substr(field.size()));
      if (const auto stated = read_range(value)) page.add("debian-python", value, *stated);
    }
    read_package_ranges(page, line.text);
    VersionSet said;
    words_in(page, line.text, said);
  }
}

void read_conda_pins(const Source& source, Reading& reading) {
  const Page page(source, reading);
  for (const Line& line : page.lines()) {
    std::string_view text = trimmed(line.text.substr(0, line.text.find('#')));
    if (text.starts_with("- ")) text = trimmed(text.substr(2));  // in .condarc
    if (const auto stated = read_conda(text)) page.add("conda-python", text, *stated);
  }
}

}  // namespace pymolt::inventory
