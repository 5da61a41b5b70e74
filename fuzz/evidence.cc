// A file of evidence in each of the formats: read or refused with a word, the same twice.
// SPDX-License-Identifier: MIT
#include <sys/mman.h>
#include <unistd.h>

#include "gate/formats.h"
#include "oracle.h"

using namespace pymolt;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const int file = ::memfd_create("evidence", 0);
  if (size < 2) return 0;
  const std::span<const gate::Format> formats = gate::formats();
  const gate::Format& format = formats[data[0] % formats.size()];
  const std::string_view bytes = fuzz::text_of(data + 1, size - 1);
  if (::ftruncate(file, 0) != 0 || ::pwrite(file, bytes.data(), bytes.size(), 0) < 0) return 0;
  const gate::FoundEvidence found{"evidence", "/proc/self/fd/" + std::to_string(file)};
  for (const std::string_view word : {format.name, std::string_view()}) {
    const gate::Evidence once = gate::read_evidence(found, format.family, word);
    const gate::Evidence again = gate::read_evidence(found, format.family, word);
    fuzz::claim(
        once.problem == again.problem && once.format == again.format && once.sha256 == again.sha256,
        "the same bytes give the same evidence");
    fuzz::claim(once.sha256.size() == 64, "all of the file is in its sum");
  }
  return 0;
}
