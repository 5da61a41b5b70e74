// Lock files in TOML: poetry.lock, uv.lock, pdm.lock and pylock.toml (PEP 751), an entry a declaration.
// SPDX-License-Identifier: MIT
#include <map>

#include "inventory/declare.h"
#include "inventory/kind_readers.h"
#include "inventory/lock_conditions.h"
#include "inventory/node_text.h"
#include "packaging/names.h"
#include "packaging/requirement.h"

namespace pymolt::inventory {

namespace {

std::string joined_or(const Node& list) {
  std::string marker;
  for (const Node& one : list.below) {
    if (one.text.empty()) return {};
    marker += (marker.empty() ? "(" : " or (") + one.text + ")";
  }
  return marker;
}

// A string, a list of alternatives, or a table of groups with one each (Poetry 2).
std::string marker_of(const Node& entry, const char* key) {
  const Node* found = entry.find(key);
  if (found == nullptr) return {};
  return found->kind == Node::Kind::scalar ? found->text : joined_or(*found);
}

void add_file(const Node& file, DependencyDeclaration& made) {
  LockedFile locked;
  for (const char* key : {"file", "name", "url", "path"}) {
    if (locked.name.empty()) locked.name = file_name_of(text_of(file, key));
  }
  locked.hash = text_of(file, "hash");
  if (const Node* hashes = file.find("hashes"); hashes != nullptr && !hashes->below.empty()) {
    locked.hash = hashes->below.front().key + ":" + hashes->below.front().text;
  }
  if (!locked.name.empty()) made.files.push_back(std::move(locked));
}

void add_files(const Node* files, DependencyDeclaration& made) {
  if (files == nullptr) return;
  for (const Node& file : files->below) add_file(file, made);
}

class Lock {
 public:
  Lock(const Source& source, const Text& text, Reading& reading)
      : source_(source), text_(text), reading_(reading) {}

  void read(const Node& root) {
    const Node* packages = root.find("package");
    if (packages == nullptr) packages = root.find("packages");
    if (packages == nullptr) return;
    old_files_ = find_below(root, {"metadata", "files"});
    for (const Node& entry : packages->below) read_entry(entry);
    if (source_.path.ends_with("uv.lock")) add_conditions(*packages);
    for (DependencyDeclaration& made : made_) {
      if (!made.name.empty()) add_declaration(reading_, std::move(made));
    }
  }

 private:
  void read_entry(const Node& entry) {
    DependencyDeclaration made;
    const std::uint32_t line = text_.line_at(entry.bytes.begin);
    made.kind = DependencyKind::lock;
    made.line = line;
    const std::string name = text_of(entry, "name");
    const std::string version = text_of(entry, "version");
    if (name.empty()) add_problem(reading_, line, "a locked package without a name");
    if (!is_own(entry)) made.name = name;
    made.raw = name + " " + version;
    const bool from_index = note_source(entry, made);
    if (from_index && !version.empty()) made.specifier = "==" + version;
    for (const char* key : {"python-versions", "requires_python", "requires-python"}) {
      if (made.requires_python.empty()) made.requires_python = text_of(entry, key);
    }
    if (made.requires_python == "*") made.requires_python.clear();
    for (const char* key : {"markers", "marker", "resolution-markers"}) {
      if (made.marker.empty()) made.marker = marker_of(entry, key);
    }
    if (const Node* groups = entry.find("groups"); groups != nullptr && !groups->below.empty())
      made.group = group_of(*groups);
    read_files(entry, made);
    made_.push_back(std::move(made));
  }

  static std::string group_of(const Node& groups) {
    for (const Node& group : groups.below) {
      if (group.text == "main" || group.text == "default") return {};
    }
    return groups.below.front().text;
  }

