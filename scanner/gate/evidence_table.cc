// Two kinds of tables behind one face; a row that does not fit the header ends the reading.
// SPDX-License-Identifier: MIT
#include "gate/evidence_table.h"

#include <algorithm>

#include "gate/csv_reader.h"
#include "gate/documents.h"

namespace pymolt::gate {

namespace {

class TextTable : public Table {
 public:
  TextTable(Source source, char delimiter) : Table(std::move(source)), csv_(source_, delimiter) {}

  std::string begin() {
    if (!csv_.next(columns_)) return csv_.problem().empty() ? "is empty" : csv_.problem();
    for (std::string& name : columns_) name = std::string(trimmed(name));
    return {};
  }

  bool next(std::vector<std::string>& cells) override {
    if (!csv_.next(cells)) {
      problem_ = csv_.problem();
      return false;
    }
    line_ = csv_.line();
    if (cells.size() > columns_.size()) {
      problem_ = "has more fields on line " + std::to_string(line_) + " than columns (" +
                 std::to_string(columns_.size()) + ")";
      return false;
    }
    cells.resize(columns_.size());
    return true;
  }

 private:
  CsvReader csv_;
};

// The value as a cell: numbers as written, null as nothing.
std::string cell_of(const Json& value) {
  if (value.is_string()) return value.get<std::string>();
  if (value.is_null()) return {};
  return value.dump(-1, ' ', false, Json::error_handler_t::replace);
}

class ObjectTable : public Table {
 public:
  explicit ObjectTable(Source source) : Table(std::move(source)) {}

  std::string begin() {
    if (!advance()) return problem_.empty() ? "is empty" : problem_;
    for (auto item = object_.begin(); item != object_.end(); ++item) columns_.push_back(item.key());
    held_ = true;
    return {};
  }

  bool next(std::vector<std::string>& cells) override {
    if (!held_ && !advance()) return false;
    held_ = false;
    cells.assign(columns_.size(), {});
    std::size_t known = 0;
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      const auto item = object_.find(columns_[i]);
      if (item == object_.end()) continue;
      cells[i] = cell_of(*item);
      ++known;
    }
    if (known == object_.size()) return true;
    for (auto item = object_.begin(); item != object_.end(); ++item) {
      if (!column(item.key()))
        problem_ = "has `" + item.key() + "` on line " + std::to_string(line_) +
                   " and not in its first object: write every column in each";
    }
    return false;
  }

 private:
  bool advance() {
    while (take_line()) {
      ++line_;
      if (trimmed(text_).empty()) continue;
      Result<Json> parsed = parse_json(text_);
      if (parsed && parsed->is_object()) {
        object_ = parsed.take();
        return true;
      }
      problem_ = "has no JSON object on line " + std::to_string(line_);
      return false;
    }
    return false;
  }

  // The next line into `text_`.
  bool take_line() {
    text_.clear();
    while (true) {
      const std::size_t end = piece_.find('\n');
      text_ += piece_.substr(0, end);
      if (text_.size() > kLongestLine) problem_ = "has a line longer than 1 MiB";
      if (!problem_.empty()) return false;
      if (end != std::string_view::npos) {
        piece_.remove_prefix(end + 1);
        return true;
      }
      piece_ = source_.next();
      problem_ = source_.fault();
      if (piece_.empty()) return problem_.empty() && !text_.empty();
    }
  }

  std::string_view piece_;
  std::string text_;
  Json object_;
  bool held_ = false;
};

// The first line of the file, for its delimiter.
std::string first_line(Source& source) {
  const std::string_view bytes = source.next();
  std::string line(bytes.substr(0, bytes.find('\n')));
  source.rewind();
  return line;
}

template <typename Kind>
Result<std::unique_ptr<Table>> begun(std::unique_ptr<Kind> table) {
  const std::string problem = table->begin();
  if (!problem.empty()) return Mistake{problem};
  return std::unique_ptr<Table>(std::move(table));
}

}  // namespace

Result<std::unique_ptr<Table>> Table::open(const std::string& path, std::string_view format) {
  Result<Source> source = Source::open(path);
  if (!source) return source.mistake();
  if (format == "jsonl") return begun(std::make_unique<ObjectTable>(source.take()));
  const char delimiter = format == "tsv" ? '\t' : delimiter_of(first_line(*source));
  return begun(std::make_unique<TextTable>(source.take(), delimiter));
}

std::optional<std::size_t> Table::column(std::string_view name) const {
  const auto found = std::ranges::find(columns_, name);
  if (found == columns_.end()) return std::nullopt;
  return static_cast<std::size_t>(found - columns_.begin());
}

}  // namespace pymolt::gate
