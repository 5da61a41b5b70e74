// Which modules a finding breaks, and by which way they import it.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_RENDER_SARIF_RELATED_H_
#define PYMOLT_RENDER_SARIF_RELATED_H_

#include <map>
#include <string>
#include <tuple>
#include <vector>

#include "model/report.h"

namespace pymolt::render {

struct RelatedModule {
  std::string name;
  std::string path;
  std::string message;  // "quant does not import on 3.10+: quant → quant.store.cache"
};

/// Borrows the report.
class RelatedModules {
 public:
  explicit RelatedModules(const Report& report);

  /// The modules that fail because of this finding, but for the one it stands in; a hundred at
  /// most, the last of which then says how many more there are.
  [[nodiscard]] std::vector<RelatedModule> of(const ReportedFinding& finding) const;

 private:
  struct Victim {
    const ModuleVerdict* module;
    const Because* because;
    VersionSet versions;
  };
  using Place = std::tuple<std::string_view, std::uint32_t, std::string_view>;  // path, line, cause

  std::map<Place, std::vector<Victim>> victims_;
};

}  // namespace pymolt::render

#endif  // PYMOLT_RENDER_SARIF_RELATED_H_
