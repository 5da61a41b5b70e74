// Platforms by their names and by the tags of PEP 425, 600 and 656; markers over every patch release of a Python.
// SPDX-License-Identifier: MIT
#include "packaging/platform.h"

#include <algorithm>
#include <charconv>
#include <set>

#include "packaging/characters.h"

namespace pymolt::packaging {

namespace {

struct Named {
  std::string_view word;
  System system;
  std::string_view machine;
};

constexpr Named kPlatforms[] = {
    {"linux", System::linux_gnu, "x86_64"},
    {"linux-x86_64", System::linux_gnu, "x86_64"},
    {"linux-aarch64", System::linux_gnu, "aarch64"},
    {"musl", System::linux_musl, "x86_64"},
    {"musl-x86_64", System::linux_musl, "x86_64"},
    {"musl-aarch64", System::linux_musl, "aarch64"},
    {"macos", System::macos, "arm64"},
    {"macos-arm64", System::macos, "arm64"},
    {"macos-x86_64", System::macos, "x86_64"},
    {"windows", System::windows, "amd64"},
    {"windows-amd64", System::windows, "amd64"},
    {"windows-arm64", System::windows, "arm64"},
    {"windows-win32", System::windows, "win32"},
};

// `PREFIX_2_17_x86_64`: the two numbers, and the machine behind them.
struct Tagged {
  int major = 0;
  int minor = 0;
  std::string_view machine;
};

std::optional<int> read_int(std::string_view& text) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end == text.data() + text.size() || *end != '_') return std::nullopt;
  text.remove_prefix(static_cast<std::size_t>(end - text.data()) + 1);
  return value;
}

std::optional<Tagged> read_tag(std::string_view tag, std::string_view prefix) {
  if (!tag.starts_with(prefix)) return std::nullopt;
  tag.remove_prefix(prefix.size());
  const auto major = read_int(tag);
  const auto minor = major ? read_int(tag) : std::nullopt;
  if (!minor) return std::nullopt;
  return Tagged{*major, *minor, tag};
}

// The C library that a tag of Linux asks for: of PEP 600, or by the older names of some of them.
std::optional<Tagged> read_manylinux(std::string_view tag) {
  constexpr std::pair<std::string_view, int> kOld[] = {
      {"manylinux1_", 5}, {"manylinux2010_", 12}, {"manylinux2014_", 17}};
  for (const auto& [prefix, minor] : kOld) {
    if (tag.starts_with(prefix)) return Tagged{2, minor, tag.substr(prefix.size())};
  }
  return read_tag(tag, "manylinux_");
}

bool takes_manylinux(const Platform& platform, std::string_view tag) {
  const auto wanted = read_manylinux(tag);
  if (!wanted || wanted->machine != platform.machine || wanted->major != 2) return false;
  const bool old = platform.machine == "x86_64" ||
                   platform.machine == "i686";  // others were not there before glibc 2.17
  return wanted->minor >= (old ? 5 : 17) && wanted->minor <= platform.library_minor;
}

bool takes_macos(const Platform& platform, std::string_view tag) {
  const auto wanted = read_tag(tag, "macosx_");
  if (!wanted) return false;
  const std::string_view formats = platform.machine == "arm64"
                                       ? "arm64 universal2 "
                                       : "x86_64 universal2 intel fat64 fat32 universal ";
  const bool runs = formats.find(std::string(wanted->machine) + ' ') != std::string_view::npos;
  // Machines with arm64 begin with macOS 11; what is for both may be marked older.
  return runs && !(wanted->machine == "arm64" && wanted->major < 11);
}

}  // namespace

std::optional<Platform> Platform::parse(std::string_view word) {
  for (const Named& named : kPlatforms) {
    if (named.word == word) return Platform{named.system, std::string(named.machine)};
  }
  Platform platform;
  if (const auto tag = read_manylinux(word); tag && tag->major == 2) {
    return Platform{System::linux_gnu, std::string(tag->machine), tag->minor};
  }
  if (const auto tag = read_tag(word, "musllinux_"))
    return Platform{System::linux_musl, std::string(tag->machine), tag->minor};
  if (const auto tag = read_tag(word, "macosx_"))
    return Platform{System::macos, std::string(tag->machine)};
  if (word == "win32") return Platform{System::windows, "win32"};
  if (word.starts_with("win_")) return Platform{System::windows, std::string(word.substr(4))};
  if (word.starts_with("linux_")) return Platform{System::linux_gnu, std::string(word.substr(6))};
  return std::nullopt;
}

