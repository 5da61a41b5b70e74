// The table itself: a row a kind of file.
// SPDX-License-Identifier: MIT
#include "inventory/readers.h"

#include "inventory/table.h"

namespace pymolt::inventory {

namespace {

constexpr Reader kReaders[] = {
    {"conda-environment", "environment*.yml environment*.yaml conda*.yml conda*.yaml", Claim::named, read_conda_environment},
    {"conda-lock", "conda-lock.yml conda-lock.yaml *.conda-lock.yml", Claim::named, read_conda_lock},
    {"noxfile", "noxfile.py", Claim::named, read_noxfile},
    {"pip-commands", "Dockerfile Dockerfile.* *.Dockerfile *.dockerfile Containerfile Containerfile.* Makefile GNUmakefile *.mk Justfile justfile "
     "Jenkinsfile Vagrantfile *.sh *.bash *.zsh *.bat *.cmd *.ps1 *.yml *.yaml", Claim::possible, read_pip_commands},
    {"pipfile", "Pipfile", Claim::named, read_pipfile},
    {"pipfile-lock", "Pipfile.lock", Claim::named, read_pipfile_lock},
    {"pyproject-dependencies", "pyproject.toml", Claim::named, read_pyproject_dependencies},
    {"requirements", "*requirements*.txt *requirements*.in requirements/*.txt requirements/*.in reqs/*.txt *constraints*.txt *constraints*.in "
     "requirements.pip *-reqs.txt reqs.txt reqs-*.txt",
     Claim::named, read_requirements},
    {"script-header", "*.py", Claim::named, read_script_header},
    {"setup-cfg-dependencies", "setup.cfg", Claim::named, read_setup_cfg_dependencies},
    {"setup-py", "setup.py", Claim::named, read_setup_py},
    {"toml-locks", "poetry.lock uv.lock pdm.lock pylock.toml pylock.*.toml", Claim::named, read_toml_lock},
    {"tox-dependencies", "tox.ini", Claim::named, read_tox_dependencies},
    {"python-version", ".python-version", Claim::named, read_python_version},
};

}  // namespace

std::span<const Reader> readers() { return kReaders; }

}  // namespace pymolt::inventory
