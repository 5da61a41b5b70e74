// Methods and attributes with another name on Python 3.
// SPDX-License-Identifier: MIT
#include <algorithm>

#include "fix/rewriters.h"
#include "syntax/enclosing.h"

namespace pymolt::fix {

namespace {

using syntax::Field;
using syntax::Kind;
using syntax::Node;

// The byte behind the line that STATEMENT ends on.
std::uint32_t line_behind(const Source& source, Node statement) {
  std::size_t last = source.token_at(statement.end());
  while (last > 0 && source.token(last).kind != TokenKind::newline) --last;
  const std::uint32_t at = source.token(last).begin;
  const std::size_t end = source.bytes().find('\n', at);
  return static_cast<std::uint32_t>(std::min(end, source.bytes().size() - 1) + 1);
}

// Puts `NAME = VALUE` behind STATEMENT of a class; false where its line has no end.
bool put_alias(const Source& source, Node statement, const std::string& name,
               const std::string& value, Fix& fix) {
  const std::uint32_t at = line_behind(source, statement);
  if (at < statement.begin() || !source.bytes().substr(0, at).ends_with('\n')) return false;
  fix.edits.push_back({{at, at},
                       std::string(source.indentation(statement.begin())) + name + " = " + value +
                           std::string(source.newline())});
  return true;
}

// The definitions of the method WAS in classes of the file that have the class of DEFINITION among their bases; they mean
// that method too.
std::vector<Node> overrides(const Source& source, Node definition, std::string_view was,
                            std::string_view now) {
  const Node class_ = syntax::enclosing_class(definition);
  std::vector<std::string_view> names = {class_.child(Field::name).text()};
  std::vector<Node> found;
  for (const syntax::NodeData& data : source.tree().nodes()) {
    if (data.kind != Kind::class_definition || data.begin <= class_.begin()) continue;
    const Node other =
        source.tree().node(static_cast<std::uint32_t>(&data - source.tree().nodes().data()));
    const auto is_base = [&](Node base) {
      return std::find(names.begin(), names.end(), base.text()) != names.end();
    };
    const std::vector<Node> bases = other.child(Field::superclasses)
                                        ? items_of(other.child(Field::superclasses))
                                        : std::vector<Node>();
    if (std::none_of(bases.begin(), bases.end(), is_base)) continue;
    names.push_back(other.child(Field::name).text());
    if (other.text().find(now) != std::string_view::npos) continue;  // it speaks of both itself
    for (const Node statement : other.child(Field::body).children()) {
      if (statement.is(Kind::function_definition) && statement.child(Field::name).text() == was)
        found.push_back(statement);
    }
  }
  return found;
}

}  // namespace

std::string_view advised_name(const rulebook::Lifetime* life) {
  constexpr std::string_view kBuiltIn = "the built-in ";
  if (life == nullptr) return {};
  std::string_view advice = life->advice;
  if (advice.starts_with(kBuiltIn)) advice.remove_prefix(kBuiltIn.size());
  const std::size_t end = std::min(
      advice.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_."),
      advice.size());
  return end == advice.size() || advice.substr(end).starts_with(" (") ? advice.substr(0, end)
                                                                      : std::string_view();
}

bool works_on(const rulebook::Lifetime* life, VersionSet versions) {
  return life != nullptr && life->advice_from &&
         VersionSet::from(*life->advice_from).contains(versions);
}

// With --both, where 2.7 knows only the old name and the target only NOW:
//
//   parser.readfp(f)      (parser.read_file if hasattr(parser, "read_file") else parser.readfp)(f)
static Answer either_method(const Site& site, std::string_view now, Node use, Fix& fix) {
  const Node object = use.child(Field::object);
  for (Node part = object; !part.is(Kind::identifier); part = part.child(Field::object)) {
    if (!part.is(Kind::attribute)) return by_hand("what has the method would be worked out twice");
  }
  if (!use.parent().is(Kind::call) || use.field() != Field::function)
    return by_hand("the method is not called here");
  if (site.source.binds("hasattr")) return by_hand("`hasattr` is a name of the file's own");
  const std::string whose(object.text());
  fix.edits.push_back({use.span(), "(" + whose + "." + std::string(now) + " if hasattr(" + whose +
                                       ", \"" + std::string(now) + "\") else " +
                                       std::string(use.text()) + ")"});
  return keep_arguments(site, site.finding.symbol, use, fix);
}

// self.assertEquals(a, b)      self.assertEqual(a, b)
Answer renamed_method(const Site& site, Fix& fix) {
  const rulebook::Lifetime* life = site.book.lifetime(site.finding.symbol);
  const bool everywhere = works_on(life, site.versions());
  const std::string_view now = everywhere || (site.wish.both && works_on(life, site.wish.target))
                                   ? advised_name(life)
                                   : std::string_view();
  const std::size_t dot = site.finding.symbol.rfind('.');
  if (!site.text.empty() && site.said_of(site.finding.symbol).empty())
    return by_hand("its replacement is called otherwise, or does something else");
  if (now.empty() || now.substr(0, now.rfind('.') + 1) !=
                         std::string_view(site.finding.symbol).substr(0, dot + 1)) {
    return by_hand(
        "its replacement is no method of the same class, or not on every version asked for");
  }
  std::size_t index = site.token;
  const std::string_view was = std::string_view(site.finding.symbol).substr(dot + 1);
  while (index < site.source.tokens().size() && site.source.token(index).begin < site.span.end &&
         site.source.word(index) != was)
    ++index;
  if (site.source.word(index) != was) return by_hand("the method's name does not stand here");
  Node use = site.source.tree().innermost(site.source.token(index).begin);
  if (use.parent().is(Kind::attribute)) use = use.parent();
  const std::string_view name = now.substr(now.rfind('.') + 1);
  if (!everywhere) return either_method(site, name, use, fix);
  fix.edits.push_back({site.source.token(index).span(), std::string(name)});
  return keep_arguments(site, site.finding.symbol, use, fix);
}

// def __nonzero__(self): …      def __bool__(self): …
//                               __nonzero__ = __bool__      what calls it by its old name, or runs on 2.7, finds it
Answer method_alias(const Site& site, Fix& fix) {
  const Source& source = site.source;
  std::size_t index = site.token;
  if (source.token(index).kind == TokenKind::def_) ++index;
  const std::string was(source.word(index));
  const std::string now(site.said_of(was));
  const Node assignment = site.exact().parent();
  if (!now.empty() && assignment.is(Kind::assignment)) {
    const Node statement = assignment.parent();
    if (!statement.is(Kind::expression_statement) || !put_alias(source, statement, now, was, fix))
      return by_hand("no line of its own assigns it");
    return {};
  }
  const Node definition = site.around(Kind::function_definition);
  if (now.empty() || !definition) return by_hand("no definition of a method begins here");
  std::vector<Node> all = overrides(source, definition, was, now);
  all.insert(all.begin(), definition);
  for (const Node one : all) {
    const bool decorated = one.parent().is(Kind::decorated_definition);
    fix.edits.push_back({one.child(Field::name).span(), now});
    if (!put_alias(source, decorated ? one.parent() : one, was, now, fix))
      return by_hand("the file does not end with a newline");
  }
  return {};
}

// class A(B): def __eq__(…): …      and __hash__ = B.__hash__
Answer kept_hash(const Site& site, Fix& fix) {
  const Node definition = site.around(Kind::function_definition);
  const Node class_ = site.around(Kind::class_definition);
  const Node list = class_.child(Field::superclasses);
  const std::vector<Node> bases = list ? items_of(list) : std::vector<Node>();
  if (!definition || bases.empty() || !bases[0].is_any(Kind::identifier, Kind::attribute))
    return by_hand("what it inherits its hash from does not stand here");
  const std::string hash = std::string(bases[0].text()) + ".__hash__";
  if (!put_alias(site.source, definition, "__hash__", hash, fix))
    return by_hand("the file does not end with a newline");
  return {};
}

// Where the file also sets the attribute WAS: on its own functions it becomes NOW along with what is read.
static void rename_where_set(const Site& site, std::string_view was, std::string_view now,
                             Fix& fix) {
  const names::Scopes& scopes = site.source.names().scopes();
  for (const std::uint32_t patch : scopes.monkeypatches()) {
    const Node set = site.source.tree().node(patch);
    if (set.child(Field::attribute).text() != was) continue;
    if (site.source.names().types().is_function(set.child(Field::object))) {
      fix.edits.push_back({set.child(Field::attribute).span(), std::string(now)});
      fix.bond = "attribute " + std::string(was);
    } else {
      fix.safe = false;
      fix.risk = "the file also sets it, which nothing tells from an attribute of its own";
    }
  }
}

// f.func_name      f.__name__
Answer other_attribute(const Site& site, Fix& fix) {
  std::size_t index = site.token;
  while (site.source.token(index).begin < site.span.end &&
         site.said_of(site.source.word(index)).empty())
    ++index;
  const std::string_view now = site.said_of(site.source.word(index));
  if (now.empty() || site.source.token(index).begin >= site.span.end)
    return by_hand("the attribute is not known");
  // `Class.method` is a function on Python 3, and has none of a method's attributes.
  if (!site.said_of("unlike of a class").empty() && index > 3 &&
      site.source.token(index - 3).kind == TokenKind::dot) {
    const std::string_view owner = site.source.word(index - 4);
    for (const names::Binding& binding : site.source.names().scopes().bindings()) {
      if (binding.kind == names::BindingKind::class_ &&
          site.source.tree().node(binding.node).text() == owner)
        return by_hand("of a class it is the function itself on Python 3");
    }
  }
  rename_where_set(site, site.source.word(index), now, fix);
  const Edit edit = {site.source.token(index).span(), std::string(now)};
  if (std::find(fix.edits.begin(), fix.edits.end(), edit) == fix.edits.end())
    fix.edits.push_back(edit);
  return {};
}

}  // namespace pymolt::fix
