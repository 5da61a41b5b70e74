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

bool is_listed(const Rulebook& book, const std::string& name) {
  rulebook::ApiQuery only;
  only.names = {name};
  return !api_table(book, only).empty();
}

// The first of the names asked for that no fact bears.
const std::string* unknown_name(const Rulebook& book, const std::vector<std::string>& names) {
  for (const std::string& name : names) {
    if (!is_listed(book, name)) return &name;
  }
  return nullptr;
}

// `dict.has_key` means what the built-in type has.
rulebook::ApiQuery with_full_names(const Rulebook& book, rulebook::ApiQuery query) {
  for (std::string& name : query.names) {
    if (!is_listed(book, name) && is_listed(book, "builtins." + name)) name = "builtins." + name;
  }
  return query;
}

}  // namespace

int run_apis(const Invocation& invocation, Streams& streams) {
  const ApisOptions& options = invocation.apis;
  if (const auto mistake = check_outputs(options.formats, options.output))
    return refuse(streams, *mistake);
  const Result<Rulebook> book = load_rulebook(options.rules);
  if (!book) return refuse(streams, book.mistake());
  const rulebook::ApiQuery query = with_full_names(*book, options.query);
  if (const std::string* name = unknown_name(*book, query.names)) {
    streams.err << "pymolt: no rule, API or construct is called `" << visible(*name) << "`\n  "
                << rulebook::word_hint(*book, *name) << '\n';
    return 2;
  }
  const std::vector<rulebook::ApiRow> rows = api_table(*book, query);
  return write_forms(render::ApiRows(rows), options.formats, options.output, render::api_formats(),
                     streams)
             ? 0
             : 2;
}

}  // namespace pymolt::cli
