// conda: environment.yml with its list for pip, and conda-lock's files.
// SPDX-License-Identifier: MIT
#include <algorithm>

#include "inventory/declare.h"
#include "inventory/kind_readers.h"
#include "inventory/node_text.h"
#include "inventory/package_range.h"
#include "inventory/requirements.h"
#include "packaging/characters.h"

namespace pymolt::inventory {

namespace {

using packaging::stripped;

// What is no package of Python's, or states the version of Python itself.
bool is_no_package(std::string_view name) {
  return name == "python" || name == "pip" || name == "python_abi" || name.starts_with('_') ||
         name == "nodejs";
}

// `channel::name[version='>=1']`, `name=1.26=build`, `name >=1.2,<2`.
void declare_conda(Reading& reading, std::string_view text, std::uint32_t line) {
  const std::string_view raw = stripped(text);
  text = raw;
  if (const std::size_t channel = text.find("::"); channel != std::string_view::npos)
    text.remove_prefix(channel + 2);
  const auto in_name = [](char c) {
    return packaging::is_word(c) || c == '_' || c == '-' || c == '.';
  };
  const std::size_t end =
      static_cast<std::size_t>(std::find_if_not(text.begin(), text.end(), in_name) - text.begin());
  DependencyDeclaration made;
  made.name = text.substr(0, end);
  made.raw = raw;
  made.line = line;
  if (made.name.empty())
    return add_problem(reading, line, "`" + std::string(raw.substr(0, 100)) + "` names no package");
  if (is_no_package(made.name)) return;
  std::string_view range = stripped(text.substr(end));
  if (range.starts_with('[')) {
    const std::size_t version = range.find("version=");
    range = version == std::string_view::npos ? std::string_view() : range.substr(version + 8);
    if (!range.empty() && (range.front() == '"' || range.front() == '\''))
      range = range.substr(1, range.find(range.front(), 1) - 1);
    range = range.substr(0, range.find(']'));
  }
  const auto specifier = from_conda(range);
  if (!specifier)
    return add_problem(reading, line,
                       "`" + std::string(range.substr(0, 100)) + "` is no range of versions");
  made.specifier = *specifier;
  add_declaration(reading, std::move(made));
}

void read_environment_list(const Text& text, const Node& list, Reading& reading) {
  for (const Node& item : list.below) {
    const std::uint32_t line = text.line_at(item.bytes.begin);
    if (item.kind == Node::Kind::scalar) {
      declare_conda(reading, item.text, line);
    } else if (const Node* pip = item.find("pip")) {
      for (const Node& one : pip->below)
        read_requirement_line(reading, one.text, text.line_at(one.bytes.begin), {});
    } else {
      add_problem(reading, line, "a dependency is a text, or `pip:` with a list");
    }
  }
}

// The marker for a platform as conda calls it.
std::string platform_marker(std::string_view platform) {
  const auto machine = [&](const char* name) {
    return " and platform_machine == \"" + std::string(name) + "\"";
  };
  if (platform == "linux-64") return "sys_platform == \"linux\"" + machine("x86_64");
  if (platform == "linux-aarch64") return "sys_platform == \"linux\"" + machine("aarch64");
  if (platform == "osx-64") return "sys_platform == \"darwin\"" + machine("x86_64");
  if (platform == "osx-arm64") return "sys_platform == \"darwin\"" + machine("arm64");
  if (platform.starts_with("win-")) return "sys_platform == \"win32\"";
  if (platform.starts_with("linux-"))
    return "sys_platform == \"linux\"" + machine(std::string(platform.substr(6)).c_str());
  return {};
}

void read_locked(const Text& text, const Node& entry, Reading& reading) {
  DependencyDeclaration made;
  made.name = text_of(entry, "name");
  made.kind = DependencyKind::lock;
  made.line = text.line_at(entry.bytes.begin);
  const std::string version = text_of(entry, "version");
  made.raw = made.name + " " + version;
  if (made.name.empty() || is_no_package(made.name)) return;
  if (!version.empty()) made.specifier = "==" + version;
  made.marker = platform_marker(text_of(entry, "platform"));
  const std::string category = text_of(entry, "category");
  if (category != "main") made.group = category;
  const std::string file = file_name_of(text_of(entry, "url"));
  if (file.ends_with(".whl")) made.files.push_back({file, {}});
  add_declaration(reading, std::move(made));
}

template <typename See>
void each_document(const Source& source, Reading& reading, See see) {
  const Text text{std::string(source.bytes)};
  const Result<Node> documents = parse_yaml(text);
  if (!documents) {
    reading.failed = documents.mistake();
    return;
  }
  for (const Node& document : documents->below) see(text, document);
}

}  // namespace

void read_conda_environment(const Source& source, Reading& reading) {
  each_document(source, reading, [&](const Text& text, const Node& document) {
    if (const Node* list = document.find("dependencies"))
      read_environment_list(text, *list, reading);
  });
}

void read_conda_lock(const Source& source, Reading& reading) {
  each_document(source, reading, [&](const Text& text, const Node& document) {
    const Node* packages = document.find("package");
    if (packages == nullptr) return;
    for (const Node& entry : packages->below) read_locked(text, entry, reading);
  });
}

}  // namespace pymolt::inventory
