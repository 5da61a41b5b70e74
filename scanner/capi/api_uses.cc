// A name counts where it is code: not behind `->` or `.`, not in a condition, in a macro only where the macro is used.
// SPDX-License-Identifier: MIT
#include "capi/api_uses.h"

#include <algorithm>
#include <unordered_set>

#include "capi/receivers.h"

namespace pymolt::capi {

namespace {

using rulebook::Lifetime;

// Names that CPython's headers own; others (`coercion`, `token.h`) may mean anything.
bool is_distinctive(std::string_view name) {
  constexpr std::string_view kBegins[] = {"Py", "_Py", "PY", "_PY", "METH_", "CO_"};
  return std::any_of(std::begin(kBegins), std::end(kBegins),
                     [name](std::string_view begin) { return name.starts_with(begin); });
}

constexpr std::size_t kMostArguments = 32;   // of a call of an own macro
constexpr std::uint32_t kLongestBody = 200;  // of an own macro that may drop them

// An argument of an own macro that the macro does not compile.
struct Dropped {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  VersionSet on;       // where it surely does not
  VersionSet perhaps;  // of those, where it may after all
};

class Finder {
 public:
  Finder(const SourceView& view, const OwnNames& own)
      : view_(view), own_(own), walker_(view), receivers_(view, own) {}

  std::vector<Use> run() {
    find_expanded();
    includes();
    for (std::uint32_t i = 0; i < view_.tokens.size(); ++i) {
      const bool was_inside = !walker_.function().empty();
      walker_.meet(i);
      if (was_inside && walker_.function().empty()) receivers_.leave_function();
      if (view_.tokens[i].in_directive) continue;
      receivers_.meet(i);
      if (view_.is_word(i)) {
        old_designator(i);
        open_call(i);
        name(i, left_at(i));
        module(i);
        opaque(i);
      }
      member(i, left_at(i));
    }
    macros();
    std::stable_sort(uses_.begin(), uses_.end(),
                     [](const Use& a, const Use& b) { return a.where.begin < b.where.begin; });
    return std::move(uses_);
  }

 private:
  void add(const Lifetime& life, std::string symbol, std::uint32_t i, const Alive& alive,
           Confidence confidence) {
    const bool only_perhaps = (alive.sure - life.exists).empty();
    const VersionSet here = only_perhaps ? alive.any() : alive.sure;
    if (here.empty()) return;
    const bool breaks = !(here - life.exists).empty();
    if (!breaks && !life.deprecated_on().intersects(here)) return;
    if (only_perhaps && breaks) confidence = Confidence::possible;
    uses_.push_back({&life,
                     std::move(symbol),
                     {view_.tokens[i].begin, view_.tokens[i].end},
                     here,
                     confidence,
                     walker_.function()});
  }

  [[nodiscard]] Alive without_own(std::string_view name, Alive alive) const {
    const auto own = own_.defined.find(name);
    if (own == own_.defined.end()) return alive;
    return {alive.sure - own->second, alive.maybe - own->second};
  }

  // The macros that code of this file expands, also by way of other macros.
  void find_expanded() {
    std::unordered_set<std::string_view> words;
    for (std::uint32_t i = 0; i < view_.tokens.size(); ++i) {
      if (view_.is_word(i) && !view_.tokens[i].in_directive &&
          view_.guards.macros.count(view_.text(i)) != 0)
        words.insert(view_.text(i));
    }
    std::vector<std::string_view> open(words.begin(), words.end());
    while (!open.empty()) {
      const std::string_view word = open.back();
      open.pop_back();
      expanded_.insert(word);
      for (const MacroBody& body : view_.guards.macros.find(word)->second.bodies) {
        for (std::uint32_t i = body.begin; i < body.end; ++i) {
          if (view_.is_word(i) && view_.guards.macros.count(view_.text(i)) != 0 &&
              words.insert(view_.text(i)).second)
            open.push_back(view_.text(i));
        }
      }
    }
  }

  // What is left of the code at token I: an argument that a macro drops or makes a text of is not compiled.
  [[nodiscard]] Alive left_at(std::uint32_t i) {
    while (!dropped_.empty() && dropped_.back().end <= i) dropped_.pop_back();
    const Alive& alive = walker_.alive();
    if (dropped_.empty() || i < dropped_.back().begin) return alive;
    const VersionSet on = dropped_.back().on;
    return {alive.sure - on, (alive.maybe - on) | (alive.sure & dropped_.back().perhaps)};
  }

