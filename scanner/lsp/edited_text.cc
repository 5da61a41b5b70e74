// Places are found piece by piece, then byte by byte within one.
// SPDX-License-Identifier: MIT
#include "lsp/edited_text.h"

#include <algorithm>
#include <iterator>

namespace pymolt::lsp {

namespace {

constexpr std::size_t kLongestPiece = 1024;

bool ends_line(std::string_view text, std::size_t at) {
  return text[at] == '\n' || (text[at] == '\r' && (at + 1 == text.size() || text[at + 1] != '\n'));
}

// The greatest place up to END at which TEXT may be cut; END itself where there is none.
std::size_t last_cut(std::string_view text, std::size_t end) {
  for (std::size_t at = end; at > 0 && end - at < 8 && end < text.size(); --at) {
    const bool within = (text[at] & 0xC0) == 0x80 || (text[at] == '\n' && text[at - 1] == '\r');
    if (!within) return at;
  }
  return end;
}

}  // namespace

EditedText::EditedText(std::string_view text, Units units) : units_(units), pieces_(cut(text)) {}

std::vector<EditedText::Piece> EditedText::cut(std::string_view text) const {
  std::vector<Piece> pieces;
  std::size_t parts = (text.size() + kLongestPiece - 1) / kLongestPiece;
  for (; !text.empty(); --parts) {
    const std::size_t end = parts > 1 ? last_cut(text, text.size() / parts) : text.size();
    Piece piece{std::string(text.substr(0, end))};
    text.remove_prefix(end);
    for (std::size_t at = 0; at < piece.bytes.size();) {
      const CodePoint point = code_point(piece.bytes, at, units_);
      if (ends_line(piece.bytes, at)) ++piece.lines;
      piece.units += point.units;
      at += point.bytes;
    }
    pieces.push_back(std::move(piece));
  }
  return pieces;
}

EditedText::Place EditedText::line_start(std::uint64_t line) const {
  Place place;
  if (line == 0) return place;
  for (; place.piece < pieces_.size(); ++place.piece) {
    const Piece& piece = pieces_[place.piece];
    if (piece.lines < line) {
      line -= piece.lines;
      continue;
    }
    while (line > 0) {
      if (ends_line(piece.bytes, place.byte++)) --line;
    }
    return place;
  }
  return place;
}

EditedText::Place EditedText::place_of(const Json& position) const {
  const auto line = position.at("line").get<std::uint64_t>();
  const auto column = position.at("character").get<std::uint64_t>();
  Place place = line_start(line);
  std::uint64_t passed = 0;
  for (; place.piece < pieces_.size(); ++place.piece, place.byte = 0) {
    const Piece& piece = pieces_[place.piece];
    if (place.byte == 0 && piece.lines == 0 && passed + piece.units <= column) {
      passed += piece.units;
      continue;
    }
    while (place.byte < piece.bytes.size()) {
      const char next = piece.bytes[place.byte];
      const CodePoint point = code_point(piece.bytes, place.byte, units_);
      if (next == '\n' || next == '\r' || passed + point.units > column) return place;
      passed += point.units;
      place.byte += point.bytes;
    }
  }
  return place;
}

void EditedText::replace(Place from, Place to, std::string_view with) {
  std::string made;
  std::size_t first = from.piece;
  std::size_t end = std::min(to.piece + 1, pieces_.size());
  if (first < pieces_.size()) made = pieces_[first].bytes.substr(0, from.byte);
  made += with;
  if (to.piece < pieces_.size()) made += std::string_view(pieces_[to.piece].bytes).substr(to.byte);
  const auto take_before = [&] { made.insert(0, pieces_[--first].bytes); };
  const auto take_after = [&] { made += pieces_[end++].bytes; };
  if (made.size() < kLongestPiece / 2 && first > 0) take_before();
  if (made.size() < kLongestPiece / 2 && end < pieces_.size()) take_after();
  if (first > 0 && made.starts_with('\n') && pieces_[first - 1].bytes.ends_with('\r'))
    take_before();
  if (end < pieces_.size() && made.ends_with('\r') && pieces_[end].bytes.starts_with('\n'))
    take_after();
  std::vector<Piece> pieces = cut(made);
  const std::size_t old = end - first;
  const std::size_t same = std::min(old, pieces.size());
  const auto at = pieces_.begin() + static_cast<std::ptrdiff_t>(first);
  const auto rest = pieces.begin() + static_cast<std::ptrdiff_t>(same);
  std::move(pieces.begin(), rest, at);
  const auto after = at + static_cast<std::ptrdiff_t>(same);
  if (old > same) {
    pieces_.erase(after, after + static_cast<std::ptrdiff_t>(old - same));
  } else {
    pieces_.insert(after, std::move_iterator(rest), std::move_iterator(pieces.end()));
  }
}

void EditedText::change(const Json& change) {
  const auto& with = change.at("text").get_ref<const std::string&>();
  if (!change.contains("range") || change["range"].is_null()) {
    pieces_ = cut(with);
    return;
  }
  const Place from = place_of(change["range"].at("start"));
  const Place to = place_of(change["range"].at("end"));
  replace(std::min(from, to), std::max(from, to), with);
}

std::string EditedText::str() const {
  std::string text;
  std::size_t size = 0;
  for (const Piece& piece : pieces_) size += piece.bytes.size();
  text.reserve(size);
  for (const Piece& piece : pieces_) text += piece.bytes;
  return text;
}

}  // namespace pymolt::lsp
