// The table of forms, and the words that they share.
// SPDX-License-Identifier: MIT
#include "render/gate_renderers.h"

#include <array>

namespace pymolt::render {

namespace {

constexpr std::array kGates = {
    GateFormat{"text", gate_text},         GateFormat{"json", gate_json},
    GateFormat{"markdown", gate_markdown}, GateFormat{"html", gate_html},
    GateFormat{"junit", gate_junit},
};

}  // namespace

std::span<const GateFormat> gate_formats() { return kGates; }

std::string_view spoken(Outcome outcome) {
  constexpr std::array<std::string_view, 3> kWords = {"met", "not met", "no evidence"};
  return kWords[static_cast<std::size_t>(outcome)];
}

std::string headline(const GateAnswer& answer) {
  constexpr std::array<std::string_view, 3> kWords = {"go", "no-go", "not enough evidence"};
  std::string text = "Python " + std::string(answer.target.str()) + ": " +
                     std::string(kWords[static_cast<std::size_t>(answer.verdict())]) + " (";
  const auto say = [&](std::size_t n, const char* what, const char* before) {
    if (n > 0) text += before + std::to_string(n) + " " + what;
    return n > 0;
  };
  bool any = say(answer.count(Outcome::met), "met", "");
  any = say(answer.count(Outcome::not_met), "not met", any ? ", " : "") || any;
  say(answer.count(Outcome::no_evidence), "without evidence", any ? ", " : "");
  return text + ")";
}

std::string source_words(const EvidenceFile& evidence) {
  std::string text = evidence.path + " (" + evidence.date.substr(0, 10);
  if (!evidence.sha256.empty()) text += ", sha256 " + evidence.sha256.substr(0, 12);
  return text + ")";
}

}  // namespace pymolt::render
