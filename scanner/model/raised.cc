// Each kind of failure by the exception that stands for it.
// SPDX-License-Identifier: MIT
#include "model/raised.h"

namespace pymolt {

namespace {

constexpr std::array<std::string_view, kRaisedKinds> kExceptions = {
    "ModuleNotFoundError", "ImportError", "AttributeError", "NameError",
    "TypeError",           "SyntaxError", "SystemExit",     ""};

}  // namespace

std::string_view exception_of(Raised raised) {
  return kExceptions[static_cast<std::size_t>(raised)];
}

Raised raised_by(std::string_view exception) {
  exception = exception.substr(exception.rfind('.') + 1);
  for (std::size_t i = 0; i < kRaisedKinds; ++i) {
    if (kExceptions[i] == exception) return static_cast<Raised>(i);
  }
  return Raised::other;
}

}  // namespace pymolt
