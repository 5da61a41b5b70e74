// A lifetime file, a rule page and its query: read or refused with a place.
// SPDX-License-Identifier: MIT
#include "oracle.h"
#include "rulebook/lifetime_file.h"
#include "rulebook/rule_page_file.h"
#include "syntax/query.h"

using namespace pymolt;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view text = fuzz::text_of(data + 1, size - 1);
  if (data[0] % 3 == 0) {
    (void)rulebook::read_lifetimes({"lifetimes/x.life", text});
  } else if (data[0] % 3 == 1) {
    (void)rulebook::read_rule_page({"pages/x.md", text});
  } else if (const Result<syntax::Query> query = syntax::Query::compile(text); !query) {
    fuzz::claim(query.mistake().line > 0 && query.mistake().column > 0, "a mistake has its place");
  }
  return 0;
}
