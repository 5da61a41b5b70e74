// A small state machine; plain stretches of a field are copied at once.
// SPDX-License-Identifier: MIT
#include "gate/csv_reader.h"

#include <algorithm>

namespace pymolt::gate {

namespace {

constexpr std::size_t kLongestRecord = std::size_t{4} << 20;
constexpr std::size_t kMostFields = 100'000;

}  // namespace

char delimiter_of(std::string_view first_line) {
  char best = ',';
  for (const char c : {',', '\t', ';'}) {
    if (std::ranges::count(first_line, c) > std::ranges::count(first_line, best)) best = c;
  }
  return best;
}

bool CsvReader::refill() {
  piece_ = source_.next();
  if (first_ && piece_.starts_with("\xEF\xBB\xBF")) piece_.remove_prefix(3);
  first_ = false;
  if (!source_.fault().empty()) problem_ = source_.fault();
  return !piece_.empty();
}

void CsvReader::end_field(std::vector<std::string>& fields) {
  if (fields.size() == used_) fields.emplace_back();
  ++used_;
  state_ = State::start;
}

// Takes one character that is not plain; false where the record is not to be read.
bool CsvReader::take(char c, std::vector<std::string>& fields) {
  if (fields.size() == used_) fields.emplace_back();
  std::string& field = fields[used_];
  if (c == '\n') ++line_;
  if (state_ == State::quoted) {
    if (c == '"') {
      state_ = State::after_quote;
    } else {
      field += c;
    }
    return true;
  }
  if (c == '"' && state_ == State::start) {
    state_ = State::quoted;
  } else if (c == '"' && state_ == State::after_quote) {
    field += '"';
    state_ = State::quoted;
  } else if (c == delimiter_) {
    end_field(fields);
    if (used_ > kMostFields) return false;
    if (fields.size() > used_) fields[used_].clear();
  } else if (c == '\n') {
    if (field.ends_with('\r')) field.pop_back();
    record_done_ = true;
  } else {
    if (c == '\0') return false;
    field += c;
    if (state_ == State::start) state_ = State::plain;
  }
  return true;
}

bool CsvReader::next(std::vector<std::string>& fields) {
  while (problem_.empty() && !ended_) {
    used_ = 0;
    length_ = 0;
    state_ = State::start;
    record_done_ = false;
    record_line_ = line_;
    if (!fields.empty()) fields[0].clear();
    while (!record_done_) {
      if (piece_.empty() && !refill()) {
        ended_ = true;
        break;
      }
      std::size_t plain = 0;
      if (state_ == State::plain) {
        while (plain < piece_.size() && piece_[plain] != delimiter_ && piece_[plain] != '\n' &&
               piece_[plain] != '"' && piece_[plain] != '\0')
          ++plain;
        fields[used_].append(piece_.substr(0, plain));
      }
      length_ += plain + 1;
      const bool more = plain < piece_.size();
      if (more && !take(piece_[plain], fields))
        problem_ = "is not a table: see line " + std::to_string(line_);
      piece_.remove_prefix(plain + (more ? 1 : 0));
      if (length_ > kLongestRecord)
        problem_ = "has a record longer than 4 MiB on line " + std::to_string(record_line_);
      if (!problem_.empty()) return false;
    }
    if (!problem_.empty()) return false;
    if (ended_ && state_ == State::quoted) {
      problem_ = "is cut off: the quote on line " + std::to_string(record_line_) + " is not closed";
      return false;
    }
    if (ended_ && used_ == 0 && length_ == 0) return false;
    fields.resize(used_ + 1);
    if (ended_ && fields.back().ends_with('\r')) fields.back().pop_back();
    if (used_ == 0 && fields[0].empty()) continue;  // an empty line
    return true;
  }
  return false;
}

}  // namespace pymolt::gate
