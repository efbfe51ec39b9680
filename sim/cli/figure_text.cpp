#include "cli/figure_text.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "io/text.hpp"
#include "analysis/number_text.hpp"

namespace kavel {

namespace {

constexpr int widest_label = 44;
constexpr int widest_value = 28;
constexpr int widest_unit = 34;
constexpr int status_width = 14;

/// Four digits are enough to recognise a figure by.
std::string short_number(double value) {
  return std::abs(value) >= 1000 && std::abs(value) < 1e9 ? fixed(value, 0) : fmt::format("{:.4g}", value);
}

bool starts(const std::string& text, const std::string& with) { return text.starts_with(with); }

void replace(std::string& text, const std::string& what, const std::string& by) {
  if (const std::size_t at = text.find(what); at != std::string::npos) text.replace(at, what.size(), by);
}

/// The table a figure is from, and what is done to it; empty for a number.
std::string table_text(const StatedFigure& figure) {
  std::string text = figure.table;
  if (figure.times != 1) text += fmt::format("{}times {}", text.empty() ? "" : ", ", shown(figure.times));
  if (!std::isnan(figure.outside)) text += fmt::format(", elsewhere {}", shown(figure.outside));
  return text;
}

const std::string& unit_of(const StatedFigure& figure) {
  static const std::string none;
  return figure.provenance.unit == "1" ? none : figure.provenance.unit;
}

template <class Of>
int width_over(const std::vector<StatedFigure>& figures, int most, Of of) {
  int width = 0;
  for (const StatedFigure& figure : figures) width = std::max(width, width_of(of(figure)));
  return std::min(width, most);
}

std::string with_blanks(std::string text, char instead_of) {
  std::replace(text.begin(), text.end(), instead_of, ' ');
  return text;
}

/// `hazard.diabetes.none>diabetes` of a programme's effects, in words.
std::string effect_label(const std::string& effect) {
  const std::size_t dot = effect.find('.');
  const std::string kind = effect.substr(0, dot);
  const std::string of = effect.substr(dot + 1);
  if (kind == "hazard") return "rate ratio of " + of;
  if (kind == "state") return "moved at once: " + of;
  if (kind == "wellbeing") return "wellbeing: " + of;
  if (kind == "outcomes") return "added in a year of taking part: " + of;
  const std::size_t last = of.rfind('.');
  const std::string activity = of.substr(0, last);
  if (of.substr(last + 1) == "share") return activity + ", share dropped";
  if (of.substr(last + 1) == "ratio") return activity + ", what comes instead, per unit";
  return activity + ", share filled again";
}

}  // namespace

std::string part_of(const StatedFigure& figure) {
  const std::size_t first = figure.what.find('.');
  if (first == std::string::npos) return figure.what;
  const std::string kind = figure.what.substr(0, first);
  const std::size_t second = figure.what.find('.', first + 1);
  return second == std::string::npos ? kind : figure.what.substr(0, second);
}

std::string label_of(const StatedFigure& figure) {
  const std::string part = part_of(figure);
  std::string label = figure.what.substr(std::min(figure.what.size(), part.size() + 1));
  if (label == "prevalence") return "at the start";
  if (part == "region.prevalences") replace(label, ".", " ");
  if (part == "region.prevalences") return "at the start: " + label;
  if (part == "region.cost_level") return "cost level";
  if (starts(label, "prevalence.")) return "at the start: " + label.substr(std::string("prevalence.").size());
  if (starts(label, "states.")) return label.substr(std::string("states.").size());
  if (starts(label, "per_year.")) return label.substr(std::string("per_year.").size()) + ", per year";
  if (starts(label, "per_transition.")) return label.substr(std::string("per_transition.").size()) + ", each time";
  if (starts(label, "transitions.")) {
    label = label.substr(std::string("transitions.").size());
    const std::size_t ratios = label.find(".ratios.");
    if (ratios != std::string::npos) {
      std::string by = label.substr(ratios + std::string(".ratios.").size());
      replace(by, ".", " ");
      return "  ratio by " + by;
    }
    if (const std::size_t kind = label.rfind('.'); kind != std::string::npos) label[kind] = ' ';
    return label;
  }
  if (starts(label, "effects.")) return effect_label(label.substr(std::string("effects.").size()));
  if (starts(label, "uptake.")) return "uptake, SES " + label.substr(std::string("uptake.").size());
  if (starts(label, "modifiers.")) return "times the effects, " + with_blanks(label.substr(10), '.');
  if (starts(label, "response.")) return "spread of the response";
  if (starts(label, "cost.")) return "cost " + with_blanks(label.substr(std::string("cost.").size()), '_');
  if (starts(label, "waning.")) return fmt::format("left in year {} after", std::stoi(label.substr(7)) + 1);
  return label.empty() ? part : with_blanks(label, '_');
}

std::string transition_of(const StatedFigure& figure) {
  const std::string before = ".transitions.";
  const std::size_t ratios = figure.what.find(".ratios.");
  const std::size_t at = figure.what.find(before);
  if (ratios == std::string::npos || at == std::string::npos) return {};
  const std::size_t first = at + before.size();
  return figure.what.substr(first, ratios - first) + " ";
}

std::string value_of(const StatedFigure& figure) {
  if (figure.table.empty()) {
    const std::string value = shown(figure.value * figure.times);
    return std::isnan(figure.low) ? value : fmt::format("{} ({} to {})", value, shown(figure.low), shown(figure.high));
  }
  if (figure.lowest == figure.highest) return short_number(figure.lowest);
  return short_number(figure.lowest) + " … " + short_number(figure.highest);
}

std::string value_text(const StatedFigure& figure) {
  const std::string& unit = unit_of(figure);
  std::string text = value_of(figure);
  if (figure.table.empty()) return unit.empty() ? text : text + " " + unit;
  return fmt::format("{} ({}{}{})", text, table_text(figure), unit.empty() ? "" : "; ", unit);
}

std::string SourceList::reference(const Provenance& provenance) {
  std::string text(name_of(provenance.status));
  if (provenance.source.empty()) return text;
  const auto [place, is_new] = numbers_.emplace(provenance.source, numbers_.size() + 1);
  if (is_new) sources_.push_back(provenance.source);
  return text + fmt::format(" [{}]", place->second);
}

std::string SourceList::text() const {
  std::string all;
  for (std::size_t i = 0; i < sources_.size(); ++i) all += fmt::format("  [{}] {}\n", i + 1, sources_[i]);
  return all;
}

std::string figure_lines(const std::vector<StatedFigure>& figures, SourceList& sources) {
  const int label = width_over(figures, widest_label, label_of);
  const int value = width_over(figures, widest_value, value_of);
  const int unit = width_over(figures, widest_unit, unit_of);
  std::string text;
  for (const StatedFigure& figure : figures) {
    const bool long_label = width_of(label_of(figure)) > label;
    if (long_label) text += "  " + label_of(figure) + "\n";
    std::string line =
        "  " + left_aligned(long_label ? "" : label_of(figure), label) + "  " + right_aligned(value_of(figure), value);
    line += "  " + left_aligned(unit_of(figure), unit);
    const std::string table = table_text(figure);
    const std::string status = sources.reference(figure.provenance);
    line += "  " + (table.empty() ? status : left_aligned(status, status_width) + "  " + table);
    text += line + "\n";
  }
  return text;
}

std::string counts_text(const StatusCounts& counts) {
  std::string text = fmt::format("{}: {} published, {} derived, {} assumed", counted(counts.all(), "figure"),
                                 counts.published, counts.derived, counts.assumed);
  if (counts.unstated > 0) text += fmt::format(", {} of unstated status", counts.unstated);
  return text;
}

}  // namespace kavel
