// pyproject.toml: what the project, its groups, its build and the tools that manage it declare.
// SPDX-License-Identifier: MIT
#include "inventory/declare_lists.h"
#include "inventory/kind_readers.h"
#include "inventory/node_text.h"
#include "inventory/poetry.h"
#include "inventory/requirements.h"
#include "packaging/names.h"

namespace pymolt::inventory {

namespace {

class Pyproject {
 public:
  Pyproject(const Text& text, const Node& root, Reading& reading)
      : text_(text), root_(root), reading_(reading) {}

  void read() {
    own_name_ = packaging::canonical_name(name_of({"project"}));
    if (own_name_.empty()) own_name_ = packaging::canonical_name(name_of({"tool", "poetry"}));
    list({"project", "dependencies"}, {});
    lists({"project", "optional-dependencies"}, DependencyKind::dependency);
    list({"build-system", "requires"}, {DependencyKind::build, "", ""});
    lists({"dependency-groups"}, DependencyKind::group);
    read_dynamic();
    read_poetry(text_, root_, reading_);
    read_pdm();
    read_hatch();
    read_flit();
    read_uv();
    check_groups();
  }

 private:
  using Path = std::initializer_list<std::string_view>;

  std::string name_of(Path path) const {
    const Node* table = find_below(root_, path);
    return table == nullptr ? std::string() : text_of(*table, "name");
  }

  void list(Path path, const Listed& listed) {
    if (const Node* found = find_below(root_, path))
      declare_list(text_, *found, listed, own_name_, reading_);
  }

  // A map of lists, each an extra's or a group's.
  void lists(Path path, DependencyKind kind) {
    const Node* found = find_below(root_, path);
    if (found == nullptr) return;
    for (const Node& group : found->below)
      declare_list(text_, group, {kind, group.key, ""}, own_name_, reading_);
  }

  // setuptools takes them from requirements files.
  void read_dynamic() {
    const Node* dynamic = find_below(root_, {"tool", "setuptools", "dynamic"});
    if (dynamic == nullptr) return;
    const auto include = [this](const Node* wanted) {
      const Node* file = wanted == nullptr ? nullptr : wanted->find("file");
      if (file == nullptr) return;
      if (file->kind == Node::Kind::scalar)
        reading_.facts.includes.push_back({file->text, false, line_of(text_, *file)});
      for (const Node& one : file->below)
        reading_.facts.includes.push_back({one.text, false, line_of(text_, one)});
    };
    include(dynamic->find("dependencies"));
    if (const Node* optional = dynamic->find("optional-dependencies")) {
      for (const Node& extra : optional->below) include(&extra);
    }
  }

  void read_pdm() {
    lists({"tool", "pdm", "dev-dependencies"}, DependencyKind::group);
    list({"tool", "pdm", "overrides"}, {});
  }

  void read_hatch() {
    if (const Node* environments = find_below(root_, {"tool", "hatch", "envs"})) {
      for (const Node& environment : environments->below) {
        for (const char* key : {"dependencies", "extra-dependencies"}) {
          const Node* found = environment.find(key);
          if (found != nullptr)
            declare_list(text_, *found, {DependencyKind::group, environment.key, ""}, own_name_,
                         reading_);
        }
      }
    }
    if (const Node* hooks = find_below(root_, {"tool", "hatch", "build", "hooks"})) {
      for (const Node& hook : hooks->below) {
        const Node* found = hook.find("dependencies");
        if (found != nullptr)
          declare_list(text_, *found, {DependencyKind::build, "", ""}, own_name_, reading_);
      }
    }
  }

  // Flit's own form from before PEP 621.
  void read_flit() {
    list({"tool", "flit", "metadata", "requires"}, {});
    list({"tool", "flit", "metadata", "dev-requires"}, {DependencyKind::group, "dev", ""});
    lists({"tool", "flit", "metadata", "requires-extra"}, DependencyKind::dependency);
  }

  void read_uv() {
    list({"tool", "uv", "dev-dependencies"}, {DependencyKind::group, "dev", ""});
    list({"tool", "uv", "constraint-dependencies"}, {DependencyKind::constraint, "", ""});
    list({"tool", "uv", "override-dependencies"}, {DependencyKind::constraint, "", ""});
    list({"tool", "uv", "build-constraint-dependencies"},
         {DependencyKind::constraint, "build", ""});
    const Node* sources = find_below(root_, {"tool", "uv", "sources"});
    if (sources == nullptr) return;
    for (const Node& source : sources->below) note_source(source);
  }

  // What comes from elsewhere than an index.
  void note_source(const Node& source) {
    std::string url;
    for (const char* key : {"git", "url", "path"}) {
      if (url.empty()) url = text_of(source, key);
    }
    if (url.empty() && is_true(source, "workspace")) url = "workspace";
    if (url.empty()) return;
    const std::string name = packaging::canonical_name(source.key);
    for (DependencyDeclaration& made : reading_.facts.dependencies) {
      if (packaging::canonical_name(made.name) == name) made.url = url;
    }
  }

  // `{include-group = "x"}` must name a group, and none may include itself.
  void check_groups() {
    const Node* groups = root_.find("dependency-groups");
    if (groups == nullptr) return;
    for (const Node& group : groups->below) {
      std::vector<std::string> seen = {packaging::canonical_name(group.key)};
      check_group(*groups, group, seen);
    }
  }

  void check_group(const Node& groups, const Node& group, std::vector<std::string>& seen) {
    for (const Node& item : group.below) {
      const Node* included = item.find("include-group");
      if (included == nullptr) continue;
      const std::string name = packaging::canonical_name(included->text);
      const Node* found = nullptr;
      for (const Node& one : groups.below) {
        if (packaging::canonical_name(one.key) == name) found = &one;
      }
      if (found == nullptr) {
        add_problem(reading_, line_of(text_, *included),
                    "there is no dependency group `" + included->text + "`");
      } else if (std::ranges::find(seen, name) != seen.end()) {
        if (name == seen.front()) {
          add_problem(reading_, line_of(text_, *included),
                      "the dependency group `" + included->text + "` includes itself");
        }
      } else if (seen.size() < 1000) {
        seen.push_back(name);
        check_group(groups, *found, seen);
      }
    }
  }

  const Text& text_;
  const Node& root_;
  Reading& reading_;
  std::string own_name_;
};

}  // namespace

void read_pyproject_dependencies(const Source& source, Reading& reading) {
  const Text text{std::string(source.bytes)};
  const Result<Node> root = parse_toml(text);
  if (!root) {
    reading.failed = root.mistake();
    return;
  }
  Pyproject(text, *root, reading).read();
}

}  // namespace pymolt::inventory
