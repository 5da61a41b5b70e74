// Names, and the words that are names on some versions: `print`, `True`, `async` …
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_GRAMMAR_IDENTIFIERS_H_
#define PYMOLT_GRAMMAR_IDENTIFIERS_H_

#include <cstdint>
#include <vector>

#include "grammar/reader.h"

namespace pymolt::verdict {

/// Reads a name that is looked up: `x` in `x + 1`. `True`, `False` and `None` are constants here.
void read_loaded_word(Reader& reader);

/// Reads a name that is bound or declared, in ROLE.
void read_bound_word(Reader& reader, Role role);

/// Reads a name that is no variable: an attribute, a part of a dotted module, what is taken from a module.
void read_free_word(Reader& reader);

/// Reads the keyword of an argument, without the `=`.
void read_keyword_word(Reader& reader);

/// Whether names are those of variables: a class makes the private ones its own.
enum class Named : std::uint8_t { plainly, variables };

/// Says that CONSTRUCT was met wherever one of the names at TOKENS was among them before.
void see_repeated_names(Reader& reader, const std::vector<std::uint32_t>& tokens,
                        Construct construct, Named named = Named::plainly);

/// Says what binding the word at TOKEN means, and gives it its role: for targets, which are read twice.
void see_bound_word(Reader& reader, std::uint32_t token, Role role);

/// The same for an attribute that is assigned to or deleted.
void see_bound_attribute(Reader& reader, std::uint32_t token, Role role);

}  // namespace pymolt::verdict

#endif  // PYMOLT_GRAMMAR_IDENTIFIERS_H_