  void read_files(const Node& entry, DependencyDeclaration& made) const {
    add_files(entry.find("files"), made);
    add_files(entry.find("wheels"), made);
    for (const char* key : {"sdist", "archive"}) {
      if (const Node* file = entry.find(key)) add_file(*file, made);
    }
    if (!made.files.empty() || old_files_ == nullptr) return;
    for (const std::string& key : {made.name, made.raw}) add_files(old_files_->find(key), made);
  }

  // The project itself, as uv and pdm note it.
  static bool is_own(const Node& entry) {
    const Node* source = entry.find("source");
    if (source != nullptr &&
        (source->find("editable") != nullptr || source->find("virtual") != nullptr))
      return true;
    if (const Node* folder = entry.find("directory")) return text_of(*folder, "path") == ".";
    return text_of(entry, "path") == "." || text_of(entry, "path") == "./";
  }

  // Whether it comes from an index; else its URL is noted.
  static bool note_source(const Node& entry, DependencyDeclaration& made) {
    for (const char* key : {"git", "hg", "path", "directory"}) {
      if (made.url.empty()) made.url = text_of(entry, key);
    }
    for (const char* table : {"vcs", "directory", "archive"}) {
      const Node* found = entry.find(table);
      if (found == nullptr || !made.url.empty()) continue;
      made.url = text_of(*found, "url");
      if (made.url.empty()) made.url = text_of(*found, "path");
    }
    const Node* source = entry.find("source");
    if (source != nullptr) {
      const std::string type = text_of(*source, "type");
      for (const char* key : {"git", "url", "path", "directory"}) {
        const bool index =
            std::string_view(key) == "url" && (type == "legacy" || type.empty()) && type != "";
        if (made.url.empty() && !index) made.url = text_of(*source, key);
      }
    }
    return made.url.empty();
  }

  void add_conditions(const Node& packages) {
    std::map<std::string, std::vector<std::size_t>> places;
    for (std::size_t i = 0; i < packages.below.size(); ++i)
      places[text_of(packages.below[i], "name")].push_back(i);
    std::vector<LockEdge> edges;
    std::vector<std::size_t> roots;
    const auto add = [&](std::size_t from, const Node* wanted) {
      if (wanted == nullptr) return;
      for (const Node& one : wanted->below) add_edges(packages, places, from, one, edges);
    };
    for (std::size_t i = 0; i < packages.below.size(); ++i) {
      const Node& entry = packages.below[i];
      if (is_own(entry)) roots.push_back(i);
      add(i, entry.find("dependencies"));
      for (const char* key : {"optional-dependencies", "dev-dependencies"}) {
        const Node* groups = entry.find(key);
        if (groups == nullptr) continue;
        for (const Node& group : groups->below) add(i, &group);
      }
    }
    const std::vector<std::string> markers = conditions(packages.below.size(), roots, edges);
    for (std::size_t i = 0; i < made_.size() && i < markers.size(); ++i)
      made_[i].marker = both_markers(made_[i].marker, markers[i]);
  }

  // A name may stand in several entries; `version` says which is meant.
  static void add_edges(const Node& packages,
                        const std::map<std::string, std::vector<std::size_t>>& places,
                        std::size_t from, const Node& wanted, std::vector<LockEdge>& edges) {
    const auto found = places.find(text_of(wanted, "name"));
    if (found == places.end()) return;
    const std::string version = text_of(wanted, "version");
    for (const std::size_t to : found->second) {
      if (!version.empty() && version != text_of(packages.below[to], "version")) continue;
      edges.push_back({from, to, text_of(wanted, "marker")});
    }
  }

  const Source& source_;
  const Text& text_;
  Reading& reading_;
  const Node* old_files_ = nullptr;
  std::vector<DependencyDeclaration>
      made_;  // one an entry; without a name where it is the project itself
};

}  // namespace

void read_toml_lock(const Source& source, Reading& reading) {
  const Text text{std::string(source.bytes)};
  const Result<Node> root = parse_toml(text);
  if (!root) {
    reading.failed = root.mistake();
    return;
  }
  Lock(source, text, reading).read(*root);
}

}  // namespace pymolt::inventory