  // Notes which arguments of the own macro at token I are dropped.
  void open_call(std::uint32_t i) {
    if (view_.text(i + 1) != "(" || view_.partners[i + 1] == i + 1) return;
    const auto macro = view_.guards.macros.find(view_.text(i));
    if (macro == view_.guards.macros.end()) return;
    const std::uint32_t close = view_.partners[i + 1];
    const std::vector<Dropped>& by_place = dropped_by(macro->second);
    while (!dropped_.empty() && dropped_.back().end <= i) dropped_.pop_back();
    const bool inside = !dropped_.empty() && dropped_.back().begin <= i;
    if (by_place.empty() && !inside) return;
    std::vector<Dropped> found;
    std::uint32_t begin = i + 2;
    for (std::uint32_t at = begin; at <= close && found.size() < kMostArguments; ++at) {
      if (at == close || view_.text(at) == ",") {
        Dropped one = found.size() < by_place.size() ? by_place[found.size()] : Dropped{};
        if (inside) one.on |= dropped_.back().on;
        one.begin = begin;
        one.end = at;
        found.push_back(one);
        begin = at + 1;
      } else if (view_.partners[at] > at) {
        at = view_.partners[at];
      }
    }
    for (auto one = found.rbegin(); one != found.rend(); ++one) {
      if (!one->on.empty()) dropped_.push_back(*one);
    }
  }

  // By the argument's place; empty where MACRO compiles all of them.
  const std::vector<Dropped>& dropped_by(const Macro& macro) {
    const auto [known, is_new] = dropped_by_.try_emplace(&macro);
    std::vector<Dropped>& all = known->second;
    if (!is_new) return all;
    for (std::size_t place = 0; place < kMostArguments; ++place)
      all.push_back(dropped_at(macro, place));
    while (!all.empty() && all.back().on.empty()) all.pop_back();
    return all;
  }

  [[nodiscard]] Dropped dropped_at(const Macro& macro, std::size_t place) const {
    Dropped made;
    for (const MacroBody& body : macro.bodies) {
      const auto parameter = static_cast<std::uint32_t>(body.parameters + 1 + 2 * place);
      if (!body.is_function || parameter >= body.begin) return {};
      if (uses(body, view_.text(parameter))) {
        made.perhaps |= body.on;
        made.on -= body.sure;
      } else {
        made.on |= body.sure;
      }
    }
    return made;
  }

  // Whether BODY compiles its parameter NAME, and does not only make a text or a part of a word of it.
  [[nodiscard]] bool uses(const MacroBody& body, std::string_view name) const {
    if (name == ")" || body.end - body.begin > kLongestBody) return true;
    if (name == "...") name = "__VA_ARGS__";
    for (std::uint32_t i = body.begin; i < body.end; ++i) {
      if (view_.text(i) != name) continue;
      const std::string_view before = view_.text(i - 1);
      if (before != "#" && before != "##" && view_.text(i + 1) != "##") return true;
    }
    return false;
  }

  void macros() {
    for (const Define& define : view_.guards.defines) {
      const bool used = expanded_.count(define.name) != 0;
      for (std::uint32_t i = define.begin; i < define.end; ++i) {
        Alive alive = define.alive;
        if (!used) alive = {{}, alive.any()};
        if (view_.is_word(i) && view_.text(i) != define.name) name(i, alive);
        member(i, alive);
      }
    }
  }

  void includes() {
    for (const Include& include : view_.guards.includes) {
      const Lifetime* life = view_.api.find(include.path);
      if (life != nullptr && include.path.ends_with(".h")) {
        add(*life, std::string(include.path), include.token, include.alive, Confidence::likely);
      }
    }
  }

  void name(std::uint32_t i, const Alive& around) {
    const std::string_view word = view_.text(i);
    const std::string_view before = i > 0 ? view_.text(i - 1) : std::string_view();
    if (before == "->" || before == "." || (before == "::" && i > 1 && view_.is_word(i - 2)))
      return;
    if (is_declared(i, before)) return;
    const Alive alive = without_own(word, around);
    lvalue(i, word, before, alive);
    const Lifetime* life = view_.api.find(word);
    if (life == nullptr) return;
    const bool is_type =
        (before == "(" && (view_.text(i + 1) == ")" || view_.text(i + 1) == "*")) ||
        before == "static";
    add(*life, std::string(word), i, alive,
        is_distinctive(word) || is_type ? Confidence::sure : Confidence::possible);
  }

