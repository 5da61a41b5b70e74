// Text for people, and JSON, `pymolt-verify/1`, which `pymolt gate` reads as evidence.
// SPDX-License-Identifier: MIT
#include "render/verify_renderers.h"

#include <array>

#include "render/json_writer.h"
#include "render/prose.h"
#include "render/text_width.h"
#include "render/wording.h"

namespace pymolt::render {

namespace {

std::string of(const Count& count, std::string_view noun = {}) {
  return number(count.ok) + " of " + number(count.of) + (noun.empty() ? "" : " ") +
         std::string(noun) + (count.unknown > 0 ? ", " + number(count.unknown) + " unknown" : "");
}

void write_line(const std::string& begin, const std::string& text, std::ostream& out) {
  bool first = true;
  for (const std::string& line :
       wrapped(visible(text), kColumns - static_cast<int>(begin.size()))) {
    out << (first ? begin : std::string(begin.size(), ' ')) << line << "\n";
    first = false;
  }
}

void write_word(const InterpreterWord& word, std::ostream& out) {
  out << "Python " << visible(word.python) << " (" << visible(word.asked) << ")\n";
  out << "  compile    " << of(word.compile, "files") << "\n";
  if (word.import.of > 0) out << "  import     " << of(word.import, "modules") << "\n";
  out << "  agreement  " << of(word.agreement) << "\n";
  if (!word.not_isolated.empty()) write_line("  isolation  ", word.not_isolated, out);
  for (const Disagreement& one : word.disagreements) {
    const std::string verb = one.question == Question::compile ? "compiles" : "imports";
    write_line("  - ",
               one.subject + ": pymolt says that it " +
                   (one.pymolt ? verb : "does not " + std::string(name(one.question))) +
                   ", the interpreter that it " +
                   (one.pymolt ? "does not: " + one.message : "does"),
               out);
  }
  if (word.not_compared.empty()) return;
  out << "  not compared: " << number(word.not_compared.size()) << "\n";
  for (const NotCompared& one : word.not_compared)
    write_line("  - ", one.subject + ": " + one.why, out);
}

void verify_text(const Verification& verification, std::ostream& out) {
  bool first = true;
  for (const InterpreterWord& word : verification.words) {
    if (!first) out << "\n";
    first = false;
    write_word(word, out);
  }
}

void write_count(JsonWriter& json, std::string_view key, const Count& count) {
  json.key(key).open_object().field("ok", count.ok).field("of", count.of);
  if (count.unknown > 0) json.field("unknown", count.unknown);
  json.close();
}

void write_json(const InterpreterWord& word, JsonWriter& json) {
  json.open_object(JsonWriter::tall).field("asked", word.asked).field("python", word.python);
  json.field("network_cut", word.network_cut)
      .field("writes_limited", word.writes_limited)
      .field("processes_end", word.processes_end)
      .field("not_isolated", word.not_isolated);
  write_count(json, "compile", word.compile);
  if (word.import.of > 0) write_count(json, "import", word.import);
  write_count(json, "agreement", word.agreement);
  json.key("disagreements").open_array(JsonWriter::tall);
  for (const Disagreement& one : word.disagreements) {
    json.open_object()
        .field("question", name(one.question))
        .field("subject", one.subject)
        .field("pymolt", one.pymolt);
    json.field("interpreter", !one.pymolt).field("message", one.message).close();
  }
  json.close().key("not_compared").open_array(JsonWriter::tall);
  for (const NotCompared& one : word.not_compared) {
    json.open_object()
        .field("question", name(one.question))
        .field("subject", one.subject)
        .field("why", one.why)
        .close();
  }
  json.close().close();
}

void verify_json(const Verification& verification, std::ostream& out) {
  JsonWriter json(out);
  json.open_object(JsonWriter::tall)
      .field("$schema", "urn:pymolt:verify:1")
      .field("schema", "pymolt-verify/1")
      .field("date", verification.date);
  json.key("roots").open_array();
  for (const std::string& root : verification.roots) json.value(root);
  json.close().key("files").open_array(JsonWriter::tall);
  for (const std::string& file : verification.files) json.value(file);
  json.close().key("hashes").open_array(JsonWriter::tall);
  for (const std::string& hash : verification.hashes) json.value(hash);
  json.close().key("pythons").open_array(JsonWriter::tall);
  for (const InterpreterWord& word : verification.words) write_json(word, json);
  json.close().close();
}

constexpr std::array kVerifyFormats = {VerifyFormat{"text", verify_text},
                                       VerifyFormat{"json", verify_json}};

}  // namespace

std::span<const VerifyFormat> verify_formats() { return kVerifyFormats; }

}  // namespace pymolt::render
