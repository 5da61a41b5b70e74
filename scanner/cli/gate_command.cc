// `pymolt gate`: whether the evidence meets the policy.
// SPDX-License-Identifier: MIT
#include "cli/gate_answer.h"
#include "cli/write_forms.h"
#include "render/gate_renderers.h"

namespace pymolt::cli {

int run_gate(const Invocation& invocation, Streams& streams) {
  const ProjectOptions& how = invocation.scan;
  if (const auto mistake = check_outputs(how.formats, how.output)) return refuse(streams, *mistake);
  const Result<Policy> policy = policy_of(invocation.gate);
  if (!policy) return refuse(streams, policy.mistake());
  const Result<Gated> gated = answer_gate(invocation.gate, *policy, how, nullptr, streams);
  if (!gated) return refuse(streams, gated.mistake());
  if (!write_forms(gated->answer, how.formats, how.output, render::gate_formats(), streams))
    return 2;
  return static_cast<int>(gated->answer.verdict());
}

}  // namespace pymolt::cli
