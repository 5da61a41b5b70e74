// POSIX reads of one mebibyte; the hash follows the furthest byte that was read.
// SPDX-License-Identifier: MIT
#include "gate/evidence_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

namespace pymolt::gate {

namespace {

constexpr std::size_t kPiece = std::size_t{1} << 20;

}  // namespace

Result<Source> Source::open(const std::string& path) {
  Source source;
  // Not to block on a FIFO.
  source.file_ = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (source.file_ < 0) return Mistake{"cannot be read: " + std::string(std::strerror(errno))};
  struct stat status = {};
  if (::fstat(source.file_, &status) != 0)
    return Mistake{"cannot be read: " + std::string(std::strerror(errno))};
  if (!S_ISREG(status.st_mode)) return Mistake{"is not a regular file"};
  source.size_ = static_cast<std::uint64_t>(status.st_size);
  source.modified_ = static_cast<std::int64_t>(status.st_mtim.tv_sec);
  source.hash_ = std::make_unique<scan::Sha256>();
  return source;
}

Source::Source(Source&& other) noexcept { *this = std::move(other); }

Source& Source::operator=(Source&& other) noexcept {
  std::swap(file_, other.file_);
  at_ = other.at_;
  hashed_ = other.hashed_;
  size_ = other.size_;
  modified_ = other.modified_;
  fault_ = std::move(other.fault_);
  buffer_ = std::move(other.buffer_);
  hash_ = std::move(other.hash_);
  return *this;
}

Source::~Source() {
  if (file_ >= 0) ::close(file_);
}

std::string_view Source::next() {
  buffer_.resize(kPiece);
  ssize_t got = 0;
  do {
    got = ::read(file_, buffer_.data(), buffer_.size());
  } while (got < 0 && errno == EINTR);
  if (got < 0) fault_ = "cannot be read: " + std::string(std::strerror(errno));
  if (got <= 0) return {};
  const std::string_view bytes(buffer_.data(), static_cast<std::size_t>(got));
  const std::uint64_t end = at_ + bytes.size();
  if (end > hashed_)
    hash_->add(bytes.substr(static_cast<std::size_t>(hashed_ > at_ ? hashed_ - at_ : 0)));
  hashed_ = end > hashed_ ? end : hashed_;
  at_ = end;
  return bytes;
}

Result<std::string> Source::rest(std::uint64_t limit) {
  std::string text;
  for (std::string_view piece = next(); !piece.empty(); piece = next()) {
    if (text.size() + piece.size() > limit) {
      return Mistake{"is larger than " + std::to_string(limit >> 20) +
                     " MiB, the limit for this format"};
    }
    text += piece;
  }
  if (!fault_.empty()) return Mistake{fault_};
  return text;
}

bool Source::lines(const std::function<bool(std::string_view line)>& each) {
  std::string held;  // a line that began in an earlier piece
  const auto show = [&](std::string_view line) {
    if (line.ends_with('\r')) line.remove_suffix(1);
    return each(line);
  };
  for (std::string_view piece = next(); !piece.empty(); piece = next()) {
    for (std::size_t end = piece.find('\n'); end != std::string_view::npos;
         end = piece.find('\n')) {
      const std::string_view part = piece.substr(0, end);
      const bool more = held.empty() ? show(part) : show(held.append(part));
      held.clear();
      if (!more) return true;
      piece.remove_prefix(end + 1);
    }
    held += piece;
    if (held.size() > kLongestLine) {
      fault_ = "has a line longer than 1 MiB";
      return false;
    }
  }
  if (!fault_.empty()) return false;
  if (!held.empty()) show(held);
  return true;
}

void Source::rewind() {
  ::lseek(file_, 0, SEEK_SET);
  at_ = 0;
}

std::string Source::sha256() {
  while (!next().empty()) {
  }
  return hash_->hex();
}

}  // namespace pymolt::gate
