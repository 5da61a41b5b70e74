// Bytes of a cache to facts and on to a report: nothing, or facts that nothing stumbles over.
// SPDX-License-Identifier: MIT
#include "oracle.h"
#include "project/reduce.h"
#include "scan/facts_check.h"
#include "scan/facts_codec.h"

using namespace pymolt;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const rulebook::Rulebook book = rulebook::Rulebook::built_in().take();
  std::optional<FileFacts> facts = scan::read_facts(fuzz::text_of(data, size));
  if (!facts) return 0;
  fuzz::claim(scan::are_sound(*facts), "facts are sound");
  std::string kept;
  scan::write_facts(*facts, kept);
  fuzz::claim(kept == fuzz::text_of(data, size), "what was read is written alike");
  project::ReportRequest request;
  request.roots = {"."};
  request.target = VersionSet::all();
  const bool may_be_dropped =
      facts->c_source.is_source;  // C that has nothing to do with Python is no file of the report
  std::vector<FileFacts> files;
  files.push_back(std::move(*facts));
  const Report report = project::reduce(std::move(files), request, book);
  fuzz::claim(report.summary.found > 0 || may_be_dropped, "every file is accounted for");
  return 0;
}
