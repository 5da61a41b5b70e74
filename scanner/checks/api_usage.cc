// From a use to a finding: which page, which severity, which words.
// SPDX-License-Identifier: MIT
#include "checks/api_usage.h"

#include <algorithm>

#include "checks/package_guards.h"
#include "checks/silenced_errors.h"

namespace pymolt::checks {

using rulebook::Lifetime;
using rulebook::RulePage;

namespace {

// The thing as a person calls it: built-ins by their bare name.
std::string thing(const ApiUse& use) {
  if (use.kind == LifeKind::parameter) {
    return "parameter `" + std::string(use.life->parameter) + "` of `" +
           std::string(use.life->owner) + "`";
  }
  if (use.kind == LifeKind::module) return "module `" + use.symbol + "`";
  const bool builtin = use.symbol.starts_with("builtins.");
  if (builtin && use.kind == LifeKind::name) return "built-in `" + use.symbol.substr(9) + "`";
  return "`" + (builtin ? use.symbol.substr(9) : use.symbol) + "`";
}

// "was removed in 3.12", "is missing on 3.0-3.9"
std::string absence(VersionSet missing, VersionSet exists) {
  const bool to_the_end = (VersionSet::from(missing.oldest()) & exists).empty();
  return to_the_end ? "was removed in " + std::string(missing.oldest().str())
                    : "is missing on " + missing.str();
}

std::string capital(std::string text) {
  if (!text.empty() && text[0] >= 'a' && text[0] <= 'z')
    text[0] = static_cast<char>(text[0] - 'a' + 'A');
  return text;
}

std::string article(const ApiUse& use) {
  const std::string what = thing(use);
  return what[0] == '`' ? what : "the " + what;
}

// A parameter reads as it is written: "`zip(strict=…)`".
std::string added(const ApiUse& use) {
  if (use.kind != LifeKind::parameter) return article(use);
  std::string_view owner = use.life->owner;
  if (owner.starts_with("builtins.")) owner.remove_prefix(9);
  return "`" + std::string(owner) + "(" + std::string(use.life->parameter) + "=…)`";
}

std::string deprecation(const Lifetime& life) {
  std::string text = "deprecated since " + std::string(life.deprecated->str());
  if (life.has_date()) text += ", to be removed in " + std::string(life.scheduled);
  return text;
}

std::string advice(const Lifetime& life) {
  std::string text(life.advice);
  if (life.advice_from && !text.empty()) text += " (" + std::string(life.advice_from->str()) + "+)";
  return text;
}

Subject subject_of(LifeKind kind) {
  switch (kind) {
    case LifeKind::module:
      return Subject::module;
    case LifeKind::method:
      return Subject::method;
    case LifeKind::parameter:
      return Subject::parameter;
    case LifeKind::construct:
      return Subject::construct;
    case LifeKind::name:
    case LifeKind::c_name:
      break;
  }
  return Subject::name;
}

Draft draft(const rulebook::Rulebook& book, const ApiUse& use, std::string_view prefix) {
  Draft made;
  made.page = book.page(std::string(prefix) + std::string(name(use.kind)));
  made.symbol = use.symbol;
  made.subject = subject_of(use.kind);
  made.raises = use.raises;
  made.where = use.where;
  made.alive = use.alive;
  made.confidence = use.confidence;
  made.breaks_as = use.at_import_time ? Severity::critical : Severity::high;
  made.instead = advice(*use.life);
  made.docs = rulebook::docs_link(*use.life);
  if (const RulePage* page = book.advice_page(use.symbol)) {
    if (made.instead.empty()) made.instead = page->instead;
    made.docs = std::string(page->docs);
  }
  return made;
}

void set_warning(const ApiUse& use, VersionSet warns, Draft& draft) {
  const bool dated = use.life->has_date() || !use.life->removed_on().empty();
  draft.warns_on = warns;
  draft.warns_as = dated ? Severity::medium : Severity::low;
}

Draft deprecated_draft(const rulebook::Rulebook& book, const ApiUse& use, VersionSet warns) {
  Draft made = draft(book, use, "deprecated-");
  set_warning(use, warns, made);
  made.message = capital(article(use)) + " is " + deprecation(*use.life);
  return made;
}

}  // namespace

bool is_stored(syntax::Node attribute) {
  using syntax::Kind;
  const syntax::Node parent = attribute.parent();
  // The left side of `t.isAlive and x` bears the same field as that of an assignment.
  return (attribute.field() == syntax::Field::left &&
          !parent.is_any(Kind::boolean_operator, Kind::binary_operator,
                         Kind::augmented_assignment)) ||
         parent.is_any(Kind::pattern_list, Kind::tuple_pattern, Kind::list_pattern,
                       Kind::delete_statement) ||
         (parent.is(Kind::tuple) && parent.parent().is(Kind::delete_statement));
}

std::vector<Draft> drafts_of(const rulebook::Rulebook& book, const ApiUse& use) {
  std::vector<Draft> drafts;
  const Lifetime& life = *use.life;
  if (use.missing.intersects(use.caught))
    return drafts;  // handled: an enclosing except clause catches it
  const VersionSet removed = use.missing & life.removed_on();
  const VersionSet not_yet = use.missing - removed;
  const VersionSet warns = (use.alive - use.missing) & life.deprecated_on();
  if (!removed.empty()) {
    Draft made = draft(book, use, "removed-");
    made.breaks_on = removed;
    const bool comes_back = VersionSet::from(removed.newest()).intersects(life.exists);
    if (!warns.empty() && !comes_back) set_warning(use, warns, made);
    if (!warns.empty() && comes_back) drafts.push_back(deprecated_draft(book, use, warns));
    made.message = capital(article(use)) + " " + absence(removed, life.exists);
    if (life.deprecated && *life.deprecated < removed.oldest()) {
      made.message += " (deprecated since " + std::string(life.deprecated->str()) + ")";
    }
    if (made.page != nullptr) drafts.push_back(std::move(made));
  } else if (!warns.empty() &&
             (life.removed_on().empty() || life.removed_on().intersects(use.alive))) {
    // No deprecation warning where a guard excludes all versions that lack the API.
    drafts.push_back(deprecated_draft(book, use, warns));
  }
  if (!not_yet.empty()) {
    Draft made = draft(book, use, "missing-");
    made.breaks_on = not_yet;
    made.instead.clear();
    made.message = life.exists.empty() ? capital(article(use)) + " is not available on any version"
                                       : capital(added(use)) + " was added in " +
                                             std::string(life.exists.oldest().str());
    if (made.page != nullptr) drafts.push_back(std::move(made));
  }
  std::erase_if(drafts, [](const Draft& made) { return made.page == nullptr; });
  return drafts;
}

namespace {

// What lives on the versions of a package waits for the project to tell which is in force.
void add_package_use(const FileView& view, const ApiUse& use, Findings& findings) {
  if (use.alive.empty() || use.alive.intersects(use.caught)) return;
  PackageUse made;
  made.fact = use.life->name;
  made.place.symbol = use.symbol;
  made.place.subject = subject_of(use.kind);
  made.place.raises = use.raises;
  made.place.confidence = asks_for_version(view, view.tree.innermost(use.where.begin))
                              ? Confidence::possible
                              : use.confidence;
  made.place.alive = use.alive;
  made.caught = use.caught;
  made.at_import_time = use.at_import_time;
  findings.add_package_use(std::move(made), use.where);
}

// Runs, but a handler that does nothing in its place takes the error every time.
void add_silenced(const FileView& view, const ApiUse& use, Findings& findings) {
  ApiUse bare = use;
  bare.caught = VersionSet::none();
  bare.alive &= use.caught;
  bare.missing &= use.caught & use.life->removed_on();
  for (Draft& made : drafts_of(view.book, bare)) {
    if (made.breaks_on.empty()) continue;
    made.warns_on = VersionSet::none();
    made.breaks_as = Severity::medium;
    made.confidence = std::min(made.confidence, Confidence::likely);
    made.message += ": the handler around it takes the error, so that this branch always fails";
    findings.add(made);
  }
}

}  // namespace

void add_life_use(const FileView& view, const ApiUse& use, Findings& findings) {
  if (use.life->package != nullptr) return add_package_use(view, use, findings);
  if (use.missing.intersects(use.caught) && is_only_silenced(view, use))
    return add_silenced(view, use, findings);
  for (const Draft& draft : drafts_of(view.book, use)) findings.add(draft);
}

void add_lives(const FileView& view, Findings& findings) {
  add_imports(view, findings);
  add_names(view, findings);
  add_texts(view, findings);
  add_methods(view, findings);
  add_held_calls(view, findings);
}

}  // namespace pymolt::checks
