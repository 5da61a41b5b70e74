// What the name of a container image states about Python: `python:3.8-slim`, `cimg/python:3.9`, `ubi8/python-39`.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_INVENTORY_IMAGE_H_
#define PYMOLT_INVENTORY_IMAGE_H_

#include <optional>
#include <string_view>

#include "inventory/stated.h"

namespace pymolt::inventory {

/// Nothing where the image does not say that it holds a Python; not pinned where it does not say which one.
[[nodiscard]] std::optional<Stated> read_image(std::string_view image);

/// The Python that the package `python3` is in the image of a distribution: `debian:buster`, `ubuntu:20.04`, `alpine:3.18`.
[[nodiscard]] std::optional<Stated> read_base_image(std::string_view image);
/// Whether there is a command `python` in an image that does not say so in its name, and whether there is certainly none.
[[nodiscard]] bool has_python(std::string_view image);
[[nodiscard]] bool lacks_python(std::string_view image);

/// The version from which on distributions have no package with PART at its end: `python3.12-distutils`.
[[nodiscard]] std::optional<Version> part_ended(std::string_view part);

}  // namespace pymolt::inventory

#endif  // PYMOLT_INVENTORY_IMAGE_H_
