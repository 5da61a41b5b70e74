// What the options of a command line are, by the calls that declare them.
// SPDX-License-Identifier: MIT
//
//   parser.add_argument("name")                     args.name       text
//   parser.add_argument("--level", type=int)        args.level      an int, or None
//   parser.add_option("-v", action="store_true")    options.v       a bool
//
// Which method declares them is a fact: `argparse.Namespace options -> add_argument`.
#include <algorithm>

#include "names/arguments.h"
#include "names/types.h"

namespace pymolt::names {

using syntax::Field;
using syntax::Kind;
using syntax::Node;

namespace {

// The attribute that CALL declares: by `dest`, else the first long option, else the first word.
std::string attribute_declared(Node call) {
  if (const Node dest = keyword(call, "dest")) return std::string(literal_text(dest));
  std::string found;
  for (int i = 0; const Node word = argument(call, i); ++i) {
    const std::string_view text = literal_text(word);
    const bool is_long = text.starts_with("--");
    if (!found.empty() && !is_long) continue;
    const std::size_t begin = std::min(text.find_first_not_of('-'), text.size());
    found = text.substr(begin);
    if (begin > 0) std::ranges::replace(found, '-', '_');
    if (is_long) break;
  }
  return found;
}

bool is_optional(Node call) {
  const std::string_view first = literal_text(argument(call, 0));
  const Node required = keyword(call, "required");
  return (first.starts_with('-') && !required.is(Kind::true_)) ||
         literal_text(keyword(call, "nargs")) == "?";
}

}  // namespace

// What is stored where CALL says nothing of how: by `type`, text without one.
std::string Types::stored_by(Node call) const {
  const Node type = keyword(call, "type");
  if (!type) return "builtins.str";
  const std::string_view word = literal_text(type);
  const std::string dotted = word.empty()       ? resolver_->dotted(type)
                             : word == "string" ? "builtins.str"
                                                : "builtins." + std::string(word);
  const bool known =
      dotted == "builtins.str" || dotted == "builtins.int" || dotted == "builtins.float";
  return known ? dotted : std::string();
}

Types::List Types::option(std::string_view declares, std::string_view name, VersionSet on) const {
  constexpr std::size_t kMostOptions = 300;
  Inferred unknown;
  unknown.on = on;
  const auto calls = growth().calls(declares);
  if (!stores_of(name).empty() || calls.size() > kMostOptions) return {unknown};
  Node found;
  for (const Node call : calls) {
    if (attribute_declared(call) != name) continue;
    if (found) return {unknown};
    found = call;
  }
  for (const Node call : growth().calls("set_defaults")) {
    if (keyword(call, name)) return {unknown};
  }
  const std::string_view how = literal_text(keyword(found, "action"));
  const Node count = found ? keyword(found, "nargs") : Node();
  if (!found || (count && literal_text(count) != "?") ||
      (keyword(found, "action") && how != "store" && how != "store_true" && how != "store_false"))
    return {unknown};
  Inferred one = unknown;
  one.type = how.starts_with("store_") ? "builtins.bool" : stored_by(found);
  one.confidence = Confidence::likely;
  if (one.type.empty()) return {unknown};
  List out = {one};
  const Node otherwise = keyword(found, "default");
  if (otherwise) {
    add_on(infer(otherwise), on, out);
  } else if (is_optional(found) && one.type != "builtins.bool") {
    add_on(none(), on, out);
  }
  return out;
}

}  // namespace pymolt::names
