// pyproject.toml and its relations: Pipfile, ruff.toml, lock files, mise, pixi, netlify and fly.
// SPDX-License-Identifier: MIT
#include <array>
#include <vector>

#include "inventory/command_words.h"
#include "inventory/document_commands.h"
#include "inventory/document_keys.h"
#include "inventory/kind_readers.h"
#include "inventory/project_metadata.h"

namespace pymolt::inventory {

namespace {

constexpr KeyRow kProject[] = {
    {"requires-python", "project/requires-python", read_range},
    {"requires-python", "tool/flit/metadata/requires-python", read_range},
    {"poetry-python", "tool/poetry/dependencies/python", read_range},
    {"poetry-python", "tool/poetry/dependencies/python/version", read_range},
    {"hatch-python", "tool/hatch/envs/*/python", read_version},
    {"hatch-matrix", "tool/hatch/envs/*/matrix/*/python", read_version},
    {"hatch-matrix", "tool/hatch/envs/*/matrix/*/py", read_version},
    {"uv-python", "tool/uv/python", read_any_version},
    {"uv-python", "tool/uv/pip/python-version", read_lower_bound},
    {"pdm-python", "tool/pdm/python_requires", read_range},
    {"pytype-target", "tool/pytype/python_version", read_version},
    {"refurb-target", "tool/refurb/python_version", read_version},
    {"pyrefly-target", "tool/pyrefly/python-version", read_version},
    {"pyproject-fmt", "tool/pyproject-fmt/max_supported_python", read_version},
    {"limited-api", "tool/scikit-build/wheel/py-api", read_compact_lower_bound},
    {"ruff-target", "tool/ruff/target-version", read_compact_lower_bound},
    {"ruff-target", "tool/ruff/per-file-target-version/*", read_compact_lower_bound},
    {"black-target", "tool/black/target-version", read_compact},
    {"mypy-target", "tool/mypy/python_version", read_version},
    {"pyright-target", "tool/pyright/pythonVersion", read_version},
    {"pyright-target", "tool/basedpyright/pythonVersion", read_version},
    {"pylint-target", "tool/pylint/*/py-version", read_lower_bound},
    {"pylint-target", "tool/pylint/py-version", read_lower_bound},
    {"isort-target", "tool/isort/py_version", read_compact},
    {"ty-target", "tool/ty/environment/python-version", read_version},
    {"tox-envlist", "tool/tox/env_list", read_envlist},
    {"tox-envlist", "tool/tox/envlist", read_envlist},
    {"tox-basepython", "tool/tox/*/base_python", read_basepython},
    {"tox-basepython", "tool/tox/env/*/base_python", read_basepython},
    {"cibuildwheel-build", "tool/cibuildwheel/build", read_wheel_tags},
    {"pixi-python", "tool/pixi/dependencies/python", read_range},
    {"pdm-python", "tool/pdm/python/requires", read_range},
    {"vermin-target", "tool/vermin/targets", read_lower_bound},
};
// What a tool has locked is made anew by it, not by hand.
std::optional<Stated> read_locked_range(std::string_view text) {
  auto stated = read_range(text);
  if (stated) stated->rewrite = kLockAgain;
  return stated;
}

constexpr KeyRow kPipfile[] = {
    {"pipfile-python", "requires/python_version", read_version},
    {"pipfile-python", "requires/python_full_version", read_full_version},
};
constexpr KeyRow kRuff[] = {
    {"ruff-target", "target-version", read_compact_lower_bound},
    {"ruff-target", "per-file-target-version/*", read_compact_lower_bound},
};
constexpr KeyRow kLocks[] = {
    {"lock-requires-python", "requires-python", read_locked_range},
    {"lock-requires-python", "metadata/python-versions", read_locked_range},
    {"lock-requires-python", "metadata/requires_python", read_locked_range},
    {"lock-requires-python", "metadata/targets/*/requires_python", read_locked_range},
};
// Pants: `CPython>=3.9,<3.12`.
std::optional<Stated> read_interpreter(std::string_view text) {
  for (const std::string_view name : {"CPython", "PyPy"}) {
    if (text.starts_with(name)) text.remove_prefix(name.size());
  }
  auto stated = read_range(text);
  if (stated) stated->rewrite.clear();
  return stated;
}

constexpr KeyRow kTools[] = {
    {"mise-python", "tools/python", read_any_version},
    {"mise-python", "tools/python/version", read_any_version},
    {"pixi-python", "dependencies/python", read_range},
    {"pixi-python", "feature/*/dependencies/python", read_range},
    {"tox-envlist", "env_list", read_envlist},
    {"tox-basepython", "*/base_python", read_basepython},
    {"tox-basepython", "env/*/base_python", read_basepython},
    {"python-version", "build/environment/~", read_any_version},
    {"python-version", "context/*/environment/~", read_any_version},
    {"python-version", "build/args/~", read_any_version},
    {"python-version", "env/~", read_any_version},
    {"image", "build/image", read_command},
    {"interpreter", "phases/*/nixPkgs", read_command},
    {"python-version", "variables/~", read_any_version},
    {"proto-python", "python", read_any_version},
    {"pants-python", "python/interpreter_constraints", read_interpreter},
};

// Where the tools that run a project's commands keep them.
struct TaskRow {
  std::string_view path;
  TaskList lists;
};
constexpr TaskRow kProjectTasks[] = {
    {"tool/tox/**/commands", TaskList::words},
    {"tool/tox/**/commands_pre", TaskList::words},
    {"tool/tox/**/commands_post", TaskList::words},
    {"tool/hatch/envs/*/scripts/*", TaskList::lines},
    {"tool/pdm/scripts/*", TaskList::words},
    {"tool/pixi/tasks/*", TaskList::words},
    {"tool/poe/tasks/*", TaskList::lines},
    {"tool/taskipy/tasks/*", TaskList::lines},
    {"tool/cibuildwheel/**/before-all", TaskList::lines},
    {"tool/cibuildwheel/**/before-build", TaskList::lines},
    {"tool/cibuildwheel/**/before-test", TaskList::lines},
    {"tool/cibuildwheel/**/test-command", TaskList::lines},
};
constexpr TaskRow kToolTasks[] = {
    {"**/commands", TaskList::words},
    {"**/commands_pre", TaskList::words},
    {"**/commands_post", TaskList::words},
    {"envs/*/scripts/*", TaskList::lines},
    {"tasks/*", TaskList::lines},
    {"feature/*/tasks/*", TaskList::words},
    {"build/command", TaskList::lines},
    {"context/*/command", TaskList::lines},
    {"build/buildCommand", TaskList::lines},
    {"deploy/startCommand", TaskList::lines},
    {"start/cmd", TaskList::lines},
    {"phases/*/cmds", TaskList::lines},
    {"processes/*", TaskList::lines},
    {"deploy/release_command", TaskList::lines},
};

// The tests of a hatch matrix, the items of a list of tox environments: a list is a text.
void read_rows(const Source& source, Reading& reading, std::span<const KeyRow> rows,
               std::span<const TaskRow> tasks = {}) {
  const Page page(source, reading);
  const Result<Node> document = parse_toml(page.text());
  if (!document) return page.fail(document.mistake().message, document.mistake().line);
  read_keys(page, *document, rows, Numbers::lose_zeros);
  for (const TaskRow& row : tasks)
    each_at(*document, row.path, [&](const Node& task) { read_task(page, task, row.lists); });
  std::vector<const Node*> classifiers;
  each_at(*document, "project/classifiers/*",
          [&](const Node& node) { classifiers.push_back(&node); });
  each_at(*document, "tool/poetry/classifiers/*",
          [&](const Node& node) { classifiers.push_back(&node); });
  add_values(page, "classifiers", classifiers, read_classifier, Numbers::as_written);
}

// tox's settings as they were in tox.ini, in one text of TOML: the file with everything else blank, so that places stay.
void read_legacy_tox(const Source& source, Reading& reading) {
  if (source.bytes.find("legacy_tox_ini") == std::string_view::npos) return;
  const Page page(source, reading);
  const Result<Node> document = parse_toml(page.text());
  if (!document) return;
  each_at(*document, "tool/tox/legacy_tox_ini", [&](const Node& node) {
    std::string blank(source.bytes);
    for (std::size_t i = 0; i < blank.size(); ++i) {
      const bool inside = node.bytes.begin <= i && i < node.bytes.end;
      if (!inside && blank[i] != '\n') blank[i] = ' ';
    }
    read_ini_file({"tox.ini", blank}, reading);
    read_tox_dependencies({"tox.ini", blank}, reading);
  });
}

}  // namespace

void read_pyproject(const Source& source, Reading& reading) {
  read_rows(source, reading, kProject, kProjectTasks);
  read_legacy_tox(source, reading);
}
void read_pipfile(const Source& source, Reading& reading) { read_rows(source, reading, kPipfile); }
void read_ruff(const Source& source, Reading& reading) { read_rows(source, reading, kRuff); }
void read_lock(const Source& source, Reading& reading) { read_rows(source, reading, kLocks); }
void read_tool_toml(const Source& source, Reading& reading) {
  read_rows(source, reading, kTools, kToolTasks);
}

}  // namespace pymolt::inventory
