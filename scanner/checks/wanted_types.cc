// Text where bytes are wanted, and bytes where text is: what the rulebook says an argument must be, against what it is.
// SPDX-License-Identifier: MIT
//
//   hmac.new("key", data)                text-for-bytes    hmac.new(key@0) <- builtins.bytes
//   csv.writer(open(path, "wb"))         bytes-for-text    csv.writer(csvfile@0) <- io.TextIOBase
//
// Where the argument may be several things and only some are wrong, it is likely.
#include "checks/wanted_types.h"

#include <algorithm>
#include <array>
#include <string>

#include "checks/check_functions.h"
#include "checks/silenced_errors.h"
#include "names/arguments.h"
#include "names/types.h"

namespace pymolt::checks {

namespace {

using names::Inferred;
using syntax::Field;
using syntax::Kind;
using syntax::Node;

// What must not be passed where WANTED is: the other of two, and the page that says so.
struct Opposite {
  std::string_view wanted;
  std::string_view wrong;
  std::string_view rule;
};
constexpr std::array kOpposites = {
    Opposite{"builtins.bytes", "builtins.str", "text-for-bytes"},
    Opposite{"builtins.str", "builtins.bytes", "bytes-for-text"},
    Opposite{"io.BufferedIOBase", "io.TextIOBase", "text-for-bytes"},
    Opposite{"io.TextIOBase", "io.BufferedIOBase", "bytes-for-text"},
};

constexpr std::string_view kOfOrigin = "origin.";

class WantedTypes {
 public:
  WantedTypes(const FileView& view, Findings& findings)
      : view_(view), types_(view.names.types()), findings_(findings) {}

  void look_at(Node call) {
    const Node function = call.child(Field::function);
    const Node last = names::last_name(function);
    if (!last.is(Kind::identifier) || !may_want(last, !function.is(Kind::attribute))) return;
    std::vector<names::NameOf> names = types_.names_of(function);
    if (is_of_anything(function, names))
      names = {{"?." + std::string(last.text()), VersionSet::all(), Confidence::likely}};
    if (names.size() > 1 && is_asked(function.child(Field::object)))
      return;  // the code tells them apart
    either_ = want_opposites(names);
    if (either_ && (is_text_itself(names) || is_in_branch(call)))
      return;  // the code tells them apart
    for (const names::NameOf& name : names) {
      if (name.dotted.empty() || !name.on.intersects(VersionSet::python3())) continue;
      for (const rulebook::TypeFact& fact : wanted_by(view_.book, name.dotted))
        judge(call, name, fact);
    }
  }

 private:
  [[nodiscard]] bool may_want(Node last, bool alone) const {
    const names::InternedNames& words = view_.names.scopes().interned_names();
    const names::InternedName word = words.find(last.text());
    return view_.names.stdlib().wants(last.text()) ||
           (alone && word != names::kNoName && words.is_bound(word));
  }

  // Whether FUNCTION is a method of an object that nothing is known of, and of no class of the file.
  [[nodiscard]] bool is_of_anything(Node function, const std::vector<names::NameOf>& names) const {
    if (!function.is(Kind::attribute) ||
        types_.defines_somewhere(function.child(Field::attribute).text()))
      return false;
    const auto is_named = [](const names::NameOf& one) { return !one.dotted.empty(); };
    const std::vector<Inferred> all = types_.of(function.child(Field::object));
    return std::ranges::none_of(names, is_named) &&
           std::ranges::none_of(
               all, [](const Inferred& one) { return one.known() || one.foreign || one.is_class; });
  }

  // Whether on some version one of NAMES wants text where another wants bytes.
  [[nodiscard]] bool want_opposites(const std::vector<names::NameOf>& names) const {
    constexpr std::size_t kMost = 8;
    for (std::size_t i = 0; i < names.size() && i < kMost; ++i) {
      const auto first = wanted_by(view_.book, names[i].dotted);
      for (std::size_t j = i + 1; j < names.size() && j < kMost && !first.empty(); ++j) {
        if (!names[i].on.intersects(names[j].on & VersionSet::python3())) continue;
        const auto second = wanted_by(view_.book, names[j].dotted);
        if (!second.empty() && second[0].type != first[0].type) return true;
      }
    }
    return false;
  }

  // A name that was bytes, and holds their text from some line on.
  static bool is_text_itself(const std::vector<names::NameOf>& names) {
    return std::ranges::any_of(names, [](const names::NameOf& one) {
      return one.on.intersects(VersionSet::python3()) && one.dotted.starts_with("builtins.");
    });
  }

  // Whether CALL stands in a branch of its function, which may be that of the one object or of the other.
  static bool is_in_branch(Node call) {
    for (Node up = call.parent(); up && !up.is_any(Kind::function_definition, Kind::module);
         up = up.parent()) {
      if (up.is_any(Kind::if_statement, Kind::conditional_expression, Kind::try_statement))
        return true;
    }
    return false;
  }

  // Whether a `try` before makes NAME what is wanted, and the handler leaves it where it was that already:
  // `try: data = data.encode()`, `except AttributeError: pass`.
  [[nodiscard]] bool is_converted(Node name) const {
    if (!name.is(Kind::identifier)) return false;
    for (const names::Resolution& one : view_.names.resolver().resolutions(name)) {
      if (one.binding == names::kNone) continue;
      const Node bound = view_.tree.node(view_.names.scopes().binding(one.binding).node);
      const Node value = view_.names.resolver().assigned(bound);
      const Node method = value.is(Kind::call) ? value.child(Field::function) : Node();
      const Node block = bound.statement().parent();
      if (method.is(Kind::attribute) && method.child(Field::object).text() == name.text() &&
          block.parent().is(Kind::try_statement) && block.field() == Field::body)
        return true;
    }
    return false;
  }

