// What calls give: by the facts of the rulebook, by the file's own functions and classes.
// SPDX-License-Identifier: MIT
//
//   open(path, "rb")                   builtins.open(b): the fact `builtins.open(mode@1) -> r` says that the argument `mode`,
//                                      at place 1, "r" when left out, chooses between the facts for bytes and for text
//   check_output(c, text=True)         subprocess.check_output(text=): a fact for calls with that keyword, unless it is
//                                      given as False or None; `(**)` is one for calls with keywords that cannot be seen
//   doc.toxml("utf-8")                 xml.dom.minidom.Node.toxml(@0): a fact for calls with an argument at that place
//   next(rows)                         builtins.next() -> @0*: what a loop over its first argument gives; `@0`: that argument
#include <algorithm>

#include "names/arguments.h"
#include "names/text_or_bytes.h"
#include "names/types.h"

namespace pymolt::names {

using syntax::Field;
using syntax::Kind;
using syntax::Node;

namespace {

bool has_splat(Node call, Kind splat) {
  for (const Node child : call.child(Field::arguments).children()) {
    if (child.is(splat)) return true;
  }
  return false;
}

// "(b)" where the mode asks for bytes, "(t)" where for text, "()" where that cannot be told.
std::string by_mode(const Types& types, Node call, int place, std::string_view otherwise) {
  Node mode = argument(call, place);
  if (const Node named = keyword(call, "mode")) mode = named;
  if (has_splat(call, Kind::list_splat) || has_splat(call, Kind::dictionary_splat)) return "()";
  std::string_view letters = otherwise;
  if (mode && !mode.is(Kind::string)) {  // a constant of the file: `MODE = "rb"`
    const std::vector<Inferred> all = types.all_of(mode);
    const bool one = all.size() == 1 && all[0].origin != kNone;
    mode = one ? mode.tree().node(all[0].origin) : Node();
    const Node parameter = mode ? mode.parent() : Node();
    const bool counts = parameter.is(Kind::default_parameter)
                            ? types.passing(parameter.child(Field::name)) == Passing::never
                            : one && all[0].confidence == Confidence::sure;
    if (!counts) mode = Node();
    letters = {};
  }
  if (mode) letters = literal_text(mode);
  if (letters.empty()) return "()";
  if (letters.find('b') != std::string_view::npos) return "(b)";
  if (letters.find('t') != std::string_view::npos) return "(t)";
  return otherwise == "b" ? "(b)" : "(t)";
}

}  // namespace

bool Types::add_facts(const std::string& subject, VersionSet on, List& out, Node call,
                      int place) const {
  const auto facts = resolver_->stdlib().book().types(subject);
  for (const rulebook::TypeFact& fact : facts) {
    if (!fact.on.intersects(on)) continue;
    if (fact.type == "@0()" && call) {
      add_on(items(result_of(argument(call, 0)), place), fact.on & on, out);
      continue;
    }
    if (fact.type.starts_with('@') && call) {
      const Node passed = fact.type.starts_with("@self")
                              ? call.child(Field::function).child(Field::object)
                              : argument(call, fact.type[1] - '0');
      add_on(!passed                    ? List{Inferred{}}
             : fact.type.ends_with('*') ? element(passed, place)
                                        : items(infer(passed), place),
             fact.on & on, out);
      continue;
    }
    Inferred one;
    if (fact.type != "?") one.type = fact.type;
    one.on = fact.on & on;
    const bool result = subject.ends_with(')');  // not what a loop over it gives: `f()*`
    if (call && result) one.origin = call.index();
    if (place >= 0) one = Inferred{.on = one.on};
    out.push_back(std::move(one));
  }
  return !facts.empty();
}

bool Types::add_call_facts(const std::string& function, Node call, std::string_view rest,
                           VersionSet on, List& out, int place_in) const {
  const rulebook::Rulebook& book = resolver_->stdlib().book();
  for (const int place : {0, 1, 2}) {
    const auto mode = book.types(function + "(mode@" + std::to_string(place) + ")");
    if (!mode.empty())
      return add_facts(function + by_mode(*this, call, place, mode[0].type) + std::string(rest), on,
                       out, call, place_in);
  }
  if (has_splat(call, Kind::dictionary_splat) &&
      add_facts(function + "(**)" + std::string(rest), on, out, call, place_in))
    return true;
  for (const Node child : call.child(Field::arguments).children()) {
    if (!child.is(Kind::keyword_argument) ||
        child.child(Field::value).is_any(Kind::none, Kind::false_))
      continue;
    const std::string keyword = '(' + std::string(child.child(Field::name).text()) + "=)";
    if (add_facts(function + keyword + std::string(rest), on, out, call, place_in)) return true;
  }
  for (const int place : {0, 1, 2}) {
    const std::string with = "(@" + std::to_string(place) + ')';
    if (argument(call, place) &&
        add_facts(function + with + std::string(rest), on, out, call, place_in))
      return true;
  }
  return add_facts(function + "()" + std::string(rest), on, out, call, place_in);
}

// `lambda: f.read(4)`, `f.readline`, `partial(f.read, 4)`
Types::List Types::result_of(Node callee) const {
  if (callee.is_any(Kind::lambda_, Kind::lambda_within_for_in_clause))
    return infer(callee.child(Field::body));
  List out;
  if (callee.is(Kind::call)) {
    add_facts_of_call(callee, "()", VersionSet::all(), out);
  } else if (callee.is(Kind::attribute)) {
    const std::string method = '.' + std::string(callee.child(Field::attribute).text()) + "()";
    for (const Inferred& object : infer(callee.child(Field::object))) {
      if (!object.type.empty()) add_member_facts(object.type, method, object.on, out);
    }
  }
  return out.empty() ? List{Inferred{}} : out;
}

bool Types::add_facts_of_call(Node call, const std::string& rest, VersionSet on, List& out,
                              int place) const {
  const Node function = call.child(Field::function);
  bool any = false;
  for (const Resolution& resolution : resolver_->resolutions(function)) {
    if (resolution.is_known() && resolution.on.intersects(on))
      any = add_call_facts(resolution.dotted, call, rest, resolution.on & on, out, place) || any;
  }
  if (any || !function.is(Kind::attribute)) return any;
  const std::string method =
      '.' + std::string(function.child(Field::attribute).text()) + "()" + rest;
  for (const Inferred& object : infer(function.child(Field::object))) {
    if (!object.type.empty() && object.on.intersects(on))
      any = add_member_facts(object.type, method, object.on & on, out, call, place) || any;
  }
  return any;
}

std::vector<NameOf> Types::names_of(Node expression) const {
  std::vector<NameOf> names;
  bool known = false;
  for (const Resolution& resolution : resolver_->resolutions(expression)) {
    names.push_back({resolution.is_known() ? resolution.dotted : std::string(), resolution.on});
    known = known || resolution.is_known();
  }
  const bool of_objects = std::ranges::all_of(names, [&](const NameOf& one) {  // `sys.stdout.write`
    const std::string owner = one.dotted.substr(0, one.dotted.rfind('.'));
    return owner.empty() || !resolver_->stdlib().book().types(owner).empty();
  });
  if (known && !of_objects) return names;
  if (expression.is_any(Kind::identifier, Kind::subscript, Kind::call))
    return held(expression, names);
  if (!expression.is(Kind::attribute)) return names;
  names.clear();
  const std::string attribute = '.' + std::string(expression.child(Field::attribute).text());
  for (const Inferred& one : of(expression.child(Field::object))) {
    const bool of_class = one.is_class && !resolver_->stdlib().book().is_module(one.type);
    const bool own = of_class || own_method(one, std::string_view(attribute).substr(1));
    const std::string type = own ? std::string() : standard_class(one);
    names.push_back({type.empty() ? type : type + attribute, one.on, one.confidence});
  }
  const bool open =
      std::all_of(names.begin(), names.end(), [](const NameOf& one) { return one.dotted.empty(); });
  const bool holds = open && may_hold(std::string_view(attribute).substr(1));
  return holds ? held(expression, names) : names;
}

// Whether some attribute of that name is given what an import names: `self.pick = random.sample`.
bool Types::may_hold(std::string_view attribute) const {
  const Scopes& scopes = resolver_->scopes();
  const InternedNames& words = scopes.interned_names();
  const auto is_imported = [&](Node value) {
    if (value.is(Kind::call) && value.child(Field::function).text() == "staticmethod")
      value = argument(value, 0);
    while (value.is(Kind::attribute)) value = value.child(Field::object);
    const InternedName word = value.is(Kind::identifier) ? words.find(value.text()) : kNoName;
    return word != kNoName && (words.traits(word) & kImported) != 0;
  };
  if (!holders_) {
    holders_.emplace();
    for (const std::uint32_t patch : scopes.monkeypatches()) {
      const Node target = scopes.tree().node(patch);
      if (target.parent().is(Kind::assignment) && is_imported(target.parent().child(Field::right)))
        holders_->insert(words.find(target.child(Field::attribute).text()));
    }
    for (const Binding& one : scopes.bindings()) {
      if (one.kind == BindingKind::assign && scopes.scope(one.scope).kind == ScopeKind::class_ &&
          is_imported(resolver_->assigned(scopes.tree().node(one.node))))
        holders_->insert(one.word);
    }
  }
  const InternedName word = words.find(attribute);
  return word != kNoName && holders_->contains(word);
}

// What EXPRESSION holds: the names that stand where its values were made. OTHERWISE where that is not in sight.
std::vector<NameOf> Types::held(Node expression, std::vector<NameOf> otherwise) const {
  std::vector<NameOf> names;
  bool any = false;
  for (const Inferred& one : all_of(expression)) {
    if (one.is_none()) continue;
    const Node made = one.origin == kNone ? Node() : resolver_->scopes().tree().node(one.origin);
    const std::string dotted = made.is_any(Kind::identifier, Kind::attribute) && made != expression
                                   ? resolver_->dotted(made)
                                   : std::string();
    any = any || !dotted.empty();
    names.push_back({dotted, one.on, one.confidence});
  }
  return any ? names : otherwise;
}

Types::List Types::call(Node node) const {
  const Node function = node.child(Field::function);
  List out;
  bool known = false;
  const std::vector<Resolution> resolutions = function.is_any(Kind::identifier, Kind::attribute)
                                                  ? resolver_->resolutions(function)
                                                  : std::vector<Resolution>();
  for (const Resolution& resolution : resolutions) {
    Inferred one;
    one.on = resolution.on;
    one.origin = node.index();
    const bool is_name = function.is(Kind::identifier) && resolution.binding != kNone;
    const BindingKind kind =
        is_name ? resolver_->scopes().binding(resolution.binding).kind : BindingKind::import;
    if (resolution.kind == Resolution::Kind::builtin && resolution.dotted == "builtins.super")
      return super_of(node);
    if (resolution.is_known() && resolution.dotted == "builtins.getattr")
      return attribute_by_text(node);
    const bool decided = resolver_->is_decided(resolution);
    if (decided && add_call_facts(resolution.dotted, node, {}, resolution.on, out)) {
      known = true;
      continue;
    }
    if (decided && resolver_->stdlib().is_class(resolution.dotted)) {
      one.type = resolution.dotted;
      if (resolver_->is_foreign(resolution)) one.foreign = resolver_->foreign(resolution);
      known = true;
    } else if (!resolution.is_known() && resolver_->is_foreign(resolution)) {
      one.foreign = resolver_->foreign(resolution);
      known = true;
    } else if (!resolution.is_known() && is_name && kind != BindingKind::import) {
      add_on(called(resolution.binding, node), resolution.on, out);
      known = true;
      continue;
    }
    out.push_back(std::move(one));
  }
  if (resolutions.size() > 1 && are_text_and_bytes(out)) return {Inferred{}};  // made to differ
  return known ? out : call_of_method(node);
}

// What a call gives of what BINDING binds: a function or a class of the file, or a name for some class.
Types::List Types::called(BindingId id, Node call) const {
  const Binding& made = resolver_->scopes().binding(id);
  const Node definition = resolver_->scopes().tree().node(made.node).parent();
  if (made.kind == BindingKind::function) return returned(definition);
  return instances_of(binding(made), call);
}

// What calling TYPES gives: instances of the classes among them, and what functions that are held give.
Types::List Types::instances_of(const List& types, Node call) const {
  List out;
  for (const Inferred& one : types) {
    if (!one.is_class && !one.foreign && add_held_result(one, call, out)) continue;
    Inferred made = one.is_class || one.foreign ? one : Inferred{.on = one.on};
    made.is_class = false;
    made.origin = call.index();
    out.push_back(std::move(made));
  }
  return out;
}

// The same of one function: a lambda, `partial(Thread, …)`, a name of the library. Whether it is one of these.
bool Types::add_held_result(const Inferred& function, Node call, List& out) const {
  const Node made =
      function.origin == kNone ? Node() : resolver_->scopes().tree().node(function.origin);
  if (made.is(Kind::lambda_)) {
    add_on(infer(made.child(Field::body)), function.on, out);
    return true;
  }
  if (made.is_any(Kind::identifier, Kind::attribute) && made != call.child(Field::function)) {
    const std::string dotted = resolver_->dotted(made);
    return !dotted.empty() && add_call_facts(dotted, call, {}, function.on, out);
  }
  if (!made.is(Kind::call) || !argument(made, 0) ||
      resolver_->dotted(made.child(Field::function)) != "functools.partial")
    return false;
  add_on(instances_of(infer(argument(made, 0)), call), function.on, out);
  return true;
}

// `getattr(object, "name", otherwise)`
Types::List Types::attribute_by_text(Node call) const {
  const Node object = argument(call, 0);
  const std::string_view name = literal_text(argument(call, 1));
  const Node otherwise = argument(call, 2);
  if (!object || name.empty()) return {Inferred{}};
  const std::string dotted = resolver_->dotted(object);
  List out;
  VersionSet there = VersionSet::all();
  if (dotted.empty()) {
    for (const Inferred& one : infer(object)) add_on(attribute_of(one, name), one.on, out);
  } else {
    const std::string whole = dotted + '.' + std::string(name);
    there = resolver_->stdlib().exists(whole);
    if (!add_facts(whole, there, out)) {
      Inferred one;
      one.on = there;
      one.is_class = resolver_->stdlib().is_class(whole);
      if (one.is_class) one.type = whole;
      out.push_back(one);
    }
  }
  if (otherwise) add_on(infer(otherwise), dotted.empty() ? there : VersionSet::all() - there, out);
  return out;
}

// `{"a": 1}.get("a", 0)`, where all keys are in sight.
Types::List Types::got(const Inferred& table, Node call) const {
  const std::string_view key = literal_text(argument(call, 0));
  const Node otherwise = argument(call, 1);
  const Node display =
      table.origin == kNone ? Node() : resolver_->scopes().tree().node(table.origin);
  List out;
  if (key.empty() || !display.is(Kind::dictionary)) return {Inferred{}};
  const List all = value_for(table, key);
  const bool there =
      std::any_of(all.begin(), all.end(), [](const Inferred& one) { return one.known(); });
  if (there) return all;
  for (const Node pair : display.children()) {
    if (pair.named() && (!pair.is(Kind::pair) || literal_text(pair.child(Field::key)).empty() ||
                         literal_text(pair.child(Field::key)) == key))
      return {Inferred{}};
  }
  List put;
  add_put_in(display, put);
  if (!put.empty()) return {Inferred{}};
  return otherwise ? infer(otherwise) : none();
}

Types::List Types::call_of_method(Node node) const {
  const Node function = node.child(Field::function);
  if (!function.is(Kind::attribute)) return instances_of(infer(function), node);
  List out;
  const std::string_view word = function.child(Field::attribute).text();
  const std::string method = '.' + std::string(word) + "()";
  for (const Inferred& object : infer(function.child(Field::object))) {
    if (object.is_none()) continue;
    if (object.is_class && resolver_->stdlib().book().is_module(object.type)) {
      const std::string dotted = object.type + '.' + std::string(word);
      if (add_call_facts(dotted, node, {}, object.on, out)) continue;
      const bool makes = resolver_->stdlib().is_class(dotted);
      out.push_back({.type = makes ? dotted : std::string(),
                     .on = object.on,
                     .confidence = object.confidence,
                     .origin = node.index()});
      continue;
    }
    if (const Node own = own_method(object, word)) {
      add_on(returned(own), object.on, out);
      continue;
    }
    if (object.type == "builtins.dict" && word == "get") {
      add_on(got(object, node), object.on, out);
      continue;
    }
    const std::size_t before = out.size();
    const std::string type = standard_class(object);
    if (!type.empty() && add_member_facts(type, method, object.on, out, node)) {
      const Confidence most = object.local == kNone ? Confidence::sure : Confidence::likely;
      for (std::size_t i = before; i < out.size(); ++i)
        out[i].confidence = std::min({out[i].confidence, object.confidence, most});
      continue;
    }
    const bool open = !object.known() && !object.foreign && !defines_somewhere(word);
    const bool anything = open && add_facts('?' + method, object.on, out, node);
    for (std::size_t i = before; i < out.size(); ++i) out[i].confidence = Confidence::likely;
    if (!anything) out.push_back(Inferred{.on = object.on, .origin = node.index()});
  }
  return out;
}

}  // namespace pymolt::names
