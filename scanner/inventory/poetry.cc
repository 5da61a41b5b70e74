// A name and its range, with conditions that become a marker.
// SPDX-License-Identifier: MIT
#include "inventory/poetry.h"

#include <map>

#include "inventory/node_text.h"
#include "inventory/package_range.h"
#include "packaging/names.h"
#include "packaging/specifier.h"

namespace pymolt::inventory {

namespace {

// `python = "<3.9"`, in PEP 440 by now, as a marker; a specifier with two numbers speaks of the minor version.
std::string python_marker(std::string_view range) {
  const auto specifiers = packaging::SpecifierSet::parse(range);
  if (!specifiers) return {};
  std::string marker;
  for (const auto& one : specifiers->specifiers()) {
    const bool whole = one.version.release.size() > 2;
    std::string variable = whole ? "python_full_version" : "python_version";
    marker += (marker.empty() ? "" : " and ") + variable + " " + std::string(spelling(one.op)) +
              " \"" + one.text + "\"";
  }
  return marker;
}

std::string platform_marker(const Node& value) {
  const std::string platform = text_of(value, "platform");
  return platform.empty() ? "" : "sys_platform == \"" + platform + "\"";
}

// Pipfile has the variables of markers as keys: `sys_platform = "== 'win32'"`.
std::string variable_markers(const Node& value) {
  std::string marker;
  for (const char* variable :
       {"os_name", "sys_platform", "platform_machine", "platform_python_implementation",
        "platform_system", "python_version", "python_full_version", "implementation_name"}) {
    const std::string condition = text_of(value, variable);
    if (!condition.empty())
      marker += (marker.empty() ? "" : " and ") + std::string(variable) + " " + condition;
  }
  return marker;
}

class Table {
 public:
  Table(const Text& text, const Listed& listed, Reading& reading)
      : text_(text), listed_(listed), reading_(reading) {}

  void declare(const Node& entry) {
    if (entry.kind == Node::Kind::list) {
      for (const Node& one : entry.below) declare_one(entry, one, text_.line_at(one.bytes.begin));
    } else {
      declare_one(entry, entry, line_of(text_, entry));
    }
  }

  // Of which extra a name is, where Poetry lists that apart.
  std::map<std::string, std::string> extras;

 private:
  void declare_one(const Node& entry, const Node& value, std::uint32_t line) {
    DependencyDeclaration made;
    made.name = entry.key;
    made.line = line;
    made.kind = listed_.kind;
    made.group = listed_.group;
    made.marker = listed_.marker;
    const bool table = value.kind == Node::Kind::map;
    const std::string range = table ? text_of(value, "version") : value.text;
    made.raw = entry.key + " = \"" + range + "\"";
    if (table && !read_table(value, made)) return;
    const auto specifier = from_poetry(range);
    if (!specifier)
      return add_problem(reading_, line, "`" + range.substr(0, 100) + "` is no range of versions");
    made.specifier = made.url.empty() ? *specifier : "";
    if (const auto extra = extras.find(packaging::canonical_name(entry.key));
        extra != extras.end() && made.group.empty()) {
      made.group = extra->second;
    }
    add_declaration(reading_, std::move(made));
  }

  bool read_table(const Node& value, DependencyDeclaration& made) {
    if (const Node* wanted = value.find("extras")) {
      for (const Node& extra : wanted->below) made.extras.push_back(extra.text);
    }
    for (const char* key : {"git", "url", "path", "file", "hg", "svn"}) {
      if (made.url.empty()) made.url = text_of(value, key);
    }
    if (made.url == ".") return false;  // the project itself
    if (!made.url.empty() && made.kind == DependencyKind::dependency) {
      made.kind = is_true(value, "editable") || is_true(value, "develop") ? DependencyKind::editable
                                                                          : DependencyKind::url;
    }
    if (!made.url.empty()) note_archive(made);
    const std::string python = text_of(value, "python");
    const auto range = from_poetry(python);
    if (!range)
      add_problem(reading_, made.line, "`" + python.substr(0, 100) + "` is no range of versions");
    for (const std::string& marker : {text_of(value, "markers"), range ? python_marker(*range) : "",
                                      platform_marker(value), variable_markers(value)}) {
      made.marker = both_markers(made.marker, marker);
    }
    return true;
  }

  static void note_archive(DependencyDeclaration& made) {
    const std::string file = file_name_of(made.url);
    if (file.ends_with(".whl")) made.files.push_back({file, {}});
  }

  const Text& text_;
  const Listed& listed_;
  Reading& reading_;
};

void declare_all(Table& table, const Node& entries) {
  for (const Node& entry : entries.below) {
    if (entry.key != "python") table.declare(entry);  // states a version of Python
  }
}

}  // namespace

void declare_table(const Text& text, const Node& table, const Listed& listed, Reading& reading) {
  Table to(text, listed, reading);
  declare_all(to, table);
}

void read_poetry(const Text& text, const Node& root, Reading& reading) {
  const Node* poetry = find_below(root, {"tool", "poetry"});
  if (poetry == nullptr) return;
  if (const Node* wanted = poetry->find("dependencies")) {
    const Listed listed;
    Table table(text, listed, reading);
    if (const Node* extras = poetry->find("extras")) {
      for (const Node& extra : extras->below) {
        for (const Node& name : extra.below)
          table.extras.emplace(packaging::canonical_name(name.text), extra.key);
      }
    }
    declare_all(table, *wanted);
  }
  if (const Node* wanted = poetry->find("dev-dependencies"))
    declare_table(text, *wanted, {DependencyKind::group, "dev", ""}, reading);
  const Node* groups = poetry->find("group");
  if (groups == nullptr) return;
  for (const Node& group : groups->below) {
    const Node* wanted = group.find("dependencies");
    if (wanted != nullptr)
      declare_table(text, *wanted, {DependencyKind::group, group.key, ""}, reading);
  }
}

}  // namespace pymolt::inventory
