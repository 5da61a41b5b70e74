// A strict reader of JSON files that pymolt wrote: each missing or wrong field is an error with its JSON path.
// SPDX-License-Identifier: MIT
//
// A `Field` is a value that knows its way from the root (`findings[12].rule`), so that what is wrong can be named. It
// borrows the document. The first mistake is kept in the `Reading` and everything after it reads as empty, so that a
// reader is written as if all were well, and asks once at its end.
#ifndef PYMOLT_HISTORY_JSON_FILE_H_
#define PYMOLT_HISTORY_JSON_FILE_H_

#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/function_ref.h"
#include "base/result.h"
#include "base/version.h"

namespace pymolt::history {

/// A kind of file: its `schema`, what it is called, and how one is made.
struct JsonSchema {
  std::string_view schema;
  std::string_view name;
  std::string_view how_to;
};

/// The document that TEXT, the content of FILE, is; a mistake where it is none of that form.
[[nodiscard]] Result<nlohmann::json> parse_json(const std::string& file, std::string_view text,
                                                const JsonSchema& schema_of);

/// The first thing that was wrong, if any.
class Reading {
 public:
  Reading(std::string file, const JsonSchema& schema_of)
      : file_(std::move(file)), hint_(schema_of.how_to) {}
  void wrong(const std::string& way, const std::string& what);
  [[nodiscard]] const std::optional<Mistake>& mistake() const { return mistake_; }

 private:
  std::string file_;
  std::string hint_;
  std::optional<Mistake> mistake_;
};

class Field {
 public:
  Field(const nlohmann::json& value, Reading& reading) : value_(&value), reading_(&reading) {}

  /// The value at KEY of an object, which must be there.
  [[nodiscard]] Field at(const char* key) const;
  /// The same, where it may be missing.
  [[nodiscard]] std::optional<Field> maybe(const char* key) const;
  /// Gives each item of a list to TAKE, as far as the first mistake.
  void each(FunctionRef<void(const Field& item)> take) const;
  /// The keys and values of an object.
  [[nodiscard]] std::vector<std::pair<std::string, Field>> members() const;
  [[nodiscard]] bool is_null() const { return value_->is_null(); }

  [[nodiscard]] std::string text() const;
  [[nodiscard]] std::uint32_t number() const;
  [[nodiscard]] bool yes() const;
  [[nodiscard]] Version version() const;
  [[nodiscard]] VersionSet versions() const;
  /// A word that PARSE knows: a severity, a confidence.
  template <typename T>
  [[nodiscard]] T word(std::optional<T> (*parse)(std::string_view), T otherwise) const {
    const std::string said = text();
    if (const std::optional<T> known = parse(said)) return *known;
    wrong("`" + said + "` is no word for it");
    return otherwise;
  }

  void wrong(const std::string& what) const { reading_->wrong(way_, what); }

 private:
  Field(const nlohmann::json& value, Reading& reading, std::string way)
      : value_(&value), reading_(&reading), way_(std::move(way)) {}

  const nlohmann::json* value_;
  Reading* reading_;
  std::string way_;
};

}  // namespace pymolt::history

#endif  // PYMOLT_HISTORY_JSON_FILE_H_
