// Three questions to git, with everything a user's settings may change about the answers pinned.
// SPDX-License-Identifier: MIT
#include "history/changed_lines.h"

#include <algorithm>
#include <charconv>
#include <filesystem>

#include "history/counts.h"
#include "history/git.h"

namespace pymolt::history {

namespace {

namespace fs = std::filesystem;

// All that git says, without the newline at its end: a path may hold others.
std::string_view whole(std::string_view text) {
  if (text.ends_with('\n')) text.remove_suffix(1);
  return text;
}

// One line of what git says, without its newline.
std::string_view first_line(std::string_view text) { return text.substr(0, text.find('\n')); }

Mistake since_mistake(const std::string& message, std::string_view said) {
  Mistake mistake;
  mistake.message = "--since: " + message;
  if (!said.empty()) mistake.hint = "git says: " + std::string(said);
  return mistake;
}

// What is most often behind it is the clone of a build server, which holds the last commit only.
Mistake no_revision(const std::string& revision) {
  Mistake mistake = since_mistake("git knows no revision `" + revision + "`", {});
  mistake.hint = "a shallow clone lacks older commits and branches: `git fetch` brings them";
  return mistake;
}

// A path as a patch names it: `b/src/a.py`, or quoted as in C where it holds what would end the line.
std::string path_in_patch(std::string_view text) {
  std::string path;
  if (!text.starts_with('"')) {
    path = text.substr(0, text.find('\t'));
  } else {
    for (std::size_t i = 1; i < text.size() && text[i] != '"'; ++i) {
      if (text[i] != '\\' || i + 1 == text.size()) {
        path += text[i];
        continue;
      }
      constexpr std::string_view kLetters = "abtnvfr";
      constexpr std::string_view kMeanings = "\a\b\t\n\v\f\r";
      const char letter = text[++i];
      if (const std::size_t at = kLetters.find(letter); at != std::string_view::npos) {
        path += kMeanings[at];
      } else if (letter >= '0' && letter <= '3' && i + 2 < text.size()) {
        path +=
            static_cast<char>((letter - '0') * 64 + (text[i + 1] - '0') * 8 + (text[i + 2] - '0'));
        i += 2;
      } else {
        path += letter;
      }
    }
  }
  return path.starts_with("b/") ? path.substr(2) : std::string();
}

// `+10,3` in `@@ -10,2 +10,3 @@`; no lines for `+10,0`.
LineRange range_in_hunk(std::string_view line) {
  const std::size_t plus = line.find('+');
  if (plus == std::string_view::npos) return {};
  const char* at = line.data() + plus + 1;
  const char* end = line.data() + line.size();
  std::uint32_t first = 0;
  std::uint32_t count = 1;
  at = std::from_chars(at, end, first).ptr;
  if (at != end && *at == ',') std::from_chars(at + 1, end, count);
  return count == 0 ? LineRange{} : LineRange{first, first + count - 1};
}

// How many lines of a hunk follow its head: those that went and those that came.
std::size_t lines_in_hunk(std::string_view line) {
  std::size_t sum = 0;
  for (const char sign : {'-', '+'}) {
    const std::size_t at = line.find(sign);
    if (at == std::string_view::npos) return 0;
    const std::string_view rest = line.substr(at + 1);
    std::uint32_t count = 1;
    const std::size_t comma = rest.find_first_of(", ");
    if (comma != std::string_view::npos && rest[comma] == ',') {
      std::from_chars(rest.data() + comma + 1, rest.data() + rest.size(), count);
    }
    sum += count;
  }
  return sum;
}

}  // namespace

std::map<std::string, std::vector<LineRange>, std::less<>> read_patch(std::string_view patch) {
  std::map<std::string, std::vector<LineRange>, std::less<>> changed;
  std::string path;
  std::size_t inside = 0;  // lines of the hunk still to come: whatever they look like
  while (!patch.empty()) {
    const std::string_view line = first_line(patch);
    patch.remove_prefix(std::min(patch.size(), line.size() + 1));
    if (inside > 0 && !line.starts_with('\\')) {
      --inside;
    } else if (line.starts_with("+++ ")) {
      path = path_in_patch(line.substr(4));
    } else if (line.starts_with("@@ ")) {
      inside = lines_in_hunk(line);
      const LineRange range = range_in_hunk(line);
      if (range.last > 0 && !path.empty()) changed[path].push_back(range);
    }
  }
  return changed;
}

Result<ChangedLines> ChangedLines::since(const std::string& revision, const std::string& folder,
                                         const Commands& commands) {
  ChangedLines lines;
  const Git git(commands);
  const Result<Ended> top = git.run(folder, {"rev-parse", "--show-toplevel"});
  if (!top) return since_mistake(top.mistake().message, {});
  if (top->status != 0)
    return since_mistake("this is not a git working tree", first_line(top->err));
  const std::string root(whole(top->out));
  lines.top_ = root + (root.ends_with('/') ? "" : "/");

  const Result<Ended> commit = git.run(
      root, {"rev-parse", "--verify", "--quiet", "--end-of-options", revision + "^{commit}"});
  if (!commit) return since_mistake(commit.mistake().message, {});
  if (commit->status != 0) return no_revision(revision);

  // Trees and files are compared, and the index is left as it is.
  const Result<Ended> patch = git.run(
      root, {"diff-index", "-p", "-U0", "--no-ext-diff", "--no-textconv", "--no-color", "--text",
             "-M", "--src-prefix=a/", "--dst-prefix=b/", "--no-relative", "--ignore-submodules=all",
             "--inter-hunk-context=0", std::string(first_line(commit->out)), "--"});
  if (!patch) return since_mistake(patch.mistake().message, {});
  if (patch->status != 0)
    return since_mistake("git cannot tell what has changed", first_line(patch->err));
  lines.changed_ = read_patch(patch->out);

  const Result<Ended> tracked = git.run(root, {"ls-files", "-v", "-z"});
  if (!tracked) return since_mistake(tracked.mistake().message, {});
  if (tracked->status != 0)
    return since_mistake("git cannot tell which files it tracks", first_line(tracked->err));
  for (std::string_view rest = tracked->out; !rest.empty();) {
    const std::size_t end = std::min(rest.find('\0'), rest.size());
    // Others are not looked at by git: "assumed unchanged", or left out of the working tree.
    if (rest.starts_with("H ")) lines.tracked_.emplace(rest.substr(2, end - 2));
    rest.remove_prefix(std::min(rest.size(), end + 1));
  }
  return lines;
}

bool ChangedLines::touch(const std::string& path, const Span& span) const {
  if (!path.starts_with(top_)) return true;
  const std::string_view below = std::string_view(path).substr(top_.size());
  if (!tracked_.contains(below)) return true;
  const auto found = changed_.find(below);
  if (found == changed_.end()) return false;
  return std::any_of(found->second.begin(), found->second.end(), [&](const LineRange& range) {
    return range.first <= span.end_line && span.line <= range.last;
  });
}

void hide_unchanged(const ChangedLines& changed, const std::string& base,
                    const std::string& revision, Report& report) {
  // git names the working tree by its real path, whatever links lead there.
  std::map<std::string, std::string> real_folders;
  const auto real_path = [&](const std::string& path) {
    const fs::path whole = (fs::path(base) / path).lexically_normal();
    const std::string folder = whole.parent_path().string();
    const auto [it, is_new] = real_folders.try_emplace(folder);
    std::error_code error;
    if (is_new) it->second = fs::weakly_canonical(folder, error).string();
    return (fs::path(it->second) / whole.filename()).string();
  };
  ChangesOnly only;
  only.revision = revision;
  std::vector<ReportedFinding> left;
  for (ReportedFinding& reported : report.findings) {
    const bool touched = changed.touch(real_path(reported.path), reported.finding.span);
    (touched ? left : only.hidden).push_back(std::move(reported));
  }
  report.findings = std::move(left);
  report.since = std::move(only);
  count_findings(report);
}

}  // namespace pymolt::history
