// `pymolt docs DIR`: all that is known, as a static site.
// SPDX-License-Identifier: MIT
#include <filesystem>

#include "cli/build_version.h"
#include "cli/commands.h"
#include "cli/outputs.h"
#include "cli/rule_packs.h"
#include "cli/scan_project.h"
#include "scan/new_file.h"
#include "site/site.h"

namespace pymolt::cli {

int run_docs(const Invocation& invocation, Streams& streams) {
  namespace fs = std::filesystem;
  const Result<rulebook::Rulebook> book = load_rulebook(invocation.docs.rules);
  if (!book) return refuse(streams, book.mistake());
  const fs::path folder = invocation.docs.folder;
  std::optional<Mistake> mistake;
  const auto put = [&](const std::string& path, const std::string& bytes) {
    const std::string file = (folder / path).string();
    mistake = make_way(folder.string(), file);
    if (mistake) return false;
    scan::NewFile made(file, folder.string());
    made.out() << bytes;
    mistake = made.put();
    return !mistake;
  };
  const std::size_t files = site::make_site(*book, kToolVersion, put);
  if (mistake) return refuse(streams, *mistake);
  tell(streams, std::to_string(files) + " pages written to " + folder.string() +
                    "; index.html is the first");
  return 0;
}

}  // namespace pymolt::cli
