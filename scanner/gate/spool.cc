// A row is written as the length of its key, its line, the key and the values, in the machine's own form.
// SPDX-License-Identifier: MIT
#include "gate/spool.h"

#include <cstring>

#include "base/hash.h"

namespace pymolt::gate {

namespace {

constexpr std::size_t kInMemory = std::size_t{64} << 20;  // of all parts of a spool

template <typename T>
void put(std::string& bytes, const T& value) {
  bytes.append(reinterpret_cast<const char*>(&value), sizeof value);
}

// The bytes of a part, from its file and then from memory.
class Bytes {
 public:
  Bytes(std::FILE* file, std::string_view memory) : file_(file), memory_(memory) {}
  bool take(void* into, std::size_t size) {
    if (file_ != nullptr) {
      const std::size_t got = std::fread(into, 1, size, file_);
      if (got == size) return true;
      failed_ = failed_ || got != 0 || std::ferror(file_) != 0;
      file_ = nullptr;
      if (failed_) return false;
    }
    if (memory_.size() < size) return false;
    std::memcpy(into, memory_.data(), size);
    memory_.remove_prefix(size);
    return true;
  }
  [[nodiscard]] bool failed() const { return failed_; }

 private:
  std::FILE* file_;
  std::string_view memory_;
  bool failed_ = false;
};

}  // namespace

Spool::Spool(std::size_t parts, std::size_t columns)
    : parts_(parts), columns_(columns), piece_(parts == 1 ? SIZE_MAX : kInMemory / parts) {}

bool Spool::flush(Part& part) const {
  if (!part.file) part.file.reset(std::tmpfile());
  if (!part.file) return false;
  const bool good =
      std::fwrite(part.bytes.data(), 1, part.bytes.size(), part.file.get()) == part.bytes.size();
  part.bytes.clear();
  return good;
}

bool Spool::add(const SpooledRow& row) {
  Part& part = parts_[Hash().add(row.key).value() % parts_.size()];
  put(part.bytes, static_cast<std::uint32_t>(row.key.size()));
  put(part.bytes, row.line);
  part.bytes += row.key;
  part.bytes.append(reinterpret_cast<const char*>(row.values.data()),
                    row.values.size() * sizeof(CellValue));
  return part.bytes.size() < piece_ || flush(part);
}

bool Spool::read(std::size_t number, const std::function<bool(SpooledRow& row)>& each) {
  Part& part = parts_[number];
  if (part.file &&
      (std::fflush(part.file.get()) != 0 || std::fseek(part.file.get(), 0, SEEK_SET) != 0))
    return false;
  Bytes bytes(part.file.get(), part.bytes);
  SpooledRow row;
  row.values.resize(columns_);
  std::uint32_t length = 0;
  while (bytes.take(&length, sizeof length)) {
    row.key.resize(length);
    const bool whole = bytes.take(&row.line, sizeof row.line) &&
                       bytes.take(row.key.data(), length) &&
                       bytes.take(row.values.data(), columns_ * sizeof(CellValue));
    if (!whole) return false;
    if (!each(row)) return true;
  }
  return !bytes.failed();
}

}  // namespace pymolt::gate
