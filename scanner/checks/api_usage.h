// Uses of what came or went, as findings: modules, names, methods and parameters of the standard library.
// SPDX-License-Identifier: MIT
//
// A use is alive on some versions (guards) and its thing exists on some (lifetime). Where it is alive and the thing is
// not, the line breaks: under the page removed-… where the thing is gone, missing-… where it is not there yet. Where
// it is merely deprecated, the line warns: under the removed-… page when it breaks later, else under deprecated-….
#ifndef PYMOLT_CHECKS_API_USAGE_H_
#define PYMOLT_CHECKS_API_USAGE_H_

#include <string>
#include <vector>

#include "checks/check.h"
#include "names/references.h"

namespace pymolt::checks {

using rulebook::LifeKind;

struct ApiUse {
  LifeKind kind = LifeKind::name;  // its name is the second half of the page's
  const rulebook::Lifetime* life = nullptr;
  std::string symbol;  // its dotted name; for a parameter `function(parameter)`
  ByteSpan where;
  VersionSet alive;                      // on which the line is reached and means this
  VersionSet missing;                    // of these, on which the thing is not there
  VersionSet caught;                     // on which that would be caught
  Raised raises = Raised::no_attribute;  // what happens there
  bool at_import_time = false;
  Confidence confidence = Confidence::sure;
};

/// The arguments of a call. CONFIDENCE: how sure it is that this is what is called.
void add_arguments(const FileView& view, const names::CallUse& call, Confidence confidence,
                   Findings& findings);

/// The arguments of calls whose function no import names: `self.connection(keyfile=key)`.
void add_held_calls(const FileView& view, Findings& findings);

/// The member of a `CrossFileUse` that is a default of a dataclass: whether instances of that class can be hashed.
inline constexpr std::string_view kHashOfDefault = "__hash__";
/// The member of a `CrossFileUse` that is a text for `mock.patch`, which stands in its module: `appr.Appr.notify`.
inline constexpr std::string_view kPatchedText = "mock.patch";

/// What the use amounts to, if anything.
[[nodiscard]] std::vector<Draft> drafts_of(const rulebook::Rulebook& book, const ApiUse& use);

/// Adds what the use amounts to, if anything.
void add_life_use(const FileView& view, const ApiUse& use, Findings& findings);

/// Whether ATTRIBUTE is given a value, or deleted, where it stands.
[[nodiscard]] bool is_stored(syntax::Node attribute);

/// Whether the code around ATTRIBUTE asks what else its object has: then it is more than what its type says.
[[nodiscard]] bool is_asked_about(syntax::Node attribute);

/// Imports, and names.
void add_imports(const FileView& view, Findings& findings);
void add_names(const FileView& view, Findings& findings);
/// One use of a name that was found.
void add_name(const FileView& view, const names::Use& found, Findings& findings);
/// Names in texts: `mock.patch("ssl.wrap_socket")`, `import_module(NAME)`.
void add_texts(const FileView& view, Findings& findings);
/// The dotted names that `setattr` and `mock.patch(…, create=True)` put there in this file; `json.*`: some of a module.
[[nodiscard]] std::vector<std::string> created_names(const FileView& view);
/// An attribute of something that holds a module.
void add_held_name(const FileView& view, const names::Reference& named, Findings& findings);
/// Attributes of objects whose type is plain.
void add_methods(const FileView& view, Findings& findings);

/// All of the above for one file.
void add_lives(const FileView& view, Findings& findings);

}  // namespace pymolt::checks

#endif  // PYMOLT_CHECKS_API_USAGE_H_
