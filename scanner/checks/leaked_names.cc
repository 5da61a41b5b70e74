// Names that outlived their place on Python 2: an exception's behind its handler, a comprehension's variable behind it.
// SPDX-License-Identifier: MIT
//
//   error = None
//   try:
//       run()
//   except ValueError as error:      3.x deletes `error` where the handler ends,
//       log("failed")
//   return error                     and so this is a NameError: except-name-after
//
//   rows = [row.strip() for row in lines]
//   print(row)                       on 2.7 the last row: comprehension-leak
//
// And inside the handler: `error[0]`, `number, text = error`, which exceptions no longer stand: exception-indexing.
#include <algorithm>
#include <unordered_map>
#include <vector>

#include "checks/check_functions.h"
#include "checks/later_reads.h"
#include "names/types.h"

namespace pymolt::checks {

namespace {

using names::Binding;
using names::BindingId;
using names::BindingKind;
using names::Reference;
using names::Resolution;
using syntax::Field;
using syntax::Kind;
using syntax::Node;

constexpr int kMostReads = 100;  // of one name that are looked at from where it was bound
constexpr std::size_t kMostOtherReads = 9999;

class OutlivedNames {
 public:
  OutlivedNames(const FileView& view, Findings& findings)
      : view_(view),
        resolver_(view.names.resolver()),
        scopes_(resolver_.scopes()),
        ran_on_2_7_(written_for(view).contains(Version::of(2, 7))),
        findings_(findings),
        later_(view) {}

  void look_at(BindingId id) {
    const Binding& binding = scopes_.binding(id);
    if (binding.kind == BindingKind::except) {
      exception(id, binding);
    } else if (binding.leaked) {
      comprehension(id, binding);
    }
  }

 private:
  // What a read can mean: the binding that it is of, and whether on 2.7.
  struct Meaning {
    BindingId binding;
    bool on_2_7;
  };

  // Calls LOOK for the reads of the binding's name in its scope, in [BEGIN, END), until it says true, or it is too far.
  template <typename Look>
  void each_reference(const Binding& binding, std::uint32_t begin, std::uint32_t end,
                      const Look& look) {
    const auto references = scopes_.references();
    const auto starts_before = [&](std::uint32_t one, std::uint32_t at) {
      return references[one].node < at;
    };
    const std::vector<std::uint32_t>& reads = reads_of(binding);
    auto read = std::lower_bound(reads.begin(), reads.end(), begin, starts_before);
    const auto first =
        std::lower_bound(references.begin(), references.end(), begin,
                         [](const Reference& one, std::uint32_t at) { return one.node < at; });
    const auto last = static_cast<std::size_t>(first - references.begin()) + kMostOtherReads;
    for (int left = kMostReads; read != reads.end() && *read < last && left > 0; ++read, --left) {
      if (references[*read].node >= end || look(references[*read])) return;
    }
  }

  // The places among all references of the reads of the binding's name in its scope.
  const std::vector<std::uint32_t>& reads_of(const Binding& binding) {
    const auto key = [](names::InternedName word, names::ScopeId scope) {
      return (std::uint64_t{word} << 32) | scope;
    };
    if (reads_.empty()) {
      const auto references = scopes_.references();
      for (std::uint32_t i = 0; i < references.size(); ++i)
        reads_[key(references[i].word, references[i].scope)].push_back(i);
    }
    return reads_[key(binding.word, binding.scope)];
  }

  // Worked out once for a read, whatever is bound how often before it.
  const std::vector<Meaning>& meanings_of(const Reference& reference) {
    const auto [place, is_new] = meanings_.try_emplace(reference.node);
    if (!is_new) return place->second;
    for (const Resolution& one : resolver_.resolutions(reference))
      place->second.push_back({one.binding, one.on.intersects(VersionSet::python2())});
    return place->second;
  }

  [[nodiscard]] Node clause_of(const Binding& binding) const {
    Node node = view_.tree.node(binding.node);
    while (node && !node.is(Kind::except_clause)) node = node.parent();
    return node;
  }

  void exception(BindingId id, const Binding& binding) {
    const Node clause = clause_of(binding);
    if (!clause) return;
    const std::uint32_t end = clause.data().next;
    if (ran_on_2_7_) {
      each_reference(binding, clause.index(), end, [&](const Reference& reference) {
        indexed(view_.tree.node(reference.node));
        return false;
      });
    }
    const bool goes_on = falls_through(clause);
    const bool is_left = goes_on ? false : leaves(last_statement(clause)) || is_reached(clause);
    for (const Node read : later_.of(id, clause, is_left)) report("except-name-after", read);
    if (!goes_on) return;
    each_reference(binding, end, scopes_.scope(binding.scope).end, [&](const Reference& reference) {
      if (in_another_branch(clause, view_.tree.node(reference.node))) return false;
      const bool same_name = std::ranges::any_of(
          meanings_of(reference), [&](const Meaning& one) { return one.binding == id; });
      if (same_name) report("except-name-after", view_.tree.node(reference.node));
      return same_name;
    });
  }

