// A graph of includes: an include is looked for beside the file, then anywhere in the tree by its last parts.
// SPDX-License-Identifier: MIT
#include "project/c_sources.h"

#include <algorithm>
#include <map>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

#include "capi/c_text.h"
#include "capi/extensions.h"
#include "scan/glob.h"

namespace pymolt::project {

namespace {

constexpr std::size_t kMostCandidates = 64;  // files of one name that are looked at for an include
constexpr std::size_t kMostHeaders = 2000;   // that one file is joined with
constexpr std::size_t kMostUnits = 16;       // of those that take a header
constexpr std::size_t kMostMatches = 1000;   // files that one pattern stands for

std::string_view last_part(std::string_view path) { return path.substr(path.rfind('/') + 1); }

// `../include/a.h` as what it ends in.
std::string_view without_dots(std::string_view path) {
  while (path.starts_with("../") || path.starts_with("./")) path.remove_prefix(path.find('/') + 1);
  return path;
}

class Sources {
 public:
  Sources(std::vector<FileFacts>& facts, const rulebook::CApi& api)
      : facts_(facts),
        api_(api),
        below_(facts.size()),
        above_(facts.size()),
        unknown_(facts.size()) {
    for (std::size_t i = 0; i < facts.size(); ++i) {
      if (facts[i].c_source.is_source) by_name_[last_part(facts[i].path)].push_back(i);
    }
    for (std::size_t i = 0; i < facts.size(); ++i) {
      for (const std::string& include : facts[i].c_source.includes) link(i, include);
    }
    concerned_ = with_python();
    for (std::size_t i = 0; i < facts.size(); ++i) {
      if (concerned_[i] && !facts[i].findings.empty()) resolve(i);
    }
  }

  // The extension modules, once findings are settled and before files go.
  [[nodiscard]] std::vector<ExtensionRow> extensions() const {
    std::vector<ExtensionRow> rows;
    for (const FileFacts& file : facts_) {
      for (const ExtensionDeclaration& declared : file.c_source.extensions) {
        for (const ExtensionDeclaration& one : spelled_out(file, declared))
          rows.push_back(row_of(file, one));
      }
    }
    std::stable_sort(rows.begin(), rows.end(), [](const ExtensionRow& a, const ExtensionRow& b) {
      return a.module < b.module;
    });
    return rows;
  }

  void drop_others() {
    std::size_t kept = 0;
    for (std::size_t i = 0; i < facts_.size(); ++i) {
      const bool drop = facts_[i].c_source.is_source && !concerned_[i] &&
                        facts_[i].state == FileState::scanned && !facts_[i].path.ends_with(".pyx");
      if (drop) continue;
      if (kept != i) facts_[kept] = std::move(facts_[i]);
      ++kept;
    }
    facts_.resize(kept);
  }

 private:
  void link(std::size_t from, const std::string& include) {
    const std::string_view path = without_dots(include);
    const auto named = by_name_.find(last_part(path));
    const std::string_view folder =
        std::string_view(facts_[from].path)
            .substr(0, facts_[from].path.size() - last_part(facts_[from].path).size());
    std::size_t found = facts_.size();
    std::size_t looked = 0;
    if (named != by_name_.end()) {
      for (const std::size_t i : named->second) {
        if (++looked > kMostCandidates) break;
        const std::string_view candidate = facts_[i].path;
        if (candidate != path && !candidate.ends_with("/" + std::string(path))) continue;
        const bool beside =
            candidate.starts_with(folder) && candidate.substr(folder.size()) == path;
        if (found == facts_.size() || beside) found = i;
      }
    }
    if (found == facts_.size()) {
      unknown_[from].push_back(include);
    } else if (found != from) {
      below_[from].push_back(found);
      above_[found].push_back(from);
    }
  }

  // Those that include Python.h by any way, and what is included beside it.
  [[nodiscard]] std::vector<bool> with_python() const {
    std::vector<bool> reached(facts_.size());
    std::vector<std::size_t> open;
    for (std::size_t i = 0; i < facts_.size(); ++i) {
      if (facts_[i].c_source.includes_python) open.push_back(i);
    }
    spread(open, above_, reached);
    for (std::size_t i = 0; i < facts_.size(); ++i) {
      if (reached[i]) open.push_back(i);
    }
    std::vector<bool> beside(facts_.size());
    spread(open, below_, beside);
    for (std::size_t i = 0; i < facts_.size(); ++i) reached[i] = reached[i] || beside[i];
    return reached;
  }

  static void spread(std::vector<std::size_t>& open,
                     const std::vector<std::vector<std::size_t>>& edges,
                     std::vector<bool>& reached) {
    while (!open.empty()) {
      const std::size_t i = open.back();
      open.pop_back();
      if (reached[i]) continue;
      reached[i] = true;
      open.insert(open.end(), edges[i].begin(), edges[i].end());
    }
  }

