// Asks the file system beforehand what can be asked; the rest shows when it is written.
// SPDX-License-Identifier: MIT
#include "cli/outputs.h"

#include <algorithm>
#include <cstring>
#include <filesystem>
#include <map>

#include "base/visible.h"
#include "scan/disk.h"
#include "scan/new_file.h"

namespace pymolt::cli {

namespace {

namespace fs = std::filesystem;

Mistake leads_out(const std::string& file, const std::string& folder) {
  Mistake mistake{"cannot be written: `" + folder + "` is a link that leads out of this folder",
                  file};
  mistake.hint = "name the folder that it leads to";
  return mistake;
}

std::optional<Mistake> check_file(const std::string& file) {
  std::error_code error;
  Mistake mistake{"cannot be written: it is a folder", file};
  mistake.hint = "name a file";
  if (fs::is_directory(file, error)) return mistake;
  const std::string folder = fs::path(file).parent_path().string();
  if (folder.empty()) return std::nullopt;
  if (fs::is_directory(folder, error)) {
    if (!scan::leads_away(*scan::real_disk(), folder)) return std::nullopt;
    return leads_out(file, folder);
  }
  mistake.message = "cannot be written: there is no folder `" + folder + "`";
  mistake.hint.clear();
  return mistake;
}

}  // namespace

std::string file_of(const FormatRequest& request, const std::string& output) {
  const std::string& file = request.file.empty() ? output : request.file;
  return file == "-" ? std::string() : file;
}

std::optional<Mistake> check_outputs(const std::vector<FormatRequest>& formats,
                                     const std::string& output) {
  std::map<std::string, std::string> taken;  // by file, the format
  for (const FormatRequest& request : formats) {
    const std::string file = file_of(request, output);
    const auto [other, is_first] = taken.emplace(file, request.format);
    if (!is_first) {
      Mistake mistake{"--format: " + other->second + " and " + request.format +
                      " would both be written to " +
                      (file.empty() ? "standard output" : "`" + file + "`")};
      mistake.hint = "give each a place of its own: --format " + request.format + "=FILE";
      return mistake;
    }
    if (file.empty()) continue;
    if (auto mistake = check_file(file)) return mistake;
  }
  const bool idle = !formats.empty() && !output.empty() &&
                    std::ranges::none_of(formats, [](const auto& one) { return one.file.empty(); });
  if (!idle) return std::nullopt;
  Mistake mistake{"--output: nothing would be written to `" + output +
                  "`, each --format names a file of its own"};
  mistake.hint = "--format " + formats.front().format + " alone is written there";
  return mistake;
}

std::optional<Mistake> make_way(const std::string& folder, const std::string& file) {
  const auto disk = scan::real_disk();
  const std::string top = (fs::path(folder) / "x").parent_path().string() + "/";
  fs::path way;
  for (const fs::path& part : fs::path(file).parent_path()) {
    way /= part;
    const std::string path = way.string();
    const bool leaves_folder = path.starts_with(top) && disk->look(path).is_link &&
                               !scan::lies_inside(*disk, folder, path);
    if (leaves_folder || scan::leads_away(*disk, path)) return leads_out(file, path);
    if (const int error = scan::make_folder(path))
      return Mistake{"the folder cannot be made: " + std::string(std::strerror(error)), path};
  }
  return std::nullopt;
}

bool write_to(const std::string& file, Streams& streams,
              const std::function<void(std::ostream&)>& write, const std::string& root) {
  if (file.empty()) {
    write(streams.out);
    streams.out.flush();
    return static_cast<bool>(streams.out);
  }
  scan::NewFile made(file, root);
  write(made.out());
  const std::optional<Mistake> mistake = made.put();
  if (mistake) streams.err << "pymolt: " << mistake->str() << '\n';
  return !mistake;
}

void tell(Streams& streams, std::string_view sentence) {
  streams.err << "pymolt: " << visible(sentence) << '\n';
}

}  // namespace pymolt::cli
