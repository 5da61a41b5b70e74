// The walk that finds uses in the tokens of a C source.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_CAPI_API_USES_H_
#define PYMOLT_CAPI_API_USES_H_

#include <vector>

#include "capi/c_text.h"
#include "capi/own_names.h"

namespace pymolt::capi {

/// All uses in VIEW of what has a fact and is not the file's own.
[[nodiscard]] std::vector<Use> find_uses(const SourceView& view, const OwnNames& own);

/// The uses in a Cython source, whose names come by `cimport` or `cdef extern from`.
void read_cython(std::string_view text, const rulebook::CApi& api, Reading& reading);

}  // namespace pymolt::capi

#endif  // PYMOLT_CAPI_API_USES_H_
