// Arguments for parameters that came or went.
// SPDX-License-Identifier: MIT
#include "checks/api_usage.h"
#include "names/file_names.h"

namespace pymolt::checks {

using names::ArgumentUse;
using names::CallUse;

void add_arguments(const FileView& view, const CallUse& call, Confidence confidence,
                   Findings& findings) {
  const std::uint32_t node = call.call.index();
  for (const ArgumentUse& argument : names::find_arguments(view.names.resolver(), call)) {
    ApiUse use;
    use.kind = LifeKind::parameter;
    use.life = argument.life;
    use.symbol = call.function + '(' + std::string(argument.life->parameter) + ')';
    use.where = argument.node.span();
    use.raises = Raised::wrong_type;
    use.alive = call.on;
    use.missing = argument.missing;
    use.caught = view.names.guards().caught(node, Raised::wrong_type);
    use.at_import_time = view.names.at_import_time(node);
    use.confidence = confidence;
    add_life_use(view, use, findings);
  }
}

}  // namespace pymolt::checks
