// Rows by exact name, by ending, and the few others by their first letter, so that a path of no interest costs nothing.
// SPDX-License-Identifier: MIT
#include "inventory/kind_table.h"

#include <algorithm>

#include "inventory/kind_readers.h"

namespace pymolt::inventory {

namespace {

constexpr std::string_view kHiddenFolders[] = {
    ".azure-pipelines", ".azuredevops",  ".binder",
    ".buildkite",       ".builds",       ".ci",
    ".circleci",        ".conda",        ".config",
    ".devcontainer",    ".devops",       ".docker",
    ".drone",           ".ebextensions", ".elasticbeanstalk",
    ".vscode",          ".gitea",        ".forgejo",
    ".github",          ".gitlab",       ".mise",
    ".platform",        ".readthedocs",  ".semaphore",
    ".tekton",          ".travis",       ".woodpecker",
};

std::string_view last_part(std::string_view path) { return path.substr(path.rfind('/') + 1); }

std::string_view ending(std::string_view name) {
  const std::size_t dot = name.rfind('.');
  return dot == std::string_view::npos ? std::string_view() : name.substr(dot);
}

// Iterative, with one place to come back to: linear in what it is given, times the stars.
bool glob_part(std::string_view glob, std::string_view text) {
  std::size_t g = 0;
  std::size_t t = 0;
  std::size_t star = std::string_view::npos;
  std::size_t from = 0;
  while (t < text.size()) {
    if (g < glob.size() && glob[g] == '*') {
      star = g++;
      from = t;
    } else if (g < glob.size() && glob[g] == text[t]) {
      ++g;
      ++t;
    } else if (star != std::string_view::npos) {
      g = star + 1;
      t = ++from;
    } else {
      return false;
    }
  }
  return glob.find_first_not_of('*', g) == std::string_view::npos;
}

}  // namespace

bool is_read_though_hidden(std::string_view folder) {
  return std::find(std::begin(kHiddenFolders), std::end(kHiddenFolders), folder) !=
         std::end(kHiddenFolders);
}

bool takes(std::string_view glob, std::string_view path) {
  while (true) {
    const std::size_t glob_slash = glob.rfind('/');
    if (!glob_part(last_part(glob), last_part(path))) return false;
    if (glob_slash == std::string_view::npos) return true;
    const std::size_t path_slash = path.rfind('/');
    if (path_slash == std::string_view::npos) return false;
    glob = glob.substr(0, glob_slash);
    path = path.substr(0, path_slash);
  }
}

bool names_python(std::string_view bytes) {
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    if ((bytes[at] | 32) != 'p') continue;
    const std::string_view rest = bytes.substr(at, 6);
    const auto is = [rest](std::string_view word) {
      return rest.size() >= word.size() &&
             std::equal(word.begin(), word.end(), rest.begin(),
                        [](char a, char b) { return a == (b | ('A' <= b && b <= 'Z' ? 32 : 0)); });
    };
    if (is("python") || is("pypy") || is("pip")) return true;
    if (rest.size() > 2 && is("py") && (rest[2] == '2' || rest[2] == '3')) return true;
  }
  return false;
}

bool is_shell_script(std::string_view bytes) {
  if (!bytes.starts_with("#!")) return false;
  std::string_view line = bytes.substr(0, std::min(bytes.find('\n'), bytes.size()));
  line = line.substr(0, line.find(" -"));
  line = line.substr(line.find_last_of("/ ") + 1);
  constexpr std::string_view kShells[] = {"sh", "bash", "dash", "zsh", "ksh", "ash"};
  return std::ranges::find(kShells, line) != std::end(kShells);
}

Table::Table(std::span<const KindReader> rows) {
  for (const KindReader& row : rows) {
    for (std::string_view rest = row.files; !rest.empty();) {
      const std::size_t end = std::min(rest.find(' '), rest.size());
      const std::string_view glob = rest.substr(0, end);
      rest.remove_prefix(std::min(end + 1, rest.size()));
      if (glob.empty()) continue;
      const std::string_view name = last_part(glob);
      if (glob.find('*') == std::string_view::npos && name.size() == glob.size()) {
        names_.emplace(glob, &row);
      } else if (const std::string_view end_of = ending(name);
                 !end_of.empty() && end_of.find('*') == std::string_view::npos) {
        endings_.emplace(end_of, Pattern{glob, &row});
      } else {
        others_.push_back({glob, &row});
        if (name.front() == '*') other_begins_.fill(true);
        other_begins_[static_cast<unsigned char>(name.front())] = true;
      }
    }
  }
}

template <typename See>
void Table::each(std::string_view path, See see) const {
  const std::string_view name = last_part(path);
  if (name.empty()) return;
  for (auto [row, end] = names_.equal_range(name); row != end; ++row) see(*row->second);
  for (auto [row, end] = endings_.equal_range(ending(name)); row != end; ++row) {
    if (takes(row->second.glob, path)) see(*row->second.reader);
  }
  if (!other_begins_[static_cast<unsigned char>(name.front())]) return;
  for (const Pattern& pattern : others_) {
    if (takes(pattern.glob, path)) see(*pattern.reader);
  }
}

std::optional<Claim> Table::claim(std::string_view path) const {
  std::optional<Claim> claim;
  each(path, [&](const KindReader& reader) {
    if (!claim || reader.claim == Claim::named) claim = reader.claim;
  });
  return claim;
}

Reading Table::read(const Source& source) const {
  Reading reading;
  std::vector<const KindReader*> taking;
  each(source.path, [&](const KindReader& reader) {
    if (std::find(taking.begin(), taking.end(), &reader) == taking.end()) taking.push_back(&reader);
  });
  if (taking.empty()) {  // a script without an ending
    if (is_shell_script(source.bytes) && names_python(source.bytes)) {
      read_shell_script(source, reading);
    } else if (source.bytes.starts_with("#!")) {
      read_shebang(source, reading);
    }
    return reading;
  }
  if (source.bytes.size() > kLargestInventoryFile) {
    reading.failed = Mistake{"larger than " + std::to_string(kLargestInventoryFile >> 20) +
                             " MiB, not analysed"};
    return reading;
  }
  std::sort(taking.begin(), taking.end());  // as in the table
  const bool wide = source.bytes.starts_with("\xFF\xFE") || source.bytes.starts_with("\xFE\xFF");
  const auto is_named = [](const KindReader* reader) { return reader->claim == Claim::named; };
  if (wide && std::ranges::any_of(taking, is_named)) {
    reading.failed = Mistake{"is in UTF-16, not analysed: save it as UTF-8"};
    return reading;
  }
  std::optional<bool> named;
  for (const KindReader* reader : taking) {
    if (reader->claim == Claim::possible) {
      if (!named) named = names_python(source.bytes);
      if (!*named) continue;
    }
    reader->read(source, reading);
  }
  return reading;
}

}  // namespace pymolt::inventory
