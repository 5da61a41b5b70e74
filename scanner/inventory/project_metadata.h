// Ways of writing versions that belong to one tool: classifiers, tox environments, pyupgrade's options.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_INVENTORY_PROJECT_METADATA_H_
#define PYMOLT_INVENTORY_PROJECT_METADATA_H_

#include <optional>
#include <string_view>

#include "inventory/stated.h"

namespace pymolt::inventory {

/// `Programming Language :: Python :: 3.9`; other classifiers state nothing.
[[nodiscard]] std::optional<Stated> read_classifier(std::string_view text);
/// tox: `py{38,39,310}-django{3,4}, lint`, `py3{8,9}`, `py38, py39`, `3.12`, `3.{9-12}`.
[[nodiscard]] std::optional<Stated> read_envlist(std::string_view text);
/// tox's `basepython`: `python3.8`, `py38`, or a line a factor: `py38: python3.8`.
[[nodiscard]] std::optional<Stated> read_basepython(std::string_view text);
/// tox-gh-actions and tox-gh: `3.8: py38`, `3.8 = py38`, a line each.
[[nodiscard]] std::optional<Stated> read_version_map(std::string_view text);
/// pyupgrade: `--py39-plus`.
[[nodiscard]] std::optional<Stated> read_tool_option(std::string_view text);
/// A version or a range, or several a line.
[[nodiscard]] std::optional<Stated> read_any_version(std::string_view text);
/// conda and requirement lists: `python=3.10`, `python >=3.8,<3.12`, `python 3.9.*`, `conda-forge::python=3.9`.
[[nodiscard]] std::optional<Stated> read_conda(std::string_view text);
/// conda-build's variants: `3.8.* *_cpython`.
[[nodiscard]] std::optional<Stated> read_build_variant(std::string_view text);
/// vermin's targets: `2.7, 3.6-`.
[[nodiscard]] std::optional<Stated> read_checked_versions(std::string_view text);
/// cibuildwheel: `cp38-* cp39-*`, `cp3{8,9,10}-*`.
[[nodiscard]] std::optional<Stated> read_wheel_tags(std::string_view text);
/// Classifiers in one text, a line each, or among others.
[[nodiscard]] std::optional<Stated> read_classifiers(std::string_view text);

}  // namespace pymolt::inventory

#endif  // PYMOLT_INVENTORY_PROJECT_METADATA_H_
