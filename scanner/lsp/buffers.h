// The documents that are open in the editor, which stand before what the disk holds.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_LSP_BUFFERS_H_
#define PYMOLT_LSP_BUFFERS_H_

#include <map>
#include <string>

#include "lsp/positions.h"
#include "scan/disk.h"

namespace pymolt::lsp {

/// An open document.
struct Buffer {
  std::string uri;   // as the editor writes it
  std::string path;  // absolute; for what has never been saved, a name in some folder
  std::int64_t version = 0;
  Text text = Text("");
  bool has_bom = false;  // the file on the disk begins with one, which the editor keeps for itself

  /// The bytes that saving it would write: in the encoding that it says it is in.
  [[nodiscard]] std::string bytes() const;
};

/// By path.
using Buffers = std::map<std::string, Buffer, std::less<>>;

/// The disk as it would be if every open document were saved. Borrows both.
class BufferedDisk : public scan::Disk {
 public:
  BufferedDisk(const scan::Disk& under, const Buffers& buffers)
      : under_(under), buffers_(buffers) {}

  [[nodiscard]] scan::Entry look(const std::string& path) const override;
  [[nodiscard]] Result<std::vector<scan::Entry>> list(const std::string& folder) const override {
    return under_.list(folder);
  }
  [[nodiscard]] Result<std::string> read(const std::string& path,
                                         std::uint64_t limit) const override;
  [[nodiscard]] Result<std::string> read_below(const std::string& root, const std::string& path,
                                               std::uint64_t limit) const override {
    return buffers_.contains(path) ? read(path, limit) : under_.read_below(root, path, limit);
  }
  [[nodiscard]] std::string real(const std::string& path) const override {
    return under_.real(path);
  }

 private:
  const scan::Disk& under_;
  const Buffers& buffers_;
};

}  // namespace pymolt::lsp

#endif  // PYMOLT_LSP_BUFFERS_H_
