// Types of expressions by their shape. Names are types_names.cc, classes types_classes.cc, operators types_operators.cc,
// containers types_elements.cc, calls types_calls.cc.
// SPDX-License-Identifier: MIT
#include "names/types.h"

#include <algorithm>

namespace pymolt::names {

using syntax::Field;
using syntax::Kind;
using syntax::Node;

namespace {

Inferred instance(std::string type, VersionSet on = VersionSet::all()) {
  Inferred inferred;
  inferred.type = std::move(type);
  inferred.on = on;
  return inferred;
}

// Types that need no other to be known; empty for everything else.
std::string_view type_of_display(Kind kind) {
  switch (kind) {
    case Kind::dictionary:
    case Kind::dictionary_comprehension:
      return "builtins.dict";
    case Kind::list:
    case Kind::list_comprehension:
      return "builtins.list";
    case Kind::set:
    case Kind::set_comprehension:
      return "builtins.set";
    case Kind::tuple:
    case Kind::expression_list:
      return "builtins.tuple";
    case Kind::generator_expression:
      return "types.GeneratorType";
    case Kind::integer:
      return "builtins.int";
    case Kind::float_:
      return "builtins.float";
    case Kind::true_:
    case Kind::false_:
    case Kind::not_operator:
      return "builtins.bool";
    case Kind::none:
      return "builtins.None";
    case Kind::lambda_:
      return "types.FunctionType";
    default:
      return {};
  }
}

// Whether 2.7 makes a `long` of the number.
bool is_long(std::string_view digits) {
  constexpr std::size_t kMostDigits = 19;  // of sys.maxint
  return digits.size() > kMostDigits || digits.ends_with('L') || digits.ends_with('l');
}

// Whether MADE is made of the value of WHOLE: `x.encode()` of `x`, `file.buffer` of `file`.
bool is_made_of(Node made, Node whole) {
  constexpr int kDeepest = 8;
  for (int i = 0; i < kDeepest && made.is_any(Kind::call, Kind::attribute); ++i) {
    made = made.child(made.is(Kind::call) ? Field::function : Field::object);
    if (made.text() == whole.text()) return true;
  }
  return false;
}

bool is_imaginary(Node number) {
  return number.text().ends_with('j') || number.text().ends_with('J');
}

}  // namespace

Types::List Types::long_number() {
  return {instance("builtins.long", VersionSet::python2()),
          instance("builtins.int", VersionSet::python3())};
}

Types::Types(const Resolver& resolver)
    : resolver_(&resolver), answers_(resolver.scopes().tree().nodes().size()) {}

std::vector<Inferred> Types::of(Node expression) const {
  List types = without_origins(infer(expression));
  List rest = types;
  std::erase_if(rest, [](const Inferred& one) { return one.is_none(); });
  return rest.empty() ? types : rest;
}

// Says of TYPES that NODE made them.
Types::List Types::made_by(Node node, List types) {
  for (Inferred& one : types) one.origin = node.index();
  return types;
}

// Says that NODE made those of TYPES of which nothing is known.
Types::List Types::with_origin(Node node, List types) {
  for (Inferred& one : types) {
    if (!one.known() && one.origin == kNone) one.origin = node.index();
  }
  return types;
}

Types::List Types::infer(Node node) const {
  while (node.is(Kind::parenthesized_expression)) node = node.first_named();
  if (!node) return {Inferred{}};
  if (node.is_any(Kind::string, Kind::concatenated_string)) return made_by(node, literal(node));
  if (node.is_any(Kind::integer, Kind::float_) && is_imaginary(node))
    return made_by(node, {instance("builtins.complex")});
  if (node.is(Kind::integer) && is_long(node.text())) return made_by(node, long_number());
  const std::string_view type = type_of_display(node.kind());
  if (!type.empty()) return made_by(node, {instance(std::string(type))});
  return answers_.ask(node.index(), [&] {
    List types = work_out(node);
    drop_empty_text(types);
    return types;
  });
}

// `out = ""` beside bytes only says that something will come: on 3.x nobody adds the two.
void Types::drop_empty_text(List& types) const {
  const syntax::Tree& tree = resolver_->scopes().tree();
  const auto is_bytes = [](const Inferred& one) { return one.type == "builtins.bytes"; };
  const auto is_added_to = [&](const Inferred& one) {  // `out = ""` and `out += data`
    return one.origin != kNone &&
           tree.node(one.origin).is_any(Kind::augmented_assignment, Kind::binary_operator);
  };
  if (types.size() < 2 || std::none_of(types.begin(), types.end(), is_bytes) ||
      std::any_of(types.begin(), types.end(), is_added_to))
    return;
  const auto is_empty_text = [&](const Inferred& one) {
    if (one.type != "builtins.str" || one.origin == kNone) return false;
    const Node made = tree.node(one.origin);
    return made.is(Kind::string) && !made.child(Kind::string_content) &&
           !made.child(Kind::interpolation);
  };
  bool any = false;
  for (Inferred& one : types) {
    if (!is_empty_text(one)) continue;
    any = true;
    one.on -= VersionSet::python3();
  }
  std::erase_if(types, [](const Inferred& one) { return one.on.empty(); });
  for (Inferred& one : types) {
    if (any) one.confidence = std::min(one.confidence, Confidence::likely);
  }
}

Types::List Types::work_out(Node node) const {
  switch (node.kind()) {
    case Kind::call:
      return call(node);
    case Kind::attribute:
      return with_origin(node, as_tested(node, attribute(node)));
    case Kind::subscript:
      return as_tested(node, subscript(node));
    case Kind::identifier:
      return name(node);
    case Kind::binary_operator:
    case Kind::unary_operator:
    case Kind::comparison_operator:
      return operation(node);
    case Kind::named_expression:
      return infer(node.child(Field::value));
    case Kind::boolean_operator:
    case Kind::conditional_expression:
      return either(node);
    default:
      return {Inferred{}};
  }
}

// What tests around leave of TYPES, of an attribute or an item: `self.port`, `bounds[0]`.
Types::List Types::as_tested(Node node, List types) const {
  constexpr std::size_t kLongest = 60;  // letters of one that tests are looked for
  if (node.text().size() > kLongest) return types;
  const InternedNames& words = resolver_->scopes().interned_names();
  const InternedName word =
      node.is(Kind::attribute) ? words.find(node.child(Field::attribute).text()) : kNoName;
  drop_denied(node, word != kNoName && words.is_asked_of_attribute(word), types);
  return types;
}

// `a or b`, `a and b`, `a if c else b`
Types::List Types::either(Node node) const {
  if (node.is(Kind::conditional_expression)) {
    const Node first = node.first_named();
    const Node last = first.next_sibling().next_sibling().next_sibling().next_sibling();
    const VersionSet on_first = resolver_->guards().alive(first.index());
    const VersionSet on_last = resolver_->guards().alive(last.index());
    // `x.encode() if is_text else x`: the test tells what x is.
    const VersionSet tells =
        is_made_of(first, last) || is_made_of(last, first) ? on_first & on_last : VersionSet();
    List both;
    add_on(infer(first), on_first - tells, both);
    add_on(infer(last), on_last - tells, both);
    if (!tells.empty()) both.push_back(Inferred{.on = tells});
    return both;
  }
  // `given or {}`: what the author puts there if there is nothing tells what it is.
  const bool is_or = node.child(Field::operator_).is(Kind::tok_or);
  List left = is_or ? infer(node.child(Field::left)) : List();
  List out;
  for (Inferred& one : left) {
    if (one.known() && !one.is_none()) out.push_back(std::move(one));
  }
  for (Inferred& one : infer(node.child(Field::right))) {
    one.confidence = std::min(one.confidence, Confidence::likely);
    out.push_back(std::move(one));
  }
  return out;
}

Types::List Types::literal(Node string) const {
  if (string.is(Kind::concatenated_string)) string = string.first_named();
  const std::string_view prefix = string.child(Kind::string_start).text();
  if (prefix.starts_with('`')) return {instance("builtins.str", VersionSet::python2())};
  if (prefix.find_first_of("bB") != std::string_view::npos) {
    return {instance("builtins.str", VersionSet::python2()),
            instance("builtins.bytes", VersionSet::python3())};
  }
  if (prefix.find_first_of("uU") != std::string_view::npos || resolver_->has_unicode_literals()) {
    return {instance("builtins.unicode", VersionSet::python2()),
            instance("builtins.str", VersionSet::python3())};
  }
  if (prefix.find_first_of("tT") != std::string_view::npos) return {Inferred{}};
  return {instance("builtins.str")};
}

void Types::add_on(List types, VersionSet on, List& out) {
  for (Inferred& one : types) {
    one.on &= on;
    if (!one.on.empty()) out.push_back(std::move(one));
  }
}

// What the DOTTED name of the library is, read at ORIGIN: a module, a class, a member of an enum, or what the facts say.
void Types::add_named(const std::string& dotted, VersionSet on, std::uint32_t origin,
                      List& out) const {
  const std::size_t before = out.size();
  if (!add_facts(dotted, on, out)) {
    Inferred one = instance({}, on);
    one.is_class =
        resolver_->stdlib().is_class(dotted) || resolver_->stdlib().book().is_module(dotted);
    const Inferred owner = instance(dotted.substr(0, dotted.rfind('.')));
    if (one.is_class) one.type = dotted;
    if (!one.is_class && derives(owner, "enum.Enum")) one.type = owner.type;
    out.push_back(std::move(one));
  }
  for (std::size_t i = before; i < out.size(); ++i) out[i].origin = origin;
}

Types::List Types::attribute(Node node) const {
  List out;
  bool known = false;
  for (const Resolution& resolution : resolver_->resolutions(node)) {
    if (!resolution.is_known()) continue;
    known = true;
    add_named(resolution.dotted, resolution.on, node.index(), out);
  }
  if (known) return out;
  const std::string_view word = node.child(Field::attribute).text();
  for (const Inferred& object : infer(node.child(Field::object))) {
    if (object.is_none()) continue;
    List held = attribute_of(object, word);
    if (held.empty() && !object.known()) held.push_back(Inferred{.on = object.on});
    for (Inferred& one : held) out.push_back(std::move(one));
  }
  return out;
}

bool Types::derives(const Inferred& type, std::string_view wanted) const {
  constexpr int kDeepest = 8;
  if (type.type == wanted) return true;
  if (!type.type.empty()) {
    std::string above = type.type;
    for (int i = 0; i < kDeepest && above != wanted; ++i) {
      const auto bases = resolver_->stdlib().book().types(above + " <");
      if (bases.empty()) return false;
      above = bases[0].type;
    }
    return above == wanted;
  }
  return type.local != kNone && any_base(type.local, [&](const Inferred& one) {
           return !one.type.empty() && derives(one, wanted);
         });
}

bool Types::any_base(ScopeId local, FunctionRef<bool(const Inferred&)> answer) const {
  constexpr std::size_t kMostClasses = 8;
  std::vector<ScopeId> todo = {local};
  for (std::size_t i = 0; i < todo.size() && i < kMostClasses; ++i) {
    for (const Node base : bases_of(todo[i])) {
      for (const Inferred& one : class_object(base)) {
        if (answer(one)) return true;
        if (one.local != kNone) todo.push_back(one.local);
      }
    }
  }
  return false;
}

bool Types::is_enum(const Inferred& type) const {
  if (derives(type, "enum.Enum")) return true;
  if (type.local == kNone) return false;
  const std::vector<Node> bases = bases_of(type.local);
  return std::any_of(bases.begin(), bases.end(), [&](Node base) {
    return base.text().ends_with("Enum") && resolver_->may_be_foreign(base);
  });
}

std::string Types::standard_class(const Inferred& type) const {
  if (!type.type.empty() || type.local == kNone) return type.type;
  std::string found;
  (void)any_base(type.local, [&](const Inferred& one) {
    found = one.type;
    return !found.empty();
  });
  return found;
}

const Growth& Types::growth() const {
  if (growth_ == nullptr) growth_ = std::make_unique<Growth>(resolver_->scopes().tree());
  return *growth_;
}

}  // namespace pymolt::names
