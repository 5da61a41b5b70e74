// A static site of all that is known: a page a rule, a page the lifetimes of a module or package, and an index with search.
// SPDX-License-Identifier: MIT
//
//   index.html               search, the rules, the modules
//   rules/RULE.html          what `pymolt explain RULE` tells
//   modules/MODULE.html      the life of every name of it that came, went or is deprecated; an anchor a name
//
// Pages open from the disk as well as from a server; they load nothing, and only the index runs a script, its own.
#ifndef PYMOLT_SITE_SITE_H_
#define PYMOLT_SITE_SITE_H_

#include <functional>
#include <string>
#include <string_view>

#include "rulebook/rulebook.h"

namespace pymolt::site {

/// Takes a file of the site: its path below the site's folder, and its bytes; false where it could not be kept.
using PutFile = std::function<bool(const std::string& path, const std::string& bytes)>;

/// Makes all of it, up to the first file that PUT could not keep. The number of files.
[[nodiscard]] std::size_t make_site(const rulebook::Rulebook& book, std::string_view version,
                                    const PutFile& put);

/// Where the page of a rule, or of the module that NAME is of, lies in the site.
[[nodiscard]] std::string rule_address(std::string_view rule);
[[nodiscard]] std::string name_address(std::string_view name);

}  // namespace pymolt::site

#endif  // PYMOLT_SITE_SITE_H_
