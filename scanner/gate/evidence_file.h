// Evidence files on disk: found by name or pattern, opened without trust, read in pieces and hashed on the way.
// SPDX-License-Identifier: MIT
//
// Only regular files are read. A link that leads out of the policy's folder is not followed. What is read as a whole has
// a limit; tables and streams are read piece by piece, whatever their size.
#ifndef PYMOLT_GATE_EVIDENCE_FILE_H_
#define PYMOLT_GATE_EVIDENCE_FILE_H_

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "scan/sha256.h"

namespace pymolt::gate {

/// The largest file that is read as a whole.
inline constexpr std::uint64_t kLargestWhole = std::uint64_t{256} << 20;
/// The largest XML document, which takes many times its size in memory.
inline constexpr std::uint64_t kLargestXml = std::uint64_t{128} << 20;
/// The longest line of a file that is read by lines.
inline constexpr std::size_t kLongestLine = std::size_t{1} << 20;

/// A file found for a policy's word.
struct FoundEvidence {
  std::string path;       // as the policy would name it
  std::string real_path;  // where it is, links resolved
};

/// The files that WORD names below FOLDER, sorted; `*`, `?`, `[…]` and `**` are patterns. None lies outside FENCE, unless that
/// is empty. LOOKED_AT counts the entries of folders that all patterns of a policy have met. A mistake says why there is none.
[[nodiscard]] Result<std::vector<FoundEvidence>> find_evidence(const std::string& word,
                                                               const std::string& folder,
                                                               const std::string& fence,
                                                               std::size_t& looked_at);

/// Whether FILES are of another tree than FOLDER's: there are some, and of the first thousand none is below FOLDER or here.
[[nodiscard]] bool are_of_other_tree(const std::vector<std::string>& files,
                                     const std::string& folder);

/// An open file. Everything it reads goes into the hash once, from the beginning.
class Source {
 public:
  [[nodiscard]] static Result<Source> open(const std::string& path);
  Source(Source&&) noexcept;
  Source& operator=(Source&&) noexcept;
  ~Source();

  /// The next bytes, empty at the end; the view holds until the next call. A fault of the disk ends the file and is `fault`.
  [[nodiscard]] std::string_view next();
  /// Everything that is left, up to LIMIT bytes.
  [[nodiscard]] Result<std::string> rest(std::uint64_t limit = kLargestWhole);
  /// Shows EACH every line without its end, until it returns false. False where a line is too long or the disk fails.
  bool lines(const std::function<bool(std::string_view line)>& each);
  /// Back to the first byte; what is read again is hashed once only.
  void rewind();
  /// The hash of the whole file: reads what is left.
  [[nodiscard]] std::string sha256();
  [[nodiscard]] std::int64_t modified() const { return modified_; }
  [[nodiscard]] std::uint64_t size() const { return size_; }
  [[nodiscard]] const std::string& fault() const { return fault_; }

 private:
  Source() = default;
  int file_ = -1;
  std::uint64_t at_ = 0;      // the place of the next byte
  std::uint64_t hashed_ = 0;  // bytes that are in the hash
  std::uint64_t size_ = 0;
  std::int64_t modified_ = 0;
  std::string fault_;
  std::string buffer_;
  std::unique_ptr<scan::Sha256> hash_;
};

}  // namespace pymolt::gate

#endif  // PYMOLT_GATE_EVIDENCE_FILE_H_
