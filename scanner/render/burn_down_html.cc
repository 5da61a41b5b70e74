// A chart by hand: stacked areas of findings by severity over the days, as SVG without script or outside style.
// SPDX-License-Identifier: MIT
#include <algorithm>
#include <array>

#include "model/gate_verdict.h"
#include "render/burn_down_renderers.h"
#include "render/escape.h"
#include "render/page.h"
#include "render/wording.h"

namespace pymolt::render {

namespace {

constexpr double kWidth = 900;
constexpr double kHeight = 320;
constexpr double kLeft = 56;
constexpr double kRight = 16;
constexpr double kTop = 16;
constexpr double kBottom = 40;

struct Layer {
  Severity severity;
  const char* fill;
};
// From the bottom: what blocks first.
constexpr std::array kLayers = {
    Layer{Severity::critical, "#b3261e"}, Layer{Severity::high, "#e07b39"},
    Layer{Severity::medium, "#d9b13b"}, Layer{Severity::low, "#8fb3d1"}};

// Days since 1970 of 2026-11-30, near enough for a place on an axis.
double day_number(const std::string& date) {
  if (date.size() < 10) return 0;
  const auto field = [&](std::size_t at, std::size_t size) {
    double value = 0;
    for (const char c : date.substr(at, size))
      value = value * 10 + (c >= '0' && c <= '9' ? c - '0' : 0);
    return value;
  };
  return field(0, 4) * 365.25 + field(5, 2) * 30.44 + field(8, 2);
}

// A round number of findings for the top of the axis.
std::uint32_t ceiling(std::uint32_t most) {
  std::uint32_t step = 1;
  while (step < most / 10) step *= 10;
  for (const std::uint32_t top : {step, 2 * step, 4 * step, 5 * step, 8 * step, 10 * step}) {
    if (top >= most && top >= 4) return top;
  }
  return std::max<std::uint32_t>(20 * step, 4);
}

class Chart {
 public:
  explicit Chart(const BurnDown& same) : same_(same) {
    std::uint32_t most = 0;
    for (const BurnPoint& point : same.points) {
      std::uint32_t sum = 0;
      for (const std::uint32_t n : point.findings) sum += n;
      most = std::max(most, sum);
    }
    top_ = ceiling(most);
    first_ = day_number(same.points.front().date);
    days_ = std::max(day_number(same.points.back().date) - first_, 1.0);
  }

  void write(std::ostream& out) const {
    out << "<svg viewBox=\"0 0 " << shortest(kWidth) << " " << shortest(kHeight)
        << "\" role=\"img\" width=\"100%\" aria-label=\"Findings by day\">\n";
    for (int i = 0; i <= 4; ++i) {
      const double value = top_ * i / 4.0;
      out << "<line x1=\"" << at(kLeft) << "\" x2=\"" << at(kWidth - kRight) << "\" y1=\""
          << at(y(value)) << "\" y2=\"" << at(y(value))
          << "\" stroke=\"currentColor\" stroke-opacity=\"0.15\"/>\n<text x=\"" << at(kLeft - 8)
          << "\" y=\"" << at(y(value) + 4)
          << "\" font-size=\"12\" text-anchor=\"end\" fill=\"currentColor\">" << rounded(value)
          << "</text>\n";
    }
    std::vector<double> below(same_.points.size(), 0.0);
    for (const Layer& layer : kLayers) write_layer(layer, below, out);
    write_dates(out);
    out << "</svg>\n";
  }

 private:
  static std::string at(double value) { return rounded(value); }
  [[nodiscard]] double y(double value) const {
    return kHeight - kBottom - value / top_ * (kHeight - kTop - kBottom);
  }
  [[nodiscard]] double x(const BurnPoint& point) const {
    return kLeft + (day_number(point.date) - first_) / days_ * (kWidth - kLeft - kRight);
  }

  void write_layer(const Layer& layer, std::vector<double>& below, std::ostream& out) const {
    std::string up;
    std::string down;
    for (std::size_t i = 0; i < same_.points.size(); ++i) {
      const double value =
          below[i] + same_.points[i].findings[static_cast<std::size_t>(layer.severity)];
      up += at(x(same_.points[i])) + "," + at(y(value)) + " ";
      down = at(x(same_.points[i])) + "," + at(y(below[i])) + " " + down;
      // One report has no width: it is drawn as a bar.
      if (same_.points.size() == 1)
        up = at(kLeft) + "," + at(y(value)) + " " + at(kLeft + 40) + "," + at(y(value)) + " ";
      if (same_.points.size() == 1)
        down = at(kLeft + 40) + "," + at(y(below[i])) + " " + at(kLeft) + "," + at(y(below[i]));
      below[i] = value;
    }
    out << "<polygon points=\"" << up << down << "\" fill=\"" << layer.fill << "\"><title>"
        << name(layer.severity) << "</title></polygon>\n";
  }

  void write_dates(std::ostream& out) const {
    const auto write = [&](const BurnPoint& point, const char* anchor) {
      out << "<text x=\"" << at(x(point)) << "\" y=\"" << at(kHeight - 14)
          << "\" font-size=\"12\" text-anchor=\"" << anchor << "\" fill=\"currentColor\">"
          << xml_text(point.date) << "</text>\n";
    };
    write(same_.points.front(), "start");
    if (same_.points.size() > 1) write(same_.points.back(), "end");
  }

  const BurnDown& same_;
  std::uint32_t top_ = 4;
  double first_ = 0;
  double days_ = 1;
};

void write_legend(const BurnPoint& last, std::ostream& out) {
  out << "<p>";
  for (const Layer& layer : kLayers) {
    out << "<svg width=\"12\" height=\"12\" aria-hidden=\"true\"><rect width=\"12\" height=\"12\" "
           "rx=\"2\" fill=\""
        << layer.fill << "\"/></svg> "
        << number(last.findings[static_cast<std::size_t>(layer.severity)]) << " "
        << name(layer.severity) << " &#160; ";
  }
  out << "</p>\n";
}

}  // namespace

void burn_down_html(const BurnDown& all, std::ostream& out) {
  open_page("Progress of the migration",
            all.points.empty() ? "No history yet" : "To " + python(all.points.back().target), out);
  if (!all.points.empty()) {
    const BurnDown same = of_newest_target(all);
    out << "<section><h2>Findings</h2>\n";
    write_legend(same.points.back(), out);
    if (const std::string hidden = hidden_words(same); !hidden.empty())
      out << "<p>" << xml_text(hidden) << "</p>\n";
    Chart(same).write(out);
    out << "</section>\n<section><h2>Reports</h2><table "
           "class=\"plain\"><thead><tr><th>Date</th><th>Files</th><th>Critical</th><th>High</"
           "th><th>Medium</"
           "th><th>Low</th><th>Compile</th><th>Import</th><th>Verdict</th></tr></thead><tbody>\n";
    for (std::size_t i = same.points.size(); i-- > 0;) {
      const BurnPoint& point = same.points[i];
      out << "<tr><td>" << xml_text(point.date) << "</td><td>" << point.scanned << "</td>";
      for (std::size_t s = point.findings.size(); s-- > 0;)
        out << "<td>" << point.findings[s] << "</td>";
      out << "<td>" << xml_text(counts_words(point.compile)) << "</td><td>"
          << xml_text(counts_words(point.import)) << "</td><td>";
      for (const auto& [version, verdict] : point.verdict)
        out << xml_text(version.str()) << " " << xml_text(verdict) << " ";
      out << "</td></tr>\n";
    }
    out << "</tbody></table></section>\n";
  }
  close_page(out);
}

}  // namespace pymolt::render
