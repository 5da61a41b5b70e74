// Reads fields of fixed width, then an optional fraction and zone.
// SPDX-License-Identifier: MIT
#include "gate/dates.h"

#include <array>
#include <chrono>
#include <cstdio>

namespace pymolt::gate {

namespace {

// Takes WIDTH digits off TEXT.
std::optional<int> take_digits(std::string_view& text, std::size_t width) {
  if (text.size() < width) return std::nullopt;
  int value = 0;
  for (const char c : text.substr(0, width)) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  text.remove_prefix(width);
  return value;
}

bool take(std::string_view& text, char wanted) {
  if (!text.starts_with(wanted)) return false;
  text.remove_prefix(1);
  return true;
}

std::optional<std::int64_t> take_day(std::string_view& text) {
  const auto year = take_digits(text, 4);
  if (!year || !take(text, '-')) return std::nullopt;
  const auto month = take_digits(text, 2);
  if (!month || !take(text, '-')) return std::nullopt;
  const auto day = take_digits(text, 2);
  if (!day) return std::nullopt;
  using namespace std::chrono;
  const year_month_day date{std::chrono::year(*year),
                            std::chrono::month(static_cast<unsigned>(*month)),
                            std::chrono::day(static_cast<unsigned>(*day))};
  if (!date.ok()) return std::nullopt;
  return sys_days(date).time_since_epoch().count();
}

std::optional<std::int64_t> take_clock(std::string_view& text) {
  const auto hour = take_digits(text, 2);
  if (!hour || *hour > 24 || !take(text, ':')) return std::nullopt;
  const auto minute = take_digits(text, 2);
  if (!minute || *minute > 59) return std::nullopt;
  std::int64_t seconds = *hour * 3600 + *minute * 60;
  if (!take(text, ':')) return seconds;
  const auto second = take_digits(text, 2);
  if (!second || *second > 60) return std::nullopt;
  seconds += *second;
  if (take(text, '.') || take(text, ',')) {
    while (!text.empty() && text.front() >= '0' && text.front() <= '9') text.remove_prefix(1);
  }
  return seconds;
}

// What is to be taken off for the zone at the end of TEXT.
std::optional<std::int64_t> take_zone(std::string_view text) {
  while (take(text, ' ')) {
  }
  if (text.empty() || text == "Z" || text == "z" || text == "UTC") return 0;
  const int sign = text.front() == '+' ? 1 : -1;
  if (!take(text, '+') && !take(text, '-')) return std::nullopt;
  const auto hours = take_digits(text, 2);
  if (!hours) return std::nullopt;
  take(text, ':');
  const auto minutes = text.empty() ? std::optional(0) : take_digits(text, 2);
  if (!minutes || !text.empty()) return std::nullopt;
  return sign * (*hours * 3600 + *minutes * 60);
}

}  // namespace

std::optional<std::int64_t> parse_time(std::string_view text) {
  const auto day = take_day(text);
  if (!day) return std::nullopt;
  std::int64_t seconds = *day * 86400;
  if (text.empty()) return seconds;
  if (!take(text, 'T') && !take(text, ' ')) return std::nullopt;
  const auto clock = take_clock(text);
  const auto zone = clock ? take_zone(text) : std::nullopt;
  if (!zone) return std::nullopt;
  return seconds + *clock - *zone;
}

std::optional<std::int64_t> from_epoch(double number) {
  if (!(number > 0) || number > 1e14) return std::nullopt;
  return static_cast<std::int64_t>(number > 1e11 ? number / 1000 : number);
}

std::int64_t day_of(std::int64_t seconds) {
  return seconds >= 0 ? seconds / 86400 : (seconds - 86399) / 86400;
}

std::string write_day(std::int64_t seconds) {
  using namespace std::chrono;
  const year_month_day date{sys_days(days(day_of(seconds)))};
  std::array<char, 40> text;
  std::snprintf(text.data(), text.size(), "%04d-%02u-%02u", static_cast<int>(date.year()),
                static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
  return text.data();
}

std::string write_time(std::int64_t seconds) {
  const std::int64_t left = seconds - day_of(seconds) * 86400;
  std::array<char, 40> text;
  std::snprintf(text.data(), text.size(), "T%02d:%02d:%02dZ", static_cast<int>(left / 3600),
                static_cast<int>(left / 60 % 60), static_cast<int>(left % 60));
  return write_day(seconds) + text.data();
}

}  // namespace pymolt::gate
