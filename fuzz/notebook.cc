// A notebook to its facts: the same twice, and what stands in a cell stands inside it.
// SPDX-License-Identifier: MIT
#include "scan/notebook.h"

#include "oracle.h"
#include "scan/facts_check.h"
#include "scan/facts_codec.h"

using namespace pymolt;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const rulebook::Rulebook book = rulebook::Rulebook::built_in().take();
  static const scan::ScanContext context = scan::ScanContext::make(book).take();
  static scan::ScanScratch bench;
  // JSON is hardly ever met by chance: most rounds take the bytes as the text of two cells.
  std::string bytes(fuzz::text_of(data, size));
  if (size > 0 && data[0] != '{') {
    std::string cell;
    for (const char c : bytes) {
      constexpr char kDigits[] = "0123456789abcdef";
      cell += "\\u00";
      cell += kDigits[(c >> 4) & 15];
      cell += kDigits[c & 15];
    }
    const std::string code = R"({"cell_type": "code", "source": [")" + cell + "\"]}";
    bytes = R"({"cells": [)" + code + ", " + code + "]}";
  }
  const FileFacts facts = scan::scan_notebook("a.ipynb", bytes, context, bench);
  fuzz::claim(facts == scan::scan_notebook("a.ipynb", bytes, context, bench),
              "the same bytes give the same facts");
  fuzz::claim(scan::are_sound(facts), "facts are sound");
  std::string kept;
  scan::write_facts(facts, kept);
  fuzz::claim(scan::read_facts(kept) == facts, "what comes from the cache is what went into it");
  return 0;
}
