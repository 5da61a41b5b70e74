// Works out the guards: one pass over the statements that steer, in the order of the text.
// SPDX-License-Identifier: MIT
//
// The versions on which the current place is reached go along. A test splits them, a `return` ends them, a failing
// import inside a `try` sends some to its handlers, and behind the statement what is left comes together again:
//
//   try:                           2.7, 3.0+
//       import cPickle as pickle   2.7, 3.0+       fails on 3.0+
//       fast = True                2.7
//   except ImportError:
//       import pickle              3.0+
//   …                              2.7, 3.0+
#ifndef PYMOLT_NAMES_FLOW_H_
#define PYMOLT_NAMES_FLOW_H_

#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/function_ref.h"
#include "names/evaluate.h"
#include "names/guards.h"
#include "names/references.h"
#include "names/try_regions.h"

namespace pymolt::names {

class Flow {
 public:
  Flow(Scopes& scopes, const Resolver& resolver, Guards& guards);
  void run();

 private:
  using State = Guards::State;

  enum class Role : std::uint8_t {
    if_,     // a statement of branches
    branch,  // one of them: what falls out of its end comes after the statement
    try_,
    body,  // of a try
    handler,
    otherwise,  // the `else` of a try
    with,
    with_body,
    function,
    lambda,
    leaves,   // a statement behind which nothing is reached
    raises,   // the same, by an exception or by ending the program
    asserts,  // a statement behind which `rest` is reached
    operand,  // part of an expression
    apart,    // whatever happens in it does not matter afterwards
  };
  struct Region {
    Role role = Role::apart;
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
    State outside;      // holds again at the end
    VersionSet rest;    // of an if: not taken by a branch so far
    VersionSet after;   // come out of the parts so far
    VersionSet raised;  // of a handler: left by raising, or by ending the program
    VersionSet exits;   // of a handler: left by return, break or continue, or by skipping the test
    VersionSet undecided;  // of an if: by the conditions so far
    VersionSet may_hold;   // of an if: where one of the conditions so far may
    bool asks_others = false;
    bool main_only = false;
    std::uint32_t try_region = kNone;
    std::uint32_t handler = 0;
  };
  struct Planned {
    std::uint32_t begin;
    std::uint32_t end;
    Role role;
    State state;
    std::uint32_t try_region = kNone;
    std::uint32_t handler = 0;
  };
  /// A `try`, or `with suppress(…)`.
  struct TryRegion {
    std::uint32_t node = 0;
    std::uint32_t exception_context = kNone;
    std::vector<Handler> handlers;
    ByRaised arrived = {};         // what fails in its body,
    ByRaised failed = {};          // and what of that is caught
    bool imports = false;          // something is imported in its body,
    bool imports_foreign = false;  // and something that is taken to be there
    VersionSet body_end;
    std::uint32_t next_handler = 0;
  };

  void advance(std::uint32_t to);
  void open(const Planned& planned);
  void close();
  void close_try(const Region& region);
  void plan(syntax::Node block, Role role, State state, std::uint32_t try_region = kNone,
            std::uint32_t handler = 0);
  void enter(Role role, std::uint32_t node);
  void note(std::uint32_t node, Guards::Moment moment = Guards::kStart);
  Region* around(Role role);

  void visit(std::uint32_t at);
  void visit_if(syntax::Node node);
  void visit_elif(syntax::Node node);
  void visit_else(syntax::Node node);
  void visit_loop(syntax::Node node);
  void visit_case(syntax::Node node);
  [[nodiscard]] static State under(State state, const Region& region);
  void visit_with(syntax::Node node);
  void visit_function(syntax::Node node);
  void visit_decorated(syntax::Node node);
  void visit_conditional(syntax::Node node);
  void visit_boolean(syntax::Node node);
  void visit_comprehension(syntax::Node node);
  void visit_assert(syntax::Node node);
  void visit_assignment(syntax::Node node);
  void skip_file(syntax::Node name, syntax::Node marks);
  void alias(syntax::Node left, syntax::Node right);
  [[nodiscard]] bool gets_from_module(syntax::Node call) const;
  void note_version_predicates(syntax::Node node);
  void note_walrus(syntax::Node condition);
  [[nodiscard]] bool may_tell(syntax::Node value) const;
  void note_function(syntax::Node definition);
  void tells(syntax::Node name);
  void visit_imports(syntax::Node node);
  void visit_loader(syntax::Node node);
  void import_fails(const Import& import, syntax::Node node);
  void visit_call(syntax::Node node);
  [[nodiscard]] std::string_view ending(syntax::Node call);
  [[nodiscard]] std::string_view ending_of(std::string_view dotted) const;
  void visit_raise(syntax::Node node);
  void leave(bool by_raising);

