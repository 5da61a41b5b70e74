// By the shape of declarations: `static int Name(…) {`, `typedef … Name;`, `#define Name`, `PyFrameObject *frame`.
// SPDX-License-Identifier: MIT
#include "capi/own_names.h"

#include <algorithm>

namespace pymolt::capi {

namespace {

constexpr std::size_t kMostSaved = 1000;

void declare(std::unordered_map<std::string_view, CType>& types, std::string_view name,
             const CType& type) {
  const auto [place, is_new] = types.emplace(name, type);
  if (!is_new && place->second != type) place->second = {};
}

class Names {
 public:
  explicit Names(const SourceView& view) : view_(view), walker_(view) {}

  OwnNames run() {
    for (const auto& [name, macro] : view_.guards.macros) {
      if (is_of_api(name)) made_.defined[name] |= macro.defined | macro.maybe;
    }
    for (std::uint32_t i = 0; i < view_.tokens.size(); ++i) {
      walker_.meet(i);
      if (view_.tokens[i].in_directive || !view_.is_word(i)) continue;
      if (walker_.function().empty()) read_variable(i);
      if (is_of_api(view_.text(i)) && is_definition(i))
        made_.defined[view_.text(i)] |= walker_.alive().any();
    }
    return std::move(made_);
  }

 private:
  [[nodiscard]] bool is_of_api(std::string_view name) const {
    return view_.api.find(name) != nullptr || view_.api.use(name, "lvalue") != nullptr;
  }

  void read_variable(std::uint32_t i) {
    if (view_.text(i) == "typedef") return read_typedef(i);
    const CDeclaration declared = declaration_at(view_, i);
    if (declared.name.empty()) return;
    if (declared.is_function) {
      if (declared.type.stars > 0) declare(made_.returns, declared.name, declared.type);
    } else if (declared.type.stars > 0 || view_.api.has_members(declared.type.name) ||
               made_.typedefs.count(declared.type.name) != 0) {
      declare(made_.variables, declared.name, declared.type);
    }
  }

  void read_typedef(std::uint32_t i) {
    std::uint32_t at = i + 1;
    while (view_.text(at) == "struct" || view_.text(at) == "const") ++at;
    const CDeclaration declared = declaration_at(view_, at);
    if (!declared.name.empty() && !declared.is_function)
      declare(made_.typedefs, declared.name, declared.type);
  }

  [[nodiscard]] bool is_definition(std::uint32_t i) const {
    const std::string_view before = i > 0 ? view_.text(i - 1) : std::string_view();
    const std::string_view after = view_.text(i + 1);
    if ((before == "struct" || before == "union" || before == "enum" || before == "class") &&
        after == "{")
      return true;
    if (walker_.in_enumeration()) return before == "{" || before == ",";
    if (walker_.at_top() && is_parameter(i, before, after)) return true;
    if (walker_.in_struct() && after == "(" && is_declared_after(i, before)) return is_function(i);
    if (!walker_.at_top() && before != "}") return false;
    if (after == "(" && i > 0 &&
        (view_.is_word(i - 1) || before == "*" || before == "&" || before == ")"))
      return is_function(i);
    return after == ";" && (before == "}" || before == ")" || ends_typedef(i));
  }

  // Whether a type may stand before token I: no `return`, no `(`.
  [[nodiscard]] bool is_declared_after(std::uint32_t i, std::string_view before) const {
    constexpr std::string_view kNoTypes[] = {"const",  "struct",  "enum",   "union",   "class",
                                             "return", "else",    "static", "extern",  "volatile",
                                             "sizeof", "case",    "inline", "virtual", "unsigned",
                                             "signed", "register"};
    if (before == "*" || before == "&") return i > 1 && view_.is_word(i - 2);
    return view_.is_word(i - 1) &&
           std::find(std::begin(kNoTypes), std::end(kNoTypes), before) == std::end(kNoTypes);
  }

  // `int f(int Name, …)`, at the top.
  [[nodiscard]] bool is_parameter(std::uint32_t i, std::string_view before,
                                  std::string_view after) const {
    return i > 1 && (after == "," || after == ")") && is_declared_after(i, before) &&
           (before == "*" || view_.text(i - 2) == "(" || view_.text(i - 2) == ",");
  }

