// A file of facts: what `pymolt facts` writes on one machine and `pymolt merge` reads on another.
// SPDX-License-Identifier: MIT
//
//   {"schema": "pymolt-facts/2", …}\n     the head, a line of JSON: what was scanned, how, and which share of it this is
//   one frame of zstd, in which stand:
//   size, checksum, facts                 a record for every file of the share, scanned or not
//   0, checksum, count                    the end: without it the file was cut short
//
// Numbers are little-endian: sizes of 4 bytes, checksums and the count of 8. Files are written and read a record at a time. They may
// come from a damaged or hostile place: a record grows only as far as its bytes really come, neither it nor the window of the
// frame may pass a limit, a file may unfold to a thousand times its size and no further, and facts are checked by their codec.
#ifndef PYMOLT_SCAN_SHARD_FILE_H_
#define PYMOLT_SCAN_SHARD_FILE_H_

#include <cstdint>
#include <iosfwd>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "model/facts.h"

namespace pymolt::scan {

/// A share of a tree's files: the NUMBERth of OF.
struct Share {
  std::uint32_t number = 1;
  std::uint32_t of = 1;
  bool operator==(const Share&) const = default;

  /// Whether the file at PATH, as it is reported, belongs to it. Every machine gives the same answer: by a hash of the
  /// path. A file that is only named by another (`-r base.txt`) belongs to that one's share.
  [[nodiscard]] bool holds(std::string_view path) const;
};

inline constexpr std::uint32_t kMostShares = 65536;

/// "3/16"; a mistake where TEXT is nothing of the kind.
[[nodiscard]] Result<Share> parse_share(std::string_view text);

class ShardWriter {
 public:
  /// HEAD is one line without its end; OUT must outlive this.
  ShardWriter(std::ostream& out, std::string_view head);
  ~ShardWriter();
  void add(const FileFacts& facts);
  void end();

 private:
  void put(std::string_view record);
  void fold(std::string_view bytes, bool last);
  struct Folder;
  std::unique_ptr<Folder> folder_;
  std::ostream& out_;
  std::string bytes_;
  std::uint64_t count_ = 0;
};

class ShardReader {
 public:
  /// Opens FILE, a regular one, and reads its head.
  [[nodiscard]] static Result<ShardReader> open(const std::string& file);
  /// The same of SIZE bytes that IN gives, for mistakes called FILE.
  [[nodiscard]] static Result<ShardReader> over(std::unique_ptr<std::istream> in,
                                                std::uint64_t size, const std::string& file);
  ShardReader(ShardReader&&) noexcept;
  ~ShardReader();

  [[nodiscard]] const std::string& head() const { return head_; }
  /// The facts of the next file; nothing at the end. What is cut short or damaged is a mistake that names the file.
  [[nodiscard]] Result<std::optional<FileFacts>> next();

 private:
  struct Input;
  explicit ShardReader(std::unique_ptr<Input> input);
  [[nodiscard]] Mistake wrong(const char* what) const;
  std::unique_ptr<Input> input_;
  std::string head_;
  std::uint64_t count_ = 0;
};

}  // namespace pymolt::scan

#endif  // PYMOLT_SCAN_SHARD_FILE_H_
