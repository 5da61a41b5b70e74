// The functions behind the table of readers, one a file. Only kind_readers.cc needs them.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_INVENTORY_KIND_READERS_H_
#define PYMOLT_INVENTORY_KIND_READERS_H_

#include "inventory/kind_reader.h"

namespace pymolt::inventory {

// Of dependencies.
void read_conda_environment(const Source& source, Reading& reading);
void read_conda_lock(const Source& source, Reading& reading);
void read_noxfile_dependencies(const Source& source, Reading& reading);
void read_pip_commands(const Source& source, Reading& reading);
void read_pipfile_dependencies(const Source& source, Reading& reading);
void read_pipfile_lock_dependencies(const Source& source, Reading& reading);
void read_pyproject_dependencies(const Source& source, Reading& reading);
void read_requirements(const Source& source, Reading& reading);
void read_script_header(const Source& source, Reading& reading);
void read_setup_cfg_dependencies(const Source& source, Reading& reading);
void read_setup_py_dependencies(const Source& source, Reading& reading);
void read_toml_lock(const Source& source, Reading& reading);
void read_tox_dependencies(const Source& source, Reading& reading);

// Of stated versions.
void read_cargo(const Source& source, Reading& reading);
void read_cmake(const Source& source, Reading& reading);
void read_cdk(const Source& source, Reading& reading);
void read_conda_explicit(const Source& source, Reading& reading);
void read_conda_file(const Source& source, Reading& reading);
void read_conda_pins(const Source& source, Reading& reading);
void read_configuration(const Source& source, Reading& reading);
void read_debian_control(const Source& source, Reading& reading);
void read_devcontainer(const Source& source, Reading& reading);
void read_dockerfile(const Source& source, Reading& reading);
void read_ini_file(const Source& source, Reading& reading);
void read_jenkins(const Source& source, Reading& reading);
void read_makefile(const Source& source, Reading& reading);
void read_processes(const Source& source, Reading& reading);
void read_shell_script(const Source& source, Reading& reading);
void read_lines(const Source& source, Reading& reading);
void read_lock(const Source& source, Reading& reading);
/// For files whose Python is read elsewhere (scan/).
void read_nothing(const Source& source, Reading& reading);
void read_noxfile(const Source& source, Reading& reading);
void read_pipfile(const Source& source, Reading& reading);
void read_pipfile_lock(const Source& source, Reading& reading);
void read_pre_commit(const Source& source, Reading& reading);
void read_pyproject(const Source& source, Reading& reading);
void read_pyright(const Source& source, Reading& reading);
void read_python_version(const Source& source, Reading& reading);
void read_readthedocs(const Source& source, Reading& reading);
void read_spack(const Source& source, Reading& reading);
void read_rpm_spec(const Source& source, Reading& reading);
void read_ruff(const Source& source, Reading& reading);
void read_runtime_txt(const Source& source, Reading& reading);
void read_setup_py(const Source& source, Reading& reading);
void read_defined_api(const Source& source, Reading& reading);
void read_limited_api(const Source& source, Reading& reading);
void read_badges(const Source& source, Reading& reading);
void read_shebang(const Source& source, Reading& reading);
void read_terraform(const Source& source, Reading& reading);
void read_tool_toml(const Source& source, Reading& reading);
void read_tool_versions(const Source& source, Reading& reading);

}  // namespace pymolt::inventory

#endif  // PYMOLT_INVENTORY_KIND_READERS_H_
