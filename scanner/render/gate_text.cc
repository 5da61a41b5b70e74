// The answer of a gate for people in a terminal: a few lines a criterion, the verdict last.
// SPDX-License-Identifier: MIT
#include "render/gate_renderers.h"
#include "render/prose.h"
#include "render/text_width.h"

namespace pymolt::render {

namespace {

constexpr int kIndent = 15;
constexpr std::size_t kDetails = 5;
constexpr std::size_t kSources = 3;

void write_wrapped(const std::string& text, std::ostream& out) {
  for (const std::string& line : wrapped(visible(text), kColumns - kIndent))
    out << std::string(kIndent, ' ') << line << "\n";
}

std::string measured_text(const CriterionAnswer& answer) {
  return answer.measured ? ", measured " + rounded(*answer.measured) : std::string();
}

void write_criterion(const CriterionAnswer& answer, std::ostream& out) {
  const std::string what = answer.criterion.name + ": " + answer.criterion.measure + " " +
                           wanted(answer.criterion) + measured_text(answer);
  const std::vector<std::string> lines = wrapped(visible(what), kColumns - kIndent);
  out << "  " << left(spoken(answer.outcome), kIndent - 2) << (lines.empty() ? "" : lines.front())
      << "\n";
  for (std::size_t i = 1; i < lines.size(); ++i)
    out << std::string(kIndent, ' ') << lines[i] << "\n";
  if (!answer.why.empty()) write_wrapped(answer.why, out);
  for (std::size_t i = 0; i < answer.details.size() && answer.outcome != Outcome::met; ++i) {
    if (i < kDetails) write_wrapped("- " + answer.details[i], out);
    if (i == kDetails)
      write_wrapped("… and " + std::to_string(answer.details.size() - kDetails) + " more", out);
  }
  for (std::size_t i = 0; i < answer.evidence.size(); ++i) {
    if (i < kSources) write_wrapped("from " + source_words(answer.evidence[i]), out);
    if (i == kSources)
      write_wrapped("and " + std::to_string(answer.evidence.size() - kSources) + " more files",
                    out);
  }
}

}  // namespace

void gate_text(const GateAnswer& answer, std::ostream& out) {
  for (const CriterionAnswer& one : answer.criteria) write_criterion(one, out);
  out << "\n" << headline(answer) << "\n";
}

}  // namespace pymolt::render
