// Records one after the other, each with its size and a checksum; nothing is held but the one at hand.
// SPDX-License-Identifier: MIT
#include "scan/shard_file.h"

#include <charconv>
#include <filesystem>
#include <fstream>

#include "base/hash.h"
#include "scan/disk.h"
#include "scan/facts_codec.h"

namespace pymolt::scan {

namespace {

constexpr std::size_t kLongestHead = 64U << 20;
constexpr std::size_t kPrefix = sizeof(std::uint32_t) + sizeof(std::uint64_t);

template <typename T>
void put_number(std::string& out, T number) {
  for (std::size_t i = 0; i < sizeof number; ++i)
    out += static_cast<char>(number >> (8 * i) & 0xFF);
}

template <typename T>
T number_at(std::string_view bytes, std::size_t at) {
  T number = 0;
  for (std::size_t i = 0; i < sizeof number; ++i)
    number |= static_cast<T>(static_cast<unsigned char>(bytes[at + i])) << (8 * i);
  return number;
}

std::uint64_t checksum(std::string_view bytes) { return Hash().add(bytes).value(); }

}  // namespace

bool Share::holds(std::string_view path, FileKind kind) const {
  if (kind != FileKind::python) return number == 1;
  const std::uint64_t hash = Hash().add(path).value();
  return (hash ^ hash >> 32) % of == number - 1;
}

Result<Share> parse_share(std::string_view text) {
  Share share;
  const char* const end = text.data() + text.size();
  const auto [slash, number_error] = std::from_chars(text.data(), end, share.number);
  bool good = number_error == std::errc() && slash != end && *slash == '/';
  if (good) {
    const auto [rest, of_error] = std::from_chars(slash + 1, end, share.of);
    good = of_error == std::errc() && rest == end && share.number >= 1 &&
           share.number <= share.of && share.of <= kMostShares;
  }
  if (good) return share;
  Mistake mistake{"--shard: `" + std::string(text) + "` is no share"};
  mistake.hint = "3/16 is the third of sixteen; there are at most " + std::to_string(kMostShares);
  return mistake;
}

ShardWriter::ShardWriter(std::ostream& out, std::string_view head) : out_(out) {
  out_ << head << '\n';
}

void ShardWriter::put(std::string_view record) {
  std::string prefix;
  put_number(prefix, static_cast<std::uint32_t>(record.size()));
  put_number(prefix, checksum(record));
  out_ << prefix << record;
}

void ShardWriter::add(const FileFacts& facts) {
  bytes_.clear();
  write_facts(facts, bytes_);
  put(bytes_);
  ++count_;
}

void ShardWriter::end() {
  std::string count;
  put_number(count, count_);
  std::string prefix;
  put_number(prefix, std::uint32_t{0});
  put_number(prefix, checksum(count));
  out_ << prefix << count;
}

struct ShardReader::Input {
  std::string file;
  std::ifstream in;
  std::uint64_t left = 0;  // bytes of the file that were not read yet

  // The next SIZE bytes; fewer where the file ends before.
  std::string take(std::uint64_t size) {
    std::string bytes(static_cast<std::size_t>(std::min(size, left)), '\0');
    in.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    bytes.resize(static_cast<std::size_t>(in.gcount()));
    left -= bytes.size();
    return bytes;
  }
};

ShardReader::ShardReader(std::unique_ptr<Input> input) : input_(std::move(input)) {}
ShardReader::ShardReader(ShardReader&&) noexcept = default;
ShardReader::~ShardReader() = default;

Mistake ShardReader::wrong(const char* what) const {
  Mistake mistake{what, input_->file};
  mistake.hint = "make this one again: `pymolt facts … --shard K/N --output FILE`";
  return mistake;
}

Result<ShardReader> ShardReader::open(const std::string& file) {
  const Entry entry = real_disk()->look(file);
  if (entry.kind == EntryKind::missing) return Mistake{"there is no such file", file};
  if (entry.kind != EntryKind::file) return Mistake{"is no regular file", file};
  auto input = std::make_unique<Input>();
  input->file = file;
  input->left = entry.size;
  input->in.open(file, std::ios::binary);
  if (!input->in) return Mistake{"cannot be read", file};
  ShardReader reader(std::move(input));
  Input& from = *reader.input_;
  while (from.left > 0 && reader.head_.size() < kLongestHead) {
    const int c = from.in.get();
    --from.left;
    if (c == '\n') return reader;
    if (c == std::char_traits<char>::eof() || (reader.head_.empty() && c != '{')) break;
    reader.head_ += static_cast<char>(c);
  }
  return reader.wrong("this is no file of facts, or it is cut short");
}

Result<std::optional<FileFacts>> ShardReader::next() {
  const std::string prefix = input_->take(kPrefix);
  if (prefix.size() < kPrefix) return wrong("this file of facts is cut short");
  const auto size = number_at<std::uint32_t>(prefix, 0);
  const std::uint64_t wanted = size == 0 ? sizeof(std::uint64_t) : size;
  if (wanted > input_->left) return wrong("this file of facts is cut short");
  const std::string record = input_->take(wanted);
  if (record.size() < wanted || checksum(record) != number_at<std::uint64_t>(prefix, sizeof size))
    return wrong("this file of facts is damaged");
  if (size == 0) {
    if (input_->left > 0 || number_at<std::uint64_t>(record, 0) != count_)
      return wrong("this file of facts is damaged");
    return std::optional<FileFacts>();
  }
  ++count_;
  std::optional<FileFacts> facts = read_facts(record);
  if (!facts) return wrong("this file of facts is damaged");
  return facts;
}

}  // namespace pymolt::scan
