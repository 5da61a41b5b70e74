// Sums in maps by name, sorted at the end.
// SPDX-License-Identifier: MIT
#include "portfolio/gather.h"

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "portfolio/one_report.h"
#include "portfolio/report_stream.h"
#include "scan/sha256.h"

namespace pymolt::portfolio {

namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t kLargestReport = std::uint64_t{4} << 30;  // read as a stream

std::string digest_of(std::istream& in) {
  scan::Sha256 digest;
  std::string part(1 << 16, '\0');
  while (in) {
    in.read(part.data(), static_cast<std::streamsize>(part.size()));
    digest.add(std::string_view(part).substr(0, static_cast<std::size_t>(in.gcount())));
  }
  return digest.hex();
}

// Of the repository whose report is STEM.json: what lies beside it tells.
scan::CodeOwners owners_beside(const std::string& stem, const scan::Disk& disk) {
  if (disk.look(stem + ".CODEOWNERS").kind == scan::EntryKind::file) {
    const Result<std::string> text = scan::read_bounded(disk, stem + ".CODEOWNERS", 1 << 20);
    if (text) return scan::CodeOwners(*text);
  }
  if (disk.look(stem).kind == scan::EntryKind::folder) return scan::CodeOwners::find(stem, disk);
  return scan::CodeOwners();
}

}  // namespace

void Gatherer::add(const std::string& path) {
  const scan::Entry entry = disk_.look(path);
  if (entry.kind == scan::EntryKind::missing) return fail(path, "there is no such file or folder");
  if (entry.kind != scan::EntryKind::folder) return add_report(path);
  const Result<std::vector<scan::Entry>> inside = disk_.list(path);
  if (!inside) return fail(path, "cannot be read: " + inside.mistake().message);
  bool any = false;
  for (const scan::Entry& one : *inside) {
    if (!one.name.ends_with(".json") || one.kind == scan::EntryKind::folder) continue;
    any = true;
    const std::string file = (fs::path(path) / one.name).generic_string();
    if (one.is_link && !scan::lies_inside(disk_, path, file)) {
      fail(file, "is a link that leads out of the folder");
    } else {
      add_report(file);
    }
  }
  if (!any) fail(path, "holds no report (*.json)");
}

void Gatherer::add_report(const std::string& file) {
  const scan::Entry entry = disk_.look(file);
  if (entry.kind != scan::EntryKind::file) return fail(file, "is no regular file");
  if (entry.size > kLargestReport)
    return fail(file, "is larger than the " + std::to_string(kLargestReport >> 30) +
                          " GiB that a report may have");
  std::ifstream in(file, std::ios::binary);
  const std::string digest = digest_of(in);
  in.clear();
  in.seekg(0);
  if (!in) return fail(file, "cannot be read");
  const fs::path path(file);
  const std::string stem =
      path.extension() == ".json" ? path.stem().string() : path.filename().string();
  const scan::CodeOwners owners = owners_beside((path.parent_path() / stem).string(), disk_);
  if (database_ != nullptr) database_->begin();
  OneReport report(stem, owners, database_);
  std::string wrong = read_parts(in, OneReport::is_asked,
                                 [&](const std::string& section, const nlohmann::json& value) {
                                   return report.take(section, value);
                                 });
  const auto before = files_.find(report.made().row.name);
  if (before != files_.end() && wrong.empty() && report.wrong().empty()) {
    wrong = "is a report of `" + before->first + "`, and so is " + before->second;
  }
  if (wrong.empty()) report.finish(digest);
  if (wrong.empty()) wrong = report.wrong();
  if (database_ != nullptr) wrong.empty() ? database_->keep() : database_->drop();
  if (!wrong.empty()) return fail(file, wrong);
  files_[report.made().row.name] = file;
  merge(std::move(report.made()));
}

void Gatherer::merge(Contribution made) {
  for (const auto& [key, findings] : made.blocking) {
    BlockingSymbol& sum =
        blocking_.try_emplace(key, BlockingSymbol{key.first, key.second}).first->second;
    ++sum.repositories;
    sum.findings += findings;
  }
  for (const auto& [name, no] : made.dependencies) {
    PortfolioDependency& sum =
        dependencies_.try_emplace(name, PortfolioDependency{name, 0, {}}).first->second;
    ++sum.repositories;
    for (const Version version : no.versions()) ++sum.no[version];
  }
  for (const auto& [owner, findings] : made.owners) {
    PortfolioOwner& sum = owners_.try_emplace(owner, PortfolioOwner{owner}).first->second;
    ++sum.repositories;
    for (std::size_t i = 0; i < findings.size(); ++i) sum.findings[i] += findings[i];
  }
  std::string name = made.row.name;
  rows_.emplace(std::move(name), std::move(made.row));
}

Portfolio Gatherer::sum(bool by_owner) const {
  Portfolio sum;
  sum.failed = failed_;
  for (const auto& [name, row] : rows_) sum.repositories.push_back(row);
  for (const auto& [key, blocking] : blocking_) sum.blocking.push_back(blocking);
  std::stable_sort(sum.blocking.begin(), sum.blocking.end(),
                   [](const BlockingSymbol& a, const BlockingSymbol& b) {
                     return std::pair(b.repositories, b.findings) <
                            std::pair(a.repositories, a.findings);
                   });
  for (const auto& [name, dependency] : dependencies_) sum.dependencies.push_back(dependency);
  const auto most = [](const PortfolioDependency& d) {
    std::uint64_t no = 0;
    for (const auto& [version, count] : d.no) no = std::max(no, count);
    return std::pair(no, d.repositories);
  };
  std::stable_sort(sum.dependencies.begin(), sum.dependencies.end(),
                   [&](const auto& a, const auto& b) { return most(b) < most(a); });
  if (!by_owner) return sum;
  for (const auto& [owner, sums] : owners_) sum.owners.push_back(sums);
  const auto severe = [](const PortfolioOwner& o) {
    return std::pair(o.findings[3], o.findings[2]);
  };
  std::stable_sort(sum.owners.begin(), sum.owners.end(),
                   [&](const auto& a, const auto& b) { return severe(b) < severe(a); });
  return sum;
}

}  // namespace pymolt::portfolio
