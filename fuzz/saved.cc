// A JSON report or baseline that was saved: read or refused; a baseline is written as it is read.
// SPDX-License-Identifier: MIT
#include <sstream>

#include "history/baseline_file.h"
#include "history/saved_report.h"
#include "oracle.h"

using namespace pymolt;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = fuzz::text_of(data, size);
  (void)history::read_report("x.json", text);
  const Result<history::Baseline> baseline = history::read_baseline("x.json", text);
  if (!baseline) return 0;
  std::ostringstream out;
  history::write_baseline(*baseline, out);
  const Result<history::Baseline> again = history::read_baseline("x.json", out.str());
  fuzz::claim(again && again->findings == baseline->findings,
              "a baseline is read as it is written");
  return 0;
}
