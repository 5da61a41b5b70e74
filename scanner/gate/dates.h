// Time stamps as evidence files write them, and days of the calendar; UTC throughout.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_GATE_DATES_H_
#define PYMOLT_GATE_DATES_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace pymolt::gate {

/// Seconds since 1970 of `2026-11-30`, `2026-11-30T04:05:06.789+02:00`, `2026-11-30 04:05:06`; a stamp without a zone is UTC.
[[nodiscard]] std::optional<std::int64_t> parse_time(std::string_view text);
/// The same of a number of seconds or milliseconds since 1970, distinguished by its size.
[[nodiscard]] std::optional<std::int64_t> from_epoch(double number);
/// `2026-11-30T04:05:06Z`.
[[nodiscard]] std::string write_time(std::int64_t seconds);
/// `2026-11-30`.
[[nodiscard]] std::string write_day(std::int64_t seconds);
/// The number of the day since 1970.
[[nodiscard]] std::int64_t day_of(std::int64_t seconds);

}  // namespace pymolt::gate

#endif  // PYMOLT_GATE_DATES_H_
