// Dockerfiles: FROM with the ARGs before it, ARG and ENV, and interpreters named in the other instructions.
// SPDX-License-Identifier: MIT
//
//   ARG PYTHON_VERSION=3.8                  the statement, where FROM takes it
//   FROM --platform=linux/amd64 python:${PYTHON_VERSION}-slim AS build
//   RUN apt-get install -y python3.8-dev …
#include <algorithm>
#include <cctype>
#include <map>

#include "inventory/command_words.h"
#include "inventory/image.h"
#include "inventory/kind_readers.h"
#include "inventory/statement.h"

namespace pymolt::inventory {

namespace {

constexpr std::size_t kLongestImage = 4000;  // a name with all of its variables put in

std::string_view next_word(std::string_view& rest) {
  rest = trimmed(rest);
  const std::size_t end = std::min(rest.find_first_of(" \t"), rest.size());
  const std::string_view word = rest.substr(0, end);
  rest.remove_prefix(end);
  return word;
}

class DockerfileReader {
 public:
  explicit DockerfileReader(const Page& page) : page_(page) {}

  void read() {
    bool continues = false;
    for (const Line& line : page_.lines()) {
      std::string_view text = trimmed(line.text);
      if (!here_document_.empty()) {
        in_here_document(line, text);
        continue;
      }
      if (text.starts_with('#')) continue;
      const bool first = !continues;
      continues = text.ends_with('\\') || (continues && text.empty());
      if (text.empty()) continue;
      if (first) {
        end_script();
        std::string_view rest = text;
        instruction_ = lower(next_word(rest));
        text = trimmed(rest);
      }
      instruction(text, first);
      const bool runs =
          instruction_ == "run" || instruction_ == "cmd" || instruction_ == "entrypoint";
      if (runs && (script_.end > 0 || !text.starts_with('['))) {
        const ByteSpan here = page_.span_of(text);
        script_ = {script_.end > 0 ? script_.begin : here.begin, here.end};
      }
      begin_here_document(text);
    }
    end_script();
  }

 private:
  void end_script() {
    if (script_.end > script_.begin) page_.reading().scripts.push_back(script_);
    script_ = {};
  }

  // `RUN <<EOF`, `RUN python3 - <<'EOF'`, `COPY <<-EOF /etc/x`: the lines up to EOF are no instructions.
  void begin_here_document(std::string_view text) {
    const std::size_t at = text.find("<<");
    const bool may = instruction_ == "run" || instruction_ == "copy" || instruction_ == "add";
    if (!may || at == std::string_view::npos || text.substr(at, 3) == "<<<") return;
    std::string_view word = text.substr(at + 2);
    if (word.starts_with('-')) word.remove_prefix(1);
    word = unquoted(word.substr(0, std::min(word.find_first_of(" \t>|;&"), word.size())));
    const bool is_name = !word.empty() && std::ranges::all_of(word, [](char c) {
      return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_';
    });
    if (!is_name || std::isdigit(static_cast<unsigned char>(word.front())) != 0) return;
    here_document_ = word;
    // Alone, it is the script itself; else it is what a command of the script reads.
    if (instruction_ == "run" && text.starts_with("<<")) script_ = {};
  }

  void in_here_document(const Line& line, std::string_view text) {
    const bool ends = text == here_document_;
    const bool alone = script_.end == 0 || own_script_;
    if (instruction_ == "run" && !(ends && alone)) {
      const auto end = static_cast<std::uint32_t>(line.begin + line.text.size());
      own_script_ = alone;
      script_ = {script_.end > 0 ? script_.begin : line.begin, end};
      if (!text.starts_with('#')) words(text);
    }
    if (!ends) return;
    here_document_ = {};
    own_script_ = false;
    end_script();
  }

  void instruction(std::string_view text, bool first) {
    if (instruction_ == "from" && first) {
      from(text);
    } else if (instruction_ == "arg" || instruction_ == "env") {
      assign(text);
    } else if (instruction_ != "label" && instruction_ != "maintainer") {
      if (instruction_ == "run") installs(text, first);
      words(text);
    }
  }

  void from(std::string_view rest) {
    std::string_view image = next_word(rest);
    while (image.starts_with("--")) image = next_word(rest);
    const std::string_view written = unquoted(image);
    base_ = {};
    if (written.find('$') == std::string_view::npos) {
      if (const auto stated = read_image(written)) {
        page_.add("dockerfile-from", written, *stated);
      } else {
        base_ = written;
      }
      return;
    }
    std::string_view used;
    bool whole = false;
    const std::string full = substituted(written, used, whole);
    auto stated = read_image(full);
    if (!stated) return;
    if (used.empty()) {
      stated->pins = false;
      stated->rewrite.clear();
      page_.add("dockerfile-from", written, *stated);
      return;
    }
    // What is to be changed is the argument's default.
    const auto plain = read_version(used);
    if (whole) {
      page_.add("dockerfile-arg", used, *stated);
    } else if (plain) {
      page_.add("dockerfile-arg", used, *plain);
    } else {
      const auto tag = read_image("python:" + std::string(used));
      Stated changed = *stated;
      changed.rewrite =
          tag && tag->rewrite.starts_with("python:") ? tag->rewrite.substr(7) : std::string();
      page_.add("dockerfile-arg", used, changed);
    }
  }

