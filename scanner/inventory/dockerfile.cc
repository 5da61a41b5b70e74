// Dockerfiles: FROM with the ARGs before it, ARG and ENV, and interpreters named in the other instructions.
// SPDX-License-Identifier: MIT
//
//   ARG PYTHON_VERSION=3.8                  the statement, where FROM takes it
//   FROM --platform=linux/amd64 python:${PYTHON_VERSION}-slim AS build
//   RUN apt-get install -y python3.8-dev …
#include <algorithm>
#include <cctype>
#include <map>
#include <utility>
#include <vector>

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
      runs(text, first);
      begin_here_document(text);
    }
    end_script();
  }

 private:
  void end_script() {
    if (trimmed(script_.text).starts_with('[')) take_words();
    script_.python = python_;
    if (!script_.text.empty()) page_.reading().scripts.push_back(std::move(script_));
    script_ = {};
    for (const auto& [text, is_run] : run_) {
      if (text.find("apk ") != text.npos) {
        apk_ = true;
      } else if (text.find_first_of("&;|") != text.npos) {
        apk_ = false;
      }
      words(text, is_run);
    }
    apk_ = false;
    run_.clear();
    if (!stage_.empty()) stages_[stage_] = python_;
  }

  // `RUN command`, `CMD ["program", "argument"]`, `HEALTHCHECK --interval=5m CMD command`, `ONBUILD RUN command`.
  void runs(std::string_view text, bool first) {
    std::string_view instruction = instruction_;
    if (first && (instruction == "healthcheck" || instruction == "onbuild")) {
      std::string_view rest = text;
      while (!trimmed(rest).empty()) {
        const std::string word = lower(next_word(rest));
        if (word != "cmd" && word != "run" && word != "entrypoint") continue;
        text = trimmed(rest);
        instruction_ = "run";
        instruction = instruction_;
        break;
      }
    }
    if (instruction != "run" && instruction != "cmd" && instruction != "entrypoint") return;
    while (first && text.starts_with("--")) {  // --mount=type=cache
      next_word(text);
      text = trimmed(text);
    }
    settle_python(text);
    add_line(text);
  }

  void add_line(std::string_view text) {
    const ByteSpan here = page_.span_of(text);
    script_.add(text, here.begin);
    script_.add("\n", here.end);
  }

  // The words of a list in JSON, as they are given to the program.
  void take_words() {
    Script words;
    const std::string& text = script_.text;
    for (std::size_t at = text.find('"'); at != std::string::npos; at = text.find('"', at + 1)) {
      std::string value;
      const std::size_t begin = at + 1;
      for (at = begin; at < text.size() && text[at] != '"'; ++at) {
        if (text[at] == '\\' && at + 1 < text.size()) ++at;
        value += text[at];
      }
      const std::string_view written = std::string_view(text).substr(begin, at - begin);
      words.add_word(value, written, script_.place(begin));
    }
    script_ = std::move(words);
  }

  // Whether this stage has a `python`: by its image, until something may have brought one.
  void settle_python(std::string_view text) {
    if (python_ == Script::Python::provided) return;
    if (may_bring_python(text)) python_ = Script::Python::unknown;
    const bool links = text.find("ln -") != text.npos || text.find("alternatives") != text.npos;
    if (text.find("python-is-python") != text.npos || text.find("unversioned") != text.npos ||
        (links && (text.find("bin/python ") != text.npos || text.ends_with("bin/python"))))
      python_ = Script::Python::provided;
    const bool on_path = instruction_ == "env" && text.find("PATH") != std::string_view::npos &&
                         text.find("env/bin") != std::string_view::npos;
    if (on_path || text.find("bin/activate") != std::string_view::npos)
      python_ = Script::Python::provided;
  }

  // What `python` is on IMAGE, or in the stage of that name.
  void begin_stage(const std::string& image, bool is_python, std::string_view rest) {
    const auto stage = stages_.find(image);
    python_ = stage != stages_.end()           ? stage->second
              : is_python || has_python(image) ? Script::Python::provided
              : lacks_python(image)            ? Script::Python::missing
                                               : Script::Python::unknown;
    stage_.clear();
    if (lower(next_word(rest)) == "as") {
      stage_ = next_word(rest);
      stages_[stage_] = python_;
    }
  }

  static bool may_bring_python(std::string_view text) {
    for (const std::string_view sign :
         {"pyenv", "conda", "bin/python ", "bin/python\"", "/venv", "alternatives",
          "from=", "install python ", " python-", "bin/python\n"}) {
      if (text.find(sign) != std::string_view::npos) return true;
    }
    return text.ends_with("bin/python") || text.ends_with(" python");
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
    own_script_ = instruction_ != "run" || script_.text.starts_with("<<");
    if (own_script_) script_ = {};
    const bool to_shell = text.ends_with(".sh");
    if (instruction_ != "run" && !to_shell) script_.language = Script::Language::python;
    keeps_ = instruction_ == "run" || text.ends_with(".py") || to_shell;
  }

  void in_here_document(const Line& line, std::string_view text) {
    const bool ends = text == here_document_;
    if (keeps_ && !(ends && own_script_)) {
      script_.add(line.text, line.begin);
      script_.add("\n", line.begin + line.text.size());
      if (instruction_ == "run" && !text.starts_with('#')) run_.emplace_back(text, true);
    }
    if (!ends) return;
    here_document_ = {};
    own_script_ = false;
    end_script();
  }

  void instruction(std::string_view text, bool first) {
    if (instruction_ == "env" || instruction_ == "copy") settle_python(text);
    if (instruction_ == "from" && first) {
      from(text);
    } else if (instruction_ == "arg" || instruction_ == "env") {
      assign(text);
    } else if (instruction_ != "label" && instruction_ != "maintainer") {
      if (instruction_ == "run") installs(text, first);
      if (is_command()) {
        run_.emplace_back(text, instruction_ == "run");
      } else {
        words(text, false);
      }
    }
  }

  void from(std::string_view rest) {
    std::string_view image = next_word(rest);
    while (image.starts_with("--")) image = next_word(rest);
    const std::string_view written = unquoted(image);
    base_ = {};
    std::string_view used;
    bool whole = false;
    const bool substitutes = written.find('$') != std::string_view::npos;
    const std::string full = substitutes ? substituted(written, used, whole) : std::string(written);
    auto stated = read_image(full);
    begin_stage(full, stated.has_value(), rest);
    if (!substitutes) {
      if (stated) page_.add("dockerfile-from", written, *stated);
      if (!stated) base_ = written;
      return;
    }
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

  [[nodiscard]] bool is_command() const {
    return instruction_ == "run" || instruction_ == "cmd" || instruction_ == "entrypoint" ||
           instruction_ == "healthcheck" || instruction_ == "onbuild";
  }

  void words(std::string_view text, bool is_run) {
    VersionSet said;
    for (const StatedWord& word : stated_words(text)) {
      if (page_.is_mentioned(word.word)) continue;
      if (is_told(word, said)) continue;  // once a line
      said |= word.stated.versions;
      const bool package = is_run && word.word.find('/') == std::string_view::npos &&
                           (word.kind == "interpreter" || word.kind == "python-version");
      Stated stated = word.stated;
      if (package && apk_ && !stated.rewrite.empty()) {  // Alpine has one Python, by one name
        stated.rewrite = "?in Alpine the package is called python3";
      }
      page_.add(word.kind == "image" ? "dockerfile-copy"
                : package            ? "dockerfile-run"
                                     : "dockerfile-path",
                word.word, stated);
    }
  }

  const Page& page_;
  std::string instruction_;
  std::string_view base_;  // the image of this stage, where it is no Python's
  bool apk_ = false;       // the line is of Alpine's package manager
  bool installs_ = false;  // the RUN that is being read installs packages
  Script script_;          // of the RUN that is being read
  std::vector<std::pair<std::string_view, bool>> run_;  // its lines, and whether it is a RUN
  Script::Python python_ = Script::Python::unknown;     // in this stage
  std::string_view here_document_;  // the word that ends the one that is being read
  bool own_script_ = false;         // the here-document is the script
  bool keeps_ = false;              // it is of interest
  std::string stage_;
  std::map<std::string, Script::Python> stages_;
  std::map<std::string_view, std::string_view> arguments_;
};

}  // namespace

void read_dockerfile(const Source& source, Reading& reading) {
  const Page page(source, reading);
  DockerfileReader(page).read();
}

}  // namespace pymolt::inventory
