// Terraform, Packer and docker-bake: variables by their block's name, lists of runtimes as one statement, layers named after a Python.
// SPDX-License-Identifier: MIT
//
//   variable "python_version" {
//     default = "3.9"                                         the statement
//   }
//   compatible_runtimes = ["python3.8", "python3.9"]          one statement
//   layers = ["arn:aws:lambda:…:layer:Klayers-p38-requests:1"]
#include <algorithm>

#include "inventory/command_words.h"
#include "inventory/kind_readers.h"
#include "inventory/project_metadata.h"
#include "inventory/statement.h"
#include "packaging/characters.h"

namespace pymolt::inventory {

namespace {

constexpr std::size_t kLongestList = 2000;

bool is_comment(std::string_view line) { return line.starts_with('#') || line.starts_with("//"); }

// The runtimes of the list that opens at AT, as one statement.
void add_runtime_list(const Page& page, std::string_view text, std::size_t at) {
  const std::size_t close = std::min(text.find(']', at), at + kLongestList);
  VersionList list;
  while (at < close) {
    const std::string_view item = quoted_behind(text, at, "\"");
    if (item.data() == nullptr || item.data() >= text.data() + close) break;
    at = static_cast<std::size_t>(item.data() - text.data()) + item.size() + 1;
    const auto stated = read_runtime(item);
    if (stated && stated->pins) list.add(item, *stated);
  }
  if (list.empty()) return;
  const ByteSpan place = list.span(page);
  Stated all;
  all.versions = list.versions;
  if (!list.rewrite.empty())
    all.rewrite = std::string(page.text().slice(place)) + "\", \"" + list.rewrite;
  page.add("runtime", place, all, list.shown);
}

}  // namespace

void add_layers(const Page& page, std::string_view line) {
  for (std::size_t at = line.find("layer:"); at != std::string_view::npos;
       at = line.find("layer:", at + 6)) {
    std::string_view name = line.substr(at + 6);
    name = name.substr(0, std::min(name.find_first_of(":\"'"), name.size()));
    for (std::size_t begin = 0; begin < name.size();) {
      const std::size_t end = std::min(name.find_first_of("-_", begin), name.size());
      const std::string_view part = name.substr(begin, end - begin);
      begin = end + 1;
      const bool short_name = part.size() > 2 && (part[0] | 32) == 'p' && part[1] == '3';
      const auto stated = short_name                           ? read_compact(part.substr(1))
                          : lower(part).starts_with("python3") ? read_compact(part.substr(6))
                                                               : std::nullopt;
      if (!stated) continue;
      Stated made = *stated;
      made.rewrite.clear();
      page.add("lambda-layer", part, made);
    }
  }
}

namespace {

// What a line's key and value say by themselves.
void add_value_of(const Page& page, std::string_view line, std::string_view variable) {
  const std::size_t equals = line.find('=');
  if (equals == std::string_view::npos) return;
  const std::string_view key = trimmed(line.substr(0, equals));
  const std::string_view value = quoted_behind(line, equals, "\"");
  if (value.data() == nullptr) return;
  if (key == "default" && is_version_key(variable)) {
    if (const auto stated = read_any_version(value)) page.add("python-version", value, *stated);
  }
  const bool runtime = lower(key).ends_with("runtime") ||
                       (key == "default" && lower(variable).find("runtime") != std::string::npos) ||
                       lower(key).ends_with("fx_version");
  if (!runtime) return;
  if (const auto stated = read_runtime(value)) page.add("runtime", value, *stated);
}

}  // namespace

void read_terraform(const Source& source, Reading& reading) {
  const Page page(source, reading);
  const std::string_view text = page.text().bytes();
  std::string_view variable;
  for (const Line& line : page.lines()) {
    const std::string_view words = trimmed(line.text);
    if (is_comment(words)) continue;
    if (words.starts_with("variable ")) variable = quoted_behind(words, 0, "\"");
    add_value_of(page, words, variable);
    if (const std::size_t list = lower(words).find("runtimes"); list != std::string::npos) {
      const std::size_t open = words.find('[', list);
      if (open != std::string_view::npos)
        add_runtime_list(page, text, page.span_of(words.substr(open)).begin);
    }
    add_layers(page, words);
  }
  read_lines(source, reading);
  if (source.bytes.find("aws_lambda") == std::string_view::npos) return;
  for (VersionStatement& statement : reading.facts.statements) {
    if (statement.kind == "runtime") statement.kind = "lambda-runtime";
  }
}

}  // namespace pymolt::inventory
