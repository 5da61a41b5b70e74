// Whatever is typed: what is published is what a scan of the saved text finds.
// SPDX-License-Identifier: MIT
#include <algorithm>
#include <random>

#include "lsp/client.h"
#include "lsp/diagnostics.h"
#include "lsp/edited_text.h"

namespace pymolt::lsp {

namespace {

constexpr int kEdits = 60;  // tools/check_editor.py makes a thousand over the binary

// What a scan of the folder says of the file NAME.
Json scanned(const TestFolder& folder, const std::string& name) {
  const auto disk = scan::real_disk();
  const FolderSetup setup = plain_setup(folder.path(), VersionSet(Version::of(3, 13)));
  scan::ScanOptions how;
  how.jobs = 1;
  std::vector<FileFacts> facts =
      scan::scan_files(setup.find(*disk), *disk, *setup.knowledge->context, how);
  const Report report = project::reduce(std::move(facts), setup.request, setup.knowledge->book);
  const Text text(*disk->read(folder.at(name), 1 << 20));
  Json all = Json::array();
  for (const ReportedFinding& found : report.findings) {
    if (found.path == name)
      all.push_back(diagnostic(found, report.target_of(name), text, Units::utf16));
  }
  return all;
}

// A change at a place of TEXT: a piece taken out, put in again elsewhere, or typed.
Json change_of(const std::string& text, std::mt19937& random) {
  static const char* const kTyped[] = {"import imp\n",
                                       "print 'x'\n",
                                       "(",
                                       ")\n",
                                       "\"\"\"",
                                       "\xF0\x9F\x90\x8D",
                                       "x = `1`\n",
                                       "\n",
                                       "  ",
                                       "async = 1\n",
                                       "from .settings import no_such\n",
                                       "# pymolt: ignore\n"};
  const Text lines(text);
  const auto any = [&](std::size_t below) {
    return static_cast<std::uint32_t>(random() % std::max<std::size_t>(below, 1));
  };
  std::uint32_t from = any(text.size());
  while (from > 0 && (text[from] & 0xC0) == 0x80) --from;
  std::uint32_t to =
      std::min<std::uint32_t>(from + any(3) * any(60), static_cast<std::uint32_t>(text.size()));
  while (to < text.size() && (text[to] & 0xC0) == 0x80) ++to;
  return {{"range", range_of(lines, {from, to}, Units::utf16)},
          {"text", kTyped[any(std::size(kTyped))]}};
}

TEST(Edits, GiveWhatAScanGives) {
  TestFolder folder;
  const std::string fixture = PYMOLT_SOURCE_DIR "/fixtures/service_py38";
  std::filesystem::copy(fixture, folder.path(), std::filesystem::copy_options::recursive);
  const std::string name = "waypost/accounts.py";
  Client client;
  client.start(folder.path());
  EditedText text(*scan::real_disk()->read(folder.at(name), 1 << 20), Units::utf16);
  client.open(folder.uri(name), text.str());
  client.run();
  EXPECT_EQ(client.published(folder.uri(name))["diagnostics"], scanned(folder, name));
  std::mt19937 random(20261130);
  for (int i = 0; i < kEdits; ++i) {
    const Json changes = Json::array({change_of(text.str(), random)});
    text.change(changes[0]);
    client.replace(folder.uri(name), i + 2, changes);
    client.run();
    folder.file(name, text.str());
    ASSERT_EQ(client.published(folder.uri(name))["diagnostics"], scanned(folder, name))
        << "edit " << i << ": " << changes.dump();
    client.said.clear();
  }
}

}  // namespace

}  // namespace pymolt::lsp
