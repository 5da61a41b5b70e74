// JSON, read without trust; the settings travel as their text and are read where they are needed.
// SPDX-License-Identifier: MIT
#include "cli/shard_head.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <sstream>

#include "base/hash.h"
#include "base/text.h"
#include "cli/build_version.h"
#include "history/json_file.h"
#include "render/json_writer.h"

namespace pymolt::cli {

namespace {

namespace fs = std::filesystem;

constexpr history::JsonSchema kForm = {"pymolt-facts/2", "file of facts",
                                       "`pymolt facts PATH --shard K/N --output FILE` makes one"};
constexpr std::uint64_t kLargestSettings = 1 << 20;

struct TextField {
  const char* key;
  std::string ShardHead::*field;
};
constexpr std::array kTexts = {TextField{"tool", &ShardHead::tool},
                               TextField{"build", &ShardHead::build},
                               TextField{"rules", &ShardHead::rules},
                               TextField{"walk", &ShardHead::walk},
                               TextField{"files-from", &ShardHead::files_from},
                               TextField{"config", &ShardHead::config},
                               TextField{"package", &ShardHead::package},
                               TextField{"settings", &ShardHead::settings},
                               TextField{"settings-folder", &ShardHead::settings_folder},
                               TextField{"settings-text", &ShardHead::settings_text},
                               TextField{"target", &ShardHead::target},
                               TextField{"target-by", &ShardHead::target_by}};

struct ListField {
  const char* key;
  std::vector<std::string> ShardHead::*field;
};
constexpr std::array kLists = {
    ListField{"paths", &ShardHead::paths}, ListField{"named", &ShardHead::named},
    ListField{"exclude", &ShardHead::exclude}, ListField{"packs", &ShardHead::packs}};

struct FlagField {
  const char* key;
  bool ShardHead::*field;
};
constexpr std::array kFlags = {
    FlagField{"no-config", &ShardHead::no_config}, FlagField{"isolated", &ShardHead::isolated},
    FlagField{"follow-links", &ShardHead::follow_links}, FlagField{"docs", &ShardHead::docs},
    FlagField{"one-folder", &ShardHead::one_folder}};

std::string here() {
  std::error_code error;
  return fs::current_path(error).generic_string();
}

// What a person says to `merge` of how files are found must be what the facts were found with.
std::optional<Mistake> check_said(const ShardHead& head, const ProjectOptions& said) {
  const auto differs = [&](const char* option, bool differ) { return said.says(option) && differ; };
  const char* const other = differs("exclude", said.exclude != head.exclude) ? "--exclude"
                            : differs("config", said.config != head.config)  ? "--config"
                            : differs("no-config", !head.no_config)          ? "--no-config"
                            : differs("isolated", !head.isolated)            ? "--isolated"
                            : differs("follow-links", !head.follow_links)    ? "--follow-links"
                            : differs("docs", !head.docs)                    ? "--docs"
                            : differs("files-from", said.files_from != head.files_from)
                                ? "--files-from"
                                : nullptr;
  if (other == nullptr) return std::nullopt;
  Mistake mistake{std::string(other) +
                  " says how files are read, and these facts were read otherwise"};
  mistake.hint = "give it to `pymolt facts`";
  return mistake;
}

Result<settings::Settings> settings_of(const ShardHead& head) {
  if (head.settings.empty()) return settings::Settings();
  Result<std::optional<settings::Settings>> read =
      settings::read_settings(head.settings, head.settings_text);
  if (!read) return read.mistake();
  if (!*read) return Mistake{"has no settings in its head, and names some", head.settings};
  (*read)->folder = (fs::path(here()) / head.settings_folder).lexically_normal().generic_string();
  return std::move(**read);
}

}  // namespace

Stamp stamp_of(const rulebook::Rulebook& book) {
  return {build_id(), Hash().add(std::to_string(book.fingerprint())).hex()};
}

std::string write_head(const ShardHead& head) {
  std::ostringstream out;
  render::JsonWriter json(out);
  json.open_object().field("schema", kForm.schema);
  json.field("shard", head.share.number).field("of", head.share.of);
  for (const TextField& text : kTexts) json.field(text.key, head.*text.field);
  for (const ListField& list : kLists) {
    json.key(list.key).open_array();
    for (const std::string& word : head.*list.field) json.value(word);
    json.close();
  }
  for (const FlagField& flag : kFlags)
    json.field(flag.key, std::string_view(head.*flag.field ? "yes" : "no"));
  json.close();
  std::string line = out.str();
  while (line.ends_with('\n')) line.pop_back();
  return line;
}

Result<ShardHead> read_head(const std::string& file, std::string_view line) {
  const Result<nlohmann::json> document = history::parse_json(file, line, kForm);
  if (!document) return document.mistake();
  history::Reading reading(file, kForm);
  const history::Field root(*document, reading);
  ShardHead head;
  head.share = {root.at("shard").number(), root.at("of").number()};
  if (head.share.number < 1 || head.share.number > head.share.of ||
      head.share.of > scan::kMostShares) {
    root.at("shard").wrong("there is no such share");
  }
  for (const TextField& text : kTexts) head.*text.field = root.at(text.key).text();
  for (const ListField& list : kLists) {
    root.at(list.key).each(
        [&](const history::Field& word) { (head.*list.field).push_back(word.text()); });
  }
  for (const FlagField& flag : kFlags) head.*flag.field = root.at(flag.key).text() == "yes";
  if (reading.mistake()) return *reading.mistake();
  return head;
}

Result<ShardHead> head_of(const EffectiveOptions& effective) {
  const ProjectOptions& options = effective.options;
  ShardHead head;
  head.paths = effective.paths;
  head.named = options.paths;
  if (options.says("exclude")) head.exclude = options.exclude;
  if (options.says("rules")) head.packs = options.rules;
  head.files_from = options.files_from;
  head.config = options.config;
  head.no_config = options.no_config;
  head.isolated = options.isolated;
  head.follow_links = options.follow_links;
  head.docs = options.docs;
  for (const std::string& path : head.paths) {
    if (!is_utf8(path)) return Mistake{"a path that is not UTF-8 cannot stand in a file of facts"};
  }
  head.settings = effective.settings.file;
  if (head.settings.empty()) return head;
  const fs::path file = fs::path(effective.settings.folder) / fs::path(head.settings).filename();
  const Result<std::string> text =
      scan::read_bounded(*scan::real_disk(), file.string(), kLargestSettings);
  if (!text) return text.mistake();
  head.settings_text = *text;
  head.settings_folder =
      fs::path(effective.settings.folder).lexically_relative(here()).generic_string();
  return head;
}

Result<EffectiveOptions> check_shards(const ShardHead& head, const ProjectOptions& said) {
  if (auto mistake = check_said(head, said)) return *mistake;
  Result<settings::Settings> settings = settings_of(head);
  if (!settings) return settings.mistake();
  ProjectOptions options = said;
  options.paths = head.named;
  options.files_from = head.files_from;
  options.config = head.config;
  options.no_config = head.no_config;
  options.isolated = head.isolated;
  options.follow_links = head.follow_links;
  options.docs = head.docs;
  options.exclude = head.exclude;
  if (!head.exclude.empty()) options.given.insert("exclude");
  if (!said.says("rules") && !head.packs.empty()) {
    options.rules = head.packs;
    options.given.insert("rules");
  }
  return merge_options(options, "scan", head.paths, settings.take());
}

}  // namespace pymolt::cli
