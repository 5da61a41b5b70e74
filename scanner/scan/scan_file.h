// From the bytes of one file to its facts.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_SCAN_SCAN_FILE_H_
#define PYMOLT_SCAN_SCAN_FILE_H_

#include <string_view>

#include "checks/rule_set.h"
#include "inventory/kind_table.h"
#include "model/facts.h"
#include "names/stdlib_index.h"
#include "rulebook/constructs.h"
#include "rulebook/rulebook.h"
#include "syntax/tree.h"

namespace pymolt::scan {

/// What one thread needs to scan files, used again from file to file. Not to be shared.
struct ScanScratch {
  syntax::Parser parser;
};

/// What all threads share, only read while a scan runs. The rulebook must outlive it.
struct ScanContext {
  const rulebook::Rulebook& book;
  checks::RuleSet rules;
  names::StdlibIndex stdlib;
  verdict::Constructs constructs;
  inventory::Table readers;

  [[nodiscard]] static Result<ScanContext> make(const rulebook::Rulebook& book);
};

/// The facts of a file called PATH that holds BYTES; they do not point into BYTES.
[[nodiscard]] FileFacts scan_file(std::string_view path, std::string_view bytes,
                                  const ScanContext& context, ScanScratch& bench);

}  // namespace pymolt::scan

#endif  // PYMOLT_SCAN_SCAN_FILE_H_
