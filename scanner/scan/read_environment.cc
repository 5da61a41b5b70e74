// METADATA and WHEEL are mail headers: `Name: numpy`, a line each, up to the first blank line.
// SPDX-License-Identifier: MIT
#include "scan/read_environment.h"

#include <algorithm>
#include <set>

#include "packaging/characters.h"

namespace pymolt::scan {

namespace {

constexpr std::uint64_t kLargestMetadata = 4U << 20;
constexpr std::size_t kMostPackages = 20'000;
constexpr std::size_t kMostModules = 1000;  // of one package

// Shows each header of TEXT, without its continuation lines.
template <typename See>
void each_header(std::string_view text, See see) {
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    const std::string_view line = text.substr(begin, end - begin);
    begin = end + 1;
    if (packaging::stripped(line).empty()) return;
    const std::size_t colon = line.find(':');
    if (packaging::is_space(line.front()) || colon == std::string_view::npos) continue;
    see(line.substr(0, colon), packaging::stripped(line.substr(colon + 1)));
  }
}

void note_classifier(std::string_view classifier, VersionSet& stated) {
  constexpr std::string_view kPython = "Programming Language :: Python :: ";
  if (!classifier.starts_with(kPython)) return;
  if (const auto version = Version::parse(classifier.substr(kPython.size()))) stated |= *version;
}

class EnvironmentReader {
 public:
  EnvironmentReader(std::string folder, const Disk& disk)
      : folder_(std::move(folder)), disk_(disk) {}

  void read_folder(const std::string& below) {
    const auto entries = disk_.list(folder_ + below);
    if (!entries) return;
    const std::size_t before = made.packages.size();
    for (const Entry& entry : *entries) {
      if (entry.kind == EntryKind::folder && entry.name.ends_with(".egg") &&
          made.packages.size() < kMostPackages) {  // setuptools' old way: a folder for each release
        read_package(below + "/" + entry.name + "/EGG-INFO", "/PKG-INFO");
        made.folders.push_back(folder_ + below + "/" + entry.name);
      }
      const bool metadata = entry.name.ends_with(".dist-info") || entry.name.ends_with(".egg-info");
      if (!metadata || made.packages.size() >= kMostPackages) continue;
      if (entry.kind == EntryKind::folder) {
        read_package(below + "/" + entry.name,
                     entry.name.ends_with(".dist-info") ? "/METADATA" : "/PKG-INFO");
      } else if (entry.kind == EntryKind::file) {
        read_package(below + "/" + entry.name, "");
      }
    }
    if (made.packages.size() > before) made.folders.push_back(folder_ + below);
  }

  Environment made;

 private:
  std::optional<std::string> read(const std::string& below) {
    Result<std::string> bytes = read_inside(disk_, folder_, folder_ + below, kLargestMetadata);
    if (!bytes) return std::nullopt;
    return bytes.take();
  }

  void add_problem(const std::string& path, const char* message) {
    made.problems.emplace_back(path, message);
  }

  // Where METADATA says VALUE, which is a part of it.
  static void note_line(std::string_view metadata, std::string_view value,
                        DependencyDeclaration& declaration) {
    const auto at = static_cast<std::size_t>(value.data() - metadata.data());
    const std::size_t begin = metadata.rfind('\n', at) + 1;
    const std::string_view line = metadata.substr(begin, metadata.find('\n', at) - begin);
    declaration.line =
        1 + static_cast<std::uint32_t>(std::ranges::count(metadata.substr(0, begin), '\n'));
    declaration.source = packaging::stripped(line);
  }

