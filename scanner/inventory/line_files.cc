// Files that are read line by line: what runs something (Makefile, Procfile, units, crontabs), and other languages' build files.
// SPDX-License-Identifier: MIT
#include <algorithm>
#include <array>

#include "inventory/command_words.h"
#include "inventory/kind_readers.h"
#include "inventory/kind_table.h"
#include "inventory/project_metadata.h"
#include "inventory/statement.h"
#include "packaging/characters.h"

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

// Whether in `y = python3.8`, of a configuration of any program, nothing says that this is run.
bool is_bare_value(std::string_view line, const StatedWord& word) {
  if (word.kind != "interpreter" || word.word.find('/') != std::string_view::npos) return false;
  const std::string key = lower(trimmed(line.substr(0, line.find_first_of("= \t"))));
  constexpr std::string_view kRuns[] = {"command", "exec",        "env",
                                        "python",  "interpreter", "program"};
  return std::ranges::none_of(
      kRuns, [&key](std::string_view part) { return key.find(part) != std::string::npos; });
}

void words_in(const Page& page, std::string_view line, VersionSet& said) {
  for (const StatedWord& word : stated_words(line)) {
    if (page.path().ends_with(".conf") && is_bare_value(line, word)) continue;
    const auto mentioned = page.mentioned(page.span_of(word.word));
    if (mentioned ? *mentioned : is_said(line, word.word)) continue;
    if (is_told(word, said)) continue;
    said |= word.stated.versions;
    const bool runtime = lower(trimmed(line)).starts_with("runtime") ||
                         lower(line).find(" runtime") != std::string::npos;
    page.add(runtime && word.kind == "interpreter" ? "runtime" : word.kind, word.word, word.stated);
  }
}

// Files in which `/*` begins a comment.
constexpr std::string_view kWithBlocks[] = {
    "Jenkinsfile", "Jenkinsfile.*", "*.Jenkinsfile", "*.groovy", "*.ts", "*.bicep",
    "*.nix",       "*.tf",          "*.tfvars",      "*.hcl",    "*.go"};

// Where MARK stands in TEXT outside of its strings.
std::size_t find_unquoted(std::string_view text, std::string_view mark) {
  char open = '\0';
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '\\') {
      ++i;
    } else if (open != '\0') {
      if (c == open) open = '\0';
    } else if (c == '"' || c == '\'') {
      open = c;
    } else if (text.substr(i, mark.size()) == mark) {
      return i;
    }
  }
  return std::string_view::npos;
}

// One line after the other, with what must be known of those before.
class LineReader {
 public:
  explicit LineReader(const Page& page)
      : page_(page),
        comment_(comment_of(page.path())),
        blocks_(std::ranges::any_of(
            kWithBlocks, [&page](std::string_view files) { return takes(files, page.path()); })),
        make_(takes("*akefile", page.path()) || takes("*.mk", page.path())),
        spec_(page.path().ends_with(".spec")) {}

  void read(const Line& line) {
    std::string_view text = trimmed(line.text);
    VersionSet said;
    if (text.starts_with("#!") && line.number == 1) return words_in(page_, text, said);
    if (is_prose(text)) return;
    while (!text.empty()) {
      if (in_comment_) {
        const std::size_t close = text.find("*/");
        if (close == std::string_view::npos) return;
        text.remove_prefix(close + 2);
      }
      const std::size_t open = blocks_ ? find_unquoted(text, "/*") : std::string_view::npos;
      see(text.substr(0, open), said);
      in_comment_ = open != std::string_view::npos;
      text.remove_prefix(in_comment_ ? open + 2 : text.size());
    }
  }

 private:
  void see(std::string_view text, VersionSet& said) const {
    const bool prints = text.starts_with("echo ") || text.starts_with("printf ");
    if (text.starts_with(';') || (prints && page_.reading().scripts.empty() &&
                                  text.find_first_of("|&;") == std::string_view::npos))
      return;
    if (lower(text.substr(0, comment_.size())) == comment_ ||
        (page_.path().ends_with(".tf") && text.starts_with("//")))
      return;
    if (const std::size_t behind = text.find(std::string(" ") + std::string(comment_));
        behind != std::string_view::npos)
      text = text.substr(0, behind);
    words_in(page_, text, said);
    runtimes_in(page_, text);
  }

  // `Description=…`, a block of `tags`, what stands below `%changelog`.
  bool is_prose(std::string_view text) {
    if (spec_ && text.starts_with('%') && text.size() > 1 && packaging::is_letter(text[1]))
      in_prose_ = text.starts_with("%description") || text.starts_with("%changelog");
    if (in_block_ && text.starts_with('}')) {
      in_block_ = false;
      return true;
    }
    if (in_prose_ || in_block_) return true;
    const std::size_t sign = text.find_first_of("=:{");
    if (sign == std::string_view::npos || make_ || !is_prose_key(trimmed(text.substr(0, sign))))
      return false;
    in_block_ = text.ends_with('{');
    return true;
  }

  const Page& page_;
  std::string_view comment_;
  bool blocks_;
  bool make_;
  bool spec_;
  bool in_comment_ = false;
  bool in_prose_ = false;
  bool in_block_ = false;
};

}  // namespace

void read_lines(const Source& source, Reading& reading) {
  const Page page(source, reading);
  LineReader reader(page);
  for (const Line& line : page.lines()) reader.read(line);
}

void read_shell_script(const Source& source, Reading& reading) {
  reading.scripts.push_back(script_of(source.bytes, 0));
  read_lines(source, reading);
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
    if (stated->pins) stated->rewrite = "?asdf wants a full version: {V}.N";
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
  bool prose = false;
  for (const Line& line : page.lines()) {
    if (line.text.starts_with('#')) continue;
    const bool goes_on = line.text.starts_with(' ') || line.text.starts_with('\t');
    if (!goes_on) prose = is_prose_key(line.text.substr(0, line.text.find(':')));
    if (prose) continue;
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
