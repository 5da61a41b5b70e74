// Adds the declaration of a dependency to what is read of a file, from any of the forms in which people write one.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_INVENTORY_DECLARE_H_
#define PYMOLT_INVENTORY_DECLARE_H_

#include <cstdint>
#include <string>
#include <string_view>

#include "inventory/kind_reader.h"

namespace pymolt::inventory {

/// What is the same for every declaration of a list: what sort, and for which extra or group.
struct Listed {
  DependencyKind kind = DependencyKind::dependency;
  std::string group;
  std::string marker;  // of all of them; may be empty
};

/// More declarations than this are not read of one file; that is said.
inline constexpr std::size_t kMostDeclarations = 5'000;

/// Adds DECLARATION, unless there are too many.
void add_declaration(Reading& reading, DependencyDeclaration declaration);
/// Adds what TEXT declares, a requirement of PEP 508; otherwise a problem at LINE.
void declare(Reading& reading, std::string_view text, std::uint32_t line, const Listed& listed);
/// The same of what pip takes: also URLs, archives and folders by their paths. Options behind it must be cut off.
void declare_for_pip(Reading& reading, std::string_view text, std::uint32_t line,
                     const Listed& listed);
/// A line that could not be read.
void add_problem(Reading& reading, std::uint32_t line, std::string message);

/// A and B as one marker; either may be empty.
[[nodiscard]] std::string both_markers(const std::string& a, const std::string& b);

/// The last part of a URL or path, without query and fragment, `%2B` and its like undone: a wheel's name.
[[nodiscard]] std::string file_name_of(std::string_view url);

}  // namespace pymolt::inventory

#endif  // PYMOLT_INVENTORY_DECLARE_H_
