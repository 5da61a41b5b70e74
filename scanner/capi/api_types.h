// The structs that functions and members of the C API point to.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_CAPI_API_TYPES_H_
#define PYMOLT_CAPI_API_TYPES_H_

#include <string_view>

namespace pymolt::capi {

/// The struct that WHAT points to: a function by its name, `PyThreadState.frame`, or the tag of a struct; often nothing.
[[nodiscard]] std::string_view type_of(std::string_view what);

}  // namespace pymolt::capi

#endif  // PYMOLT_CAPI_API_TYPES_H_
