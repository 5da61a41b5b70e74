// The parser's events, gathered into one small value after the other.
// SPDX-License-Identifier: MIT
#include "portfolio/report_stream.h"

#include <vector>

#include "base/depth.h"

namespace pymolt::portfolio {

namespace {

using Json = nlohmann::json;

constexpr std::size_t kMostValues =
    1'000'000;  // in one element: of a module with every reason, a few hundred

class Parts {
 public:
  using number_integer_t = Json::number_integer_t;
  using number_unsigned_t = Json::number_unsigned_t;
  using number_float_t = Json::number_float_t;
  using string_t = Json::string_t;
  using binary_t = Json::binary_t;

  Parts(IsAsked is_asked, const TakePart& take) : is_asked_(is_asked), take_(take) {}

  [[nodiscard]] const std::string& wrong() const { return wrong_; }

  bool null() { return put(Json()); }
  bool boolean(bool value) { return put(Json(value)); }
  bool number_integer(number_integer_t value) { return put(Json(value)); }
  bool number_unsigned(number_unsigned_t value) { return put(Json(value)); }
  bool number_float(number_float_t value, const string_t& /*text*/) { return put(Json(value)); }
  bool string(string_t& value) { return put(Json(std::move(value))); }
  bool binary(binary_t& /*value*/) { return false; }
  bool start_object(std::size_t /*size*/) { return open(Json::object()); }
  bool start_array(std::size_t /*size*/) { return open(Json::array()); }
  bool end_object() { return close(); }
  bool end_array() { return close(); }
  bool key(string_t& name) {
    if (depth_ == 1) {
      section_ = std::move(name);
      asked_ = is_asked_(section_);
    } else {
      key_ = std::move(name);
    }
    return true;
  }
  bool parse_error(std::size_t position, const std::string& /*token*/,
                   const Json::exception& /*error*/) {
    wrong_ = "this is not JSON, from byte " + std::to_string(position) + " on";
    return false;
  }

 private:
  // Whether what begins now is a list whose elements are handed over one by one.
  [[nodiscard]] bool is_list(const Json& value) const { return depth_ == 1 && value.is_array(); }

  bool open(Json value) {
    if (depth_ == 0 && !value.is_object()) return refuse("this is no report");
    if (depth_ >= kDeepestDocument)
      return refuse("this is nested deeper than any file that pymolt writes");
    const bool keeps = asked_ && depth_ > 0 && !is_list(value);
    ++depth_;
    if (!keeps) return true;
    Json* place = add(std::move(value));
    if (place == nullptr) return false;
    open_.push_back(place);
    return true;
  }

  bool close() {
    --depth_;
    if (open_.empty()) return true;
    open_.pop_back();
    return !open_.empty() || hand_over();
  }

  bool put(Json value) {
    if (depth_ == 0) return refuse("this is no report");
    if (!asked_) return true;
    return add(std::move(value)) != nullptr && (!open_.empty() || hand_over());
  }

  Json* add(Json value) {
    if (++values_ > kMostValues) {
      wrong_ = "`" + section_ + "` holds something larger than any that pymolt writes";
      return nullptr;
    }
    if (open_.empty()) {
      root_ = std::move(value);
      return &root_;
    }
    Json& parent = *open_.back();
    if (parent.is_array()) {
      parent.push_back(std::move(value));
      return &parent.back();
    }
    return &(parent[key_] = std::move(value));
  }

  bool hand_over() {
    values_ = 0;
    return take_(section_, root_);
  }

  bool refuse(const char* what) {
    wrong_ = what;
    return false;
  }

  IsAsked is_asked_;
  const TakePart& take_;
  std::string section_;
  std::string key_;
  bool asked_ = false;
  std::size_t depth_ = 0;
  std::size_t values_ = 0;
  Json root_;
  std::vector<Json*> open_;  // from `root_` to where the next value goes
  std::string wrong_;
};

}  // namespace

std::string read_parts(std::istream& in, IsAsked is_asked, const TakePart& take) {
  Parts parts(is_asked, take);
  try {
    Json::sax_parse(in, &parts);
  } catch (const std::exception&) {
    return "this is not JSON";
  }
  return parts.wrong();
}

}  // namespace pymolt::portfolio