  // The file at I and what of the tree lies before it in the graph of EDGES, at most MOST.
  [[nodiscard]] std::vector<std::size_t> reached_from(
      std::size_t i, const std::vector<std::vector<std::size_t>>& edges, std::size_t most) const {
    std::vector<std::size_t> seen;
    std::vector<std::size_t> open = {i};
    std::unordered_set<std::size_t> met = {i};
    while (!open.empty() && seen.size() < most) {
      const std::size_t at = open.back();
      open.pop_back();
      seen.push_back(at);
      for (const std::size_t next : edges[at]) {
        if (met.insert(next).second) open.push_back(next);
      }
    }
    return seen;
  }

  // The file at I and the headers of the tree that it takes, by any way.
  [[nodiscard]] std::vector<std::size_t> unit(std::size_t i) const {
    return reached_from(i, below_, kMostHeaders);
  }

  // The files that are compiled and take the one at I, by any way; itself where there are none.
  [[nodiscard]] std::vector<std::size_t> compiled_with(std::size_t i) const {
    std::vector<std::size_t> tops = reached_from(i, above_, kMostHeaders);
    std::erase_if(tops, [this](std::size_t at) { return !above_[at].empty(); });
    if (tops.size() > kMostUnits) tops.resize(kMostUnits);
    return tops.empty() ? std::vector{i} : tops;
  }

  [[nodiscard]] std::size_t at_path(std::string_view path) const {
    const auto named = by_name_.find(last_part(path));
    if (named == by_name_.end()) return facts_.size();
    const auto is = [&](std::size_t i) { return facts_[i].path == path; };
    const auto found = std::find_if(named->second.begin(), named->second.end(), is);
    return found == named->second.end() ? facts_.size() : *found;
  }

  // The sources of FILE's folder that PATTERN stands for, relative to it.
  [[nodiscard]] std::vector<std::string> matching(const std::string& folder,
                                                  std::string_view pattern) const {
    std::vector<std::string> found;
    const scan::Glob glob(folder + std::string(without_dots(pattern)));
    scan::MatchWork work;
    for (const FileFacts& file : facts_) {
      if (!file.c_source.is_source || found.size() >= kMostMatches || work.spent()) continue;
      if (glob.matches(file.path, work)) found.push_back(file.path.substr(folder.size()));
    }
    return found;
  }

  // DECLARED with its patterns replaced by the files there are; where modules are called as these are, one for each.
  [[nodiscard]] std::vector<ExtensionDeclaration> spelled_out(
      const FileFacts& file, const ExtensionDeclaration& declared) const {
    const std::string folder = file.path.substr(0, file.path.rfind('/') + 1);
    ExtensionDeclaration made = declared;
    made.sources.clear();
    for (const std::string& source : declared.sources) {
      if (source.find('*') == std::string::npos) {
        made.sources.push_back(source);
        continue;
      }
      for (std::string& match : matching(folder, source)) made.sources.push_back(std::move(match));
    }
    if (made.module != capi::kNamedByFiles)
      return made.sources.empty() ? std::vector<ExtensionDeclaration>() : std::vector{made};
    std::vector<ExtensionDeclaration> all;
    for (const std::string& source : made.sources) {
      std::string module(without_dots(source));
      for (const std::string_view top : {"src/", "lib/"}) {
        if (module.starts_with(top)) module.erase(0, top.size());
      }
      module.resize(module.rfind('.'));
      std::ranges::replace(module, '/', '.');
      all.push_back({module, {source}, made.line});
    }
    return all;
  }

  [[nodiscard]] ExtensionRow row_of(const FileFacts& file,
                                    const ExtensionDeclaration& declared) const {
    ExtensionRow row{declared.module, file.path, declared.line, {}, VersionSet::all(), {}};
    const std::string folder = file.path.substr(0, file.path.rfind('/') + 1);
    for (const std::string& source : declared.sources) {
      row.sources.push_back(folder + std::string(without_dots(source)));
      const std::size_t i = at_path(row.sources.back());
      if (i == facts_.size() || facts_[i].state != FileState::scanned) {
        row.unknown = VersionSet::all();
        continue;
      }
      for (const std::size_t part : unit(i)) {
        for (const Finding& finding : facts_[part].findings) {
          if (finding.confidence >= Confidence::likely && finding.rule.ends_with("-c-api"))
            row.builds -= finding.breaks_on;
        }
      }
    }
    row.unknown &= row.builds;
    row.builds -= row.unknown;
    return row;
  }

