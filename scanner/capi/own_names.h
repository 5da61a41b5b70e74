// Names of the C API that a source defines itself, and the types of its variables.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_CAPI_OWN_NAMES_H_
#define PYMOLT_CAPI_OWN_NAMES_H_

#include <string_view>
#include <unordered_map>
#include <vector>

#include "capi/preprocessor_guards.h"
#include "rulebook/c_api.h"

namespace pymolt::capi {

/// A source, read as far as its tokens go. All of it is borrowed.
struct SourceView {
  std::string_view source;
  const std::vector<Token>& tokens;
  const std::vector<std::uint32_t>& partners;
  const Guards& guards;
  const rulebook::CApi& api;

  [[nodiscard]] std::string_view text(std::size_t i) const {
    return i < tokens.size() ? source.substr(tokens[i].begin, tokens[i].end - tokens[i].begin)
                             : std::string_view();
  }
  [[nodiscard]] bool is_word(std::size_t i) const {
    return i < tokens.size() && tokens[i].kind == TokenKind::word;
  }
};

/// Goes along with a walk over the tokens: what is around the token at hand.
class Walker {
 public:
  explicit Walker(const SourceView& view) : view_(view) {}

  /// Moves to token I; tokens are met in order.
  void meet(std::uint32_t i);
  [[nodiscard]] const Alive& alive() const { return view_.guards.stretches[stretch_].alive; }
  /// Whether it stands in no function and no initialiser; `extern "C"` and namespaces do not count.
  [[nodiscard]] bool at_top() const { return depth_ == 0; }
  /// What the innermost braces are; those of an `#if` and its `#else` both count.
  [[nodiscard]] bool in_struct() const {
    return !kinds_.empty() && kinds_.back() == Kind::structure;
  }
  [[nodiscard]] bool in_enumeration() const {
    return !kinds_.empty() && kinds_.back() == Kind::enumeration;
  }
  /// The function around it; empty outside.
  [[nodiscard]] std::string_view function() const { return function_; }

 private:
  enum class Kind : std::uint8_t { other, structure, enumeration };

  void open(std::uint32_t i);
  [[nodiscard]] Kind kind_of(std::uint32_t i) const;
  void turn(const Stretch& stretch);

  const SourceView& view_;
  std::size_t stretch_ = 0;
  int depth_ = 0;
  std::vector<bool> counts_;  // of the braces that are open: whether they count
  std::vector<Kind> kinds_;   // of the braces that are open
  struct Saved {
    std::vector<bool> counts;
    int depth;
  };
  std::vector<Saved> saved_;  // at each `#if` that is open
  std::string_view function_;
  std::string_view last_called_;  // at the top, the word before the last parenthesis
};

/// A type as far as its name and its stars go.
struct CType {
  static constexpr int kAnyStars = -9;
  std::string_view name;
  int stars = 0;
  bool operator==(const CType&) const = default;
};

/// `PyFrameObject *const f[2];` or `PyFrameObject *f(`, from its type on; without a name where it is none.
struct CDeclaration {
  CType type;
  std::string_view name;
  bool is_function = false;
};
[[nodiscard]] CDeclaration declaration_at(const SourceView& view, std::uint32_t i);

struct OwnNames {
  std::unordered_map<std::string_view, VersionSet> defined;  // by a macro, a function, a type
  /// Of what is declared outside functions (members and parameters too): its type; without a name where declarations differ.
  std::unordered_map<std::string_view, CType> variables;
  std::unordered_map<std::string_view, CType> returns;   // of functions: what they return
  std::unordered_map<std::string_view, CType> typedefs;  // `typedef struct _frame *F;`
};

[[nodiscard]] OwnNames read_own_names(const SourceView& view);

}  // namespace pymolt::capi

#endif  // PYMOLT_CAPI_OWN_NAMES_H_
