// `pymolt portfolio`: the reports of many repositories, one after the other, to one table and one database.
// SPDX-License-Identifier: MIT
#include "cli/inputs.h"
#include "cli/scan_project.h"
#include "cli/write_forms.h"
#include "portfolio/gather.h"
#include "render/portfolio_renderers.h"

namespace pymolt::cli {

int run_portfolio(const Invocation& invocation, Streams& streams) {
  const PortfolioOptions& options = invocation.portfolio;
  if (const auto mistake = check_outputs(invocation.scan.formats, invocation.scan.output))
    return refuse(streams, *mistake);
  std::unique_ptr<portfolio::Database> database;
  if (!options.sqlite.empty()) {
    if (const auto mistake = check_outputs({{"sqlite", {}}}, options.sqlite))
      return refuse(streams, *mistake);
    Result<std::unique_ptr<portfolio::Database>> made = portfolio::Database::create(options.sqlite);
    if (!made) return refuse(streams, made.mistake());
    database = made.take();
  }
  const std::unique_ptr<scan::Disk> disk = scan::real_disk();
  portfolio::Gatherer gatherer(*disk, database.get());
  for (const std::string& report : options.reports) gatherer.add(report);
  Portfolio sum = gatherer.sum(options.by_owner);
  if (!options.before.empty()) {
    const Result<std::string> text = read_whole(options.before);
    if (!text)
      return refuse(streams, Mistake{"cannot be read: " + text.mistake().message, options.before});
    Result<PortfolioProgress> progress = portfolio::progress_since(options.before, *text, sum);
    if (!progress) return refuse(streams, progress.mistake());
    sum.progress = progress.take();
  }
  for (const FailedReport& failed : sum.failed) tell(streams, failed.path + ": " + failed.message);
  if (database) {
    if (const auto mistake = database->finish()) return refuse(streams, *mistake);
  }
  const bool written = write_forms(sum, invocation.scan.formats, invocation.scan.output,
                                   render::portfolio_formats(), streams);
  return written && sum.failed.empty() ? 0 : 2;
}

}  // namespace pymolt::cli
