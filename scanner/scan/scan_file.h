// From the bytes of one file to its facts.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_SCAN_SCAN_FILE_H_
#define PYMOLT_SCAN_SCAN_FILE_H_

#include <string_view>

#include "base/made_once.h"
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

/// What all threads share, only read while a scan runs. The rulebook must outlive it, and stay where it is. What only files
/// of Python need is made with the first of them: a scan that finds all in its cache has none.
struct ScanContext {
  const rulebook::Rulebook& book;
  MadeOnce<checks::RuleSet> rules;
  MadeOnce<names::StdlibIndex> stdlib;
  verdict::Constructs constructs;
  inventory::Table readers;

  /// A mistake where a page of a pack of the user's is none: all pages are looked at then.
  [[nodiscard]] static Result<ScanContext> make(const rulebook::Rulebook& book);
};

/// The facts of a file called PATH that holds BYTES; they do not point into BYTES.
[[nodiscard]] FileFacts scan_file(std::string_view path, std::string_view bytes,
                                  const ScanContext& context, ScanScratch& bench);

}  // namespace pymolt::scan

#endif  // PYMOLT_SCAN_SCAN_FILE_H_
