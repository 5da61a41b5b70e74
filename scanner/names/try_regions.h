// What handlers take: the one reader of `except` clauses and of `with suppress(…)`.
// SPDX-License-Identifier: MIT
//
//   errors = (ImportError, OSError)
//   try: …
//   except errors: …                  takes a missing module, and other things
//   except EnvironmentError: …        dead on 3.3+: it is OSError there, which the one before takes
//   except StandardError: …           NameError on 3.x when an exception comes so far
//
// Names are followed through assignments, tuples and sums. A name that cannot be followed takes what it likes, unless it
// is called like a class, which stands for itself. Which class derives from which is in rules/types, what else a name
// stands for in rules/names.
#ifndef PYMOLT_NAMES_TRY_REGIONS_H_
#define PYMOLT_NAMES_TRY_REGIONS_H_

#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "model/raised.h"
#include "names/resolver.h"

namespace pymolt::names {

/// One `except` clause, or one `with` that suppresses.
struct Handler {
  struct Type {
    std::string dotted;  // an exception of the standard library
    VersionSet on;       // on which it is named here
  };
  std::vector<Type> types;
  ByRaised catches = {};  // what comes to it of each kind
  VersionSet
      missing;  // on which naming its types raises NameError, so that neither it nor a later one takes anything
  bool broad = false;  // takes everything
  bool open = false;   // names something that is not known: it may take other things as well
};

class HandlerReader {
 public:
  explicit HandlerReader(const Resolver& resolver) : resolver_(&resolver) {}

  /// The clauses of a `try`, in order, each without what an earlier one takes.
  [[nodiscard]] std::vector<Handler> of_try(syntax::Node statement) const;
  /// What VALUE, an item of a `with`, suppresses; nothing where it lets everything through.
  [[nodiscard]] std::optional<Handler> of_context(syntax::Node value) const;
  /// On which versions HANDLER takes the exception EXCEPTION, a name of the built-ins.
  [[nodiscard]] VersionSet takes(const Handler& handler, std::string_view exception) const;
  /// On which versions each type of HANDLERS[PLACE] is one that an earlier handler takes.
  [[nodiscard]] VersionSet dead(const std::vector<Handler>& handlers, std::size_t place) const;

 private:
  [[nodiscard]] Handler of_clause(syntax::Node clause) const;
  [[nodiscard]] Handler of_types(syntax::Node types) const;
  void read(syntax::Node types, VersionSet on, int depth, Handler& handler) const;
  void read_name(syntax::Node name, VersionSet on, int depth, Handler& handler) const;
  void read_binding(BindingId id, VersionSet on, int depth, Handler& handler) const;
  void add_type(std::string dotted, VersionSet on, Handler& handler) const;
  [[nodiscard]] std::optional<Handler> of_context(syntax::Node value, int depth) const;
  [[nodiscard]] std::optional<Handler> of_call(syntax::Node call, int depth) const;
  [[nodiscard]] std::optional<Handler> of_function(syntax::Node definition, int depth) const;
  [[nodiscard]] std::optional<Handler> of_class(syntax::Node definition) const;
  [[nodiscard]] syntax::Node only_value(syntax::Node name) const;

  const Resolver* resolver_;
  mutable std::unordered_map<std::string, ByRaised>
      kinds_;  // by type: which kinds of failure it takes, as worked out so far
};

}  // namespace pymolt::names

#endif  // PYMOLT_NAMES_TRY_REGIONS_H_
