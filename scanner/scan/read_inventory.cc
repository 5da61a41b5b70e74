// The readers do the work; here their findings become a file's facts.
// SPDX-License-Identifier: MIT
#include "scan/read_inventory.h"

#include <algorithm>

#include "capi/c_text.h"
#include "capi/extensions.h"
#include "scan/other_python.h"
#include "scan/read_c_source.h"
#include "scan/sha256.h"
#include "scan/shell_script.h"

namespace pymolt::scan {

namespace {

std::string reason_of(const Mistake& mistake) {
  if (mistake.line == 0) return mistake.message;
  return "line " + std::to_string(mistake.line) + ": " + mistake.message;
}

std::uint32_t count_lines(std::string_view bytes) {
  const auto ends = std::count(bytes.begin(), bytes.end(), '\n');
  return static_cast<std::uint32_t>(ends) + (bytes.empty() || bytes.back() == '\n' ? 0 : 1);
}

}  // namespace

FileFacts read_inventory(std::string_view path, std::string_view bytes, const ScanContext& context,
                         ScanScratch& bench) {
  const bool is_c = capi::is_c_source(path);
  if (is_c && !path.ends_with(".pyx")) return read_c_source(path, bytes, context);
  FileFacts facts = is_c ? read_c_source(path, bytes, context) : FileFacts();
  facts.path = path;
  facts.kind = FileKind::inventory;
  facts.sha256 = sha256_hex(bytes);
  facts.lines = count_lines(bytes);
  inventory::Reading reading = context.readers.read({path, bytes});
  facts.c_source.extensions = capi::read_extensions(path, bytes);
  if (!is_c) facts.inventory = std::move(reading.facts);
  if (reading.failed) {
    facts.state = FileState::failed;
    facts.reason = reason_of(*reading.failed);
  } else if (path.ends_with(".pyx")) {
    add_cython_imports(bytes, context, bench, facts);
  } else if (!reading.scripts.empty()) {
    judge_scripts(Text(std::string(bytes)), reading.scripts, context, bench, facts);
  }
  return facts;
}

void add_inventory(std::string_view path, std::string_view bytes, const ScanContext& context,
                   FileFacts& facts) {
  facts.c_source.extensions = capi::read_extensions(path, bytes);
  inventory::Reading reading = context.readers.read({path, bytes});
  facts.inventory = std::move(reading.facts);
  if (reading.failed)
    facts.inventory.problems.push_back(
        {static_cast<std::uint32_t>(reading.failed->line), reading.failed->message});
}

}  // namespace pymolt::scan
