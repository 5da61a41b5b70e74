// The parsers' own exceptions and codes become mistakes with a line here.
// SPDX-License-Identifier: MIT
#include "gate/documents.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdlib>

#include "base/depth.h"
#include "base/text.h"
#include "gate/evidence_file.h"

namespace pymolt::gate {

namespace {

constexpr std::size_t kDeepestJson = 200;
constexpr std::ptrdiff_t kMostJsonValues = 20'000'000;

std::string line_at(std::string_view text, std::size_t offset) {
  const auto lines =
      std::count(text.begin(),
                 text.begin() + static_cast<std::ptrdiff_t>(std::min(offset, text.size())), '\n');
  return "line " + std::to_string(lines + 1);
}

bool is_cut_off(std::string_view text, std::size_t offset) { return offset >= text.size(); }

}  // namespace

Result<Json> json_of(Source& source) {
  const Result<std::string> text = source.rest();
  if (!text) return text.mistake();
  return parse_json(*text);
}

namespace {

// TEXT with NaN and Infinity, where they stand outside strings, as strings; nothing where there is none.
std::optional<std::string> with_words_quoted(std::string_view text) {
  constexpr std::string_view kWords[] = {"NaN", "Infinity", "-Infinity"};
  std::string out;
  bool any = false;
  bool in_string = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const auto* const word = std::ranges::find_if(
        kWords, [&](std::string_view one) { return text.substr(i).starts_with(one); });
    if (!in_string && word != std::end(kWords)) {
      out += '"' + std::string(*word) + '"';
      i += word->size() - 1;
      any = true;
      continue;
    }
    out += c;
    if (in_string && c == '\\' && i + 1 < text.size()) out += text[++i];
    if (c == '"') in_string = !in_string;
  }
  return any ? std::optional(std::move(out)) : std::nullopt;
}

// The bounds are asked of the bytes: a parser that asks at each value looks through the whole list at each of its items.
Result<Json> parse_standard(std::string_view text) {
  if (json_too_deep(text, kDeepestJson)) return Mistake{"is nested too deeply to be read"};
  const auto begins =
      std::ranges::count_if(text, [](char c) { return c == ',' || c == '[' || c == '{'; });
  if (begins > kMostJsonValues) return Mistake{"has too many values to be read"};
  try {
    return Json::parse(text);
  } catch (const Json::parse_error& error) {
    const std::size_t offset = error.byte > 0 ? error.byte - 1 : 0;
    return Mistake{is_cut_off(text, offset)
                       ? "is cut off: the JSON ends on " + line_at(text, text.size())
                       : "is not JSON: see " + line_at(text, offset)};
  } catch (const Json::exception&) {
    return Mistake{"is not JSON that can be read"};
  }
}

}  // namespace

Result<Json> parse_json(std::string_view text) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  if (trimmed(text).empty()) return Mistake{"is empty"};
  Result<Json> document = parse_standard(text);
  if (document) return document;
  const std::optional<std::string> quoted = with_words_quoted(text);
  return quoted ? parse_standard(*quoted) : document;
}

std::optional<Mistake> parse_xml(std::string_view text, pugi::xml_document& document) {
  if (trimmed(text).empty()) return Mistake{"is empty"};
  const pugi::xml_parse_result parsed =
      document.load_buffer(text.data(), text.size(), pugi::parse_default | pugi::parse_doctype);
  for (const pugi::xml_node node : document.children()) {
    if (node.type() == pugi::node_doctype &&
        std::string_view(node.value()).find("<!ENTITY") != std::string_view::npos) {
      return Mistake{"declares XML entities, which are not read"};
    }
  }
  if (parsed.encoding == pugi::encoding_utf8 && !is_utf8(text))
    return Mistake{"is not well-formed XML: it holds bytes that are no UTF-8"};
  if (parsed) return std::nullopt;
  const auto offset = static_cast<std::size_t>(std::max<std::ptrdiff_t>(parsed.offset, 0));
  if (offset + 2 >= trimmed(text).size())
    return Mistake{"is cut off: the XML ends on " + line_at(text, text.size())};
  return Mistake{"is not well-formed XML: " + line_at(text, offset) + ": " +
                 std::string(parsed.description())};
}

const Json& member(const Json& object, std::string_view key) {
  static const Json kNothing;
  if (!object.is_object()) return kNothing;
  const auto found = object.find(key);
  return found == object.end() ? kNothing : *found;
}

std::optional<double> number_at(const Json& object, std::string_view key) {
  const Json& value = member(object, key);
  if (!value.is_number()) return std::nullopt;
  const double number = value.get<double>();
  return std::isfinite(number) ? std::optional(number) : std::nullopt;
}

std::string text_at(const Json& object, std::string_view key) {
  const Json& value = member(object, key);
  return value.is_string() ? value.get<std::string>() : std::string();
}

const Json::array_t& list_of(const Json& value) {
  static const Json::array_t kNone;
  return value.is_array() ? value.get_ref<const Json::array_t&>() : kNone;
}

namespace {

// All of TEXT as a number, as C writes one, without spaces and hexadecimal digits.
std::optional<double> whole_number_of(std::string_view text) {
#ifdef __cpp_lib_to_chars
  double value = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
  const bool whole = problem == std::errc() && end == text.data() + text.size();
#else  // libc++ reads none; the program stays in the C locale
  if (text.find_first_not_of("0123456789.eE+-") != std::string_view::npos || text.starts_with('+'))
    return std::nullopt;
  const std::string copy(text);
  char* end = nullptr;
  const double value = std::strtod(copy.c_str(), &end);
  const bool whole = end == copy.c_str() + copy.size();
#endif
  return whole && !text.empty() ? std::optional(value) : std::nullopt;
}

}  // namespace

std::optional<double> parse_number(std::string_view text) {
  text = trimmed(text);
  if (text.starts_with('+') && text.size() > 1 && text[1] != '-') text.remove_prefix(1);
  const std::optional<double> value = whole_number_of(text);
  return value && std::isfinite(*value) ? value : std::nullopt;
}

}  // namespace pymolt::gate
