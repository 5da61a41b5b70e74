// `import util` in a package, where `util.py` lies beside the file: found on 2.7, and nowhere on 3.x.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_FINDINGS_RELATIVE_IMPORTS_H_
#define PYMOLT_FINDINGS_RELATIVE_IMPORTS_H_

#include <string_view>
#include <vector>

#include "base/function_ref.h"
#include "model/facts.h"
#include "rulebook/rulebook.h"

namespace pymolt::checks {

/// A module of that name: beside the file in its package, or where absolute imports look.
using HasModule = FunctionRef<bool(std::string_view name)>;

/// A finding under the page `implicit-relative-import` for each import of FACTS that means a module beside the file.
/// From facts alone, because only the project knows what lies beside a file.
[[nodiscard]] std::vector<Finding> relative_imports(const FileFacts& facts,
                                                    const rulebook::Rulebook& book,
                                                    HasModule beside, HasModule on_top);

}  // namespace pymolt::checks

#endif  // PYMOLT_FINDINGS_RELATIVE_IMPORTS_H_
