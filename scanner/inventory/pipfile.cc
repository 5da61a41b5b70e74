// Pipfile and Pipfile.lock.
// SPDX-License-Identifier: MIT
#include "inventory/declare.h"
#include "inventory/kind_readers.h"
#include "inventory/node_text.h"
#include "inventory/poetry.h"

namespace pymolt::inventory {

void read_pipfile_dependencies(const Source& source, Reading& reading) {
  const Text text{std::string(source.bytes)};
  const Result<Node> root = parse_toml(text);
  if (!root) {
    reading.failed = root.mistake();
    return;
  }
  for (const Node& section : root->below) {
    if (section.kind != Node::Kind::map || section.key == "requires" || section.key == "scripts" ||
        section.key == "pipenv" || section.key == "source") {
      continue;
    }
    Listed listed;
    if (section.key != "packages")
      listed = {DependencyKind::group, section.key == "dev-packages" ? "dev" : section.key, ""};
    declare_table(text, section, listed, reading);
  }
}

namespace {

void read_locked(const Text& text, const Node& entry, const std::string& group, Reading& reading) {
  DependencyDeclaration made;
  made.name = entry.key;
  made.kind = DependencyKind::lock;
  made.line = line_of(text, entry);
  made.specifier = text_of(entry, "version");
  if (made.specifier == "*") made.specifier.clear();
  made.raw = entry.key + " " + made.specifier;
  made.marker = text_of(entry, "markers");
  made.group = group;
  for (const char* key : {"git", "path", "file"}) {
    if (made.url.empty()) made.url = text_of(entry, key);
  }
  if (made.url == "." || made.url == "./") return;
  if (!made.url.empty()) made.specifier.clear();
  if (const Node* extras = entry.find("extras")) {
    for (const Node& extra : extras->below) made.extras.push_back(extra.text);
  }
  add_declaration(reading, std::move(made));
}

}  // namespace

void read_pipfile_lock_dependencies(const Source& source, Reading& reading) {
  const Text text{std::string(source.bytes)};
  const Result<Node> root = parse_json(text);
  if (!root) {
    reading.failed = root.mistake();
    return;
  }
  for (const Node& section : root->below) {
    if (section.kind != Node::Kind::map || section.key.starts_with('_')) continue;
    const std::string group = section.key == "default"   ? ""
                              : section.key == "develop" ? "dev"
                                                         : section.key;
    for (const Node& entry : section.below) read_locked(text, entry, group, reading);
  }
}

}  // namespace pymolt::inventory
