// The recipe of a module's facts; what is read where stands in import_event_builder.cc, import_time_failures.cc, dynamic_namespace.cc.
// SPDX-License-Identifier: MIT
#include "summary/module_facts.h"

#include "summary/import_event_builder.h"

namespace pymolt::checks {

void read_module(const FileView& view, FileFacts& facts) {
  ImportEventBuilder steps(view, facts);
  steps.add_imports();
  steps.add_import_calls();
  steps.add_definitions();
  steps.add_uses();
  steps.add_failures();
  steps.add_hazards();
  steps.add_calls();
  steps.finish();
  read_dynamic_namespace(view, facts.module);
  read_stores(view, facts.module);
}

}  // namespace pymolt::checks