  void visit_try(syntax::Node node);
  void visit_except(syntax::Node node);
  std::uint32_t add_try_region(std::uint32_t node, std::vector<Handler> handlers);
  [[nodiscard]] State handler_state(const TryRegion& try_region, std::uint32_t handler,
                                    State entry) const;
  void plan_branch(syntax::Node block, const State& inside, VersionSet surely,
                   const Region& region);
  void plan_clause(syntax::Node clause, State bound, State asked);
  [[nodiscard]] State clause_state(const TryRegion& try_region, std::uint32_t handler,
                                   State entry) const;
  [[nodiscard]] bool is_there_for_packages(const TryRegion& try_region,
                                           const Handler& handler) const;
  [[nodiscard]] bool fails_only_as_known(const TryRegion& try_region, const Handler& handler,
                                         VersionSet failing) const;
  [[nodiscard]] bool only_binds_and_imports(syntax::Node body) const;
  [[nodiscard]] bool has_calls(syntax::Node block) const;
  [[nodiscard]] bool has_lookups(syntax::Node block) const;
  void count_kinds();
  [[nodiscard]] bool reads_known_names(syntax::Node body) const;
  [[nodiscard]] bool each_attribute(syntax::Node body,
                                    FunctionRef<bool(const std::vector<Resolution>&)> answer) const;
  [[nodiscard]] bool reads_known_attributes(syntax::Node body) const;
  void fail(Raised failure, VersionSet versions, std::uint32_t last_node);
  void look_at_loads(std::uint32_t to);
  [[nodiscard]] bool is_sheltered() const;

  [[nodiscard]] Test test(syntax::Node condition);
  [[nodiscard]] State is_attribute_tested(State state, const Test& test);
  [[nodiscard]] bool is_of_others(syntax::Node condition) const;
  [[nodiscard]] std::string_view skipping(syntax::Node name) const;
  [[nodiscard]] VersionSet runs_under(syntax::Node decorator, int depth);
  [[nodiscard]] VersionSet runs_under_call(syntax::Node call, int depth);
  [[nodiscard]] VersionSet runs_under_name(syntax::Node name, int depth);
  [[nodiscard]] VersionSet runs_after(syntax::Node definition, int depth);
  [[nodiscard]] bool is_plain_call(syntax::Node call) const;
  void note_defaults(syntax::Node definition);
  [[nodiscard]] bool is_skip(syntax::Node statement);
  [[nodiscard]] VersionSet skipped_by(syntax::Node definition);
  [[nodiscard]] VersionSet skipped_in(syntax::Node class_definition);
  [[nodiscard]] bool prepares(syntax::Node definition, std::string_view what) const;

  Scopes* scopes_;
  const Resolver* resolver_;
  Guards* guards_;
  Evaluator evaluator_;
  HandlerReader handlers_;
  State now_;
  std::vector<Region> regions_;
  std::vector<Planned> planned_;
  std::vector<TryRegion> try_regions_;
  std::size_t next_load_ = 0;
  std::size_t next_import_ = 0;
  std::uint32_t skip_node_ = kNone;  // the definition that decorators skip,
  VersionSet skip_alive_;            // except on these versions
  VersionSet file_alive_ =
      VersionSet::all();  // on which the tests of the file are not skipped as a whole
  // What runs before the tests of a class, its own or a base's, and on which versions it skips them; by class.
  using Preparation = std::pair<std::string_view, VersionSet>;
  std::unordered_map<std::uint32_t, std::vector<Preparation>> preparations_;
  std::vector<InternedName>
      endings_;  // other names for what ends the program: `from sys import exit as leave`
  Uses uses_;    // reused
  // How many calls, and how many attributes and subscripts, stand before each node; made for the first `try`.
  std::vector<std::uint32_t> calls_before_;
  std::vector<std::uint32_t> lookups_before_;
};

}  // namespace pymolt::names

#endif  // PYMOLT_NAMES_FLOW_H_
