// What raises while a module runs: `raise`, failing assertions, the end of the program, and findings at import time.
// SPDX-License-Identifier: MIT
#include "summary/import_event_builder.h"

namespace pymolt::checks {

using syntax::Field;
using syntax::Kind;
using syntax::Node;

namespace {

// `def __div__`: what is found is the name of a definition, and shows when it is called, not when it is made.
bool is_defined_name(Node node) {
  return node.field() == Field::name &&
         node.parent().is_any(Kind::function_definition, Kind::class_definition);
}

bool in_import_statement(Node node) {
  for (; node; node = node.parent()) {
    if (node.is_any(Kind::import_statement, Kind::import_from_statement,
                    Kind::future_import_statement))
      return true;
  }
  return false;
}

// Whether the finding says for sure that a line raises, rather than that the file does not compile.
bool raises(const Finding& finding) {
  return finding.breaks_as >= Severity::high && finding.confidence == Confidence::sure &&
         finding.subject != Subject::construct && !finding.breaks_on.empty();
}

}  // namespace

// Whether an exception is raised that a condition decides, of data, of the machine, says nothing about the version. Where
// another module's name decides, that may be one that does.
void ImportEventBuilder::add_failure(Node node, Raised raised, std::string what, VersionSet on) {
  const names::Guards& guards = names_.guards();
  if (!guards.asks_others(node.index())) on -= guards.undecided(node.index());
  ImportEvent step;
  step.kind = ImportEvent::Kind::fail;
  step.raised = raised;
  step.name = std::move(what);
  step.alive = on;
  add(std::move(step), node, node.end());
}

void ImportEventBuilder::add_failures() {
  for (const std::uint32_t at : names_.scopes().control_flow()) {
    if (names_.at_import_time(at)) add_failure_at(view_.tree.node(at));
  }
}

void ImportEventBuilder::add_failure_at(Node node) {
  if (node.is(Kind::raise_statement)) {
    Node what = node.first_named();
    if (what.is(Kind::call)) what = what.child(Field::function);
    // Who collects tests passes over a file that says so.
    if (!view_.book.does(names_.resolver().dotted(what), "ends", "test").empty()) return;
    add_failure(node, raised_by(what.text()), std::string(what.text()), VersionSet::all());
  } else if (node.is(Kind::assert_statement)) {
    const names::Test test = names::Evaluator(names_.resolver()).test(node.first_named());
    if (test.version_dependent)
      add_failure(node, Raised::other, "AssertionError", test.fails - test.holds);
  } else if (node.is(Kind::call)) {
    const std::string dotted = names_.resolver().dotted(node.child(Field::function));
    // `python -m pkg` runs it, and nobody imports it.
    const bool is_program = facts_.path.ends_with("__main__.py");
    if (!is_program && !view_.book.does(dotted, "ends", "program").empty())
      add_failure(node, Raised::exit, "SystemExit", VersionSet::all());
  }
}

// A step that does what FINDING, at NODE, says, on the versions ON.
ImportEvent ImportEventBuilder::failure_of(const Finding& finding, Node node, VersionSet on) const {
  ImportEvent step;
  step.kind = ImportEvent::Kind::fail;
  step.raised = finding.raises;
  step.name = finding.symbol.starts_with("builtins.") ? finding.symbol.substr(9) : finding.symbol;
  step.line = finding.span.line;
  step.alive = on & names_.resolver().evaluated(node);
  set_reach(step, node);
  return step;
}

// Finding::at_import of a finding at NODE.
VersionSet ImportEventBuilder::at_import(const Finding& finding, Node node) const {
  if (finding.subject == Subject::construct) return finding.alive;
  if (is_defined_name(node) || !names_.at_import_time(node.index())) return VersionSet::none();
  const ImportEvent step = failure_of(finding, node, finding.alive);
  return step.alive - step.undecided - names_.guards().caught(node.index(), finding.raises);
}

// A finding already knows the handlers in its own file. What it raises goes on to whoever imports the module.
void ImportEventBuilder::add_hazards() {
  for (Finding& finding : facts_.findings) {
    const std::uint32_t at = view_.text.offset(finding.span.line, finding.span.column);
    const Node node = view_.tree.innermost(at);
    finding.at_import = at_import(finding, node);
    if (!raises(finding) || in_import_statement(node) || is_defined_name(node)) continue;
    keep_at(failure_of(finding, node, finding.breaks_on), node, at);
  }
  const auto note_import = [this](Finding& place) {
    const std::uint32_t at = view_.text.offset(place.span.line, place.span.column);
    place.at_import = at_import(place, view_.tree.innermost(at));
  };
  for (CrossFileUse& use : facts_.foreign.uses) note_import(use.place);
  for (PackageUse& use : facts_.packages) note_import(use.place);
}

}  // namespace pymolt::checks
