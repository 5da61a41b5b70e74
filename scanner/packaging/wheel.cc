// A tag is three words; which CPython takes it follows from the first two, and the third is the platform's matter.
// SPDX-License-Identifier: MIT
#include "packaging/wheel.h"

#include <algorithm>
#include <charconv>

#include "packaging/characters.h"
#include "packaging/names.h"

namespace pymolt::packaging {

namespace {

std::vector<std::string> split(std::string_view text, char separator) {
  std::vector<std::string> parts;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find(separator, begin), text.size());
    parts.emplace_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return parts;
}

// A file name with more combinations than this is no wheel's.
constexpr std::size_t kMostTags = 4096;

}  // namespace

std::vector<Tag> parse_tags(std::string_view text) {
  const std::vector<std::string> parts = split(lowered(text), '-');
  std::vector<Tag> tags;
  if (parts.size() != 3) return tags;
  const auto interpreters = split(parts[0], '.');
  const auto abis = split(parts[1], '.');
  const auto platforms = split(parts[2], '.');
  if (interpreters.size() * abis.size() * platforms.size() > kMostTags) return tags;
  for (const auto& interpreter : interpreters) {
    for (const auto& abi : abis) {
      for (const auto& platform : platforms) tags.push_back({interpreter, abi, platform});
    }
  }
  std::sort(tags.begin(), tags.end());
  tags.erase(std::unique(tags.begin(), tags.end()), tags.end());
  return tags;
}

std::optional<WheelName> WheelName::parse(std::string_view file_name) {
  if (!file_name.ends_with(".whl")) return std::nullopt;
  const std::vector<std::string> parts = split(file_name.substr(0, file_name.size() - 4), '-');
  if (parts.size() != 5 && parts.size() != 6) return std::nullopt;
  const auto allowed = [](char c) {
    return is_word(c) || c == '_' || c == '.' || static_cast<unsigned char>(c) >= 0x80;
  };
  const std::string& name = parts[0];
  if (name.find("__") != std::string::npos || !std::all_of(name.begin(), name.end(), allowed))
    return std::nullopt;
  auto version = PackageVersion::parse(parts[1]);
  if (!version) return std::nullopt;
  WheelName wheel;
  wheel.name = canonical_name(name);
  wheel.version = std::move(*version);
  if (parts.size() == 6) {
    if (parts[2].empty() || !is_digit(parts[2].front())) return std::nullopt;
    wheel.build = parts[2];
  }
  const std::size_t n = parts.size();
  wheel.tags = parse_tags(parts[n - 3] + '-' + parts[n - 2] + '-' + parts[n - 1]);
  if (wheel.tags.empty()) return std::nullopt;
  return wheel;
}

namespace {

// `cp313` is 3.13 and `py3` all of 3; the minor is -1 where it is not said.
struct Interpreter {
  int major = 0;
  int minor = -1;
};

std::optional<Interpreter> read_interpreter(std::string_view text) {
  if (text.size() < 3 || !is_digit(text[2])) return std::nullopt;
  Interpreter interpreter{text[2] - '0', -1};
  const std::string_view minor = text.substr(3);
  if (minor.empty()) return interpreter;
  const auto [end, error] =
      std::from_chars(minor.data(), minor.data() + minor.size(), interpreter.minor);
  const bool plain = minor.size() == 1 || minor.front() != '0';
  if (error != std::errc() || end != minor.data() + minor.size() || !plain ||
      !is_digit(minor.front()))
    return std::nullopt;
  return interpreter;
}

// MAJOR.MINOR and all after it of the same major.
VersionSet since(const Interpreter& interpreter) {
  VersionSet set;
  for (const Version v : axis()) {
    if (v.major() == interpreter.major && v.minor() >= interpreter.minor) set |= v;
  }
  return set;
}

VersionSet exactly(const Interpreter& interpreter) {
  if (!Version::on_axis(interpreter.major, interpreter.minor)) return {};
  return since(interpreter) - since({interpreter.major, interpreter.minor + 1});
}

// The ABI of CPython PYTHON itself: cp313, cp313t, cp37m, cp27mu.
std::string own_abi(Version python, const Platform& platform, bool free_threaded) {
  std::string abi = "cp" + std::to_string(python.major()) + std::to_string(python.minor());
  if (free_threaded) return abi + 't';
  if (python < Version::of(3, 8)) abi += 'm';
  const bool linux = platform.system == System::linux_gnu || platform.system == System::linux_musl;
  if (python < Version::of(3, 3) && linux) abi += 'u';
  return abi;
}

// The stable ABIs: abi3 of builds with the GIL since 3.2, abi3t of those without since 3.15 (PEP 803).
VersionSet stable(const Interpreter& interpreter, const std::string& abi, bool free_threaded) {
  const VersionSet later = since({interpreter.major, std::max(interpreter.minor, 0)});
  if (abi == "abi3" && !free_threaded && interpreter.minor >= 2)
    return later & VersionSet::python3();
  if (abi == "abi3t" && free_threaded && interpreter.minor >= 15)
    return later & VersionSet::python3();
  return {};
}

VersionSet taken_by_cpython(const Tag& tag, const Interpreter& interpreter,
                            const Platform& platform, bool free_threaded) {
  if (interpreter.minor < 0) return {};
  const VersionSet own = exactly(interpreter);
  if (tag.abi == "none") return own;
  if (tag.platform == "any") return {};
  VersionSet set = stable(interpreter, tag.abi, free_threaded);
  if (!own.empty() && tag.abi == own_abi(own.oldest(), platform, free_threaded)) set |= own;
  return set;
}

}  // namespace

VersionSet taken_by(const Tag& tag, const Platform& platform, bool free_threaded) {
  const auto interpreter = read_interpreter(tag.interpreter);
  if (!interpreter || !platform.takes(tag.platform)) return {};
  VersionSet set;
  if (tag.interpreter.starts_with("cp"))
    set = taken_by_cpython(tag, *interpreter, platform, free_threaded);
  if (tag.interpreter.starts_with("py") && tag.abi == "none") set = since(*interpreter);
  return free_threaded ? set & VersionSet::from(Version::of(3, 13)) : set;
}

bool is_sdist(std::string_view file_name) {
  for (const char* ending : {".tar.gz", ".zip", ".tar.bz2", ".tgz", ".tar.xz"}) {
    if (file_name.ends_with(ending)) return true;
  }
  return false;
}

}  // namespace pymolt::packaging
