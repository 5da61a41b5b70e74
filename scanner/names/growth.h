// Calls of methods by the method's name, and of functions by theirs: found in one pass over a file when first asked for.
// SPDX-License-Identifier: MIT
//
//   workers = []
//   workers.append(Worker())        calls("append")   this one
//   table["a"] = 1                  stores("table")   this one
//
// Borrows the tree.
#ifndef PYMOLT_NAMES_GROWTH_H_
#define PYMOLT_NAMES_GROWTH_H_

#include <span>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "syntax/tree.h"

namespace pymolt::names {

class Growth {
 public:
  explicit Growth(const syntax::Tree& tree);

  /// The calls whose function is the name, or ends in the attribute, NAME; in the order of the text.
  [[nodiscard]] std::span<const syntax::Node> calls(std::string_view name) const {
    return of(calls_, name);
  }
  /// The subscripts `NAME[…]`, or `x.NAME[…]`, that are assigned to.
  [[nodiscard]] std::span<const syntax::Node> stores(std::string_view name) const {
    return of(stores_, name);
  }

 private:
  using Index = std::unordered_map<std::string_view, std::vector<syntax::Node>>;
  static std::span<const syntax::Node> of(const Index& index, std::string_view name) {
    const auto found = index.find(name);
    return found == index.end() ? std::span<const syntax::Node>() : found->second;
  }
  Index calls_;
  Index stores_;
};

}  // namespace pymolt::names

#endif  // PYMOLT_NAMES_GROWTH_H_
