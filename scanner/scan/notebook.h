// A Jupyter notebook as one module: its code cells in their order, with what is no Python set aside.
// SPDX-License-Identifier: MIT
//
//   cell 2:  %matplotlib inline        pass
//            files = !ls               files = None
//   cell 3:  %%bash                    (nothing of it)
//   cell 4:  %%timeit                  pass
//            total += 1                total += 1
//
// nbformat 3 and 4. Lines and columns of the code stay what they are; outputs and attachments are not read.
#ifndef PYMOLT_SCAN_NOTEBOOK_H_
#define PYMOLT_SCAN_NOTEBOOK_H_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "model/facts.h"
#include "scan/scan_file.h"

namespace pymolt::scan {

struct Notebook {
  std::string code;  // of all cells
  std::vector<CellStart> cells;
  std::string other_language;                // of the kernel, where it is no Python
  bool python2 = false;                      // the kernel is one of Python 2
  std::vector<VersionStatement> statements;  // the kernel
};

[[nodiscard]] Result<Notebook> read_notebook(std::string_view bytes);

/// The facts of a notebook called PATH that holds BYTES; failed, with a reason, where it is broken.
[[nodiscard]] FileFacts scan_notebook(std::string_view path, std::string_view bytes,
                                      const ScanContext& context, ScanScratch& bench);

}  // namespace pymolt::scan

#endif  // PYMOLT_SCAN_NOTEBOOK_H_
