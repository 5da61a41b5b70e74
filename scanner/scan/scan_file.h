// From the bytes of one file to its facts.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_SCAN_SCAN_FILE_H_
#define PYMOLT_SCAN_SCAN_FILE_H_

#include <string_view>

#include "base/facts.h"
#include "checks/rule_set.h"
#include "inventory/table.h"
#include "names/standard.h"
#include "rulebook/rulebook.h"
#include "syntax/tree.h"
#include "verdict/constructs.h"

namespace pymolt::scan {

/// What one thread needs to scan files, used again from file to file. Not to be shared.
struct Bench {
  syntax::Parser parser;
};

/// What all threads share, only read while a scan runs. The rulebook must outlive it.
struct Knowledge {
  const rulebook::Rulebook& book;
  checks::RuleSet rules;
  names::Standard standard;
  verdict::Constructs constructs;
  inventory::Table readers;

  [[nodiscard]] static Result<Knowledge> make(const rulebook::Rulebook& book);
};

/// The facts of a file called PATH that holds BYTES; they do not point into BYTES.
[[nodiscard]] FileFacts scan_file(std::string_view path, std::string_view bytes,
                                  const Knowledge& knowledge, Bench& bench);

}  // namespace pymolt::scan

#endif  // PYMOLT_SCAN_SCAN_FILE_H_
