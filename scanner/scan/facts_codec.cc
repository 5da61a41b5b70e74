// One list of fields for each struct, walked by a writer and by a reader alike, so that the two cannot drift apart.
// SPDX-License-Identifier: MIT
#include "scan/facts_codec.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <type_traits>
#include <utility>

#include "scan/facts_check.h"

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
  void operator()(Values&... values) {
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

template <typename Archive, typename T>
requires std::is_same_v<std::remove_const_t<T>, Finding>
void fields(Archive& archive, T& f) {
  archive(f.rule, f.symbol, f.subject, f.raises, f.confidence, f.span, f.cell, f.alive, f.at_import,
          f.breaks_on, f.breaks_as, f.warns_on, f.warns_as, f.python2_only, f.needs, f.message,
          f.instead, f.docs, f.excerpt, f.code, f.scope, f.fingerprint);
}

template <typename Archive, typename T>
requires std::is_same_v<std::remove_const_t<T>, MorePlaces>
void fields(Archive& archive, T& m) { archive(m.rule, m.symbol, m.places, m.line); }

template <typename Archive, typename T>
requires std::is_same_v<std::remove_const_t<T>, Suppression>
void fields(Archive& archive, T& s) {
  archive(s.whole_file, s.first_line, s.last_line, s.words, s.line);
}

template <typename Archive, typename T>
requires std::is_same_v<std::remove_const_t<T>, CompileError>
void fields(Archive& archive, T& e) { archive(e.construct, e.span, e.cell, e.fails_on, e.message); }

template <typename Archive, typename T>
requires std::is_same_v<std::remove_const_t<T>, ImportFact>
void fields(Archive& archive, T& i) {
  archive(i.module, i.name, i.bound_as, i.level, i.span, i.alive, i.at_import_time, i.caught,
          i.excerpt, i.supplied, i.binds);
}

template <typename Archive, typename T>
requires std::is_same_v<std::remove_const_t<T>, Place>
void fields(Archive& archive, T& p) { archive(p.try_region, p.part); }

template <typename Archive, typename T>
requires std::is_same_v<std::remove_const_t<T>, TryFact>
void fields(Archive& archive, T& a) { archive(a.place, a.handlers); }

template <typename Archive, typename T>
requires std::is_same_v<std::remove_const_t<T>, ImportEvent>
void fields(Archive& archive, T& s) {
  archive(s.kind, s.raised, s.name, s.import, s.function, s.by, s.line, s.alive, s.unlikely,
          s.undecided, s.place);
}

template <typename Archive, typename T>
requires std::is_same_v<std::remove_const_t<T>, FunctionFact>
void fields(Archive& archive, T& f) { archive(f.name, f.steps); }

template <typename Archive, typename T>
requires std::is_same_v<std::remove_const_t<T>, InjectedModule>
void fields(Archive& archive, T& p) { archive(p.name, p.on); }

template <typename Archive, typename T>
requires std::is_same_v<std::remove_const_t<T>, ModuleFacts>
void fields(Archive& archive, T& m) {
  archive(m.steps, m.functions, m.try_regions, m.absolute_imports, m.has_all, m.knows_all, m.all,
          m.any_name, m.injected);
}

template <typename Archive, typename T>
requires std::is_same_v<std::remove_const_t<T>, CrossFileName>
void fields(Archive& archive, T& n) { archive(n.level, n.module, n.path); }

template <typename Archive, typename T>
requires std::is_same_v<std::remove_const_t<T>, CrossFileUse>
void fields(Archive& archive, T& u) {
  archive(u.name, u.member, u.place, u.caught, u.at_import_time);
}

template <typename Archive, typename T>
requires std::is_same_v<std::remove_const_t<T>, PackageUse>
void fields(Archive& archive, T& u) { archive(u.fact, u.place, u.caught, u.at_import_time); }

template <typename Archive, typename T>
requires std::is_same_v<std::remove_const_t<T>, CrossFileTest>
void fields(Archive& archive, T& t) { archive(t.flag, t.holds, t.first_line, t.last_line); }

template <typename Archive, typename T>
requires std::is_same_v<std::remove_const_t<T>, AliasFact>
void fields(Archive& archive, T& a) { archive(a.name, a.dotted, a.on); }

template <typename Archive, typename T>
requires std::is_same_v<std::remove_const_t<T>, FlagFact>
void fields(Archive& archive, T& f) { archive(f.name, f.holds, f.fails); }

template <typename Archive, typename T>
requires std::is_same_v<std::remove_const_t<T>, ClassFact::Base>
void fields(Archive& archive, T& b) { archive(b.name, b.standard); }

template <typename Archive, typename T>
requires std::is_same_v<std::remove_const_t<T>, ClassFact>
void fields(Archive& archive, T& c) { archive(c.name, c.bases, c.defines, c.any_member); }

template <typename Archive, typename T>
requires std::is_same_v<std::remove_const_t<T>, CrossFileFacts>
void fields(Archive& archive, T& f) { archive(f.uses, f.tests, f.aliases, f.flags, f.classes); }

template <typename Archive, typename T>
requires std::is_same_v<std::remove_const_t<T>, ByteSpan>
void fields(Archive& archive, T& b) { archive(b.begin, b.end); }

template <typename Archive, typename T>
requires std::is_same_v<std::remove_const_t<T>, VersionStatement>
void fields(Archive& archive, T& s) {
  archive(s.kind, s.stated, s.versions, s.pins, s.span, s.bytes, s.rewrite, s.note);
}

template <typename Archive, typename T>
requires std::is_same_v<std::remove_const_t<T>, LockedFile>
void fields(Archive& archive, T& f) { archive(f.name, f.hash); }

template <typename Archive, typename T>
requires std::is_same_v<std::remove_const_t<T>, DependencyDeclaration>
void fields(Archive& archive, T& d) {
  archive(d.name, d.specifier, d.raw, d.marker, d.extras, d.kind, d.group, d.url, d.line, d.files,
          d.requires_python);
}

template <typename Archive, typename T>
requires std::is_same_v<std::remove_const_t<T>, IncludedFile>
void fields(Archive& archive, T& i) { archive(i.path, i.constraints, i.line); }

template <typename Archive, typename T>
requires std::is_same_v<std::remove_const_t<T>, LineProblem>
void fields(Archive& archive, T& p) { archive(p.line, p.message); }

template <typename Archive, typename T>
requires std::is_same_v<std::remove_const_t<T>, InventoryFacts>
void fields(Archive& archive, T& i) {
  archive(i.statements, i.dependencies, i.includes, i.problems);
}

template <typename Archive, typename T>
requires std::is_same_v<std::remove_const_t<T>, CellStart>
void fields(Archive& archive, T& c) { archive(c.cell, c.line); }

template <typename Archive, typename T>
requires std::is_same_v<std::remove_const_t<T>, CDefinition>
void fields(Archive& archive, T& d) { archive(d.name, d.on); }

template <typename Archive, typename T>
requires std::is_same_v<std::remove_const_t<T>, ExtensionDeclaration>
void fields(Archive& archive, T& e) { archive(e.module, e.sources, e.line); }

template <typename Archive, typename T>
requires std::is_same_v<std::remove_const_t<T>, CSourceFacts>
void fields(Archive& archive, T& c) {
  archive(c.is_source, c.includes_python, c.includes, c.defines, c.extensions, c.generator);
}

template <typename Archive, typename T>
requires std::is_same_v<std::remove_const_t<T>, FileFacts>
void fields(Archive& archive, T& f) {
  archive(f.path, f.kind, f.state, f.reason, f.sha256, f.lines, f.encoding, f.from_python2,
          f.compiles, f.unknown_because, f.not_analysed, f.errors, f.findings, f.more,
          f.suppressions, f.imports, f.module, f.foreign, f.packages, f.unseen, f.cells,
          f.inventory, f.c_source);
}

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
