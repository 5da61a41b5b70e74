// `pymolt history` and `history add`: the burn-down, and how reports get into it.
// SPDX-License-Identifier: MIT
#include <algorithm>
#include <filesystem>

#include "cli/gate_answer.h"
#include "cli/inputs.h"
#include "cli/write_forms.h"
#include "gate/dates.h"
#include "history/burn_down.h"
#include "history/revision.h"
#include "render/burn_down_renderers.h"

namespace pymolt::cli {

namespace {

// The history in FILE; an empty one where there is no such file.
Result<BurnDown> read_file(const std::string& file) {
  std::error_code error;
  if (!std::filesystem::exists(file, error)) return BurnDown{file, {}};
  const auto text = read_whole(file);
  if (!text) return Mistake{"cannot be read: " + text.mistake().message, file};
  return history::read_burn_down(file, *text);
}

}  // namespace

int run_history(const Invocation& invocation, Streams& streams) {
  const ProjectOptions& how = invocation.scan;
  if (const auto mistake = check_outputs(how.formats, how.output)) return refuse(streams, *mistake);
  const Result<BurnDown> burn_down = read_file(invocation.history.file);
  if (!burn_down) return refuse(streams, burn_down.mistake());
  return write_forms(*burn_down, how.formats, how.output, render::burn_down_formats(), streams) ? 0
                                                                                                : 2;
}

int run_history_add(const Invocation& invocation, Streams& streams) {
  const HistoryOptions& options = invocation.history;
  if (const auto mistake = check_outputs({{"history", {}}}, options.file))
    return refuse(streams, *mistake);
  const auto text = read_whole(options.report);
  if (!text)
    return refuse(streams,
                  Mistake{"the report cannot be read: " + text.mistake().message, options.report});
  Result<BurnPoint> point = history::read_point(options.report, *text);
  if (!point) return refuse(streams, point.mistake());
  if (point->date.empty() || !options.as_of.empty()) {
    const Result<std::int64_t> day = day_asked(options.as_of);
    if (!day) return refuse(streams, day.mistake());
    point->date = gate::write_day(*day);
  }
  if (point->scanned == 0)
    return refuse(streams, Mistake{"the report analysed no file", options.report});
  if (!gate::parse_time(point->date))
    return refuse(streams, Mistake{"`" + point->date + "` is not a date", options.report});
  const std::string folder = std::filesystem::path(options.file).parent_path().string();
  if (point->revision.empty()) {
    const auto revision =
        history::revision_of(folder.empty() ? "." : folder, *history::real_commands());
    if (revision) point->revision = revision->id;
  }
  Result<BurnDown> burn_down = read_file(options.file);
  if (!burn_down) return refuse(streams, burn_down.mistake());
  if (point->hidden > 0)
    tell(streams, options.report + ": a baseline hides " + std::to_string(point->hidden) +
                      " of its findings, which the history does not count");
  const auto last = std::find_if(burn_down->points.rbegin(), burn_down->points.rend(),
                                 [&](const BurnPoint& other) {
                                   return other.target == point->target && !other.command.empty();
                                 });
  if (last != burn_down->points.rend() && last->command != point->command)
    tell(streams, options.report + ": made by `" + point->command + "`, the last one by `" +
                      last->command + "`: they may not be about the same files");
  if (history::add_point(*point, *burn_down))
    tell(streams, options.file + ": the entry of " + point->date + " for Python " +
                      point->target.str() + " was replaced");
  const bool written = write_to(options.file, streams, [&](std::ostream& out) {
    out << history::write_burn_down(*burn_down);
  });
  return written ? 0 : 2;
}

}  // namespace pymolt::cli
