// Records one after the other, each with its size and a checksum; nothing is held but the one at hand.
// SPDX-License-Identifier: MIT
#include "scan/shard_file.h"

#include <zstd.h>

#include <algorithm>
#include <charconv>
#include <fstream>
#include <unordered_set>

#include "base/hash.h"
#include "scan/disk.h"
#include "scan/facts_codec.h"

namespace pymolt::scan {

namespace {

constexpr std::size_t kLongestHead = 64U << 20;
constexpr std::uint32_t kLargestRecord = 256U << 20;
constexpr std::uint64_t kMostUnfolded = 1000;  // times the size of the file
constexpr int kLargestWindow = 23;             // 8 MiB
constexpr int kLevel = 3;
constexpr std::size_t kPrefix = sizeof(std::uint32_t) + sizeof(std::uint64_t);

template <typename T>
void put_little_endian(std::string& out, T number) {
  for (std::size_t i = 0; i < sizeof number; ++i)
    out += static_cast<char>(number >> (8 * i) & 0xFF);
}

template <typename T>
T little_endian_at(std::string_view bytes, std::size_t at) {
  T number = 0;
  for (std::size_t i = 0; i < sizeof number; ++i)
    number |= static_cast<T>(static_cast<unsigned char>(bytes[at + i])) << (8 * i);
  return number;
}

std::uint64_t checksum(std::string_view bytes) { return Hash().add(bytes).value(); }

}  // namespace

bool Share::holds(std::string_view path) const {
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

struct ShardWriter::Folder {
  std::unique_ptr<ZSTD_CStream, std::size_t (*)(ZSTD_CStream*)> stream{ZSTD_createCStream(),
                                                                       ZSTD_freeCStream};
  std::string part = std::string(ZSTD_CStreamOutSize(), '\0');
};

ShardWriter::ShardWriter(std::ostream& out, std::string_view head)
    : folder_(std::make_unique<Folder>()), out_(out) {
  ZSTD_CCtx_setParameter(folder_->stream.get(), ZSTD_c_compressionLevel, kLevel);
  ZSTD_CCtx_setParameter(folder_->stream.get(), ZSTD_c_checksumFlag, 1);
  out_ << head << '\n';
}
ShardWriter::~ShardWriter() = default;

void ShardWriter::fold(std::string_view bytes, bool last) {
  ZSTD_inBuffer in = {bytes.data(), bytes.size(), 0};
  std::size_t left = 1;
  while (in.pos < in.size || (last && left > 0)) {
    ZSTD_outBuffer out = {folder_->part.data(), folder_->part.size(), 0};
    left =
        ZSTD_compressStream2(folder_->stream.get(), &out, &in, last ? ZSTD_e_end : ZSTD_e_continue);
    if (ZSTD_isError(left) != 0) return out_.setstate(std::ios::failbit);
    out_.write(folder_->part.data(), static_cast<std::streamsize>(out.pos));
  }
}

void ShardWriter::put(std::string_view record) {
  std::string prefix;
  put_little_endian(prefix, static_cast<std::uint32_t>(record.size()));
  put_little_endian(prefix, checksum(record));
  fold(prefix, false);
  fold(record, false);
}

void ShardWriter::add(const FileFacts& facts) {
  bytes_.clear();
  write_facts(facts, bytes_);
  put(bytes_);
  ++count_;
}

void ShardWriter::end() {
  std::string count;
  put_little_endian(count, count_);
  std::string prefix;
  put_little_endian(prefix, std::uint32_t{0});
  put_little_endian(prefix, checksum(count));
  fold(prefix + count, true);
}

struct ShardReader::Input {
  std::string file;
  std::unique_ptr<std::istream> in;
  std::uint64_t left = 0;                   // bytes of the file that were not read yet
  std::uint64_t unfolded = 0;               // bytes taken
  std::uint64_t most = 0;                   // that may be taken
  std::size_t wants = 1;                    // 0: the frame is at its end
  std::unordered_set<std::uint64_t> paths;  // hashes of those that were read
  std::string wrong;                        // what is no frame, or unfolds to too much
  std::string folded = std::string(1 << 16, '\0');
  ZSTD_inBuffer part = {nullptr, 0, 0};
  std::unique_ptr<ZSTD_DStream, std::size_t (*)(ZSTD_DStream*)> stream{ZSTD_createDStream(),
                                                                       ZSTD_freeDStream};

  // More of the file; false at its end.
  bool fill() {
    if (part.pos < part.size) return true;
    in->read(folded.data(),
             static_cast<std::streamsize>(std::min<std::uint64_t>(folded.size(), left)));
    part = {folded.data(), static_cast<std::size_t>(in->gcount()), 0};
    left -= part.size;
    return part.size > 0;
  }

  // The next SIZE bytes of what is folded; fewer where it ends before.
  std::string take(std::size_t size) {
    std::string bytes;
    while (bytes.size() < size && wrong.empty() && wants > 0) {
      const std::size_t had = bytes.size();
      bytes.resize(std::min(size, had + (std::size_t{1} << 16)));
      ZSTD_outBuffer out = {bytes.data(), bytes.size(), had};
      const bool more = fill();
      wants = ZSTD_decompressStream(stream.get(), &out, &part);
      if (ZSTD_isError(wants) != 0) wrong = "this file of facts is damaged";
      bytes.resize(out.pos);
      unfolded += out.pos - had;
      if (unfolded > most)
        wrong = "this file of facts unfolds to more than a thousand times its size";
      if (!more && out.pos == had) break;
    }
    return bytes;
  }

  // Whether nothing is left, folded or not.
  bool at_end() { return take(1).empty() && wrong.empty() && wants == 0 && !fill(); }
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
  auto in = std::make_unique<std::ifstream>(file, std::ios::binary);
  if (!*in) return Mistake{"cannot be read", file};
  return over(std::move(in), entry.size, file);
}

Result<ShardReader> ShardReader::over(std::unique_ptr<std::istream> in, std::uint64_t size,
                                      const std::string& file) {
  auto input = std::make_unique<Input>();
  input->file = file;
  input->left = size;
  input->most = (std::uint64_t{1} << 20) + size * kMostUnfolded;
  input->in = std::move(in);
  ZSTD_DCtx_setParameter(input->stream.get(), ZSTD_d_windowLogMax, kLargestWindow);
  ShardReader reader(std::move(input));
  Input& from = *reader.input_;
  while (from.left > 0 && reader.head_.size() < kLongestHead) {
    const int c = from.in->get();
    --from.left;
    if (c == '\n') return reader;
    if (c == std::char_traits<char>::eof() || (reader.head_.empty() && c != '{')) break;
    reader.head_ += static_cast<char>(c);
  }
  return reader.wrong("this is no file of facts, or it is cut short");
}

Result<std::optional<FileFacts>> ShardReader::next() {
  constexpr const char* kShort = "this file of facts is cut short";
  constexpr const char* kDamaged = "this file of facts is damaged";
  const std::string prefix = input_->take(kPrefix);
  if (!input_->wrong.empty()) return wrong(input_->wrong.c_str());
  if (prefix.size() < kPrefix) return wrong(kShort);
  const auto size = little_endian_at<std::uint32_t>(prefix, 0);
  if (size > kLargestRecord) return wrong(kDamaged);
  const std::size_t wanted = size == 0 ? sizeof(std::uint64_t) : size;
  const std::string record = input_->take(wanted);
  if (!input_->wrong.empty()) return wrong(input_->wrong.c_str());
  if (record.size() < wanted) return wrong(kShort);
  if (checksum(record) != little_endian_at<std::uint64_t>(prefix, sizeof size))
    return wrong(kDamaged);
  if (size == 0) {
    const bool whole = little_endian_at<std::uint64_t>(record, 0) == count_ && input_->at_end();
    return whole ? Result<std::optional<FileFacts>>(std::optional<FileFacts>())
                 : wrong(input_->wants == 0 || !input_->wrong.empty() ? kDamaged : kShort);
  }
  ++count_;
  std::optional<FileFacts> facts = read_facts(record);
  if (!facts) return wrong(kDamaged);
  // Another time the same is folded to nearly nothing, and takes as much memory as the first.
  if (!input_->paths.insert(Hash().add(facts->path).value()).second)
    return wrong("this file of facts holds a path twice");
  return facts;
}

}  // namespace pymolt::scan
