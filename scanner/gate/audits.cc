// What pip-audit and safety found: a vulnerability is one id of one package.
// SPDX-License-Identifier: MIT
//
//   pip-audit  {"dependencies": [{"name", "version", "vulns": [{"id"}]} | {"name", "skip_reason"}],
//               "fixes": [{"name", "old_version", "new_version"} | {"name", "version", "skip_reason"}]}, earlier a bare list
//   safety 1   [[name, specifier, version, advisory, id], …]
//   safety 2   {"report_meta", "scanned_packages", "vulnerabilities": [{"package_name", "analyzed_version", "vulnerability_id"}]}
//   safety 3   {"meta", "scan_results": {"projects": [{"files": [{"results": {"dependencies": [{"name", "specifications":
//               [{"vulnerabilities": {"known_vulnerabilities": [{"id", "ignored"}]}}]}]}}]}]}}
#include <set>

#include "gate/dates.h"
#include "gate/documents.h"
#include "gate/evidence_readers.h"

namespace pymolt::gate {

namespace {

struct Found {
  AuditResults results;
  std::set<std::string> vulnerabilities;
  void add(const std::string& name, const std::string& version, const std::string& id) {
    vulnerabilities.insert(name + (version.empty() ? "" : " " + version) + ": " + id);
  }
};

Problem finish(Found found, Evidence& evidence) {
  if (found.results.packages == 0) return Mistake{"looked at no package"};
  found.results.vulnerabilities.assign(found.vulnerabilities.begin(), found.vulnerabilities.end());
  evidence.data = std::move(found.results);
  return std::nullopt;
}

// A text or a number.
std::string id_of(const Json& value) {
  return value.is_string()           ? value.get<std::string>()
         : value.is_number_integer() ? std::to_string(value.get<std::int64_t>())
                                     : "?";
}

// safety writes `false`, null or nothing where one counts; else an object or true.
bool is_ignored(const Json& ignored) {
  return (ignored.is_boolean() && ignored.get<bool>()) || (ignored.is_object() && !ignored.empty());
}

void add_specification(const std::string& name, const Json& specification, Found& found) {
  const Json& all = member(member(specification, "vulnerabilities"), "known_vulnerabilities");
  for (const Json& item : list_of(all)) {
    if (is_ignored(member(item, "ignored")))
      ++found.results.ignored;
    else
      found.add(name, text_at(specification, "raw"), id_of(member(item, "id")));
  }
}

// Of a file in which nothing is listed it is known that it was looked at.
void add_projects(const Json& document, Found& found) {
  for (const Json& project : list_of(member(member(document, "scan_results"), "projects"))) {
    for (const Json& file : list_of(member(project, "files"))) {
      const auto& dependencies = list_of(member(member(file, "results"), "dependencies"));
      if (dependencies.empty()) ++found.results.packages;
      for (const Json& dependency : dependencies) {
        ++found.results.packages;
        for (const Json& specification : list_of(member(dependency, "specifications"))) {
          add_specification(text_at(dependency, "name"), specification, found);
        }
      }
    }
  }
}

}  // namespace

bool looks_like_pip_audit(const Head& head) {
  const auto has = [&head](std::string_view word) {
    return head.bytes.find(word) != std::string_view::npos;
  };
  return (has("\"dependencies\"") &&
          (has("\"vulns\"") || has("\"fixes\"") || has("\"skip_reason\""))) ||
         (head.bytes.starts_with('[') && has("\"vulns\""));
}

Problem read_pip_audit(Source& source, Evidence& evidence) {
  const Result<Json> document = json_of(source);
  if (!document) return document.mistake();
  Found found;
  std::set<std::string> fixed;  // what `pip-audit --fix` found and raised is not left
  for (const Json& fix : list_of(member(*document, "fixes"))) {
    if (!text_at(fix, "new_version").empty()) fixed.insert(text_at(fix, "name"));
  }
  for (const Json& item :
       list_of(document->is_array() ? *document : member(*document, "dependencies"))) {
    const std::string name = text_at(item, "name");
    if (const std::string reason = text_at(item, "skip_reason"); !reason.empty()) {
      found.results.skipped.push_back(name);
      continue;
    }
    if (!member(item, "vulns").is_array())
      return Mistake{"has a package without `vulns`: `" + name + "`"};
    ++found.results.packages;
    if (fixed.contains(name)) continue;
    for (const Json& vulnerability : list_of(member(item, "vulns"))) {
      found.add(name, text_at(item, "version"), id_of(member(vulnerability, "id")));
    }
  }
  return finish(std::move(found), evidence);
}

// What safety 1 writes: a list of lists of texts, or an empty list.
bool is_list_of_lists(std::string_view text) {
  text = trimmed(text);
  if (!text.starts_with('[')) return false;
  text = trimmed(text.substr(1));
  if (text.starts_with(']')) return true;
  return text.starts_with('[') && trimmed(text.substr(1)).starts_with('"');
}

bool looks_like_safety(const Head& head) {
  const auto has = [&head](std::string_view word) {
    return head.bytes.find(word) != std::string_view::npos;
  };
  return has("\"report_meta\"") || has("\"scan_results\"") || is_list_of_lists(head.bytes) ||
         has("\"vulnerabilities_found\"");
}

Problem read_safety(Source& source, Evidence& evidence) {
  const Result<Json> document = json_of(source);
  if (!document) return document.mistake();
  Found found;
  // It lists the vulnerable only: what else was looked at is not in the file.
  if (document->is_array()) {
    if (document->empty())
      return Mistake{
          "is an empty list, which does not say that any package was looked at: write it with "
          "pip-audit 2 or safety 2"};
    found.results.packages = 1;
    for (const Json& row : list_of(*document)) {
      if (list_of(row).size() < 5 || !row[0].is_string())
        return Mistake{"is not what safety writes"};
      found.add(row[0].get<std::string>(), row[2].is_string() ? row[2].get<std::string>() : "",
                id_of(row[4]));
    }
    return finish(std::move(found), evidence);
  }
  const Json& meta = member(*document, "report_meta");
  found.results.packages = member(*document, "scanned_packages").size();
  if (found.results.packages == 0)
    found.results.packages =
        static_cast<std::size_t>(number_at(meta, "packages_found").value_or(0));
  for (const Json& item : list_of(member(*document, "vulnerabilities"))) {
    if (is_ignored(member(item, "ignored"))) {
      ++found.results.ignored;
      continue;
    }
    found.add(text_at(item, "package_name"), text_at(item, "analyzed_version"),
              id_of(member(item, "vulnerability_id")));
  }
  found.results.ignored += list_of(member(*document, "ignored_vulnerabilities")).size();
  add_projects(*document, found);
  if (number_at(meta, "vulnerabilities_found").value_or(0) >
      static_cast<double>(found.vulnerabilities.size() + found.results.ignored))
    return Mistake{"counts more vulnerabilities than it lists"};
  if (text_at(meta, "scan_target") == "environment")  // else the Python is safety's own
    evidence.python = text_at(member(meta, "telemetry"), "python_version");
  std::string stamp = text_at(meta, "timestamp");
  if (stamp.empty()) stamp = text_at(member(*document, "meta"), "timestamp");
  evidence.stamp = parse_time(stamp);
  return finish(std::move(found), evidence);
}

}  // namespace pymolt::gate
