// A value that is made when it is first asked for, by whichever thread asks.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_BASE_MADE_ONCE_H_
#define PYMOLT_BASE_MADE_ONCE_H_

#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>

namespace pymolt {

/// Owns the value; what MAKE refers to must outlive it.
template <typename T>
class MadeOnce {
 public:
  explicit MadeOnce(std::function<T()> make) : state_(std::make_unique<State>()) {
    state_->make = std::move(make);
  }

  const T& operator*() const {
    State& state = *state_;
    if (state.is_made.load(std::memory_order_acquire)) return *state.value;
    const std::scoped_lock lock(state.making);
    if (!state.value) state.value.emplace(state.make());
    state.is_made.store(true, std::memory_order_release);
    return *state.value;
  }
  const T* operator->() const { return &**this; }

 private:
  struct State {
    std::atomic<bool> is_made = false;  // std::call_once aborts where MAKE finds no memory
    std::mutex making;
    std::function<T()> make;
    std::optional<T> value;
  };
  std::unique_ptr<State> state_;
};

}  // namespace pymolt

#endif  // PYMOLT_BASE_MADE_ONCE_H_