  void read_package(const std::string& below, const char* file) {
    const std::string path = below.substr(1) + file;
    const auto metadata = read(below + file);
    if (!metadata) return add_problem(path, "cannot be read");
    Installed one;
    one.path = path;
    one.declaration.kind = DependencyKind::lock;
    one.declaration.line = 1;
    std::string version;
    each_header(*metadata, [&](std::string_view key, std::string_view value) {
      const std::string name = packaging::lowered(key);
      if (name == "name") one.declaration.name = value;
      if (name == "version") {
        version = value;
        note_line(*metadata, value, one.declaration);
      }
      if (name == "requires-python") one.declaration.requires_python = value;
      if (name == "classifier") note_classifier(value, one.stated);
    });
    if (one.declaration.name.empty() || version.empty())
      return add_problem(path, "names no distribution and version");
    one.declaration.specifier = "==" + version;
    one.declaration.raw = one.declaration.name + " " + version;
    read_wheel(below, version, one.declaration);
    read_modules(below, one.modules);
    const auto direct = read(below + "/direct_url.json");
    if (direct && direct->find("\"vcs_info\"") != std::string::npos)
      one.declaration.url = "a version control system";
    made.packages.push_back(std::move(one));
  }

  // `pkg/__init__.py,sha256=…`, `six.py,…`, `fast.cpython-312-x86_64-linux-gnu.so,…`
  void read_modules(const std::string& below, std::vector<std::string>& modules) {
    const auto record = read(below + "/RECORD");
    const auto lines = record ? record : read(below + "/top_level.txt");
    if (!lines) return;
    std::set<std::string> found;
    std::string_view left = *lines;
    while (!left.empty() && found.size() < kMostModules) {
      const std::string_view line = left.substr(0, left.find('\n'));
      left.remove_prefix(std::min(line.size() + 1, left.size()));
      const std::string_view path = line.substr(0, line.find(','));
      const std::string_view top = path.substr(0, path.find('/'));
      const bool in_folder = top.size() < path.size() && path.ends_with(".py");
      const bool alone =
          top.size() == path.size() && (!record || path.ends_with(".py") || path.ends_with(".so"));
      const std::string_view name = in_folder ? top : top.substr(0, top.find_first_of(".\r"));
      const bool is_name = !name.empty() && name.find_first_of("-. ") == std::string_view::npos;
      if ((in_folder || alone) && is_name) found.emplace(name);
    }
    modules.assign(found.begin(), found.end());
  }

  // A wheel of pure Python will do for every Python that it names.
  void read_wheel(const std::string& below, const std::string& version,
                  DependencyDeclaration& declaration) {
    const auto wheel = read(below + "/WHEEL");
    if (!wheel) return;
    each_header(*wheel, [&](std::string_view key, std::string_view value) {
      const bool pure =
          value.ends_with("-none-any") || value.find("-abi3") != std::string_view::npos;
      if (packaging::lowered(key) != "tag" || !pure) return;
      std::string name = declaration.name;
      std::ranges::replace(name, '-', '_');
      declaration.files.push_back({name + "-" + version + "-" + std::string(value) + ".whl", {}});
    });
  }

  std::string folder_;
  const Disk& disk_;
};

}  // namespace

Result<Environment> read_environment(const std::string& folder, const Disk& disk) {
  if (disk.look(folder).kind != EntryKind::folder)
    return Mistake{"--venv: `" + folder + "` is no folder"};
  EnvironmentReader reader(folder, disk);
  reader.read_folder("");
  for (const char* lib : {"/lib", "/lib64", "/Lib"}) {
    const auto pythons = disk.list(folder + lib);
    if (!pythons || disk.look(folder + lib).is_link) continue;
    reader.read_folder(std::string(lib) + "/site-packages");
    for (const Entry& python : *pythons) {
      if (python.name.starts_with("python") || python.name.starts_with("pypy"))
        reader.read_folder(std::string(lib) + "/" + python.name + "/site-packages");
    }
  }
  // One that was just made holds none yet.
  const bool is_new = disk.look(folder + "/pyvenv.cfg").kind == EntryKind::file;
  if (reader.made.packages.empty() && reader.made.problems.empty() && !is_new) {
    return Mistake{"--venv: `" + folder + "` holds no installed packages"};
  }
  return std::move(reader.made);
}

}  // namespace pymolt::scan