  // Whether the file asks by isinstance what the name NODE is.
  [[nodiscard]] bool is_asked(Node node) const {
    const names::InternedNames& words = view_.names.scopes().interned_names();
    const names::InternedName word =
        node.is(Kind::identifier) ? words.find(node.text()) : names::kNoName;
    return word != names::kNoName && words.is_asked(word);
  }

  void judge(Node call, const names::NameOf& name, const rulebook::TypeFact& fact) const {
    if (fact.argument.starts_with(kOfOrigin)) return judge_origin(call, name, fact);
    const std::size_t at = fact.argument.find('@');
    const bool all_behind = fact.argument.ends_with('+');
    for (int place = fact.argument[at + 1] - '0';; ++place) {
      const Node passed = names::argument(call, place);
      if (passed) compare(passed, name, fact);
      if (!passed || !all_behind) break;
    }
    const Node named = names::keyword(call, fact.argument.substr(0, at));
    if (named) compare(named, name, fact);
  }

  // What the object was made with: `out.writerow(…)`, where `out = csv.writer(file)`.
  void judge_origin(Node call, const names::NameOf& name, const rulebook::TypeFact& fact) const {
    const int place = fact.argument[fact.argument.find('@') + 1] - '0';
    for (const Inferred& one : types_.all_of(call.child(Field::function).child(Field::object))) {
      const Node made = one.origin == names::kNone ? Node() : view_.tree.node(one.origin);
      const Node passed = made.is(Kind::call) ? names::argument(made, place) : Node();
      if (passed) compare(passed, name, fact, call);
    }
  }

  void compare(Node passed, const names::NameOf& name, const rulebook::TypeFact& fact,
               Node shown = {}) const {
    std::string_view type = fact.type;
    const bool of_elements = type.ends_with('*');
    if (of_elements) type.remove_suffix(1);
    const auto is_it = [&](const Opposite& one) { return one.wanted == type; };
    const auto opposite = std::find_if(kOpposites.begin(), kOpposites.end(), is_it);
    if (opposite == kOpposites.end()) return;
    const VersionSet asked =
        name.on & fact.on & VersionSet::python3() & view_.names.guards().alive(passed.index());
    VersionSet on;
    bool mixed = false;
    Confidence confidence = name.confidence;
    for (const Inferred& one : of_elements ? types_.element(passed) : types_.of(passed)) {
      if (!one.on.intersects(asked)) continue;
      const bool wrong =
          !one.is_class && one.local == names::kNone && types_.derives(one, opposite->wrong);
      if (wrong) on |= one.on & asked;
      confidence = std::min(confidence, wrong ? one.confidence : Confidence::likely);
      mixed = mixed || !wrong;
    }
    if (mixed && (either_ || is_asked(passed) || is_converted(passed)))
      return;  // what it is may go with the object
    if (either_) confidence = std::min(confidence, Confidence::likely);
    const bool ran_on_2 =
        view_.verdict.compiles && view_.verdict.compiles->contains(Version::of(2, 7));
    if (on.empty() || (confidence != Confidence::sure && !ran_on_2)) return;
    const rulebook::RulePage* page = view_.book.page(opposite->rule);
    if (page == nullptr) return;
    Draft draft = draft_of(*page, (shown ? shown : passed).span(), on);
    draft.confidence = confidence;
    settle_caught(view_, passed, draft);
    const Raised raised = draft.raises;
    draft.raises = Raised::
        no_attribute;  // some functions ask bytes for a method of text, or text for one of files
    settle_caught(view_, passed, draft);
    draft.raises = raised;
    findings_.add(draft);
  }

  const FileView& view_;
  const names::Types& types_;
  Findings& findings_;
  bool either_ = false;  // the object may be one that wants text, and one that wants bytes
};

}  // namespace

std::span<const rulebook::TypeFact> wanted_by(const rulebook::Rulebook& book, std::string name) {
  constexpr int kDeepest = 8;
  for (int i = 0; i < kDeepest; ++i) {
    const auto found = book.wanted(name);
    const std::size_t dot = name.rfind('.');
    if (!found.empty() || dot == std::string::npos) return found;
    const auto bases = book.types(name.substr(0, dot) + " <");
    if (bases.empty()) return {};
    name = std::string(bases[0].type) + name.substr(dot);
  }
  return {};
}

bool is_passed_as(Node passed, Node call, const rulebook::TypeFact& fact) {
  const std::size_t at = fact.argument.find('@');
  if (passed.parent().is(Kind::keyword_argument))
    return passed.parent().child(Field::name).text() == fact.argument.substr(0, at);
  for (int place = fact.argument[at + 1] - '0'; names::argument(call, place); ++place) {
    if (names::argument(call, place) == passed) return true;
    if (!fact.argument.ends_with('+')) break;
  }
  return false;
}

void check_wanted_types(const FileView& view, Node call, const rulebook::RulePage&,
                        Findings& findings) {
  WantedTypes(view, findings).look_at(call);
}

}  // namespace pymolt::checks
