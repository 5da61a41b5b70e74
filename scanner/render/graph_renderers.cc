// The import graph as DOT for Graphviz, and as JSON, `pymolt-graph/1`.
// SPDX-License-Identifier: MIT
#include <map>
#include <set>

#include "render/escape.h"
#include "render/json_writer.h"
#include "render/plan_renderers.h"

namespace pymolt::render {

namespace {

enum class Standing : std::uint8_t { imports, fails, unknown, external };

Standing standing(const GraphNode& node, VersionSet target) {
  if (node.path.empty()) return Standing::external;
  if (!(target - node.imports - node.unknown).empty()) return Standing::fails;
  return node.unknown.intersects(target) ? Standing::unknown : Standing::imports;
}

// Fill and word of each standing; the colours are distinguished by people who see red and green alike as well.
constexpr std::string_view kColours[] = {"#cfe8d5", "#f4b6a6", "#f3e6b3", "#e4e4e4"};
constexpr std::string_view kWords[] = {"imports", "fails", "unknown", "external"};

// Whether some other import of the same module implies this one: who imports a.b.c has imported a and a.b. A package
// that fails and breaks its modules is shown.
class Implied {
 public:
  explicit Implied(const ImportGraph& graph) : graph_(graph) {
    for (const GraphEdge& edge : graph.edges) names_[edge.from].insert(graph.nodes[edge.to].name);
  }

  [[nodiscard]] bool operator()(const GraphEdge& edge) const {
    const std::string below = graph_.nodes[edge.to].name + ".";
    if (graph_.nodes[edge.from].name.starts_with(below)) {
      return standing(graph_.nodes[edge.to], graph_.target) != Standing::fails;
    }
    const auto after = names_.at(edge.from).lower_bound(below);
    return after != names_.at(edge.from).end() && after->starts_with(below);
  }

 private:
  const ImportGraph& graph_;
  std::map<std::uint32_t, std::set<std::string>> names_;  // by importer
};

}  // namespace

void graph_dot(const ImportGraph& graph, std::ostream& out) {
  out << "// Who imports whom. Green: imports on " << graph.target.str()
      << "; red: does not, with a thick frame where the cause is; yellow: not known; grey: from "
         "elsewhere.\n"
      << "// Left out: imports of a package by its own modules, and by who imports a module of it "
         "as well.\n"
      << "// Dotted: not imported on " << graph.target.str() << ".\n"
      << "digraph imports {\n  rankdir=LR;\n  node [shape=box, style=filled, "
         "fontname=\"sans-serif\"];\n";
  for (std::size_t i = 0; i < graph.nodes.size(); ++i) {
    const GraphNode& node = graph.nodes[i];
    out << "  n" << i << " [label=" << dot_string(node.name) << ", fillcolor=\""
        << kColours[static_cast<std::size_t>(standing(node, graph.target))] << "\""
        << (node.causes.intersects(graph.target) ? ", penwidth=3];\n" : "];\n");
  }
  const Implied implied(graph);
  for (const GraphEdge& edge : graph.edges) {
    if (implied(edge)) continue;
    out << "  n" << edge.from << " -> n" << edge.to
        << (edge.on.intersects(graph.target) ? ";\n" : " [style=dotted];\n");
  }
  out << "}\n";
}

void graph_json(const ImportGraph& graph, std::ostream& out) {
  JsonWriter json(out);
  json.open_object(JsonWriter::tall)
      .field("schema", "pymolt-graph/1")
      .field("target", graph.target);
  json.key("modules").open_array(JsonWriter::tall);
  for (const GraphNode& node : graph.nodes) {
    json.open_object().field("name", node.name).key("path");
    node.path.empty() ? json.null() : json.value(node.path);
    json.field("verdict", kWords[static_cast<std::size_t>(standing(node, graph.target))]);
    json.field("holds_cause", node.causes.intersects(graph.target)).close();
  }
  json.close().key("imports").open_array(JsonWriter::tall);
  for (const GraphEdge& edge : graph.edges) {
    json.open_object()
        .field("from", graph.nodes[edge.from].name)
        .field("to", graph.nodes[edge.to].name);
    json.field("on", edge.on).close();
  }
  json.close().close();
}

}  // namespace pymolt::render
