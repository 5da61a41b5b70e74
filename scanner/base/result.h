// Result<T>: a value, or an error with its location. Used instead of exceptions between modules.
// SPDX-License-Identifier: MIT
//
// No exception crosses a room. A `Mistake` knows its place (file, line, column; 0 where there is none), shows
// the line it speaks of with a caret, and gives a hint when there is one to give:
//
//   rules/lifetimes/imp.life:3:6: unknown word `remved`
//     3 | imp: remved 3.12
//       |      ^
//     did you mean `removed`?
#ifndef PYMOLT_BASE_RESULT_H_
#define PYMOLT_BASE_RESULT_H_

#include <string>
#include <utility>
#include <variant>

namespace pymolt {

/// What went wrong, where, and what to do about it. Lines and columns are 1-based.
struct Mistake {
  std::string message;
  std::string file = {};
  int line = 0;
  int column = 0;
  std::string source_line = {};
  std::string hint = {};

  /// The whole mistake as shown above, without a newline at its end.
  [[nodiscard]] std::string str() const;
};

/// Either a T or a Mistake. Asking for the one that is not there is a programming error.
template <typename T>
class [[nodiscard]] Result {
 public:
  Result(T value) : held_(std::move(value)) {}            // NOLINT(google-explicit-constructor)
  Result(Mistake mistake) : held_(std::move(mistake)) {}  // NOLINT(google-explicit-constructor)

  [[nodiscard]] bool ok() const { return std::holds_alternative<T>(held_); }
  explicit operator bool() const { return ok(); }
  [[nodiscard]] T& value() { return std::get<T>(held_); }
  [[nodiscard]] const T& value() const { return std::get<T>(held_); }
  [[nodiscard]] T take() { return std::move(std::get<T>(held_)); }
  [[nodiscard]] const Mistake& mistake() const { return std::get<Mistake>(held_); }
  T& operator*() { return value(); }
  const T& operator*() const { return value(); }
  T* operator->() { return &value(); }
  const T* operator->() const { return &value(); }

 private:
  std::variant<T, Mistake> held_;
};

}  // namespace pymolt

#endif  // PYMOLT_BASE_RESULT_H_
