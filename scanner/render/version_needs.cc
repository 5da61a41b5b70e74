// "needs 3.8: assignment expression at a.py:10".
// SPDX-License-Identifier: MIT
#include "render/version_needs.h"

#include <nlohmann/json.hpp>
#include <ostream>
#include <string>

#include "render/escape.h"
#include "render/text_width.h"

namespace pymolt::render {

namespace {

std::string place(const DecidingLine& line) {
  return visible(line.path) + ":" + std::to_string(line.line);
}

std::string name_of(const VersionNeed& need) {
  if (need.of == VersionNeed::Of::tree) return "the whole tree";
  return visible(need.path) + (need.of == VersionNeed::Of::folder ? "/" : "");
}

nlohmann::ordered_json json_of(const std::optional<DecidingLine>& line) {
  if (!line) return nullptr;
  return {{"version", std::string(line->version.str())},
          {"what", line->what},
          {"path", line->path},
          {"line", line->line}};
}

void print(const VersionNeed& need, std::ostream& out) {
  out << name_of(need) << ": " << need.works.str()
      << (need.known ? "" : ", as far as could be analysed") << '\n';
  if (need.needs) {
    out << "  needs " << need.needs->version.str() << ": " << visible(need.needs->what) << " at "
        << place(*need.needs) << '\n';
  }
  if (need.not_from) {
    out << "  not from " << need.not_from->version.str() << ": " << visible(need.not_from->what)
        << " at " << place(*need.not_from) << '\n';
  }
}

}  // namespace

void version_needs_text(const std::vector<VersionNeed>& needs, std::ostream& out) {
  std::size_t everywhere = 0;
  for (const VersionNeed& need : needs) {
    const bool dull =
        need.of == VersionNeed::Of::file && need.known && need.works == VersionSet::all();
    everywhere += dull ? 1 : 0;
    if (!dull) print(need, out);
  }
  if (everywhere > 0)
    out << everywhere << (everywhere == 1 ? " file works" : " files work") << " on every version\n";
}

void version_needs_json(const std::vector<VersionNeed>& needs, std::ostream& out) {
  nlohmann::ordered_json list = nlohmann::ordered_json::array();
  for (const VersionNeed& need : needs) {
    nlohmann::ordered_json works = nlohmann::ordered_json::array();
    for (const Version v : need.works.versions()) works.push_back(std::string(v.str()));
    const char* of = need.of == VersionNeed::Of::tree     ? "tree"
                     : need.of == VersionNeed::Of::folder ? "folder"
                                                          : "file";
    list.push_back({{"of", of},
                    {"path", need.path},
                    {"known", need.known},
                    {"works", works},
                    {"needs", json_of(need.needs)},
                    {"not_from", json_of(need.not_from)}});
  }
  const nlohmann::ordered_json document = {{"schema", "pymolt-min-version/1"}, {"needs", list}};
  out << visible_json(
             document.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace))
      << '\n';
}

}  // namespace pymolt::render
