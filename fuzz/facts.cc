// Bytes of a file to its facts: the same twice, places inside the file, and the same when they come from the cache.
// SPDX-License-Identifier: MIT
#include <algorithm>
#include <nlohmann/json.hpp>
#include <sstream>

#include "oracle.h"
#include "project/reduce.h"
#include "render/renderer.h"
#include "scan/facts_check.h"
#include "scan/facts_codec.h"
#include "scan/scan_file.h"

using namespace pymolt;

namespace {

// The report about FACTS is JSON, whatever the file is.
void check_report(const FileFacts& facts, const rulebook::Rulebook& book) {
  project::ReportRequest request;
  request.roots = {"."};
  request.target = VersionSet::all();
  std::ostringstream text;
  render::find_format("json")->render(project::reduce({facts}, request, book), {}, text);
  fuzz::claim(nlohmann::json::accept(text.str()), "the report is JSON");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const rulebook::Rulebook book = rulebook::Rulebook::built_in().take();
  static const scan::ScanContext context = scan::ScanContext::make(book).take();
  static scan::ScanScratch bench;
  if (size == 0) return 0;
  constexpr const char* kPaths[] = {"a.py", "a.pyi", "setup.py", "pkg/__init__.py"};
  const char* const path = kPaths[data[0] % 4];
  const std::string_view bytes = fuzz::text_of(data + 1, size - 1);
  const FileFacts facts = scan::scan_file(path, bytes, context, bench);
  fuzz::claim(facts == scan::scan_file(path, bytes, context, bench),
              "the same bytes give the same facts");
  fuzz::claim(scan::are_sound(facts), "facts are sound");
  fuzz::claim(std::ranges::all_of(facts.findings,
                                  [&](const Finding& f) { return f.span.line <= facts.lines + 1; }),
              "findings stand inside the file");
  std::string kept;
  scan::write_facts(facts, kept);
  fuzz::claim(scan::read_facts(kept) == facts, "what comes from the cache is what went into it");
  check_report(facts, book);
  if (!facts.compiles || !facts.compiles->contains(kNewestReleased)) return 0;
  // What follows a whole program and says nothing changes nothing.
  FileFacts longer = scan::scan_file(path, std::string(bytes) + "\n\n# nothing\n", context, bench);
  fuzz::claim(longer.compiles == facts.compiles && longer.findings == facts.findings,
              "comments and empty lines change nothing");
  return 0;
}
