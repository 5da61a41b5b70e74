// The table itself.
// SPDX-License-Identifier: MIT
#include "cli/commands.h"

#include <array>

#include "cli/root_option.h"

namespace pymolt::cli {

namespace {

struct CommandRow {
  std::string_view name;
  int (*run)(const Invocation&, Streams&);
};

constexpr std::array kCommands = {
    CommandRow{"scan", run_scan},
    CommandRow{"facts", run_facts},
    CommandRow{"merge", run_merge},
    CommandRow{"portfolio", run_portfolio},
    CommandRow{"plan", run_plan},
    CommandRow{"graph", run_graph},
    CommandRow{"config", run_config},
    CommandRow{"config-files", run_config_files},
    CommandRow{"deps", run_deps},
    CommandRow{"horizon", run_horizon},
    CommandRow{"apis", run_apis},
    CommandRow{"fix", run_fix},
    CommandRow{"diff", run_diff},
    CommandRow{"gate", run_gate},
    CommandRow{"verify", run_verify},
    CommandRow{"report", run_report},
    CommandRow{"history", run_history},
    CommandRow{"history add", run_history_add},
    CommandRow{"explain", run_explain},
    CommandRow{"rules list", run_rules_list},
    CommandRow{"rules test", run_rules_test},
    CommandRow{"cache info", run_cache_info},
    CommandRow{"cache clear", run_cache_clear},
    CommandRow{"debug", run_debug},
    CommandRow{"completions", run_completions},
    CommandRow{"docs", run_docs},
    CommandRow{"lsp", run_lsp},
    CommandRow{"man", run_man},
};

}  // namespace

int run_command(const Invocation& invocation, Streams& streams) {
  Invocation entered = invocation;
  if (const auto mistake = enter_root(entered.scan)) {
    streams.err << "pymolt: " << mistake->str() << '\n';
    return 2;
  }
  for (const CommandRow& row : kCommands) {
    if (row.name == invocation.command) return row.run(entered, streams);
  }
  return 2;
}

}  // namespace pymolt::cli
