// The table of commands: each a function from its options to an exit status.
// SPDX-License-Identifier: MIT
//
// Exit statuses are a contract: 0 nothing at or above --fail-on; 1 something; 2 the command line, the configuration or a
// rule pack is wrong, or something could not be read, so that the answer is incomplete.
#ifndef PYMOLT_CLI_COMMANDS_H_
#define PYMOLT_CLI_COMMANDS_H_

#include <iosfwd>
#include <string_view>

#include "cli/options.h"

namespace pymolt::cli {

/// Where a command writes: its answer to `out`, everything else to `err`.
struct Streams {
  std::ostream& out;
  std::ostream& err;
  bool out_is_terminal = false;
  bool err_is_terminal = false;
};

int run_scan(const Invocation& invocation, Streams& streams);
int run_facts(const Invocation& invocation, Streams& streams);
int run_merge(const Invocation& invocation, Streams& streams);
int run_portfolio(const Invocation& invocation, Streams& streams);
int run_plan(const Invocation& invocation, Streams& streams);
int run_graph(const Invocation& invocation, Streams& streams);
int run_config_files(const Invocation& invocation, Streams& streams);
int run_fix(const Invocation& invocation, Streams& streams);
int run_diff(const Invocation& invocation, Streams& streams);
int run_gate(const Invocation& invocation, Streams& streams);
int run_report(const Invocation& invocation, Streams& streams);
int run_history(const Invocation& invocation, Streams& streams);
int run_history_add(const Invocation& invocation, Streams& streams);
int run_verify(const Invocation& invocation, Streams& streams);
int run_config(const Invocation& invocation, Streams& streams);
int run_deps(const Invocation& invocation, Streams& streams);
int run_horizon(const Invocation& invocation, Streams& streams);
int run_apis(const Invocation& invocation, Streams& streams);
int run_explain(const Invocation& invocation, Streams& streams);
int run_cache_info(const Invocation& invocation, Streams& streams);
int run_cache_clear(const Invocation& invocation, Streams& streams);
int run_completions(const Invocation& invocation, Streams& streams);
int run_docs(const Invocation& invocation, Streams& streams);
int run_lsp(const Invocation& invocation, Streams& streams);
int run_man(const Invocation& invocation, Streams& streams);
int run_rules_list(const Invocation& invocation, Streams& streams);
int run_debug(const Invocation& invocation, Streams& streams);
int run_rules_test(const Invocation& invocation, Streams& streams);

/// Runs the command the invocation names.
int run_command(const Invocation& invocation, Streams& streams);

}  // namespace pymolt::cli

#endif  // PYMOLT_CLI_COMMANDS_H_
