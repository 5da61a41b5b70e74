// Scripts and commands in documents of YAML and JSON: what they state, and that a shell or Python runs them.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_INVENTORY_DOCUMENT_COMMANDS_H_
#define PYMOLT_INVENTORY_DOCUMENT_COMMANDS_H_

#include "inventory/document_keys.h"

namespace pymolt::inventory {

/// Of CI services, containers and clouds, wherever they stand.
void read_document_commands(const Page& page, const Node& document);

/// `entry: python tools/x.py` and the arguments of a hook of pre-commit.
void read_entry(const Page& page, const Node& hook);

/// What a devcontainer runs once it is made: a text, a list of words, or several of these by name.
void read_lifecycle_command(const Page& page, const Node& node);

/// Whether a list of texts is the lines of a script or the words of one command.
enum class TaskList : std::uint8_t { lines, words };

/// A task of a project's tools, run with the Python of the project: a text, a list, a list of commands, or these below `cmd`, `shell` …
void read_task(const Page& page, const Node& task, TaskList lists);

/// The commands of a tox environment, a line each: `py27: nosetests`, `- python setup.py test`.
void read_tox_commands(const Page& page, const Node& commands);

}  // namespace pymolt::inventory

#endif  // PYMOLT_INVENTORY_DOCUMENT_COMMANDS_H_