  // `void *PyName;`: a member or a variable of that name.
  [[nodiscard]] bool is_declared(std::uint32_t i, std::string_view before) const {
    const std::string_view after = view_.text(i + 1);
    if (before != "*" || (after != ";" && after != "=") || i < 3 || !view_.is_word(i - 2))
      return false;
    constexpr std::string_view kStarts[] = {";", "{", "}", "const", "static", "struct"};
    return std::find(std::begin(kStarts), std::end(kStarts), view_.text(i - 3)) !=
           std::end(kStarts);
  }

  // The word that a macro of the file stands for: `#define SIZE(x) Py_SIZE((PyObject *)(x))`.
  [[nodiscard]] std::string_view behind_macros(std::string_view word) const {
    const auto macro = view_.guards.macros.find(word);
    if (macro == view_.guards.macros.end() || macro->second.bodies.size() != 1) return word;
    std::uint32_t begin = macro->second.bodies.front().begin;
    std::uint32_t end = macro->second.bodies.front().end;
    for (int depth = 0;
         depth < 4 && begin < end && view_.text(begin) == "(" && view_.partners[begin] + 1 == end;
         ++depth) {
      ++begin;
      --end;
    }
    const bool is_word = begin < end && view_.is_word(begin) &&
                         (begin + 1 == end ||
                          (view_.text(begin + 1) == "(" && view_.partners[begin + 1] + 1 == end));
    return is_word ? view_.text(begin) : word;
  }

  // `Py_TYPE(x) = y`, `++Py_REFCNT(x)`, `&Py_SIZE(x)`.
  void lvalue(std::uint32_t i, std::string_view word, std::string_view before, const Alive& alive) {
    if (view_.text(i + 1) != "(" || view_.partners[i + 1] == i + 1) return;
    const std::string_view meant = behind_macros(word);
    if (meant != word && own_.defined.contains(meant)) return;
    word = meant;
    const Lifetime* stored = view_.api.use(word, "lvalue");
    const Lifetime* taken = view_.api.use(word, "address");
    if (stored == nullptr && taken == nullptr) return;
    constexpr std::string_view kStores[] = {
        "=", "+=", "-=", "*=", "/=", "|=", "&=", "^=", "<<=", ">>=", "++", "--"};
    const auto stores = [&](std::string_view mark) {
      return std::find(std::begin(kStores), std::end(kStores), mark) != std::end(kStores);
    };
    // What `(Py_SIZE(x))` stands in does not matter; a member of what it returns does.
    std::uint32_t begin = i;
    std::uint32_t end = view_.partners[i + 1] + 1;
    while (begin > 0 && view_.text(begin - 1) == "(" && view_.text(end) == ")" &&
           (begin < 2 || !view_.is_word(begin - 2))) {
      --begin;
      ++end;
    }
    if (begin < i) before = begin > 0 ? view_.text(begin - 1) : std::string_view();
    const std::string_view after = view_.text(end);
    if (after == "->" || after == "." || after == "[" || after == "(") return;
    const bool steps = after == "++" || after == "--";
    const bool is_stored =
        (before == "*" && !steps) ? false : stores(after) || before == "++" || before == "--";
    if (stored != nullptr && is_stored)
      add(*stored, std::string(stored->name), i, alive, Confidence::sure);
    const std::string_view two_before = begin > 1 ? view_.text(begin - 2) : std::string_view();
    const bool is_operand =
        begin > 1 && (view_.is_word(begin - 2) || two_before == ")" || two_before == "]" ||
                      view_.tokens[begin - 2].kind == TokenKind::number);
    if (taken != nullptr && before == "&" && (!is_operand || two_before == "return")) {
      add(*taken, std::string(taken->name), i, alive, Confidence::sure);
    }
  }

  // `PyMODINIT_FUNC initfast(void) {`: the module's entry for Python 2.
  void module(std::uint32_t i) {
    const std::string_view word = view_.text(i);
    if (!walker_.at_top() || !word.starts_with("init") || word.size() == 4 || i == 0 ||
        view_.text(i - 1) != "PyMODINIT_FUNC")
      return;
    const Lifetime* life = view_.api.find("init(module)");
    if (life != nullptr && view_.text(i + 1) == "(")
      add(*life, std::string(word), i, walker_.alive(), Confidence::sure);
  }

