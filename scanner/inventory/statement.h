// Adds a statement to what is read, at a place of the file's text.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_INVENTORY_STATEMENT_H_
#define PYMOLT_INVENTORY_STATEMENT_H_

#include <string>
#include <string_view>

#include "base/text.h"
#include "inventory/kind_reader.h"
#include "inventory/mentions.h"
#include "inventory/stated.h"

namespace pymolt::inventory {

/// Where a line begins, for readers that go through a file line by line.
struct Line {
  std::string_view text;     // without its end
  std::uint32_t number = 0;  // from 1
  std::uint32_t begin = 0;   // in the file
};

/// The file being read, with its lines; what the readers write to.
class Page {
 public:
  Page(const Source& source, Reading& reading);

  [[nodiscard]] const Text& text() const { return text_; }
  [[nodiscard]] std::string_view path() const { return path_; }
  [[nodiscard]] Reading& reading() const { return reading_; }
  /// All lines, in order.
  [[nodiscard]] std::vector<Line> lines() const;

  /// STATED is what the bytes at AT say, a statement of KIND; one that touches a statement that is known already adds nothing. It
  /// is shown as SHOWN, or else as it is written, and begins at FROM where that is before AT: the key above a list.
  void add(std::string_view kind, ByteSpan at, const Stated& stated, std::string_view shown = {},
           std::uint32_t from = UINT32_MAX) const;
  /// The same, where PART is a view into `text()`.
  void add(std::string_view kind, std::string_view part, const Stated& stated) const;
  /// Where PART, a view into `text()`, stands.
  [[nodiscard]] ByteSpan span_of(std::string_view part) const;
  /// Whether a command of the scripts that are read so far only mentions what stands AT: `echo python3.8`. Nothing where no script
  /// holds it.
  [[nodiscard]] std::optional<bool> mentioned(ByteSpan at) const;
  [[nodiscard]] bool is_mentioned(ByteSpan at) const { return mentioned(at).value_or(false); }
  [[nodiscard]] bool is_mentioned(std::string_view part) const {
    return is_mentioned(span_of(part));
  }
  void problem(std::uint32_t line, std::string message) const;
  void fail(std::string message, int line = 0) const;

 private:
  std::string_view path_;
  Text text_;
  Reading& reading_;
  struct Place {
    ByteSpan all;
    std::size_t script = 0;  // of the reading
    std::optional<Mentions> mentions = {};
  };
  mutable std::vector<Place> scripts_;  // those that were asked for, by where they begin
};

/// The string behind AT of TEXT, between two of the same of QUOTES; a view without them, empty where there is none.
[[nodiscard]] std::string_view quoted_behind(std::string_view text, std::size_t at,
                                             std::string_view quotes);

/// Versions that stand one behind the other in a list, views into `page.text()`: one statement.
struct VersionList {
  VersionSet versions;
  std::string shown;    // `3.8, 3.9`
  std::string rewrite;  // of the last
  std::string_view first;
  std::string_view last;

  void add(std::string_view item, const Stated& stated);
  [[nodiscard]] bool empty() const { return first.data() == nullptr; }
  /// From the first to the last.
  [[nodiscard]] ByteSpan span(const Page& page) const;
};

/// Lambda layers in LINE, a view into `page.text()`, that are named after a runtime: `…:layer:Klayers-p38-requests:1`.
void add_layers(const Page& page, std::string_view line);
/// The ranges of distributions' packages in LINE, a view into `page.text()`: `python3 (>= 3.8)`.
void read_package_ranges(const Page& page, std::string_view line);

}  // namespace pymolt::inventory

#endif  // PYMOLT_INVENTORY_STATEMENT_H_