  // IMAGE with what is known of its variables; USED is the value that was put in (the last that names a version), WHOLE where it is all.
  std::string substituted(std::string_view image, std::string_view& used, bool& whole) const {
    std::string full;
    for (std::size_t at = 0; at < image.size();) {
      if (image[at] != '$') {
        full += image[at++];
        continue;
      }
      const bool braces = image.substr(at + 1, 1) == "{";
      const std::size_t begin = at + (braces ? 2 : 1);
      std::size_t end = begin;
      while (end < image.size() &&
             (std::isalnum(static_cast<unsigned char>(image[end])) != 0 || image[end] == '_'))
        ++end;
      const auto known = arguments_.find(image.substr(begin, end - begin));
      std::string_view value = known == arguments_.end() ? std::string_view() : known->second;
      std::size_t after = end;
      if (braces) {
        const std::size_t close = std::min(image.find('}', end), image.size());
        if (value.empty() && image.substr(end, 2) == ":-")
          value = image.substr(end + 2, close - end - 2);
        after = std::min(close + 1, image.size());
      }
      if (full.size() + value.size() > kLongestImage) return {};           // that is no image
      const bool minor = full.ends_with("python:3.") && digits_at(value);  // `python:3.${MINOR}`
      if (!value.empty() && (minor || value.find_first_of("23") != std::string_view::npos ||
                             value.find("python") != std::string_view::npos))
        used = value;
      whole = at == 0 && after == image.size();
      full += value;
      at = after;
    }
    return full;
  }

  void assign(std::string_view text) {
    if (text.ends_with('\\')) text.remove_suffix(1);
    std::string_view rest = text;
    while (!(rest = trimmed(rest)).empty()) {
      const std::string_view word = next_word(rest);
      const std::size_t equals = word.find('=');
      if (equals ==
          std::string_view::npos) {  // `ENV PYTHON_VERSION 3.8`, or an ARG without a default
        if (instruction_ == "env" && is_version_key(word)) add_version(next_word(rest));
        return;
      }
      const std::string_view name = word.substr(0, equals);
      const std::string_view value = unquoted(word.substr(equals + 1));
      if (instruction_ == "arg") arguments_[name] = value;
      if (is_version_key(name)) {
        add_version(value);
      } else if (instruction_ == "env") {
        for (const StatedWord& found : stated_words(value))
          page_.add("dockerfile-env", found.word, found.stated);
      }
    }
  }

  void add_version(std::string_view value) {
    if (const auto stated = read_version(value)) {
      page_.add(instruction_ == "env" ? "dockerfile-env" : "dockerfile-arg", value, *stated);
    } else if (const auto runtime = read_runtime(value)) {
      page_.add(instruction_ == "env" ? "dockerfile-env" : "dockerfile-arg", value, *runtime);
    }
  }

  // `apt-get install python3`: the base image says which one that is.
  void installs(std::string_view text, bool first) {
    if (first) installs_ = false;
    installs_ = installs_ || text.find("install") != std::string_view::npos ||
                text.find("apk add") != std::string_view::npos;
    if (!installs_ || base_.empty()) return;
    for (std::string_view rest = text; !trimmed(rest).empty();) {
      const std::string_view word = next_word(rest);
      if (word != "python3" && word != "python3-pip" && word != "python3-dev" &&
          word != "python3-venv")
        continue;
      if (const auto stated = read_base_image(base_)) page_.add("dockerfile-base", base_, *stated);
      base_ = {};
      return;
    }
  }

  void words(std::string_view text) {
    VersionSet said;
    for (const StatedWord& word : stated_words(text)) {
      if (said.contains(word.stated.versions) && !word.stated.versions.empty())
        continue;  // once a line
      said |= word.stated.versions;
      const bool package = instruction_ == "run" && word.word.find('/') == std::string_view::npos &&
                           (word.kind == "interpreter" || word.kind == "python-version");
      page_.add(word.kind == "image" ? "dockerfile-copy"
                : package            ? "dockerfile-run"
                                     : "dockerfile-path",
                word.word, word.stated);
    }
  }

  const Page& page_;
  std::string instruction_;
  std::string_view base_;           // the image of this stage, where it is no Python's
  bool installs_ = false;           // the RUN that is being read installs packages
  ByteSpan script_;                 // of the RUN that is being read
  std::string_view here_document_;  // the word that ends the one that is being read
  bool own_script_ = false;         // the here-document is the script
  std::map<std::string_view, std::string_view> arguments_;
};

}  // namespace

void read_dockerfile(const Source& source, Reading& reading) {
  const Page page(source, reading);
  DockerfileReader(page).read();
}

}  // namespace pymolt::inventory
