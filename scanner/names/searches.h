// Loops that look for something.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_NAMES_SEARCHES_H_
#define PYMOLT_NAMES_SEARCHES_H_

#include <algorithm>
#include <cstdint>

#include "syntax/tree.h"

namespace pymolt::names {

/// Whether LOOP returns what it was looking for: `for row in rows: if row.name == name: return row`. Of a long body only the
/// beginning is read.
[[nodiscard]] inline bool is_search(syntax::Node loop) {
  constexpr std::uint32_t kMostNodes = 400;
  const syntax::Node body = loop.child(syntax::Field::body);
  if (!body) return false;
  const std::uint32_t end = std::min(body.data().next, body.index() + kMostNodes);
  for (std::uint32_t at = body.index(); at < end; ++at) {
    const syntax::Node node = body.tree().node(at);
    if (node.is(syntax::Kind::return_statement))
      return node.parent().parent().is(syntax::Kind::if_statement);
  }
  return false;
}

}  // namespace pymolt::names

#endif  // PYMOLT_NAMES_SEARCHES_H_
