// The import graph as DOT for Graphviz, and as JSON, `pymolt-graph/1`.
// SPDX-License-Identifier: MIT
#include "render/escape.h"
#include "render/json_writer.h"
#include "render/plan_faces.h"

namespace pymolt::render {

namespace {

enum class Standing : std::uint8_t { imports, fails, unknown, external };

Standing standing(const GraphNode& node, VersionSet target) {
  if (node.path.empty()) return Standing::external;
  if (!(target - node.imports - node.unknown).empty()) return Standing::fails;
  return node.unknown.intersects(target) ? Standing::unknown : Standing::imports;
}

// Fill and word of each standing; the colours are told apart by people who see red and green alike as well.
constexpr std::string_view kColours[] = {"#cfe8d5", "#f4b6a6", "#f3e6b3", "#e4e4e4"};
constexpr std::string_view kWords[] = {"imports", "fails", "unknown", "external"};

}  // namespace

void graph_dot(const ImportGraph& graph, std::ostream& out) {
  out << "// Who imports whom. Green: imports on " << graph.target.str()
      << "; red: does not; yellow: not known; grey: from elsewhere.\n"
      << "digraph imports {\n  rankdir=LR;\n  node [shape=box, style=filled, fontname=\"sans-serif\"];\n";
  for (std::size_t i = 0; i < graph.nodes.size(); ++i) {
    const auto place = static_cast<std::size_t>(standing(graph.nodes[i], graph.target));
    out << "  n" << i << " [label=" << json_string(graph.nodes[i].name) << ", fillcolor=\"" << kColours[place] << "\"];\n";
  }
  for (const GraphEdge& edge : graph.edges) {
    out << "  n" << edge.from << " -> n" << edge.to << (edge.on.intersects(graph.target) ? ";\n" : " [style=dotted];\n");
  }
  out << "}\n";
}

void graph_json(const ImportGraph& graph, std::ostream& out) {
  JsonWriter json(out);
  json.open_object(JsonWriter::tall).field("schema", "pymolt-graph/1").field("target", graph.target);
  json.key("modules").open_array(JsonWriter::tall);
  for (const GraphNode& node : graph.nodes) {
    json.open_object().field("name", node.name).key("path");
    node.path.empty() ? json.null() : json.value(node.path);
    json.field("verdict", kWords[static_cast<std::size_t>(standing(node, graph.target))]).close();
  }
  json.close().key("imports").open_array(JsonWriter::tall);
  for (const GraphEdge& edge : graph.edges) {
    json.open_object().field("from", graph.nodes[edge.from].name).field("to", graph.nodes[edge.to].name);
    json.field("on", edge.on).close();
  }
  json.close().close();
}

}  // namespace pymolt::render