  // `typedef int Name;` on a line of its own.
  [[nodiscard]] bool ends_typedef(std::uint32_t i) const {
    for (std::uint32_t back = 1; back <= 16 && back <= i; ++back) {
      const std::string_view word = view_.text(i - back);
      if (word == "typedef") return true;
      if (word == ";" || word == "}") return false;
    }
    return false;
  }

  // With a body, or announced: whoever writes a prototype has it from elsewhere.
  [[nodiscard]] bool is_function(std::uint32_t i) const {
    const std::uint32_t close = view_.partners[i + 1];
    if (close == i + 1) return false;
    return view_.text(close + 1) == "{" || view_.text(close + 1) == ";";
  }

  const SourceView& view_;
  Walker walker_;
  OwnNames made_;
};

}  // namespace

CDeclaration declaration_at(const SourceView& view, std::uint32_t i) {
  constexpr std::string_view kStatements[] = {"return", "else", "case", "goto", "throw", "delete"};
  CDeclaration declared{{view.text(i), 0}, {}, false};
  if (std::find(std::begin(kStatements), std::end(kStatements), declared.type.name) !=
      std::end(kStatements))
    return {};
  std::uint32_t at = i + 1;
  for (; at < i + 8; ++at) {
    const std::string_view mark = view.text(at);
    if (mark == "*") ++declared.type.stars;
    if (mark != "*" && mark != "&" && mark != "const" && mark != "restrict") break;
  }
  if (!view.is_word(i) || !view.is_word(at)) return {};
  const std::string_view end = view.text(at + 1);
  declared.is_function = end == "(";
  if (end == "[") ++declared.type.stars;
  const bool ends =
      end == ";" || end == "," || end == ")" || end == "=" || end == "[" || declared.is_function;
  if (ends) declared.name = view.text(at);
  return declared;
}

void Walker::meet(std::uint32_t i) {
  const std::vector<Stretch>& stretches = view_.guards.stretches;
  while (stretch_ + 1 < stretches.size() && stretches[stretch_ + 1].first <= i)
    turn(stretches[++stretch_]);
  const Token& token = view_.tokens[i];
  if (token.in_directive || token.kind != TokenKind::mark) return;
  const std::string_view mark = view_.text(i);
  if (mark == "(" && depth_ == 0 && i > 0 && view_.is_word(i - 1)) last_called_ = view_.text(i - 1);
  if (mark == "{") open(i);
  if (mark == "}" && !kinds_.empty()) kinds_.pop_back();
  if (mark != "}" || counts_.empty()) return;
  if (counts_.back() && --depth_ == 0) function_ = {};
  counts_.pop_back();
}

void Walker::open(std::uint32_t i) {
  const bool is_external =
      i > 1 && view_.text(i - 2) == "extern" && view_.tokens[i - 1].kind == TokenKind::text;
  const bool is_namespace =
      (i > 0 && view_.text(i - 1) == "namespace") || (i > 1 && view_.text(i - 2) == "namespace");
  const bool counts = !is_external && !is_namespace;
  if (counts && depth_++ == 0 && i > 0 && view_.text(i - 1) == ")") function_ = last_called_;
  counts_.push_back(counts);
  kinds_.push_back(kind_of(i));
}

// By the word that begins the declaration: `struct A : B {`, `enum {`.
Walker::Kind Walker::kind_of(std::uint32_t i) const {
  for (std::uint32_t back = 1; back <= 12 && back <= i; ++back) {
    const std::string_view word = view_.text(i - back);
    if (word == "enum" || (word == "class" && i > back && view_.text(i - back - 1) == "enum"))
      return Kind::enumeration;
    if (word == "struct" || word == "class" || word == "union") return Kind::structure;
    if (word == ";" || word == "{" || word == "}" || word == ")" || word == "=") break;
  }
  return Kind::other;
}

// Every branch of an `#if` begins with the braces that were open before it.
void Walker::turn(const Stretch& stretch) {
  if (stretch.opens_branch) {
    if (counts_.size() > kMostSaved || saved_.size() > kMostSaved)
      return saved_.push_back({{}, depth_});
    saved_.push_back({counts_, depth_});
  } else if (stretch.second_branch && !saved_.empty()) {
    if (saved_.back().counts.empty() && saved_.back().depth != 0) return;
    counts_ = saved_.back().counts;
    depth_ = saved_.back().depth;
  } else if (stretch.ends_branches && !saved_.empty()) {
    saved_.pop_back();
  }
}

OwnNames read_own_names(const SourceView& view) { return Names(view).run(); }

}  // namespace pymolt::capi
