// The readers that the table of formats is made of, by family; each is described where it stands.
// SPDX-License-Identifier: MIT
#ifndef PYMOLT_GATE_EVIDENCE_READERS_H_
#define PYMOLT_GATE_EVIDENCE_READERS_H_

#include "gate/formats.h"

namespace pymolt::gate {

using Problem = std::optional<Mistake>;

[[nodiscard]] bool looks_like_junit(const Head& head);
[[nodiscard]] Problem read_junit(Source& source, Evidence& evidence);
[[nodiscard]] bool looks_like_cobertura(const Head& head);
[[nodiscard]] Problem read_cobertura(Source& source, Evidence& evidence);
[[nodiscard]] bool looks_like_coverage_json(const Head& head);
[[nodiscard]] Problem read_coverage_json(Source& source, Evidence& evidence);
[[nodiscard]] bool looks_like_pytest_benchmark(const Head& head);
[[nodiscard]] Problem read_pytest_benchmark(Source& source, Evidence& evidence);
[[nodiscard]] bool looks_like_hyperfine(const Head& head);
[[nodiscard]] Problem read_hyperfine(Source& source, Evidence& evidence);
[[nodiscard]] bool looks_like_asv(const Head& head);
[[nodiscard]] Problem read_asv(Source& source, Evidence& evidence);
[[nodiscard]] bool looks_like_k6_stream(const Head& head);
[[nodiscard]] Problem read_k6_stream(Source& source, Evidence& evidence);
[[nodiscard]] bool looks_like_k6(const Head& head);
[[nodiscard]] Problem read_k6(Source& source, Evidence& evidence);
[[nodiscard]] bool looks_like_locust(const Head& head);
[[nodiscard]] Problem read_locust(Source& source, Evidence& evidence);
[[nodiscard]] bool looks_like_ab(const Head& head);
[[nodiscard]] Problem read_ab(Source& source, Evidence& evidence);
[[nodiscard]] bool looks_like_wrk(const Head& head);
[[nodiscard]] Problem read_wrk(Source& source, Evidence& evidence);
[[nodiscard]] bool looks_like_pip_audit(const Head& head);
[[nodiscard]] Problem read_pip_audit(Source& source, Evidence& evidence);
[[nodiscard]] bool looks_like_safety(const Head& head);
[[nodiscard]] Problem read_safety(Source& source, Evidence& evidence);
[[nodiscard]] bool looks_like_warnings(const Head& head);
[[nodiscard]] Problem read_warnings(Source& source, Evidence& evidence);
[[nodiscard]] bool looks_like_verify(const Head& head);
[[nodiscard]] Problem read_verify(Source& source, Evidence& evidence);

}  // namespace pymolt::gate

#endif  // PYMOLT_GATE_EVIDENCE_READERS_H_
