// File facts as bytes and back: what the cache keeps.
// SPDX-License-Identifier: MIT
//
// The bytes are for this version of pymolt on this kind of machine; nothing else reads them. They may come from a damaged
// or a hostile file all the same: what is not whole, an enumerator or a version that there is none of, a number that names
// nothing (facts_check.h) gives nothing, never a half-filled value. A new field is one word in its struct's list in
// facts_codec.cc; it is checked by its type, an enum by its own enumerators.
#ifndef PYMOLT_SCAN_FACTS_CODEC_H_
#define PYMOLT_SCAN_FACTS_CODEC_H_

#include <optional>
#include <string>
#include <string_view>

#include "model/facts.h"

namespace pymolt::scan {

/// FACTS as bytes, appended to OUT.
void write_facts(const FileFacts& facts, std::string& out);

/// The facts that BYTES are, all of them; nothing when they are not.
[[nodiscard]] std::optional<FileFacts> read_facts(std::string_view bytes);

}  // namespace pymolt::scan

#endif  // PYMOLT_SCAN_FACTS_CODEC_H_