std::vector<std::string_view> Platform::words() {
  std::vector<std::string_view> words;
  for (const Named& named : kPlatforms) words.push_back(named.word);
  return words;
}

bool Platform::takes(std::string_view tag) const {
  if (tag == "any") return true;
  switch (system) {
    case System::linux_gnu:
      return tag == "linux_" + machine || takes_manylinux(*this, tag);
    case System::linux_musl: {
      const auto wanted = read_tag(tag, "musllinux_");
      return tag == "linux_" + machine || (wanted && wanted->machine == machine &&
                                           wanted->major == 1 && wanted->minor <= library_minor);
    }
    case System::macos:
      return takes_macos(*this, tag);
    case System::windows:
      return tag == (machine == "win32" ? machine : "win_" + machine);
  }
  return false;
}

std::string Platform::str() const {
  constexpr std::string_view kSystems[] = {"linux", "musl", "macos", "windows"};
  return std::string(kSystems[static_cast<std::size_t>(system)]) + '-' + machine;
}

Environment environment_of(Version python, int patch, const Platform& platform,
                           const std::string& extra) {
  const bool windows = platform.system == System::windows;
  const bool macos = platform.system == System::macos;
  const std::string full = std::string(python.str()) + '.' + std::to_string(patch);
  const bool told = python >= Version::of(3, 3);  // since when there is sys.implementation
  const char* const linux = told ? "linux" : "linux2";
  std::string machine = platform.machine;
  if (windows) machine = machine == "win32" ? "x86" : machine == "amd64" ? "AMD64" : "ARM64";
  return {
      {"implementation_name", told ? "cpython" : ""},
      {"implementation_version", told ? full : "0"},
      {"os_name", windows ? "nt" : "posix"},
      {"platform_machine", machine},
      {"platform_system", windows ? "Windows"
                          : macos ? "Darwin"
                                  : "Linux"},
      {"platform_python_implementation", "CPython"},
      {"python_full_version", full},
      {"python_version", std::string(python.str())},
      {"sys_platform", windows ? "win32"
                       : macos ? "darwin"
                               : linux},
      {"extra", extra},
  };
}

namespace {

// The patch releases that may matter: those that MARKER names, their neighbours, the first and one beyond all.
void note_patches(const std::vector<Marker::Part>& parts, std::set<int>& patches) {
  for (const Marker::Part& part : parts) {
    note_patches(part.inner, patches);
    for (const std::string* text : {&part.left.text, &part.right.text}) {
      for (std::size_t at = 0; at < text->size();) {
        int number = 0;
        const auto [end, error] =
            std::from_chars(text->data() + at, text->data() + text->size(), number);
        if (error == std::errc() && number >= 0 && number < 1000)
          patches.insert({std::max(number - 1, 0), number, number + 1});
        at = error == std::errc() ? static_cast<std::size_t>(end - text->data()) : at + 1;
        if (patches.size() > 200) return;
      }
    }
  }
}

}  // namespace

VersionSet applies_on(const Marker& marker, const Platform& platform,
                      const std::vector<std::string>& extras) {
  std::set<int> patches = {0, 1, 9999};
  note_patches(marker.parts, patches);
  std::vector<std::string> asked = extras;
  asked.insert(asked.begin(), "");
  VersionSet on;
  for (const Version python : axis()) {
    for (const std::string& extra : asked) {
      const auto may = [&](int patch) {
        return marker.evaluate(environment_of(python, patch, platform, extra)) != Truth::no;
      };
      if (std::any_of(patches.begin(), patches.end(), may)) on |= python;
    }
  }
  return on;
}

}  // namespace pymolt::packaging