  // What the files around one define and show.
  struct Surroundings {
    std::map<std::string, VersionSet, std::less<>> defined;  // in every unit; findings move
    std::vector<std::string_view> headers;                   // by their names, found or not
    bool has_shim = false;
    VersionSet core;        // where headers of the interpreter's core are included,
    VersionSet core_names;  // and where such that declare functions
  };

  [[nodiscard]] VersionSet defined_in(std::size_t i, std::string_view name) const {
    const std::vector<CDefinition>& own = facts_[i].c_source.defines;
    const auto is_before = [](const CDefinition& one, std::string_view other) {
      return one.name < other;
    };
    const auto found = std::lower_bound(own.begin(), own.end(), name, is_before);
    return found != own.end() && found->name == name ? found->on : VersionSet::none();
  }

  // What the UNIT's other files define of the names that the findings of the file at I speak of.
  [[nodiscard]] std::map<std::string_view, VersionSet> definitions_for(
      std::size_t i, const std::vector<std::size_t>& unit) const {
    std::map<std::string_view, VersionSet> defined;
    for (const Finding& finding : facts_[i].findings) defined[name_of(finding)];
    for (const std::size_t at : unit) {
      if (at == i) continue;
      for (auto& [name, on] : defined) on |= defined_in(at, name);
    }
    return defined;
  }

  static std::string_view name_of(const Finding& finding) {
    return std::string_view(finding.symbol).substr(0, finding.symbol.find('('));
  }

  [[nodiscard]] Surroundings surroundings_of(std::size_t i) const {
    Surroundings made;
    bool first = true;
    for (const std::size_t top : compiled_with(i)) {
      const std::vector<std::size_t> files = unit(top);
      for (const auto& [name, on] : definitions_for(i, files)) {
        VersionSet& everywhere = made.defined[std::string(name)];
        everywhere = first ? on : everywhere & on;
      }
      first = false;
      for (const std::size_t at : files) {
        made.headers.push_back(last_part(facts_[at].path));
        made.core |= defined_in(at, capi::kCoreHeaders);
        made.core_names |= defined_in(at, capi::kCoreDeclarations);
        for (const std::string& unknown : unknown_[at])
          made.has_shim = made.has_shim || unknown.find("compat") != std::string::npos;
      }
    }
    return made;
  }

  // Headers of the interpreter's core show private names, and the members of structs that Python.h hides.
  void doubt(Finding& finding, const Surroundings& around) const {
    const VersionSet core =
        capi::shown_by_core(finding.symbol, around.core, around.core_names, api_);
    if (!finding.breaks_on.intersects(core)) return;
    if (core.contains(finding.breaks_on)) {
      finding.confidence = Confidence::possible;
    } else {
      finding.breaks_on -= core;
    }
  }

  // What the headers of the file at I define is no use of the C API; what headers may define that are not in the tree is not sure.
  void resolve(std::size_t i) {
    const Surroundings around = surroundings_of(i);
    std::erase_if(facts_[i].findings, [&](Finding& finding) {
      if (!finding.rule.ends_with("-c-api")) return false;
      if (finding.symbol.ends_with(".h"))
        return std::find(around.headers.begin(), around.headers.end(), finding.symbol) !=
               around.headers.end();
      if (around.has_shim) finding.confidence = Confidence::possible;
      doubt(finding, around);
      const auto own = around.defined.find(name_of(finding));
      if (own == around.defined.end()) return false;
      finding.breaks_on -= own->second;
      finding.warns_on -= own->second;
      return (finding.breaks_on | finding.warns_on).empty();
    });
  }

  std::vector<FileFacts>& facts_;
  const rulebook::CApi& api_;
  std::vector<bool> concerned_;                    // that are compiled with Python.h
  std::vector<std::vector<std::size_t>> below_;    // what each includes
  std::vector<std::vector<std::size_t>> above_;    // what includes each
  std::vector<std::vector<std::string>> unknown_;  // includes that are not in the tree
  std::unordered_map<std::string_view, std::vector<std::size_t>> by_name_;
};

}  // namespace

std::vector<ExtensionRow> join_c_sources(std::vector<FileFacts>& facts, const rulebook::CApi& api) {
  const auto is_source = [](const FileFacts& file) {
    return file.c_source.is_source || !file.c_source.extensions.empty();
  };
  if (std::none_of(facts.begin(), facts.end(), is_source)) return {};
  Sources sources(facts, api);
  std::vector<ExtensionRow> rows = sources.extensions();
  sources.drop_others();
  return rows;
}

void count_extensions(const Report& report, Summary& summary) {
  for (const ExtensionRow& row : report.extensions) {
    for (const Version v : report.target.versions()) {
      Count& count = summary.extensions[v];
      ++count.of;
      count.ok += row.builds.contains(v) ? 1 : 0;
      count.unknown += row.unknown.contains(v) ? 1 : 0;
    }
  }
}

}  // namespace pymolt::project
