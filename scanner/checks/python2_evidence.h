// Whether a file itself shows that it was written for Python 2.7, alone or among others.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_CHECKS_PYTHON2_EVIDENCE_H_
#define PYMOLT_CHECKS_PYTHON2_EVIDENCE_H_

#include <string_view>

#include "checks/check.h"
#include "model/facts.h"

namespace pymolt::checks {

/// By what compiles on 2.7 only, a first line that names python2, imports that only code for 2.7 needs (`__future__`
/// for what 3.0 does anyway, `six`), or, in a setup.py, what it declares. PATH is the file's.
[[nodiscard]] bool shows_python2(const FileView& view, std::string_view path);

/// The versions that a file was written for; see check.h.
[[nodiscard]] VersionSet written_for(const FileFacts& facts);

}  // namespace pymolt::checks

#endif  // PYMOLT_CHECKS_PYTHON2_EVIDENCE_H_
