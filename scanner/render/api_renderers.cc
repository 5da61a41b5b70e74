// Text is a fact a line, to be read and to be searched; JSON is `pymolt-apis/1`; CSV is for a spreadsheet.
// SPDX-License-Identifier: MIT
#include "render/api_renderers.h"

#include <algorithm>
#include <array>

#include "render/escape.h"
#include "render/json_writer.h"
#include "render/prose.h"
#include "render/wording.h"

namespace pymolt::render {

namespace {

using rulebook::ApiRow;
using rulebook::Lifetime;

constexpr std::array kFormats = {
    ApiFormat{"text", api_text},
    ApiFormat{"json", api_json},
    ApiFormat{"csv", api_csv},
};
constexpr std::size_t kWidestName = 60;  // a longer name pushes its own line only

// The stretches of versions on which it is there: {"since": "3.8", "removed": "3.13"}.
void write_spans(JsonWriter& json, VersionSet exists) {
  json.key("spans").open_array();
  for (VersionSet rest = exists; !rest.empty();) {
    const Version first = rest.oldest();
    const VersionSet absent = VersionSet::from(first) - exists;
    json.open_object().field("since", first.str()).key("removed");
    absent.empty() ? json.null() : json.value(absent.oldest().str());
    json.close();
    rest = absent.empty() ? VersionSet::none() : rest & VersionSet::from(absent.oldest());
  }
  json.close();
}

void write_text(JsonWriter& json, std::string_view key, std::string_view text) {
  json.key(key);
  text.empty() ? json.null() : json.value(text);
}

void write_row(JsonWriter& json, const ApiRow& row) {
  const Lifetime& life = *row.life;
  json.open_object().field("name", life.name).field("kind", name(row.kind));
  write_spans(json, row.exists);
  if (row.life->package != nullptr) {  // its own versions; `exists` is of Python's
    json.field("package", row.life->package->package->name).field("life", row.life->package->str());
  }
  write_text(json, "deprecated", life.deprecated ? life.deprecated->str() : std::string_view());
  write_text(json, "scheduled", life.scheduled);
  write_text(json, "instead", life.advice);
  write_text(json, "instead_from", life.advice_from ? life.advice_from->str() : std::string_view());
  write_text(json, "docs", docs_link(life));
  json.close();
}

using CsvRow = std::array<std::string, 8>;

void write_csv(const CsvRow& row, std::ostream& out) {
  for (std::size_t i = 0; i < row.size(); ++i) out << (i > 0 ? "," : "") << csv_field(row[i]);
  out << "\r\n";
}

}  // namespace

std::span<const ApiFormat> api_formats() { return kFormats; }

std::string life_words(const ApiRow& row) {
  Lifetime reached = *row.life;
  reached.exists = row.exists;
  return reached.life();
}

std::string advice_words(const Lifetime& life) {
  std::string text(life.advice);
  if (life.advice_from) text += " (" + std::string(life.advice_from->str()) + "+)";
  return text;
}

void api_text(ApiRows rows, std::ostream& out) {
  std::size_t width = 0;
  for (const ApiRow& row : rows)
    width = std::max(width, std::min(row.life->name.size(), kWidestName));
  for (const ApiRow& row : rows) {
    out << left(row.life->name, static_cast<int>(width)) << "  " << left(name(row.kind), 9) << "  "
        << life_words(row);
    if (!row.life->advice.empty()) out << " -> " << advice_words(*row.life);
    out << '\n';
  }
  if (!rows.empty()) out << '\n';
  out << counted(rows.size(), "fact") << '\n';
}

void api_json(ApiRows rows, std::ostream& out) {
  JsonWriter json(out);
  json.open_object(JsonWriter::tall)
      .field("schema", "pymolt-apis/1")
      .key("apis")
      .open_array(JsonWriter::tall);
  for (const ApiRow& row : rows) write_row(json, row);
  json.close().close();
}

void api_csv(ApiRows rows, std::ostream& out) {
  write_csv(
      {"name", "kind", "exists", "deprecated", "scheduled", "instead", "instead_from", "docs"},
      out);
  for (const ApiRow& row : rows) {
    const Lifetime& life = *row.life;
    write_csv({std::string(life.name), std::string(name(row.kind)), row.exists.str(),
               std::string(life.deprecated ? life.deprecated->str() : ""),
               std::string(life.scheduled), std::string(life.advice),
               std::string(life.advice_from ? life.advice_from->str() : ""), docs_link(life)},
              out);
  }
}

}  // namespace pymolt::render
