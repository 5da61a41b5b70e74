// A construct met in a text: what it is called in rules/lifetimes/syntax.life, and where it stands.
// SPDX-License-Identifier: MIT
//
// A mark is half a reason: which versions reject the construct is said by its lifetime. Where one name covers
// things of different lives (the encodings), the mark says itself on which versions it fails.
#ifndef PYMOLT_BASE_MARK_H_
#define PYMOLT_BASE_MARK_H_

#include <string_view>

#include "base/text.h"
#include "base/version.h"

namespace pymolt {

struct Mark {
  std::string_view construct;  // a literal, without `syntax.`
  ByteSpan span;
  VersionSet fails_on = VersionSet::none();  // none: where the construct does not exist
  bool operator==(const Mark&) const = default;
};

}  // namespace pymolt

#endif  // PYMOLT_BASE_MARK_H_
