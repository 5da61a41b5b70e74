// The table itself: a row a kind of file. Where several rows take a file, the first statement about some bytes is kept.
// SPDX-License-Identifier: MIT
#include "inventory/kind_readers.h"

#include "inventory/kind_table.h"

namespace pymolt::inventory {

namespace {

constexpr KindReader kReaders[] = {
    {"conda-environment", "environment*.yml environment*.yaml conda*.yml conda*.yaml", Claim::named,
     read_conda_environment},
    {"conda-lock", "conda-lock.yml conda-lock.yaml *.conda-lock.yml", Claim::named,
     read_conda_lock},
    {"noxfile-dependencies", "noxfile.py", Claim::named, read_noxfile_dependencies},
    {"pip-commands",
     "Dockerfile Dockerfile.* *.Dockerfile *.dockerfile Containerfile Containerfile.* Makefile "
     "GNUmakefile *.mk Justfile justfile "
     "Jenkinsfile Vagrantfile *.sh *.bash *.zsh *.bat *.cmd *.ps1 *.yml *.yaml",
     Claim::possible, read_pip_commands},
    {"pipfile-dependencies", "Pipfile", Claim::named, read_pipfile_dependencies},
    {"pipfile-lock-dependencies", "Pipfile.lock", Claim::named, read_pipfile_lock_dependencies},
    {"pyproject-dependencies", "pyproject.toml", Claim::named, read_pyproject_dependencies},
    {"requirements",
     "*requirements*.txt *requirements*.in requirements/*.txt requirements/*.in reqs/*.txt "
     "*constraints*.txt *constraints*.in "
     "requirements.pip *-reqs.txt reqs.txt reqs-*.txt",
     Claim::named, read_requirements},
    {"script-header", "*.py", Claim::named, read_script_header},
    {"setup-cfg-dependencies", "setup.cfg", Claim::named, read_setup_cfg_dependencies},
    {"setup-py-dependencies", "setup.py", Claim::named, read_setup_py_dependencies},
    {"toml-locks", "poetry.lock uv.lock pdm.lock pylock.toml pylock.*.toml", Claim::named,
     read_toml_lock},
    {"tox-dependencies", "tox.ini", Claim::named, read_tox_dependencies},
    {"shebang", "*.py *.pyw", Claim::named, read_shebang},
    {"pyproject", "pyproject.toml", Claim::named, read_pyproject},
    {"pipfile", "Pipfile", Claim::named, read_pipfile},
    {"pipfile-lock", "Pipfile.lock", Claim::named, read_pipfile_lock},
    {"ruff", "ruff.toml .ruff.toml", Claim::named, read_ruff},
    {"lock", "poetry.lock pdm.lock uv.lock pylock.toml pylock.*.toml", Claim::named, read_lock},
    {"tool-toml",
     "mise.toml .mise.toml mise.*.toml .config/mise/config.toml pixi.toml tox.toml .prototools "
     "pants.toml",
     Claim::named, read_tool_toml},
    {"service-toml", "netlify.toml fly.toml nixpacks.toml railway.toml", Claim::possible,
     read_tool_toml},
    {"setup-cfg", "setup.cfg tox.ini", Claim::named, read_ini_file},
    {"checker-ini",
     "mypy.ini .mypy.ini .pylintrc pylintrc .flake8 .isort.cfg vermin.ini sonar-project.properties",
     Claim::named, read_ini_file},
    {"setup-py", "setup.py", Claim::named, read_setup_py},
    {"limited-api", "setup.py setup.cfg pyproject.toml meson.build", Claim::named,
     read_limited_api},
    {"limited-api-flags", "Makefile *.mk CMakeLists.txt *.cmake", Claim::possible,
     read_limited_api},
    {"readme", "README.md README.rst README README.txt", Claim::possible, read_badges},
    {"noxfile", "noxfile.py", Claim::named, read_noxfile},
    {"python-version", ".python-version .python-versions", Claim::named, read_python_version},
    {"tool-versions", ".tool-versions", Claim::named, read_tool_versions},
    {"runtime-txt", "runtime.txt", Claim::named, read_runtime_txt},
    {"dockerfile",
     "Dockerfile Containerfile Dockerfile.* Containerfile.* *.dockerfile *.Dockerfile "
     "*.containerfile Earthfile",
     Claim::named, read_dockerfile},
    {"pre-commit", ".pre-commit-config.yaml .pre-commit-config.yml", Claim::named, read_pre_commit},
    {"readthedocs", ".readthedocs.yaml .readthedocs.yml readthedocs.yml readthedocs.yaml .rtd.yml",
     Claim::named, read_readthedocs},
    {"conda",
     "environment.yml environment.yaml environment-*.yml environment-*.yaml environment_*.yml "
     "conda.yml conda.yaml env.yml",
     Claim::named, read_conda_file},
    {"conda-recipe", "meta.yaml recipe.yaml conda_build_config.yaml variants.yaml", Claim::possible,
     read_conda_file},
    {"conda-explicit", "conda-*.lock *-64.lock *-arm64.lock *-aarch64.lock spec-*.txt",
     Claim::possible, read_conda_explicit},
    {"conda-pins", "pinned conda-meta/pinned .condarc", Claim::possible, read_conda_pins},
    {"devcontainer", "devcontainer.json .devcontainer.json", Claim::named, read_devcontainer},
    {"pyright", "pyrightconfig.json basedpyrightconfig.json", Claim::named, read_pyright},
    {"configuration", "*.yml *.yaml", Claim::possible, read_configuration},
    {"configuration-json",
     "vercel.json now.json template.json *.template.json cdk.json serverless.json app.json "
     "function.json host.json heroku.json zappa_settings.json .vsconfig railway.json packer.json "
     "azuredeploy.json main.json *.pkr.json Dockerrun.aws.json devbox.json renovate.json "
     "asv.conf.json kernel.json "
     ".pyre_configuration .vscode/settings.json scalingo.json .ebextensions/*.config user-data",
     Claim::possible, read_configuration},
    {"jenkins", "Jenkinsfile Jenkinsfile.* *.Jenkinsfile *.jenkinsfile *.groovy", Claim::possible,
     read_jenkins},
    {"make", "Makefile makefile GNUmakefile *.mk Justfile justfile .justfile", Claim::possible,
     read_makefile},
    {"processes",
     "Procfile Procfile.* *.service *.timer crontab crontab.* *.crontab *.cron cron.d/*",
     Claim::possible, read_processes},
    {"terraform", "*.tf *.tfvars *.hcl *.bicep", Claim::possible, read_terraform},
    {"build-files",
     "WORKSPACE WORKSPACE.bazel MODULE.bazel BUILD.bazel *.nix Brewfile guix.scm "
     "manifest.scm .envrc .env .env.* meson.build Vagrantfile .bazelrc *.def Singularity .replit "
     "BUILD BUCK *.rb *.plist",
     Claim::possible, read_lines},
    {"supervisor", "*.conf supervisord.d/*.ini supervisor/*.ini", Claim::possible, read_processes},
    {"server", "uwsgi.ini ansible.cfg hosts hosts.ini inventory inventory.ini inventory/*",
     Claim::possible, read_lines},
    {"windows-scripts", "*.bat *.cmd *.ps1", Claim::possible, read_lines},
    {"debian", "debian/control", Claim::named, read_debian_control},
    {"rpm-spec", "*.spec", Claim::possible, read_rpm_spec},
    {"cython", "*.pyx", Claim::named, read_nothing},
    {"spack", "package.py", Claim::possible, read_spack},
    {"cmake", "CMakeLists.txt *.cmake", Claim::possible, read_cmake},
    {"cdk",
     "*.py *stack.ts *Stack.ts stacks/*.ts lib/*.ts bin/*.ts cdk/*.ts infra/*.ts "
     "infrastructure/*.ts cdk.ts",
     Claim::possible, read_cdk},
    {"cargo", "Cargo.toml", Claim::possible, read_cargo},
    {"c-source", "*.c *.cc *.cpp *.cxx *.h *.hpp *.hxx *.pxd *.pxi", Claim::possible,
     read_defined_api},
    {"shell", "*.sh *.bash *.zsh *.ksh", Claim::possible, read_shell_script},
    // Only where documents are asked for: the last row.
    {"documents", "*.md *.rst *.markdown", Claim::named, read_nothing},
};

}  // namespace

void read_nothing(const Source&, Reading&) {}

std::span<const KindReader> readers_and_documents() { return kReaders; }

std::span<const KindReader> readers() { return std::span(kReaders).first(std::size(kReaders) - 1); }

}  // namespace pymolt::inventory