  // Whether what runs CLAUSE does not come to NAME, which stands behind it: in another branch of an `if`, in another
  // handler of the same `try`; unless a loop comes round.
  static bool in_another_branch(Node clause, Node name) {
    Node branch = clause;
    Node around = clause.parent();
    for (; around && around.data().next <= name.index(); around = around.parent()) branch = around;
    const bool handler =
        around.is(Kind::try_statement) && branch.is_any(Kind::except_clause, Kind::else_clause);
    if (!handler && !around.is(Kind::if_statement) && !branch.is(Kind::case_clause)) return false;
    Node other = name;
    while (other.parent() != around) other = other.parent();
    if (other.is(Kind::finally_clause) ||
        (branch.is(Kind::case_clause) && !other.is(Kind::case_clause)))
      return false;
    for (Node up = around; up && !up.is_any(Kind::function_definition, Kind::class_definition);
         up = up.parent()) {
      if (up.is_any(Kind::for_statement, Kind::while_statement)) return false;
    }
    return true;
  }

  static Node last_statement(Node clause) {
    Node block;
    for (const Node child : clause.children()) {
      if (child.is(Kind::block)) block = child;
    }
    Node statement;
    for (const Node child : block.children()) {
      if (child.named() && !child.is(Kind::comment)) statement = child;
    }
    return statement;
  }

  static bool leaves(Node statement) {
    return statement.is_any(Kind::return_statement, Kind::raise_statement, Kind::continue_statement,
                            Kind::break_statement);
  }

  // Whether 3.x comes to the end of the handler, as far as its branches tell.
  [[nodiscard]] bool is_reached(Node clause) const {
    return view_.names.guards()
        .alive(last_statement(clause).index())
        .intersects(VersionSet::python3());
  }

  // Whether 3.x can get from the handler to what follows the statement.
  [[nodiscard]] bool falls_through(Node clause) const {
    const Node statement = last_statement(clause);
    if (statement.is_any(Kind::function_definition, Kind::class_definition))
      return is_reached(clause);
    return statement && !leaves(statement) &&
           view_.names.guards().alive_after(statement.index()).intersects(VersionSet::python3());
  }

  // `e[0]`, and `a, b = e`.
  void indexed(Node name) const {
    const Node outer = name.parent();
    const bool item = outer.is(Kind::subscript) && name.field() == Field::value;
    const bool unpacked = outer.is(Kind::assignment) && name.field() == Field::right &&
                          outer.child(Field::left).is_any(Kind::pattern_list, Kind::tuple_pattern);
    if (!item && !unpacked) return;
    for (const names::Inferred& one : view_.names.types().of(name)) {
      if (one.type.empty() || one.is_class) return;
    }
    report("exception-indexing", item ? outer : name);
  }

  // The name is only the comprehension's on 2.7, and so it is another's or nobody's on 3.x.
  void comprehension(BindingId id, const Binding& binding) {
    Node comprehension = view_.tree.node(binding.node);
    while (comprehension && !comprehension.is(Kind::list_comprehension))
      comprehension = comprehension.parent();
    if (!comprehension || !ran_on_2_7_) return;
    if (is_bound_anew(comprehension, view_.tree.node(binding.node).text())) return;
    const std::uint32_t end = scopes_.scope(binding.scope).end;
    each_reference(binding, comprehension.data().next, end, [&](const Reference& reference) {
      bool leaked = false;
      for (const Meaning& one : meanings_of(reference)) {
        if (!one.on_2_7) continue;
        if (one.binding == names::kNone || !scopes_.binding(one.binding).leaked) return false;
        leaked = leaked || one.binding == id;
      }
      if (leaked) report("comprehension-leak", view_.tree.node(reference.node));
      return leaked;
    });
  }

  // `row = [row.strip() for row in lines]`, `for row in [row …]:`: the statement binds the name once more, at its end.
  [[nodiscard]] static bool is_bound_anew(Node comprehension, std::string_view name) {
    Node below = comprehension;
    for (Node up = comprehension.parent(); up; below = up, up = up.parent()) {
      if (up.is_any(Kind::block, Kind::module)) return false;
      if (!up.is_any(Kind::assignment, Kind::augmented_assignment, Kind::for_statement) ||
          below.field() != Field::right)
        continue;
      const Node target = up.child(Field::left);
      for (std::uint32_t at = target.index(); at < target.data().next; ++at) {
        const Node bound = comprehension.tree().node(at);
        const bool is_target = !bound.parent().is_any(Kind::attribute, Kind::subscript);
        if (bound.is(Kind::identifier) && bound.text() == name && is_target) return true;
      }
    }
    return false;
  }

  void report(std::string_view rule, Node where) const {
    if (const rulebook::RulePage* page = view_.book.page(rule)) {
      findings_.add(draft_of(*page, where.span(), view_.names.guards().alive(where.index())));
    }
  }

  const FileView& view_;
  const names::Resolver& resolver_;
  const names::Scopes& scopes_;
  const bool ran_on_2_7_;
  Findings& findings_;
  LaterReads later_;
  std::unordered_map<std::uint64_t, std::vector<std::uint32_t>> reads_;
  std::unordered_map<std::uint32_t, std::vector<Meaning>> meanings_;
};

}  // namespace

void check_outlived_names(const FileView& view, const rulebook::RulePage&, Findings& findings) {
  OutlivedNames check(view, findings);
  const std::vector<Binding>& bindings = view.names.scopes().bindings();
  for (BindingId id = 0; id < bindings.size(); ++id) {
    if (bindings[id].kind == BindingKind::except || bindings[id].leaked) check.look_at(id);
  }
}

}  // namespace pymolt::checks
