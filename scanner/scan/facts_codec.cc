// A writer and a reader that walk the fields of facts (facts_fields.h).
// SPDX-License-Identifier: MIT
#include "scan/facts_codec.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <type_traits>
#include <utility>

#include "scan/facts_check.h"
#include "scan/facts_fields.h"

namespace pymolt::scan {

namespace {

template <typename T>
concept Plain = std::is_arithmetic_v<T> || std::is_enum_v<T>;

// Whether VALUE is one of its enum's enumerators: the compiler spells those by their names, and others as `(Enum)7`.
template <auto value>
constexpr bool is_enumerator() {
  std::string_view spelled = __PRETTY_FUNCTION__;
  spelled.remove_prefix(spelled.find("value = ") + 8);
  return spelled.front() != '(';
}

constexpr std::size_t kMostEnumerators = 64;

template <typename Enum, std::size_t... places>
constexpr std::array<bool, kMostEnumerators> enumerators(
    std::index_sequence<places...> /*unused*/) {
  static_assert(sizeof(Enum) == 1,
                "an enum of the facts is kept in one byte: `enum class X : std::uint8_t`");
  return {is_enumerator<static_cast<Enum>(places)>()...};
}

// Whether BYTES, as many as a T has, are those of a T.
template <Plain T>
bool are_bytes_of(std::string_view bytes) {
  const auto first = static_cast<unsigned char>(bytes[0]);
  if constexpr (std::is_same_v<T, bool>) return first <= 1;
  if constexpr (std::is_enum_v<T>) {
    constexpr auto kThere = enumerators<T>(std::make_index_sequence<kMostEnumerators>());
    static_assert(kThere[0] && !kThere[kMostEnumerators - 1],
                  "an enum of the facts has at most 63 enumerators");
    return first < kThere.size() && kThere[first];
  }
  return true;
}

class Writer {
 public:
  explicit Writer(std::string& out) : out_(out) {}

  template <typename... Values>
  void operator()(const Values&... values) {
    (put(values), ...);
  }

 private:
  template <Plain T>
  void put(const T& value) {
    out_.append(reinterpret_cast<const char*>(&value), sizeof value);
  }
  void put(const std::string& text) {
    put(static_cast<std::uint32_t>(text.size()));
    out_ += text;
  }
  void put(const VersionSet& set) { put(set.bits()); }
  void put(const LineField<const std::uint32_t>& line) { put(line.value); }
  void put(const Span& span) { (*this)(span.line, span.column, span.end_line, span.end_column); }
  template <typename T, std::size_t size>
  void put(const std::array<T, size>& values) {
    for (const T& value : values) put(value);
  }
  template <typename T>
  void put(const std::optional<T>& value) {
    put(value.has_value());
    if (value) put(*value);
  }
  template <typename T>
  void put(const std::vector<T>& values) {
    put(static_cast<std::uint32_t>(values.size()));
    for (const T& value : values) put(value);
  }
  template <typename T>
  void put(const T& value) {
    fields(*this, value);
  }

  std::string& out_;
};

class FactsReader {
 public:
  explicit FactsReader(std::string_view bytes) : rest_(bytes) {}
  /// Whether everything asked for was there.
  [[nodiscard]] bool whole() const { return good_ && rest_.empty(); }

  template <typename... Values>
  void operator()(Values&&... values) {
    (get(values), ...);
  }

 private:
  std::string_view take(std::size_t size) {
    if (size > rest_.size()) {
      good_ = false;
      rest_ = {};
      return {};
    }
    const std::string_view taken = rest_.substr(0, size);
    rest_.remove_prefix(size);
    return taken;
  }
  template <Plain T>
  void get(T& value) {
    const std::string_view bytes = take(sizeof value);
    good_ = good_ && are_bytes_of<T>(bytes);
    if (good_) std::memcpy(&value, bytes.data(), sizeof value);
  }
  void get(std::string& text) {
    std::uint32_t size = 0;
    get(size);
    text = take(size);
  }
  void get(LineField<std::uint32_t>& line) { get(line.value); }
  void get(VersionSet& set) {
    std::uint32_t bits = 0;
    get(bits);
    good_ = good_ && (bits & ~VersionSet::all().bits()) == 0;
    set = VersionSet::raw(good_ ? bits : 0);
  }
  void get(Span& span) { (*this)(span.line, span.column, span.end_line, span.end_column); }
  template <typename T, std::size_t size>
  void get(std::array<T, size>& values) {
    for (T& value : values) get(value);
  }
  template <typename T>
  void get(std::optional<T>& value) {
    bool there = false;
    get(there);
    value.reset();
    if (good_ && there) get(value.emplace());
  }
  template <typename T>
  void get(std::vector<T>& values) {
    std::uint32_t size = 0;
    get(size);
    values.clear();
    constexpr std::uint32_t kBelieved = 64;  // a size that is not true costs no more
    values.reserve(std::min(size, kBelieved));
    for (std::uint32_t i = 0; good_ && i < size; ++i) get(values.emplace_back());
  }
  template <typename T>
  void get(T& value) {
    fields(*this, value);
  }

  std::string_view rest_;
  bool good_ = true;
};

}  // namespace

void write_facts(const FileFacts& facts, std::string& out) {
  Writer writer(out);
  fields(writer, facts);
}

std::optional<FileFacts> read_facts(std::string_view bytes) {
  FileFacts facts;
  FactsReader reader(bytes);
  fields(reader, facts);
  if (!reader.whole() || !are_sound(facts)) return std::nullopt;
  return facts;
}

}  // namespace pymolt::scan
