// A finding of the report is known again among the offers by rule, symbol and place.
// SPDX-License-Identifier: MIT
#include "cli/fix_requests.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "scan/find_files.h"

namespace pymolt::cli {

namespace {

using Key = std::tuple<std::string, std::string, Span>;
Key key_of(const Finding& finding) { return {finding.rule, finding.symbol, finding.span}; }

std::map<Key, OfferedFix> offers_of(const FileFacts& file, const FixRequests& requests,
                                    const scan::ScanContext& context, scan::ScanScratch& bench,
                                    const scan::Disk& disk) {
  const Result<FixRequests::Place> place = requests.place(file);
  if (!may_be_fixed(file) || !place) return {};
  const Result<std::string> bytes =
      scan::read_inside(disk, place->root, place->file, fix::kLargestFixed);
  if (!bytes) return {};
  const fix::Wish wish = requests.wish(file);
  const auto wanted = [&](const FileFacts& facts, const Finding& finding) {
    return requests.wants(facts, finding, wish);
  };
  std::map<Key, OfferedFix> offers;
  for (fix::Offer& offer : fix::offer_fixes(file.path, *bytes, context, bench, wish, wanted))
    offers.emplace(key_of(offer.finding), std::move(offer.fix));
  return offers;
}

}  // namespace

FixRequests::FixRequests(const project::ReportRequest& request, const std::vector<FileFacts>& facts,
                         const FixOptions& options, bool selects, const scan::Disk& disk)
    : request_(request),
      wishes_(request, facts, options.both),
      options_(options),
      selects_(selects),
      disk_(disk) {}

void FixRequests::learn(const std::vector<ReportedFinding>& findings) {
  for (const ReportedFinding& reported : findings) {
    if (reported.finding.package) packages_.emplace(reported.finding.symbol, reported.finding);
  }
}

bool FixRequests::concerns(const FileFacts& file, const fix::Wish& wish) const {
  return std::any_of(file.findings.begin(), file.findings.end(),
                     [&](const Finding& finding) { return wants(file, finding, wish); }) ||
         std::any_of(file.packages.begin(), file.packages.end(),
                     [&](const PackageUse& use) { return packages_.contains(use.place.symbol); });
}

fix::Wish FixRequests::wish(const FileFacts& file) const {
  fix::Wish wish = wishes_.of(file, options_.unsafe).wish;
  wish.selected = selects_;
  wish.packages = &packages_;
  return wish;
}

bool FixRequests::wants(const FileFacts& facts, const Finding& finding,
                        const fix::Wish& wish) const {
  return wishes_.of(facts, wish).wants(facts, finding);
}

Result<FixRequests::Place> FixRequests::place(const FileFacts& file) const {
  const std::string on_disk =
      file.path.starts_with('/') ? file.path : request_.paths_begin + "/" + file.path;
  const std::string real = disk_.real(on_disk);
  for (const std::string& root : request_.roots) {
    const std::string top = disk_.real(root);
    if (real.empty() || top.empty()) continue;
    if (real == top) return Place{real, real.substr(0, std::max<std::size_t>(1, real.rfind('/')))};
    if (real.starts_with(top.ends_with('/') ? top : top + "/")) return Place{real, top};
  }
  return Mistake{"it does not lie in what was named"};
}

bool may_be_fixed(const FileFacts& file) {
  return file.state == FileState::scanned && file.kind == FileKind::python &&
         !file.path.ends_with(".ipynb");
}

std::optional<Mistake> add_fixes(Report& report, const project::ReportRequest& request,
                                 const rulebook::Rulebook& book, const FixOptions& options,
                                 bool selects, const scan::Disk& disk) {
  Result<scan::ScanContext> context = scan::ScanContext::make(book);
  if (!context) return context.mistake();
  FixRequests requests(request, report.files, options, selects, disk);
  requests.learn(report.findings);
  std::map<std::string_view, const FileFacts*> files;
  for (const FileFacts& file : report.files) files.emplace(file.path, &file);
  std::map<std::string, std::map<Key, OfferedFix>> known;
  scan::ScanScratch bench;
  for (ReportedFinding& reported : report.findings) {
    reported.fix.how = Fixable::by_hand;
    const auto file = files.find(reported.path);
    if (file == files.end()) continue;
    auto offers = known.find(reported.path);
    if (offers == known.end()) {
      offers =
          known.emplace(reported.path, offers_of(*file->second, requests, *context, bench, disk))
              .first;
    }
    const auto offer = offers->second.find(key_of(reported.finding));
    if (offer != offers->second.end()) reported.fix = offer->second;
  }
  return std::nullopt;
}

}  // namespace pymolt::cli
