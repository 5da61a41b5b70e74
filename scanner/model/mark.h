// A construct met in a text: what it is called in rules/lifetimes/syntax.life, and where it stands.
// SPDX-License-Identifier: MIT
//
// A mark is half a reason: which versions reject the construct is said by its lifetime. A mark may count only
// within some versions: on others the same bytes are something else (an encoding that only some know).
#ifndef PYMOLT_MODEL_MARK_H_
#define PYMOLT_MODEL_MARK_H_

#include <string_view>

#include "base/text.h"
#include "base/version.h"

namespace pymolt {

struct Mark {
  std::string_view construct;  // a literal, without `syntax.`
  ByteSpan span;
  VersionSet within = VersionSet::all();
  bool operator==(const Mark&) const = default;
};

}  // namespace pymolt

#endif  // PYMOLT_MODEL_MARK_H_
