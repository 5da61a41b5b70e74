// `pymolt config [PATH]`: what is in force there, and where each value comes from.
// SPDX-License-Identifier: MIT
#include <algorithm>
#include <ostream>

#include "cli/outputs.h"
#include "cli/rule_packs.h"
#include "cli/scan_project.h"
#include "render/json_writer.h"

namespace pymolt::cli {

namespace {

using render::JsonWriter;

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : ", ") + word;
  return text;
}

std::string versions_text(const std::optional<VersionSet>& versions) {
  return versions ? versions->str() : "";
}

// `plugins/: target 3.8; ignore imp`.
std::string path_text(const PathRequest& request) {
  std::vector<std::string> severities;
  for (const SeverityRule& rule : request.severities)
    severities.push_back(rule.word + " = " + std::string(name(rule.severity)));
  std::string text;
  for (const auto& [key, value] :
       {std::pair("target", versions_text(request.target)),
        std::pair("from", versions_text(request.from)), std::pair("select", joined(request.select)),
        std::pair("ignore", joined(request.ignore)), std::pair("severity", joined(severities))}) {
    if (!value.empty()) text += (text.empty() ? "" : "; ") + std::string(key) + " " + value;
  }
  return joined(request.paths) + ": " + (text.empty() ? "nothing else than elsewhere" : text);
}

std::string origin_text(const EffectiveOptions& effective, std::string_view key) {
  switch (effective.origin(key)) {
    case Origin::command_line:
      return "command line";
    case Origin::file:
      return effective.settings.file + ":" +
             std::to_string(effective.settings.lines.find(key)->second);
    case Origin::built_in:
      break;
  }
  return key == "target" && !effective.target_by.empty() ? effective.target_by : "default";
}

// What an empty list means.
std::string nothing_said(std::string_view key) {
  if (key == "select") return "everything";
  if (key == "from") return "what each file shows";
  return "nothing";
}

std::string value_text(const OptionKey& key, const ProjectOptions& options) {
  const std::vector<std::string> values = key.values(options);
  if (values.empty()) return nothing_said(key.key);
  if (key.key == "target") return options.target.value_or(VersionSet(kNewestReleased)).str();
  if (key.key == "from") return options.from->str();
  return joined(values);
}

constexpr std::size_t kKeyWidth = 15;
constexpr std::size_t kValueWidth = 30;

void write_text(const EffectiveOptions& effective, std::ostream& out) {
  const std::string& file = effective.settings.file;
  out << (file.empty() ? "No settings: neither a pymolt.toml nor a pyproject.toml with "
                         "[tool.pymolt] was found.\n"
                       : "Settings of " + file + "\n")
      << '\n';
  const auto row = [&](std::string_view key, const std::string& value, const std::string& origin) {
    const bool fits = value.size() <= kValueWidth;  // else the origin stands in its column below
    out << "  " << key << std::string(kKeyWidth - key.size(), ' ') << value
        << (fits ? std::string(kValueWidth - value.size(), ' ')
                 : "\n" + std::string(2 + kKeyWidth + kValueWidth, ' '))
        << "  " << origin << '\n';
  };
  for (const OptionKey& key : option_keys())
    row(key.key, value_text(key, effective.options), origin_text(effective, key.key));
  for (const PathRequest& request : effective.options.per_path) {
    row("per-path", path_text(request), file + ":" + std::to_string(request.line));
  }
}

void write_words(JsonWriter& json, std::string_view key, const std::vector<std::string>& words) {
  json.key(key).open_array();
  for (const std::string& word : words) json.value(word);
  json.close();
}

void write_origin(JsonWriter& json, const EffectiveOptions& effective, std::string_view key) {
  const Origin origin = effective.origin(key);
  if (origin != Origin::file) {
    const bool by_project = key == "target" && !effective.target_by.empty();
    json.field("origin", origin == Origin::command_line ? "command line"
                         : by_project                   ? effective.target_by.c_str()
                                                        : "default");
    return;
  }
  json.field("origin", effective.settings.file)
      .field("line", effective.settings.lines.find(key)->second);
}

void write_severities(JsonWriter& json, const std::vector<SeverityRule>& rules) {
  json.key("severity").open_object();
  for (const SeverityRule& rule : rules) json.field(rule.word, name(rule.severity));
  json.close();
}

void write_path(JsonWriter& json, const PathRequest& request, const std::string& file) {
  json.open_object();
  write_words(json, "path", request.paths);
  if (request.target) json.field("target", *request.target);
  if (request.from) json.field("from", *request.from);
  if (!request.select.empty()) write_words(json, "select", request.select);
  if (!request.ignore.empty()) write_words(json, "ignore", request.ignore);
  if (!request.severities.empty()) write_severities(json, request.severities);
  json.field("origin", file).field("line", request.line).close();
}

void write_json(const EffectiveOptions& effective, std::ostream& out) {
  JsonWriter json(out);
  json.open_object(JsonWriter::tall).field("schema", "pymolt-config/1").key("file");
  effective.settings.file.empty() ? json.null() : json.value(effective.settings.file);
  json.key("values").open_object(JsonWriter::tall);
  for (const OptionKey& key : option_keys()) {
    const std::vector<std::string> values = key.values(effective.options);
    json.key(key.key).open_object();
    if (key.is_list) {
      write_words(json, "value", values);
    } else {
      json.key("value");
      if (values.empty()) {
        json.null();
      } else if (key.key == "allow-unknown") {
        json.value(effective.options.allow_unknown);
      } else {
        json.value(values.front());
      }
    }
    write_origin(json, effective, key.key);
    json.close();
  }
  json.close().key("per-path").open_array(JsonWriter::tall);
  for (const PathRequest& request : effective.options.per_path)
    write_path(json, request, effective.settings.file);
  json.close().close();
}

// What a scan would ask about where nobody says so.
std::optional<Mistake> add_stated_target(const rulebook::Rulebook& book, const scan::Disk& disk,
                                         EffectiveOptions& effective) {
  if (effective.options.target || effective.options.isolated) return std::nullopt;
  const Result<scan::ScanContext> context = scan::ScanContext::make(book);
  if (!context) return context.mistake();
  if (auto stated = target_of_project(effective.paths, *context, disk)) {
    effective.options.target = stated->versions;
    effective.target_by = std::move(stated->by);
  }
  return std::nullopt;
}

}  // namespace

int run_config(const Invocation& invocation, Streams& streams) {
  const auto disk = scan::real_disk();
  for (const std::string& path : invocation.scan.paths) {
    if (disk->look(path).kind == scan::EntryKind::missing)
      return refuse(streams, {"there is no such file or folder", path});
  }
  Result<EffectiveOptions> effective =
      effective_options(invocation.scan, invocation.command, *disk);
  if (!effective) return refuse(streams, effective.mistake());
  const Result<rulebook::Rulebook> book = load_rulebook(effective->options.rules);
  if (!book) return refuse(streams, book.mistake());
  if (const auto mistake = check_words(*effective, *book)) return refuse(streams, *mistake);
  if (const auto mistake = add_stated_target(*book, *disk, *effective))
    return refuse(streams, *mistake);
  const auto write = invocation.scan.formats.front().format == "json" ? write_json : write_text;
  if (const auto mistake = check_outputs(invocation.scan.formats, invocation.scan.output))
    return refuse(streams, *mistake);
  const std::string file = file_of(invocation.scan.formats.front(), invocation.scan.output);
  return write_to(file, streams, [&](std::ostream& out) { write(*effective, out); }) ? 0 : 2;
}

}  // namespace pymolt::cli
