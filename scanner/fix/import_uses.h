// What an import binds, followed to where the file reads it, so that both can change together.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_FIX_IMPORT_USES_H_
#define PYMOLT_FIX_IMPORT_USES_H_

#include <optional>
#include <string>
#include <vector>

#include "fix/rewriters.h"

namespace pymolt::fix {

/// The places that read NAME, which one import binds; nothing where something else binds it too, or a text speaks of it.
[[nodiscard]] std::optional<std::vector<syntax::Node>> uses_of(const Source& source,
                                                               std::string_view name);

/// Whether the page says what becomes of DOTTED: by a template, or by `module.*` and its lifetime's advice.
[[nodiscard]] bool has_successor(const Site& site, std::string_view dotted);

/// Whether it says what becomes of calls of DOTTED.
[[nodiscard]] bool has_call_template(const Site& site, std::string_view dotted);

/// Whether NAME, which stands by itself, means nothing in the file and is no built-in.
[[nodiscard]] bool is_free_name(const Site& site, const std::string& name);

/// The dotted name that takes the place of DOTTED, as `module.*` of the fence says; empty where it does not say.
[[nodiscard]] std::string successor(const Site& site, std::string_view dotted);

/// Adds to FIX what USE, which means DOTTED, becomes; imports that it wants go to MODULES where that is given.
Answer replace_by_successor(const Site& site, std::string_view dotted, syntax::Node use, Fix& fix,
                            std::vector<std::string>* modules);

/// `import urllib2`: every `urllib2.urlopen` becomes what took its place, and the import imports that.
Answer replaced_module(const Site& site, syntax::Node statement, Fix& fix);

/// Takes the child NAME out of the import STATEMENT, or puts TEXT there; the whole statement goes where nothing is left.
void put_in_import(const Source& source, syntax::Node statement, syntax::Node name,
                   const std::string& text, Fix& fix);

}  // namespace pymolt::fix

#endif  // PYMOLT_FIX_IMPORT_USES_H_
