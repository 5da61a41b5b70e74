// Which struct of the C API an expression in a C source is, or points to: `frame`, `(*f)`, `((PyFrameObject *)o)`, `frames[0]`.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_CAPI_RECEIVERS_H_
#define PYMOLT_CAPI_RECEIVERS_H_

#include <string_view>
#include <unordered_map>
#include <vector>

#include "capi/own_names.h"

namespace pymolt::capi {

/// Goes along with a walk over the tokens. Every question looks at a bounded number of tokens.
class Receivers {
 public:
  /// Both are borrowed.
  Receivers(const SourceView& view, const OwnNames& own) : view_(view), own_(own) {}

  /// Reads what the token I declares or opens; tokens are met in order.
  void meet(std::uint32_t i);
  /// Forgets what the function that ends here declared.
  void leave_function() { locals_.clear(); }

  /// The type of the expression that ends with token I; without a name where it is not known.
  [[nodiscard]] CType ending_at(std::uint32_t i) const { return ending_at(i, 0); }
  /// The struct that the initialiser around token I fills, when I begins the name of a member there: `.tp_print =`, `tp_print:`.
  [[nodiscard]] std::string_view designated(std::uint32_t i) const;

 private:
  [[nodiscard]] CType ending_at(std::uint32_t i, int depth) const;
  [[nodiscard]] CType of_word(std::uint32_t i, int depth) const;
  [[nodiscard]] CType of_call(std::uint32_t i) const;
  [[nodiscard]] CType within(std::uint32_t begin, std::uint32_t end, int depth) const;
  [[nodiscard]] CType cast_at(std::uint32_t open) const;
  [[nodiscard]] CType resolved(CType type) const;
  [[nodiscard]] std::string_view initialised_at(std::uint32_t brace) const;

  struct Initialiser {
    std::uint32_t end;
    std::string_view type;
    bool is_array;
  };

  const SourceView& view_;
  const OwnNames& own_;
  std::unordered_map<std::string_view, CType> locals_;  // of this function
  std::vector<Initialiser> open_;
};

}  // namespace pymolt::capi

#endif  // PYMOLT_CAPI_RECEIVERS_H_
