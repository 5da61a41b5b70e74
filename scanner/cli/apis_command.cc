// `pymolt apis`: the table of lifetimes itself.
// SPDX-License-Identifier: MIT
#include "base/visible.h"
#include "cli/commands.h"
#include "cli/rule_packs.h"
#include "cli/scan_project.h"
#include "cli/write_forms.h"
#include "render/api_renderers.h"
#include "rulebook/known_words.h"

namespace pymolt::cli {

namespace {

using rulebook::Rulebook;

// The first of the names asked for that no fact bears.
const std::string* unknown_name(const Rulebook& book, const std::vector<std::string>& names) {
  for (const std::string& name : names) {
    rulebook::ApiQuery only;
    only.names = {name};
    if (api_table(book, only).empty()) return &name;
  }
  return nullptr;
}

}  // namespace

int run_apis(const Invocation& invocation, Streams& streams) {
  const ApisOptions& options = invocation.apis;
  if (const auto mistake = check_outputs(options.formats, options.output))
    return refuse(streams, *mistake);
  const Result<Rulebook> book = load_rulebook(options.rules);
  if (!book) return refuse(streams, book.mistake());
  if (const std::string* name = unknown_name(*book, options.query.names)) {
    streams.err << "pymolt: no rule, API or construct is called `" << visible(*name) << "`\n  "
                << rulebook::word_hint(*book, *name) << '\n';
    return 2;
  }
  const std::vector<rulebook::ApiRow> rows = api_table(*book, options.query);
  return write_forms(render::ApiRows(rows), options.formats, options.output, render::api_formats(),
                     streams)
             ? 0
             : 2;
}

}  // namespace pymolt::cli
