// The functions behind the table of readers, one a file. Only readers.cc needs them.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_INVENTORY_READERS_H_
#define PYMOLT_INVENTORY_READERS_H_

#include "inventory/reader.h"

namespace pymolt::inventory {

// Of dependencies.
void read_conda_environment(const Source& source, Reading& reading);
void read_conda_lock(const Source& source, Reading& reading);
void read_noxfile(const Source& source, Reading& reading);
void read_pip_commands(const Source& source, Reading& reading);
void read_pipfile(const Source& source, Reading& reading);
void read_pipfile_lock(const Source& source, Reading& reading);
void read_pyproject_dependencies(const Source& source, Reading& reading);
void read_requirements(const Source& source, Reading& reading);
void read_script_header(const Source& source, Reading& reading);
void read_setup_cfg_dependencies(const Source& source, Reading& reading);
void read_setup_py(const Source& source, Reading& reading);
void read_toml_lock(const Source& source, Reading& reading);
void read_tox_dependencies(const Source& source, Reading& reading);

// Of stated versions.
void read_python_version(const Source& source, Reading& reading);

}  // namespace pymolt::inventory

#endif  // PYMOLT_INVENTORY_READERS_H_
