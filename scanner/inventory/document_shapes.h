// Versions of Python in shapes that no single key names: matrices, pairs of a name and a value, split images, keys of caches.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_INVENTORY_DOCUMENT_SHAPES_H_
#define PYMOLT_INVENTORY_DOCUMENT_SHAPES_H_

#include "inventory/document_keys.h"

namespace pymolt::inventory {

/// Takes out of DOCUMENT what is text for people (`description`, `displayName`), and what is not to be there (`state: absent`).
void drop_prose(Node& document);

/// Takes out of DOCUMENT what its matrices exclude: a version that is excluded whatever stands beside it is not run.
void drop_excluded(Node& document);

/// What a job runs on: all the versions below one matrix are one statement.
void read_matrices(const Page& page, const Node& document, Numbers numbers);

/// `TOXENV=py38` and `PYTHON_VERSION=3.8` among the variables of a job.
[[nodiscard]] std::optional<Stated> read_variables(std::string_view text);

/// `- name: pythonVersion` and `value: '3.9'`; also `key`, and `default` or `tag` for the value.
void read_pairs(const Page& page, const Node& document, Numbers numbers);

/// Variables under any name that an image of Python or a version key takes: `python:${{ matrix.ver }}` and `ver: ["3.8"]`.
void read_followed(const Page& page, const Node& document, Numbers numbers);

/// `image: {repository: python, tag: 3.8-slim}`.
void read_split_images(const Page& page, const Node& document, Numbers numbers);

/// `- task: UsePythonVersion@0` with `inputs: {versionSpec: '3.8'}`.
void read_tasks(const Page& page, const Node& document, Numbers numbers);

/// `key: pip-py3.9-${{ hashFiles('x') }}`: a cache that is kept for one version.
void read_cache_keys(const Page& page, const Node& document);

}  // namespace pymolt::inventory

#endif  // PYMOLT_INVENTORY_DOCUMENT_SHAPES_H_
