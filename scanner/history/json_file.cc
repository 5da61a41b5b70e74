// The parser's exceptions end here.
// SPDX-License-Identifier: MIT
#include "history/json_file.h"

#include <algorithm>

#include "base/depth.h"
#include "base/text.h"

namespace pymolt::history {

namespace {

const nlohmann::json kNothing;

// The part of the parser's sentence that tells what is wrong, without its ids and without quoting the file.
std::string what_is_wrong(std::string_view sentence) {
  const std::size_t begin = sentence.find("syntax error ");
  if (begin != std::string_view::npos) sentence.remove_prefix(begin);
  return std::string(sentence.substr(0, sentence.find(';')));
}

Mistake mistake_at(const std::string& file, std::string_view bytes, std::size_t offset) {
  Mistake mistake;
  mistake.file = file;
  const Text text{std::string(bytes)};
  const auto at =
      static_cast<std::uint32_t>(std::min(offset, bytes.empty() ? 0 : bytes.size() - 1));
  const Span span = text.span({at, at});
  mistake.line = static_cast<int>(span.line);
  mistake.column = static_cast<int>(span.column);
  const std::string_view line = text.line(span.line);
  if (line.size() <= 160 && is_utf8(line)) mistake.source_line = line;
  if (line.starts_with("<<<<<<<") || line.starts_with("=======") || line.starts_with(">>>>>>>")) {
    mistake.hint = "a merge left its marks here";
  }
  return mistake;
}

Result<nlohmann::json> parse(const std::string& file, std::string_view text) {
  if (const auto deep = json_too_deep(text)) {
    Mistake mistake = mistake_at(file, text, deep->offset);
    mistake.message = "this is nested deeper than any file that pymolt writes";
    return mistake;
  }
  try {
    return nlohmann::json::parse(text);
  } catch (const nlohmann::json::parse_error& error) {
    Mistake mistake = mistake_at(file, text, error.byte > 0 ? error.byte - 1 : 0);
    mistake.message = "this is not JSON: " + what_is_wrong(error.what());
    return mistake;
  } catch (const nlohmann::json::exception& error) {
    Mistake mistake;
    mistake.file = file;
    mistake.message = "this is not JSON: " + what_is_wrong(error.what());
    return mistake;
  }
}

// What is wrong with the schema, if anything.
std::string wrong_schema(const nlohmann::json& document, const JsonSchema& schema_of) {
  const std::string no = "this is no " + std::string(schema_of.name);
  if (!document.is_object() || !document.contains("schema"))
    return no + " of pymolt's: it has no `schema`";
  const nlohmann::json& said = document.at("schema");
  if (said == schema_of.schema) return {};
  return no + " that this pymolt can read: its schema is `" +
         (said.is_string() ? said.get<std::string>().substr(0, 60)
                           : std::string(said.type_name())) +
         "`, not `" + std::string(schema_of.schema) + "`";
}

}  // namespace

Result<nlohmann::json> parse_json(const std::string& file, std::string_view text,
                                  const JsonSchema& schema_of) {
  Result<nlohmann::json> document = parse(file, text);
  Mistake mistake = document ? Mistake() : document.mistake();
  if (document) {
    mistake.file = file;
    mistake.message = wrong_schema(*document, schema_of);
    if (mistake.message.empty()) return document;
  }
  if (mistake.hint.empty()) mistake.hint = schema_of.how_to;
  return mistake;
}

void Reading::wrong(const std::string& way, const std::string& what) {
  if (mistake_) return;
  Mistake mistake;
  mistake.file = file_;
  mistake.hint = hint_;
  mistake.message = (way.empty() ? "" : "`" + way + "`: ") + what;
  mistake_ = std::move(mistake);
}

std::optional<Field> Field::maybe(const char* key) const {
  if (!value_->is_object()) return std::nullopt;
  const auto found = value_->find(key);
  if (found == value_->end()) return std::nullopt;
  return Field(*found, *reading_, way_.empty() ? key : way_ + "." + key);
}

Field Field::at(const char* key) const {
  if (auto found = maybe(key)) return *found;
  wrong(value_->is_object() ? "the key `" + std::string(key) + "` is missing"
                            : "expected an object");
  return {kNothing, *reading_, way_};
}

void Field::each(FunctionRef<void(const Field& item)> take) const {
  if (!value_->is_array()) wrong("expected a list");
  for (std::size_t i = 0; value_->is_array() && i < value_->size() && !reading_->mistake(); ++i)
    take(Field((*value_)[i], *reading_, way_ + "[" + std::to_string(i) + "]"));
}

std::vector<std::pair<std::string, Field>> Field::members() const {
  std::vector<std::pair<std::string, Field>> list;
  if (!value_->is_object()) wrong("expected an object");
  for (auto it = value_->begin(); value_->is_object() && it != value_->end(); ++it) {
    list.emplace_back(it.key(), Field(*it, *reading_, way_ + "." + it.key()));
  }
  return list;
}

std::string Field::text() const {
  if (value_->is_string()) return value_->get<std::string>();
  wrong("expected a string");
  return {};
}

std::uint32_t Field::number() const {
  if (value_->is_number_unsigned() && value_->get<std::uint64_t>() <= UINT32_MAX)
    return value_->get<std::uint32_t>();
  wrong("expected a number");
  return 0;
}

bool Field::yes() const {
  if (value_->is_boolean()) return value_->get<bool>();
  wrong("expected true or false");
  return false;
}

VersionSet Field::versions() const {
  VersionSet set;
  each([&](const Field& item) { set |= VersionSet(item.version()); });
  return set;
}

Version Field::version() const {
  const std::string said = text();
  if (const std::optional<Version> known = Version::parse(said)) return *known;
  wrong("`" + said + "` is no version that is known");
  return kNewestReleased;
}

}  // namespace pymolt::history
