// A file of facts from anywhere: read to its end or refused, and what is read can be written and read again.
// SPDX-License-Identifier: MIT
#include <sstream>

#include "oracle.h"
#include "scan/facts_check.h"
#include "scan/included_files.h"
#include "scan/shard_file.h"

using namespace pymolt;

namespace {

// All of the records of BYTES; nothing where they are refused.
std::optional<std::vector<FileFacts>> read(std::string bytes) {
  const std::size_t size = bytes.size();
  auto in = std::make_unique<std::istringstream>(std::move(bytes));
  Result<scan::ShardReader> reader = scan::ShardReader::over(std::move(in), size, "x.facts");
  if (!reader) return std::nullopt;
  std::vector<FileFacts> all;
  while (true) {
    Result<std::optional<FileFacts>> next = reader->next();
    if (!next) return std::nullopt;
    if (!*next) return all;
    fuzz::claim(scan::are_sound(**next), "facts are sound");
    all.push_back(std::move(**next));
  }
}

std::string write(const std::vector<FileFacts>& all) {
  std::ostringstream out;
  scan::ShardWriter writer(out, "{}");
  for (const FileFacts& facts : all) writer.add(facts);
  writer.end();
  return std::move(out).str();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view bytes = fuzz::text_of(data + 1, size - 1);
  // Random bytes are hardly ever a frame with good sums: most rounds take a whole file and change a few bytes of it.
  std::string file(bytes);
  if (data[0] % 4 != 0) {
    FileFacts facts;
    facts.path = "pkg/a.py";
    facts.sha256 = std::string(64, 'a');
    facts.reason = file;
    file = write({facts, facts});
    for (std::size_t i = 0; i + 1 < bytes.size() && i < 8 * (data[0] % 4 - 1U); i += 2)
      file[static_cast<unsigned char>(bytes[i]) % file.size()] ^= bytes[i + 1];
  }
  std::optional<std::vector<FileFacts>> all = read(file);
  if (!all) return 0;
  fuzz::claim(read(write(*all)) == all, "what is written is what is read");
  scan::join_included_files(*all);
  return 0;
}
