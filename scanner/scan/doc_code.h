// Code in documents, behind `--docs`: doctests, and blocks fenced as Python, in docstrings and in Markdown and reStructuredText.
// SPDX-License-Identifier: MIT
//
//   >>> import imp                  ```python
//   ... and so on                   import imp
//   what it prints is not read      ```
//
//   .. code-block:: python          > ```python            quoted
//
//      import imp                   ```{code-cell}         of MyST
#ifndef PYMOLT_SCAN_DOC_CODE_H_
#define PYMOLT_SCAN_DOC_CODE_H_

#include <string>
#include <string_view>
#include <vector>

#include "model/facts.h"
#include "scan/scan_file.h"

namespace pymolt::scan {

/// A piece of code in a document.
struct DocCode {
  std::string code;
  std::uint32_t line = 1;              // of the document, at which it begins
  std::vector<std::uint32_t> columns;  // by its lines, how far they are indented in the document
};

/// The source PYTHON with blanks for all but the strings that are statements: lines and columns stay.
[[nodiscard]] std::string docstrings_of(std::string_view python);

/// The pieces in TEXT, in order. FENCED: blocks between fences are read as well.
[[nodiscard]] std::vector<DocCode> code_in(std::string_view text, bool fenced);

/// Adds to FACTS what the code in TEXT breaks.
void add_doc_code(std::string_view text, const ScanContext& context, ScanScratch& bench,
                  FileFacts& facts);

}  // namespace pymolt::scan

#endif  // PYMOLT_SCAN_DOC_CODE_H_
