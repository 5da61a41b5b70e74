// Two tables of keys, as for the settings: those of the policy, and those of a criterion.
// SPDX-License-Identifier: MIT
#include "settings/policy_file.h"

#include <array>
#include <cmath>
#include <filesystem>

#include "settings/key_rows.h"
#include "settings/toml_file.h"

namespace pymolt::settings {

namespace {

namespace fs = std::filesystem;
using toml::node;

constexpr std::string_view kOwnFile = "pymolt-gate.toml";
constexpr std::string_view kSharedFile = "pyproject.toml";

// A criterion while it is read, with all the thresholds that it names.
struct Draft {
  Criterion criterion;
  int thresholds = 0;
};

Result<double> read_number(const node& value, const FilePositions& positions) {
  auto number = value.value<double>();
  if (const auto integer = value.value<std::int64_t>(); !number && integer)
    number = static_cast<double>(*integer);  // beyond what a double tells apart
  if (!value.is_number() || !number || !std::isfinite(*number)) {
    return positions.at(value.source().begin, "expected a number", "for example 0.99");
  }
  return *number;
}

Result<Version> read_one_version(const node& value, const FilePositions& positions) {
  const Result<VersionSet> set = read_versions(value, positions);
  if (!set) return set.mistake();
  if (set->size() == 1) return set->oldest();
  return positions.at(value.source().begin, "expected one version", "for example \"3.13\"");
}

// `3.13`, or a release of it: `3.13.1`.
std::optional<Mistake> read_python(const node& value, const FilePositions& positions, Draft& to) {
  const std::string text = value.value_or(std::string());
  const std::size_t dot = text.find('.', text.find('.') + 1);
  to.criterion.python = Version::parse(std::string_view(text).substr(0, dot));
  if (to.criterion.python) return std::nullopt;
  return positions.at(value.source().begin, "expected one version", "for example \"3.13\"");
}

template <Bound bound>
std::optional<Mistake> read_threshold(const node& value, const FilePositions& positions,
                                      Draft& to) {
  ++to.thresholds;
  to.criterion.bound = bound;
  return put(read_number(value, positions), to.criterion.threshold);
}

template <auto member>
std::optional<Mistake> read_list(const node& value, const FilePositions& positions, Draft& to) {
  return put(read_words(value, positions), to.criterion.*member);
}

// Names of columns; pandas writes an index that has no name under the empty one.
template <auto member>
std::optional<Mistake> read_columns(const node& value, const FilePositions& positions, Draft& to) {
  return put(read_words(value, positions, EmptyWord::is_a_name), to.criterion.*member);
}

template <auto member>
std::optional<Mistake> read_word(const node& value, const FilePositions& positions, Draft& to) {
  return put(read_text(value, positions), to.criterion.*member);
}

constexpr std::array kCriterionKeys = {
    KeyRow<Draft>{"name", read_word<&Criterion::name>},
    KeyRow<Draft>{"evidence", read_list<&Criterion::evidence>},
    KeyRow<Draft>{"baseline", read_list<&Criterion::baseline>},
    KeyRow<Draft>{"format", read_word<&Criterion::format>},
    KeyRow<Draft>{"python", read_python},
    KeyRow<Draft>{"measure", read_word<&Criterion::measure>},
    KeyRow<Draft>{"at-least", read_threshold<Bound::at_least>},
    KeyRow<Draft>{"at-most", read_threshold<Bound::at_most>},
    KeyRow<Draft>{"equals", read_threshold<Bound::equals>},
    KeyRow<Draft>{"key", read_columns<&Criterion::key>},
    KeyRow<Draft>{"columns", read_columns<&Criterion::columns>},
    KeyRow<Draft>{"select", read_list<&Criterion::select>},
};

Result<Criterion> read_criterion(const toml::table& table, const FilePositions& positions) {
  Draft draft;
  draft.criterion.line = static_cast<int>(table.source().begin.line);
  const auto ignore = [](const std::string&, int) {};
  if (auto mistake = read_by(kCriterionKeys, table, "a criterion", positions, draft, ignore))
    return *mistake;
  const auto wrong = [&](const std::string& what, const char* hint) {
    return positions.at(table.source().begin, what, hint);
  };
  const std::string which =
      draft.criterion.name.empty() ? "this criterion" : "criterion `" + draft.criterion.name + "`";
  if (draft.criterion.name.empty())
    return wrong("this criterion has no name", "add name = \"tests\"");
  if (draft.criterion.measure.empty())
    return wrong(which + " has no measure", "add measure = \"pass-rate\"");
  if (draft.thresholds == 0)
    return wrong(which + " has no threshold", "add one of at-least, at-most, equals");
  if (draft.thresholds > 1)
    return wrong(which + " has several thresholds", "keep one of at-least, at-most, equals");
  return std::move(draft.criterion);
}

std::optional<Mistake> read_criteria(const node& value, const FilePositions& positions,
                                     Policy& policy) {
  const toml::array* list = value.as_array();
  if (list == nullptr || (!list->empty() && !list->is_array_of_tables())) {
    return positions.at(value.source().begin, "expected a list of tables",
                        "for example [[criterion]]");
  }
  for (const node& item : *list) {
    Result<Criterion> criterion = read_criterion(*item.as_table(), positions);
    if (!criterion) return criterion.mistake();
    policy.criteria.push_back(criterion.take());
  }
  return std::nullopt;
}

std::optional<Mistake> read_age(const node& value, const FilePositions& positions, Policy& to) {
  const Result<double> days = read_number(value, positions);
  if (!days) return days.mistake();
  if (*days < 0)
    return positions.at(value.source().begin, "expected a number of days that is not negative");
  to.max_age_days = *days;
  return std::nullopt;
}

constexpr std::array kPolicyKeys = {
    KeyRow<Policy>{"target", [](const node& v, const FilePositions& p,
                                Policy& to) { return put(read_one_version(v, p), to.target); }},
    KeyRow<Policy>{"from", [](const node& v, const FilePositions& p,
                              Policy& to) { return put(read_versions(v, p), to.from); }},
    KeyRow<Policy>{"max-age-days", read_age},
    KeyRow<Policy>{"same-revision",
                   [](const node& v, const FilePositions& p, Policy& to) {
                     return put(read_flag(v, p), to.same_revision);
                   }},
    KeyRow<Policy>{"rollback", [](const node& v, const FilePositions& p,
                                  Policy& to) { return put(read_words(v, p), to.rollback); }},
    KeyRow<Policy>{"monitoring", [](const node& v, const FilePositions& p,
                                    Policy& to) { return put(read_words(v, p), to.monitoring); }},
    KeyRow<Policy>{"criterion", read_criteria},
};

// The table that is the policy; null where a pyproject.toml has none.
const node* policy_table(const toml::table& document, bool is_shared) {
  return is_shared ? document["tool"]["pymolt"]["gate"].node() : &document;
}

bool is_shared(const std::string& file) { return fs::path(file).filename() == kSharedFile; }

Result<std::optional<Policy>> read_file(const fs::path& path, const std::string& told,
                                        const scan::Disk& disk) {
  const Result<std::string> text = read_toml(path.string(), told, disk, false);
  if (!text) return text.mistake();
  Result<std::optional<Policy>> policy = read_policy(told, *text);
  if (policy && *policy) (*policy)->folder = path.parent_path().generic_string();
  return policy;
}

Mistake no_policy(const std::string& file) {
  Mistake mistake{
      file.empty()
          ? "there is no policy: neither pymolt-gate.toml nor [tool.pymolt.gate] in pyproject.toml"
          : "has no [tool.pymolt.gate]",
      file};
  if (file.empty()) mistake.hint = "name one: pymolt gate --policy FILE";
  return mistake;
}

}  // namespace

Result<std::optional<Policy>> read_policy(const std::string& file, std::string_view text) {
  if (is_shared(file) && text.find("pymolt") == std::string_view::npos)
    return std::optional<Policy>();
  const FilePositions positions(file, text);
  const Result<toml::table> document = parse_toml(file, text);
  if (!document) return document.mistake();
  const node* found = policy_table(*document, is_shared(file));
  if (found == nullptr) return std::optional<Policy>();
  const toml::table* table = found->as_table();
  if (table == nullptr)
    return positions.at(found->source().begin, "[tool.pymolt.gate] must be a table");
  Policy policy;
  policy.file = file;
  bool has_target = false;
  const auto seen = [&](const std::string& key, int) {
    has_target = has_target || key == "target";
  };
  const std::string name = is_shared(file) ? "[tool.pymolt.gate]" : "the policy";
  if (auto mistake = read_by(kPolicyKeys, *table, name, positions, policy, seen)) return *mistake;
  if (!has_target)
    return Mistake{"the policy has no target", file, 0, 0, {}, "add target = \"3.13\""};
  if (policy.criteria.empty())
    return Mistake{"the policy has no criterion", file, 0, 0, {}, "add a [[criterion]]"};
  return std::optional<Policy>(std::move(policy));
}

Result<Policy> load_policy(const std::string& file, const std::string& here,
                           const scan::Disk& disk) {
  const fs::path normal = fs::path(file).lexically_normal();
  const bool is_elsewhere = normal.is_absolute() || normal.generic_string().starts_with("..");
  const auto read = [&](const std::string& name) {
    Result<std::optional<Policy>> policy =
        read_file((fs::path(here) / name).lexically_normal(), name, disk);
    if (policy && *policy && !is_elsewhere) (*policy)->fence = here;
    return policy;
  };
  if (!file.empty()) {
    Result<std::optional<Policy>> policy = read(file);
    if (!policy) return policy.mistake();
    if (!*policy) return no_policy(file);
    return std::move(**policy);
  }
  for (const std::string_view name : {kOwnFile, kSharedFile}) {
    if (disk.look((fs::path(here) / name).string()).kind == scan::EntryKind::missing) continue;
    Result<std::optional<Policy>> policy = read(std::string(name));
    if (!policy) return policy.mistake();
    if (*policy) return std::move(**policy);
  }
  return no_policy({});
}

}  // namespace pymolt::settings
