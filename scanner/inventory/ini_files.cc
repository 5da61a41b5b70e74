// setup.cfg, tox.ini and the settings of checkers in INI.
// SPDX-License-Identifier: MIT
#include "inventory/command_words.h"
#include "inventory/document_commands.h"
#include "inventory/document_keys.h"
#include "inventory/kind_readers.h"
#include "inventory/project_metadata.h"

namespace pymolt::inventory {

namespace {

constexpr KeyRow kRows[] = {
    {"requires-python", "options/python_requires", read_range},
    {"requires-python", "options/python-requires", read_range},
    {"requires-python", "metadata/python_requires", read_range},
    {"requires-python", "metadata/requires-python", read_range},
    {"classifiers", "metadata/classifiers", read_classifiers},
    {"classifiers", "metadata/classifier", read_classifiers},
    {"tox-envlist", "tox/envlist", read_envlist},
    {"tox-envlist", "tox/env_list", read_envlist},
    {"tox-envlist", "tox:tox/envlist", read_envlist},
    {"tox-basepython", "*/basepython", read_basepython},
    {"tox-basepython", "*/base_python", read_basepython},
    {"tox-gh-actions", "gh-actions/python", read_version_map},
    {"tox-gh-actions", "gh/python", read_version_map},
    {"tox-travis", "travis/python", read_version_map},
    {"mypy-target", "mypy/python_version", read_version},
    {"pylint-target", "*/py-version", read_lower_bound},
    {"pytype-target", "pytype/python_version", read_version},
    {"isort-target", "*/py_version", read_compact},
    {"flake8-target", "flake8/min_python_version", read_lower_bound},
    {"flake8-target", "flake8/min-python-version", read_lower_bound},
    {"flake8-target", "flake8/target-version", read_compact_lower_bound},
    {"vermin-target", "vermin/targets", read_checked_versions},
    {"sonar-python", "sonar.python.version", read_any_version},
    {"interpreter", "*/command", read_command},
    {"interpreter", "*/python", read_runtime},
};

}  // namespace

void read_ini_file(const Source& source, Reading& reading) {
  const Page page(source, reading);
  const Result<Node> document = parse_ini(page.text());
  if (!document) return page.fail(document.mistake().message, document.mistake().line);
  read_keys(page, *document, kRows, Numbers::as_written);
  for (const std::string_view key : {"*/commands", "*/commands_pre", "*/commands_post"})
    each_at(*document, key, [&](const Node& node) { read_tox_commands(page, node); });
}

}  // namespace pymolt::inventory
