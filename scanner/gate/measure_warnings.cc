// Deprecations seen at run time, beside those that the scan has: each confirmed by a finding, or new.
// SPDX-License-Identifier: MIT
#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "gate/measures.h"
#include "gate/path_ends.h"

namespace pymolt::gate {

namespace {

constexpr const char* kLetters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_";

// Deprecations by the names that Python and its libraries give them.
bool is_deprecation(std::string_view category) {
  const std::string_view last = category.substr(category.rfind('.') + 1);
  return last.ends_with("DeprecationWarning") || last == "FutureWarning" ||
         last.starts_with("RemovedIn");
}

// Findings by the last part of their path, where a warning's own can be looked up.
using ByName = std::multimap<std::string_view, const ScanFinding*>;

// The identifiers of TEXT, in lower case.
std::set<std::string> identifiers_in(std::string_view text) {
  std::set<std::string> identifiers;
  std::string one;
  for (const char c : text) {
    const char low = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    const bool inside =
        low == '_' || (low >= 'a' && low <= 'z') || (low >= '0' && low <= '9') || low < 0;
    if (inside) one += low;
    if (!inside && !one.empty()) identifiers.insert(std::exchange(one, {}));
  }
  if (!one.empty()) identifiers.insert(std::move(one));
  return identifiers;
}

// Whether FINDING speaks of what MESSAGE, a warning's, is about: it names the end of the symbol, or of what to write instead,
// or their owner and no other name of it. A finding about syntax has no symbol that a message could name.
bool is_of_message(const ScanFinding& finding, const std::string& message) {
  if (finding.symbol.empty() || finding.symbol == finding.rule) return true;
  std::string own = finding.symbol;
  if (finding.instead.find(' ') == std::string::npos) own += " " + finding.instead;
  const std::set<std::string> names = identifiers_in(own);
  const std::set<std::string> said = identifiers_in(message);
  const std::string_view symbol = finding.symbol;
  const std::set<std::string> last = identifiers_in(symbol.substr(symbol.rfind('.') + 1));
  if (std::ranges::any_of(last, [&said](const std::string& one) { return said.contains(one); }))
    return true;
  // `datetime.utcnow` is no word about `datetime.utcfromtimestamp`.
  for (std::size_t dot = message.find('.'); dot != std::string::npos;
       dot = message.find('.', dot + 1)) {
    const std::size_t end = message.find_first_not_of(kLetters, dot + 1);
    const std::set<std::string> other = identifiers_in(
        std::string_view(message).substr(dot + 1, std::min(end, message.size()) - dot - 1));
    if (!other.empty() && !names.contains(*other.begin())) return false;
  }
  return std::ranges::any_of(names, [&said](const std::string& one) { return said.contains(one); });
}

// Whether PATH, which a warning names, may be that of FINDING. An absolute one outside the policy's folder may be of a tree
// that another machine has elsewhere, where more than the file's own name agrees; not where packages are installed.
bool is_at(const std::string& path, const ScanFinding& finding, const std::string& folder) {
  if (!is_same_file(path, finding.path)) return false;
  if (!path.starts_with('/') || path.starts_with(folder)) return true;
  const std::string_view above =
      std::string_view(path).substr(0, path.size() - finding.path.size());
  return finding.path.find('/') != std::string::npos &&
         above.find("-packages/") == std::string_view::npos;
}

// What a warning may be found in: the findings of a scan of FOLDER.
struct Looked {
  ByName findings;
  const std::string& folder;
};

bool is_found_at(const std::string& path, std::uint32_t line, const std::string& message,
                 const Looked& looked) {
  const auto [begin, end] = looked.findings.equal_range(last_name(path));
  return std::any_of(begin, end, [&](const auto& row) {
    const ScanFinding& finding = *row.second;
    return is_at(path, finding, looked.folder) && line >= finding.line &&
           line <= finding.end_line && is_of_message(finding, message);
  });
}

// An exception ends in the library that warns: the line that is to be fixed is one that led there.
bool is_found(const SeenWarning& warning, const Looked& looked) {
  return is_found_at(warning.path, warning.line, warning.message, looked) ||
         std::ranges::any_of(warning.callers, [&](const auto& frame) {
           return is_found_at(frame.first, frame.second, warning.message, looked);
         });
}

}  // namespace

Measured measure_warnings(const MeasureInput& input) {
  std::set<SeenWarning> seen;
  bool ran = false;
  for (const Evidence& evidence : input.now) {
    const auto& one = std::get<WarningResults>(evidence.data);
    ran = ran || one.ran;
    for (const SeenWarning& warning : one.warnings) {
      if (is_deprecation(warning.category)) seen.insert(warning);
    }
  }
  Measured measured;
  if (!ran) measured.no_evidence = "the log shows neither a warning nor that anything was run";
  if (!ran) return measured;
  Looked looked{{}, input.folder};
  if (input.scan != nullptr) {
    for (const ScanFinding& finding : input.scan->list)
      looked.findings.emplace(last_name(finding.path), &finding);
  }
  std::vector<std::string> fresh;
  std::vector<std::string> confirmed;
  for (const SeenWarning& warning : seen) {
    const std::string place =
        warning.path.empty() ? "" : warning.path + ":" + std::to_string(warning.line) + ": ";
    (is_found(warning, looked) ? confirmed : fresh)
        .push_back(place + warning.category + ": " + warning.message);
  }
  measured.value = static_cast<double>(fresh.size());
  measured.why = counted(fresh.size(), "deprecation") + " seen at run time " +
                 (fresh.size() == 1 ? "is" : "are") + " not in the scan, " +
                 std::to_string(confirmed.size()) + " confirmed";
  if (input.scan == nullptr)
    measured.why = counted(fresh.size(), "deprecation") +
                   " seen at run time; there is no scan to compare with";
  add_details(measured.details, "new: ", fresh);
  add_details(measured.details, "confirmed: ", confirmed);
  return measured;
}

}  // namespace pymolt::gate