  // What requires that a struct is known: `sizeof(PyFrameObject)`, `sizeof(*f)`, `*a = *b`, `PyFrameObject f;`, `offsetof`.
  void opaque(std::uint32_t i) {
    const std::string_view word = view_.text(i);
    const std::string_view before = i > 0 ? view_.text(i - 1) : std::string_view();
    const std::string_view two_before = i > 1 ? view_.text(i - 2) : std::string_view();
    const auto starts = [](std::string_view mark) {
      return mark.empty() || mark == ";" || mark == "{" || mark == "}";
    };
    if (word == "offsetof" && view_.text(i + 1) == "(" && view_.text(i + 3) == ",") {
      for (const Lifetime* life : view_.api.members(view_.text(i + 4))) {
        if (struct_of(*life) == view_.text(i + 2))
          add(*life, std::string(life->name), i + 4, left_at(i), Confidence::sure);
      }
    } else if (word == "sizeof" && view_.text(i + 1) == "(" && view_.text(i + 2) == "*") {
      pointed_to(i, view_.partners[i + 1] - 1);
    } else if (before == "*" && view_.text(i + 1) == "=" && starts(two_before)) {
      pointed_to(i, i);
    } else if (before == "(" && two_before == "sizeof" && view_.text(i + 1) == ")") {
      known_struct(i, word);
    } else if (view_.is_word(i + 1) && (starts(before) || before == "static")) {
      const std::string_view end = view_.text(i + 2);
      if (end == ";" || end == "=" || end == "[") known_struct(i, word);
    }
  }

  void pointed_to(std::uint32_t i, std::uint32_t last) {
    const CType type = receivers_.ending_at(last);
    if (type.stars == 1) known_struct(i, type.name);
  }

  void known_struct(std::uint32_t i, std::string_view type) {
    const Lifetime* life = view_.api.use(type, "size");
    if (life != nullptr && !own_.defined.contains(type))
      add(*life, std::string(life->name), i, left_at(i), Confidence::sure);
  }

  // `tp_print: 0`, as GNU C had it before `.tp_print = 0`.
  void old_designator(std::uint32_t i) {
    if (view_.text(i + 1) != ":") return;
    const std::string_view type = receivers_.designated(i);
    if (type.empty()) return;
    for (const Lifetime* life : view_.api.members(view_.text(i))) {
      if (struct_of(*life) == type)
        return add(*life, std::string(life->name), i, left_at(i), Confidence::sure);
    }
  }

  static std::string_view struct_of(const Lifetime& life) {
    return life.name.substr(0, life.name.rfind('.'));
  }

  void member(std::uint32_t i, const Alive& alive) {
    const std::string_view mark = view_.text(i);
    if ((mark != "->" && mark != ".") || view_.tokens[i].kind != TokenKind::mark ||
        !view_.is_word(i + 1))
      return;
    const auto facts = view_.api.members(view_.text(i + 1));
    if (facts.empty() || i == 0) return;
    const std::string_view type = receiver(i, mark == "->");
    for (const Lifetime* life : facts) {
      if (!type.empty() && struct_of(*life) == type) {
        return add(*life, std::string(life->name), i + 1, alive, Confidence::sure);
      }
    }
    if (type.empty() && facts.size() == 1 &&
        view_.text(i + 1).find('_') != std::string_view::npos) {
      add(*facts.front(), std::string(facts.front()->name), i + 1, alive, Confidence::possible);
    }
  }

  // The type of what stands before the mark at I, where that has members behind such a mark.
  [[nodiscard]] std::string_view receiver(std::uint32_t i, bool pointer) const {
    const std::string_view filled = pointer ? std::string_view() : receivers_.designated(i + 1);
    if (!filled.empty()) return filled;
    const CType type = receivers_.ending_at(i - 1);
    const bool fits = type.stars == CType::kAnyStars || type.stars == (pointer ? 1 : 0);
    return fits ? type.name : std::string_view();
  }

  const SourceView& view_;
  const OwnNames& own_;
  Walker walker_;
  Receivers receivers_;
  std::unordered_map<const Macro*, std::vector<Dropped>> dropped_by_;
  std::vector<Dropped> dropped_;  // arguments that begin here or later, the nearest last
  std::unordered_set<std::string_view> expanded_;
  std::vector<Use> uses_;
};

}  // namespace

std::vector<Use> find_uses(const SourceView& view, const OwnNames& own) {
  return Finder(view, own).run();
}

}  // namespace pymolt::capi
