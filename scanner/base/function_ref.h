// A reference to something that can be called: for callbacks that do not outlive the call they are passed to.
// SPDX-License-Identifier: MIT
//
// Two pointers, no allocation; what it refers to is borrowed, so never keep one.
#ifndef PYMOLT_BASE_FUNCTION_REF_H_
#define PYMOLT_BASE_FUNCTION_REF_H_

#include <memory>
#include <type_traits>
#include <utility>

namespace pymolt {

template <typename Signature>
class FunctionRef;

template <typename R, typename... Args>
class FunctionRef<R(Args...)> {
 public:
  template <typename Call>
  requires(!std::is_same_v<std::remove_cvref_t<Call>, FunctionRef>)
      FunctionRef(const Call& call)  // NOLINT(google-explicit-constructor): stands for the callable
      : what_(std::addressof(call)), call_([](const void* what, Args... args) -> R {
          return (*static_cast<const Call*>(what))(std::forward<Args>(args)...);
        }) {}

  R operator()(Args... args) const { return call_(what_, std::forward<Args>(args)...); }

 private:
  const void* what_;
  R (*call_)(const void*, Args...);
};

}  // namespace pymolt

#endif  // PYMOLT_BASE_FUNCTION_REF_H_
