// By declarations, casts, calls and the table of what members point to; read backwards from the end of the expression.
// SPDX-License-Identifier: MIT
#include "capi/receivers.h"

#include <string>

#include "capi/api_types.h"

namespace pymolt::capi {

namespace {

constexpr int kLongestChain =
    8;  // members of members, parentheses and names of types that are followed
constexpr std::uint32_t kLongestAuto = 24;  // tokens of what `auto` stands for

}  // namespace

void Receivers::meet(std::uint32_t i) {
  while (!open_.empty() && open_.back().end < i) open_.pop_back();
  if (view_.text(i) == "{" && view_.partners[i] > i) {
    const std::string_view type = initialised_at(i);
    if (i > 1 && (!type.empty() || !open_.empty()))
      open_.push_back({view_.partners[i], type, view_.text(i - 2) == "]"});
  }
  if (!view_.is_word(i)) return;
  if (view_.text(i) == "auto") {
    std::uint32_t name = i + 1;
    while (view_.text(name) == "*" || view_.text(name) == "&") ++name;
    std::uint32_t end = name + 1;
    while (end < name + kLongestAuto && view_.text(end) != ";") ++end;
    if (view_.text(name + 1) == "=" && view_.text(end) == ";")
      locals_[view_.text(name)] = ending_at(end - 1);
    return;
  }
  const CDeclaration declared = declaration_at(view_, i);
  if (declared.name.empty() || declared.is_function) return;
  const CType type = resolved(declared.type);
  if (declared.type.stars > 0 || view_.api.has_members(type.name)) locals_[declared.name] = type;
}

// `PyTypeObject T = {`, `T[] = {`, `(PyTypeObject){`; what a brace in braces fills is known for arrays only.
std::string_view Receivers::initialised_at(std::uint32_t brace) const {
  if (brace < 2) return {};
  const std::string_view before = view_.text(brace - 1);
  if (before == ")") {
    const CType type = cast_at(view_.partners[brace - 1]);
    return type.stars == 0 ? type.name : std::string_view();
  }
  if (before == "{" || before == ",")
    return !open_.empty() && open_.back().is_array ? open_.back().type : std::string_view();
  if (before != "=") return {};
  std::uint32_t name = brace - 2;
  if (view_.text(name) == "]" && view_.partners[name] < name && view_.partners[name] > 0)
    name = view_.partners[name] - 1;
  if (name < 1 || !view_.is_word(name) || !view_.is_word(name - 1)) return {};
  const CType type = resolved({view_.text(name - 1), 0});
  return type.stars == 0 ? type.name : std::string_view();
}

std::string_view Receivers::designated(std::uint32_t i) const {
  if (open_.empty() || open_.back().type.empty() || i == 0) return {};
  const bool dotted = view_.text(i - 1) == ".";
  if (i < 2 || view_.text(i + 1) != (dotted ? "=" : ":")) return {};
  const std::string_view before = view_.text(i - (dotted ? 2 : 1));
  return before == "{" || before == "," || before == ")" ? open_.back().type : std::string_view();
}

CType Receivers::resolved(CType type) const {
  for (int hop = 0; hop < kLongestChain; ++hop) {
    const auto alias = own_.typedefs.find(type.name);
    if (alias == own_.typedefs.end() || alias->second.name.empty()) break;
    type = {alias->second.name, type.stars + alias->second.stars};
  }
  const std::string_view tagged = type_of(type.name);
  return tagged.empty() ? type : CType{tagged, type.stars};
}

CType Receivers::ending_at(std::uint32_t i, int depth) const {
  if (i == 0 || i >= view_.tokens.size() || depth > kLongestChain) return {};
  if (view_.is_word(i)) return of_word(i, depth);
  const std::uint32_t open = view_.partners[i];
  if (open >= i || open == 0) return {};
  if (view_.text(i) == "]") {
    CType type = ending_at(open - 1, depth + 1);
    if (type.stars > 0) --type.stars;
    return type;
  }
  if (view_.text(i) != ")") return {};
  if (view_.is_word(open - 1) && view_.text(open - 1) != "return") return of_call(open - 1);
  if (view_.text(open - 1) == ">") {  // `static_cast<PyFrameObject *>(o)`
    std::uint32_t at = open - 2;
    int stars = 0;
    for (; at > 1 && view_.text(at) == "*" && stars < kLongestChain; --at) ++stars;
    return view_.is_word(at) && stars > 0 ? resolved({view_.text(at), stars}) : CType{};
  }
  return within(open + 1, i - 1, depth);
}

CType Receivers::of_word(std::uint32_t i, int depth) const {
  const std::string_view word = view_.text(i);
  const std::string_view before = view_.text(i - 1);
  if (before == "->" || before == ".") {
    const std::string owner(i > 2 ? ending_at(i - 2, depth + 1).name : std::string_view());
    const std::string_view type =
        owner.empty() ? std::string_view() : type_of(owner + "." + std::string(word));
    if (!type.empty()) return {type, CType::kAnyStars};
  } else if (const auto local = locals_.find(word); local != locals_.end()) {
    return local->second;
  }
  const auto type = own_.variables.find(word);
  return type == own_.variables.end() ? CType{} : resolved(type->second);
}

// A function of the API or of the file, or a macro of the file that is a cast.
CType Receivers::of_call(std::uint32_t i) const {
  const std::string_view function = view_.text(i);
  const auto own = own_.returns.find(function);
  if (own != own_.returns.end()) return resolved(own->second);
  const auto macro = view_.guards.macros.find(function);
  if (macro != view_.guards.macros.end()) {
    if (macro->second.bodies.size() != 1) return {};
    const MacroBody& body = macro->second.bodies.front();
    const bool is_cast = body.is_function && view_.text(body.begin) == "(" &&
                         view_.partners[body.begin] + 1 == body.end;
    return is_cast ? cast_at(body.begin + 1) : CType{};
  }
  const std::string_view type = type_of(function);
  if (type.empty() || own_.defined.contains(function)) return {};
  return {type, CType::kAnyStars};
}

// What stands between parentheses.
CType Receivers::within(std::uint32_t begin, std::uint32_t end, int depth) const {
  if (begin > end) return {};
  const std::string_view first = view_.text(begin);
  if (first == "(") {
    const CType cast = cast_at(begin);
    if (!cast.name.empty() && view_.partners[begin] < end) return cast;
    return view_.partners[begin] == end ? ending_at(end, depth + 1) : CType{};
  }
  if (first == "*" || first == "&") {
    CType type = ending_at(end, depth + 1);
    if (type.stars != CType::kAnyStars) type.stars += first == "&" ? 1 : -1;
    return type;
  }
  if (view_.text(begin + 1) == "=") return ending_at(begin, depth + 1);
  bool is_one = view_.is_word(begin);
  for (std::uint32_t at = begin; at <= end && at < begin + 12; ++at) {
    if (view_.text(at) == "?") return ending_at(end, depth + 1);
    if (view_.tokens[at].kind == TokenKind::mark && view_.text(at) != "->" && view_.text(at) != ".")
      is_one = false;
  }
  return is_one && end < begin + 12 ? ending_at(end, depth + 1) : CType{};
}

// `(const struct _frame *)`
CType Receivers::cast_at(std::uint32_t open) const {
  if (view_.text(open) != "(") return {};
  std::uint32_t at = open + 1;
  while (view_.text(at) == "const" || view_.text(at) == "struct") ++at;
  if (!view_.is_word(at)) return {};
  CType type{view_.text(at), 0};
  for (++at; view_.text(at) == "*" && type.stars < kLongestChain; ++at) ++type.stars;
  return view_.text(at) == ")" ? resolved(type) : CType{};
}

}  // namespace pymolt::capi
