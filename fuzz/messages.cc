// What an editor sends: frames come out the same however they are cut, and no message stops the server.
// SPDX-License-Identifier: MIT
#include "lsp/frames.h"
#include "lsp/server.h"
#include "oracle.h"
#include "support/memory_disk.h"

using namespace pymolt;

namespace {

// The messages of BYTES, fed in pieces of SIZE; the last is why no more are read, where they are lost.
std::vector<std::string> messages(std::string_view bytes, std::size_t size) {
  lsp::FrameReader reader;
  std::vector<std::string> all;
  while (!bytes.empty()) {
    const std::size_t piece = std::min(size, bytes.size());
    reader.feed(bytes.substr(0, piece));
    bytes.remove_prefix(piece);
    while (true) {
      Result<std::optional<std::string>> next = reader.next();
      if (!next) {
        all.push_back("lost");
        return all;
      }
      if (!*next) break;
      all.push_back(std::move(**next));
    }
  }
  return all;
}

const std::shared_ptr<const lsp::Knowledge>& knowledge() {
  static const std::shared_ptr<const lsp::Knowledge> made = [] {
    auto fresh = std::make_shared<lsp::Knowledge>();
    fresh->book = rulebook::Rulebook::built_in().take();
    fresh->context.emplace(scan::ScanContext::make(fresh->book).take());
    return fresh;
  }();
  return made;
}

Result<lsp::FolderSetup> open(const std::string& path, const std::string& /*settings*/) {
  lsp::FolderSetup setup;
  setup.knowledge = knowledge();
  setup.request.roots = {path};
  setup.request.target = VersionSet::all();
  setup.request.paths_begin = path;
  setup.jobs = 1;
  setup.find = [path](const scan::Disk& disk) {
    return scan::find_files({path}, disk, {}, &knowledge()->context->readers);
  };
  return setup;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = fuzz::text_of(data, size);
  fuzz::claim(messages(text, 1) == messages(text, size + 1), "frames are the same in any pieces");
  scan::MemoryDisk disk;
  disk.file("/w/a.py", "import imp\n").file("/w/b.py", "import a\n");
  lsp::Server server(open, disk, "0", [](const lsp::Json& message) {
    fuzz::claim(
        lsp::Json::accept(message.dump(-1, ' ', false, lsp::Json::error_handler_t::replace)),
        "what is sent is JSON");
  });
  server.take(
      R"({"jsonrpc":"2.0","id":0,"method":"initialize","params":{"capabilities":{},"rootUri":"file:///w"}})");
  // A line a message, so that the fuzzer need not count bytes.
  for (std::string_view rest = text; !rest.empty();) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    server.take(std::string(rest.substr(0, end)));
    rest.remove_prefix(std::min(end + 1, rest.size()));
    for (int steps = 0; server.is_busy() && steps < 100; ++steps) server.step([] {});
  }
  return 0;
}
