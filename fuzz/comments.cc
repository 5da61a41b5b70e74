// A comment that may ask to be spared something, and text that is spelled to be seen: nothing raw is left.
// SPDX-License-Identifier: MIT
#include "base/text.h"
#include "base/visible.h"
#include "checks/suppressions.h"
#include "oracle.h"

using namespace pymolt;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = fuzz::text_of(data, size);
  if (const auto request = checks::read_ignore_comment(text)) {
    fuzz::claim(request->trouble.empty() || request->words.empty(),
                "what cannot be read asks for nothing");
  }
  const std::string shown = visible(text);
  fuzz::claim(is_utf8(shown) && visible(shown).find('\x1b') == std::string::npos,
              "what is shown is text");
  for (const char c : shown)
    fuzz::claim(static_cast<unsigned char>(c) >= 0x20 && c != 0x7F, "nothing acts unseen");
  fuzz::claim(is_utf8(spelled_path(text)), "a path is text");
  return 0;
}
