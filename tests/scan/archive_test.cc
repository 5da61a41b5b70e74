// Archives made by hand: what they hold, and the ways in which they are refused.
// SPDX-License-Identifier: MIT
#include "scan/archive.h"

#include <gtest/gtest.h>
#include <unistd.h>
#include <zlib.h>

#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>

#include "scan/archive_disk.h"
#include "scan/doc_code.h"
#include "scan/other_python.h"

namespace pymolt::scan {
namespace {

std::string number(std::uint64_t value, int size) {
  std::string bytes;
  for (int i = 0; i < size; ++i, value >>= 8) bytes += static_cast<char>(value & 0xFFU);
  return bytes;
}

// A zip of stored files, with FLAGS and METHOD as asked.
std::string zip(const std::vector<std::pair<std::string, std::string>>& files,
                std::uint32_t flags = 0, std::uint32_t method = 0) {
  std::string bytes;
  std::string directory;
  for (const auto& [name, text] : files) {
    const auto size = static_cast<std::uint32_t>(text.size());
    const auto name_size = static_cast<std::uint32_t>(name.size());
    directory += "PK\x01\x02" + number(20, 2) + number(20, 2) + number(flags, 2) +
                 number(method, 2) + number(0, 8) + number(size, 4) + number(size, 4) +
                 number(name_size, 2) + number(0, 12) +
                 number(static_cast<std::uint32_t>(bytes.size()), 4) + name;
    bytes += "PK\x03\x04" + number(20, 2) + number(flags, 2) + number(method, 2) + number(0, 8) +
             number(size, 4) + number(size, 4) + number(name_size, 2) + number(0, 2) + name + text;
  }
  const auto count = static_cast<std::uint32_t>(files.size());
  return bytes + directory + "PK\x05\x06" + number(0, 4) + number(count, 2) + number(count, 2) +
         number(static_cast<std::uint32_t>(directory.size()), 4) +
         number(static_cast<std::uint32_t>(bytes.size()), 4) + number(0, 2);
}

// An archive is the same by `./x.zip` as by `x.zip`, however its files are asked for.
TEST(Archive, IsFoundByAnySpellingOfItsPath) {
  const std::filesystem::path folder =
      std::filesystem::temp_directory_path() / ("pymolt-archive-" + std::to_string(::getpid()));
  std::filesystem::create_directories(folder);
  std::ofstream(folder / "x.zip", std::ios::binary) << zip({{"a.py", "import imp\n"}});
  const auto real = real_disk();
  for (const std::string& way : {std::string("/x.zip"), std::string("/./x.zip"),
                                 "/../" + folder.filename().string() + "/x.zip"}) {
    const ArchiveDisk disk(*real, {folder.string() + way});
    EXPECT_EQ(disk.look((folder / "x.zip").string()).kind, EntryKind::folder) << way;
    EXPECT_EQ(disk.look(folder.string() + "/./x.zip/a.py").kind, EntryKind::file) << way;
  }
  std::filesystem::remove_all(folder);
}

TEST(Archive, ReadsZips) {
  const Result<ArchiveFiles> files =
      unpack("x.whl", zip({{"a/b.py", "import imp\n"}, {"c.py", ""}}));
  ASSERT_TRUE(files.ok()) << files.mistake().message;
  EXPECT_EQ(*files, (ArchiveFiles{{"a/b.py", {"import imp\n"}}, {"c.py", {""}}}));
}

TEST(Archive, ReadsZipappsBehindTheirFirstLine) {
  const Result<ArchiveFiles> files =
      unpack("x.pyz", "#!/usr/bin/env python3\n" + zip({{"__main__.py", "x = 1\n"}}));
  ASSERT_TRUE(files.ok()) << files.mistake().message;
  EXPECT_EQ(files->at("__main__.py").bytes, "x = 1\n");
}

std::string tar_header(const std::string& name, std::size_t size, char kind,
                       const std::string& link = {}) {
  std::string header(512, '\0');
  header.replace(0, name.size(), name);
  std::array<char, 13> octal = {};
  (void)std::snprintf(octal.data(), octal.size(), "%011zo", size);
  header.replace(124, 11, octal.data(), 11);
  header[156] = kind;
  header.replace(157, link.size(), link);
  header.replace(257, 5, "ustar");
  return header;
}

std::string tar_member(const std::string& name, std::string body, char kind = '0',
                       const std::string& link = {}) {
  const std::string header = tar_header(name, body.size(), kind, link);
  body.resize((body.size() + 511) / 512 * 512, '\0');
  return header + body;
}

// `path: kind why`, a line each.
std::string spelled(const Result<ArchiveFiles>& files) {
  if (!files) return files.mistake().message;
  static constexpr std::array kKinds = {"file", "special", "link to a folder", "link out",
                                        "unread"};
  std::string text;
  for (const auto& [path, member] : *files)
    text += path + ": " + kKinds.at(static_cast<std::size_t>(member.kind)) +
            (member.why.empty() ? "" : ", " + member.why) + "\n";
  return text;
}

TEST(Archive, SaysWhatHasNoPlaceInIt) {
  const std::string deep = [] {
    std::string path;
    for (int i = 0; i < 300; ++i) path += "d/";
    return path + "x.py";
  }();
  const Result<ArchiveFiles> files = unpack("x.zip", zip({{"../a.py", "x"},
                                                          {"/b.py", "x"},
                                                          {"c/../../d.py", "x"},
                                                          {"e\\f.py", "x"},
                                                          {"./g//h/./i.py", "x"},
                                                          {"j", "x"},
                                                          {"j!", "x"},
                                                          {"j/k.py", "x"},
                                                          {std::string("l.py\0.txt", 9), "x"},
                                                          {"", "x"},
                                                          {"ok/", ""},
                                                          {"ok.py", "x"},
                                                          {"/ok2.py", "x"},
                                                          {"ok2.py", "x"}}));
  EXPECT_EQ(spelled(files),
            "(no name): unread, it has no name in the archive\n"
            "a.py: unread, its path in the archive holds `..`\n"
            "b.py: unread, its path in the archive begins with `/`\n"
            "d.py: unread, its path in the archive holds `..`\n"
            "e\\f.py: file\n"
            "g/h/i.py: file\n"
            "j: unread, it is a file and a folder in the archive\n"
            "j!: file\n"
            "j/k.py: file\n"
            "l.py: file\n"
            "ok.py: file\n"
            "ok2.py: unread, its path in the archive begins with `/`\n");
  const Result<ArchiveFiles> far = unpack("x.zip", zip({{deep, "x"}}));
  ASSERT_TRUE(far && far->size() == 1);
  EXPECT_EQ(far->begin()->second.why, "its path in the archive is longer than is read");
}

TEST(Archive, ReadsTarsAsToolsDo) {
  const std::string records = "25 comment=\n9 path=x.txt\n";
  const Result<ArchiveFiles> files = unpack(
      "x.tar",
      tar_member("src/a.py", "import imp\n") + tar_member("h.py", "", '1', "src/a.py") +
          tar_member("src/s.py", "", '2', "a.py") + tar_member("t.py", "", '2', "src/../h.py") +
          tar_member("out.py", "", '2', "../../etc/passwd") +
          tar_member("abs.py", "", '2', "/etc/passwd") + tar_member("none.py", "", '2', "gone.py") +
          tar_member("loop.py", "", '2', "loop.py") + tar_member("d", "", '2', "src") +
          tar_member("fifo.py", "", '6') + tar_member("dir/", "", '5') +
          tar_member("cont.py", "x", '7') + tar_member("odd.py", "x", 'Z') +
          tar_member("sparse.py", "x", 'S') + tar_member("PaxHeader", records, 'x') +
          tar_member("pax.py", "x") + tar_member("PaxHeader", "15 path=new.py\n", 'x') +
          tar_member("old.txt", "x") + tar_member("PaxHeader", "22 GNU.sparse.major=1\n", 'x') +
          tar_member("holes.py", "x") + tar_member("../up.py", "x") + std::string(1024, '\0'));
  EXPECT_EQ(spelled(files),
            "abs.py: link out\ncont.py: file\nd: link to a folder\nfifo.py: special\n"
            "h.py: file\nholes.py: unread, it is sparse in the archive, which is not read\n"
            "loop.py: link out\nnew.py: file\nnone.py: link out\nodd.py: file\nout.py: link out\n"
            "pax.py: file\nsparse.py: unread, it is sparse in the archive, which is not read\n"
            "src/a.py: file\nsrc/s.py: file\nt.py: file\n"
            "up.py: unread, its path in the archive holds `..`\n");
  EXPECT_EQ(files->at("h.py").bytes, "import imp\n");
  EXPECT_EQ(files->at("t.py").bytes, "import imp\n");
}

TEST(Archive, LinksAreNoBomb) {
  std::string bytes = tar_member("a.py", std::string(1 << 20, '#'));
  for (int i = 0; i < 200; ++i) bytes += tar_member("l" + std::to_string(i), "", '1', "a.py");
  EXPECT_EQ(spelled(unpack("x.tar", bytes)),
            "unpacks to more than the limit (possibly a decompression bomb)");
}

TEST(Archive, IsNotReadLongerThanItIs) {
  // Every entry of the directory leads to the same bytes.
  std::string bytes = zip({{"a.py", std::string(100'000, '#')}});
  const std::size_t directory = bytes.rfind("PK\x01\x02");
  const std::size_t end = bytes.rfind("PK\x05\x06");
  const std::string entry = bytes.substr(directory, end - directory);
  std::string many = bytes.substr(0, directory);
  for (int i = 0; i < 100; ++i) many += entry;
  many += "PK\x05\x06" + number(0, 4) + number(100, 2) + number(100, 2) +
          number(static_cast<std::uint32_t>(entry.size() * 100), 4) +
          number(static_cast<std::uint32_t>(directory), 4) + number(0, 2);
  const Result<ArchiveFiles> files = unpack("x.zip", many);
  ASSERT_FALSE(files.ok());
  EXPECT_EQ(files.mistake().message, "is broken: files of it lie upon each other");
}

// What tools take for one file as well; `printf a.py | gzip` twice would hide the second.
TEST(Archive, ReadsAGzipFileThatIsSeveral) {
  const auto gzip = [](const std::string& text) {
    z_stream stream = {};
    deflateInit2(&stream, 9, Z_DEFLATED, 31, 8, Z_DEFAULT_STRATEGY);
    std::string out(1 << 14, '\0');
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
    stream.avail_in = static_cast<uInt>(text.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    deflate(&stream, Z_FINISH);
    const std::size_t written = out.size() - stream.avail_out;
    deflateEnd(&stream);
    return out.substr(0, written);
  };
  const std::string tar = tar_member("a.py", "x\n");
  const Result<ArchiveFiles> files =
      unpack("x.tar.gz", gzip(tar.substr(0, 100)) + gzip("") + gzip(tar.substr(100)));
  ASSERT_TRUE(files.ok()) << files.mistake().message;
  EXPECT_EQ(*files, (ArchiveFiles{{"a.py", {"x\n"}}}));
}

TEST(Archive, RefusesWithAReason) {
  const std::string good = zip({{"a.py", "x"}});
  const struct {
    const char* name;
    std::string bytes;
    const char* why;
  } kTable[] = {
      {"x.zip", "", "is no zip archive"},
      {"x.zip", "PK\x05\x06", "is no zip archive"},
      {"x.zip", good.substr(10), "is broken: its directory lies outside"},
      {"x.zip", zip({{"a.py", "x"}}, 1), "is encrypted"},
      {"x.zip", zip({{"a.py", "x"}}, 0, 12), "is packed in a way that is not read (method 12)"},
      {"x.zip", zip({{"a.py", "x"}}, 0, 8), "is broken: it cannot be unpacked"},
      {"x.tar.gz", "no", "is broken: it cannot be unpacked"},
      {"x.tar", std::string(600, 'a'), "is broken: it is no tar archive"},
      {"x.tar", tar_member("a.py", "x") + "a.py", "is broken: it ends too soon"},
      {"x.tar", tar_member("a.py", "x").substr(0, 512), "is broken: it is no tar archive"},
      {"x.tar", tar_member("g", "15 path=new.py\n", 'g') + tar_member("a.py", "x"),
       "names all its files alike, which is not read"},
      {"x.tar", tar_member("x", "99 path=new.py\n", 'x') + tar_member("a.py", "x"),
       "is broken: a header of it has records that are none"},
  };
  for (const auto& row : kTable) {
    const Result<ArchiveFiles> files = unpack(row.name, row.bytes);
    ASSERT_FALSE(files.ok()) << row.why;
    EXPECT_EQ(files.mistake().message, row.why);
  }
}

TEST(Templates, KeepEveryPlace) {
  const struct {
    const char* text;
    const char* masked;
  } kTable[] = {
      {"x = {{ a }}", "x = xxxxxxx"},
      {"{% if a %}\nx\n{% endif %}", "          \nx\n           "},
      {"{# c #}x", "       x"},
      {"x = {1: {2: 3}}", "x = {1: {2: 3}}"},
      {"a_{{ b }}_c = '{{ d }}'", "a_xxxxxxx_c = 'xxxxxxx'"},
      {"x = {{ open", "x = {{ open"},
  };
  for (const auto& row : kTable) EXPECT_EQ(without_placeholders(row.text), row.masked);
  EXPECT_TRUE(is_python_template("a.py.j2"));
  EXPECT_TRUE(is_python_template("{{cookiecutter.name}}/a.py"));
  EXPECT_FALSE(is_python_template("a.py"));
}

TEST(DocCode, IsFoundBehindPromptsAndInFences) {
  const char* const kText =
      "Text\n\n    >>> import imp\n    ... \n    out\n\n```python\nx = "
      "1\n```\n```sh\npython2\n```\n>>> y\n";
  const std::vector<DocCode> pieces = code_in(kText, true);
  ASSERT_EQ(pieces.size(), 3U);
  EXPECT_EQ(pieces[0].code, "import imp\n\n");
  EXPECT_EQ(pieces[0].line, 3U);
  EXPECT_EQ(pieces[0].columns, (std::vector<std::uint32_t>{8, 8}));
  EXPECT_EQ(pieces[1].code, "x = 1\n");
  EXPECT_EQ(pieces[1].line, 8U);
  EXPECT_EQ(pieces[2].code, "y\n");
}

}  // namespace
}  // namespace pymolt::scan
