#include "io/calibrated_tables.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "io/figures_text.hpp"
#include "io/text.hpp"

namespace kavel {

namespace {

class TableWriter {
 public:
  TableWriter(const Study& study, const FittedMortality& fitted)
      : study_(study), pack_(study.variants.front().pack), spec_(*pack_.calibration), fitted_(fitted) {}

  std::vector<WrittenTable> all() {
    std::vector<WrittenTable> tables{background()};
    for (std::size_t b = 0; b < spec_.attributable_deaths.size(); ++b) tables.push_back(ratios(b));
    return tables;
  }

 private:
  std::string run() const {
    return fmt::format("in a reference run of {} persons, seed {}", fitted_.persons, study_.seed);
  }

  /// Of a transition's figure and of its ratios.
  std::vector<std::string> sources_of(const std::string& name) const {
    std::vector<std::string> sources;
    for (const AttributeSpec& attribute : pack_.attributes) {
      for (const TransitionSpec& transition : attribute.transitions) {
        if (attribute.name + '.' + transition.name != name) continue;
        sources.push_back(transition.figure.provenance.source);
      }
    }
    return sources;
  }

  WrittenTable background() const {
    const BackgroundSpec& spec = present(spec_.background, "a calibration that fits mortality has a background");
    TableHead head;
    head.title = "Mortality that is left when what conditions explain is taken from all deaths";
    head.unit = "1/year";
    head.sources = {spec.all_cause.provenance.source};
    head.methods = {
        fmt::format("kavel calibrate, {}: (all-cause mortality - mean hazard of {}) / mean rate ratio of {}, for "
                    "every sex, age and year",
                    run(), fitted_.deaths.empty() ? "none" : listed_whole(fitted_.deaths), spec.transition),
        "means over the persons alive at the start and the end of the year"};
    head.notes = {"by age reached in the calendar year: read as it is, not as the mean of two rows",
                  fmt::format("all-cause mortality: {}", table_name(spec.all_cause))};
    const FigureGrid rows(fitted_.start, fitted_.years, oldest_age, [&](Sex sex, int reached, int year) {
      return fitted_.background[sex_age_year(sex, reached - 1, year, fitted_.years)];
    });
    return {spec.writes, text_of(head) + rows.text("age_reached", "hazard")};
  }

  WrittenTable ratios(std::size_t b) const {
    const AttributableDeathsSpec& spec = spec_.attributable_deaths[b];
    const Quantity& inhabitants = present(spec_.inhabitants, "budgets are of the deaths among inhabitants");
    const BackgroundSpec& rest = present(spec_.background, "budgets stand beside a background");
    TableHead head;
    head.title = fmt::format("Factor on the excess mortality of {}", spec.name);
    head.unit = "1";
    head.sources = {spec.deaths.provenance.source};
    for (const std::string& transition : spec.transitions) {
      for (const std::string& source : sources_of(transition)) head.sources.push_back(source);
    }
    head.methods = {fmt::format("kavel calibrate, {}: so that {} together are {} deaths among {} inhabitants in {}",
                                run(), listed_whole(spec.transitions), shown(spec.deaths.value * spec.deaths.times),
                                shown(inhabitants.value * inhabitants.times), study_.start),
                    fmt::format("at most {:.0f} % of all-cause mortality of any sex, age and year explained",
                                100 * rest.most_explained)};
    if (spec.follows == AttributableDeathsSpec::Follows::all_cause) {
      head.methods.push_back("after the base year the excess changes as all-cause mortality of that sex and age");
    }
    head.notes = {"by age on 1 January"};
    const FigureGrid rows(fitted_.start, fitted_.years, oldest_age, [&](Sex sex, int age, int year) {
      return fitted_.fitted[static_cast<std::size_t>(year)].mortality.at(sex, age).scale[b];
    });
    return {spec.writes, text_of(head) + rows.text("age", "ratio")};
  }

  static std::string table_name(const Quantity& quantity) {
    return quantity.table ? (quantity.table->title.empty() ? "the pack's table" : quantity.table->title) : "the pack";
  }
  static std::string listed_whole(const std::vector<std::string>& names) {
    std::string text;
    for (const std::string& name : names) text += (text.empty() ? "" : " + ") + name;
    return text;
  }

  const Study& study_;
  const Pack& pack_;
  const CalibrationSpec& spec_;
  const FittedMortality& fitted_;
};

/// Figures by age reached as CSV, one column each; ages at the end that repeat the one before become an open row.
std::string rows_by_age(const std::vector<std::string>& columns, const std::vector<const ByAgeReached*>& figures) {
  const std::vector<std::string>& ses = figures.front()->groups;
  const std::size_t groups = std::max<std::size_t>(ses.size(), 1);
  const auto row = [&](std::size_t group, Sex sex, int reached) {
    std::string text;
    for (const ByAgeReached* figure : figures)
      text += fmt::format(",{:.9g}", figure->values[figure->at(group, sex, reached)]);
    return text;
  };
  const auto repeats = [&](int reached) {
    for (std::size_t group = 0; group < groups; ++group) {
      for (const Sex sex : {Sex::female, Sex::male}) {
        if (row(group, sex, reached) != row(group, sex, reached - 1)) return false;
      }
    }
    return true;
  };
  int last = ByAgeReached::ages - 1;
  while (last > 0 && repeats(last)) --last;
  std::string text = fmt::format("sex,age_reached{}", ses.empty() ? "" : ",ses");
  for (const std::string& column : columns) text += ',' + column;
  text += '\n';
  for (const Sex sex : {Sex::female, Sex::male}) {
    for (int reached = 0; reached <= last; ++reached) {
      for (std::size_t group = 0; group < groups; ++group) {
        text += fmt::format("{},{}{}{}{}\n", sex_names[static_cast<std::size_t>(sex)], reached,
                            reached == last ? "+" : "", ses.empty() ? "" : ',' + ses[group], row(group, sex, reached));
      }
    }
  }
  return text;
}

WrittenTable residuals_of(const Study& study, const ResidualsSpec& spec, const std::vector<FittedResidual>& fitted) {
  TableHead head;
  head.title = fmt::format("Residual volumes: {}", spec.name);
  head.unit = spec.unit + " per inhabitant per year";
  std::vector<std::string> columns;
  std::vector<const ByAgeReached*> figures;
  for (const auto& [activity, published] : spec.published) head.sources.push_back(published.provenance.source);
  head.methods = {fmt::format(
      "kavel calibrate, in the base year of a run of {} persons, seed {}: published volume - what states and "
      "transitions use, per person-year of a sex and age",
      study.population.persons(), study.seed)};
  head.notes = {"by age reached in the calendar year: read as it is, not as the mean of two rows"};
  for (const FittedResidual& one : fitted) {
    columns.push_back(one.activity);
    figures.push_back(&one.figures);
    head.notes.push_back(fmt::format("{}: {:.1f} % of the published volume is residual", one.activity,
                                     one.published > 0 ? 100 * one.residual / one.published : 0.0));
  }
  return {spec.writes, text_of(head) + rows_by_age(columns, figures)};
}

WrittenTable baseline_of(const Study& study, const BaselineSpec& spec, const FittedBaseline& fitted) {
  TableHead head;
  head.title = fmt::format("{} without what states do to it", spec.measure);
  head.unit = spec.norm.provenance.unit;
  head.sources = {spec.norm.provenance.source};
  head.methods = {
      fmt::format("kavel calibrate, in the base year of a run of {} persons, seed {}: the baseline whose mean over the "
                  "population is the norm, ends of the range and own offsets included",
                  study.population.persons(), study.seed)};
  head.notes = {"by age reached in the calendar year: read as it is, not as the mean of two rows"};
  return {spec.writes, text_of(head) + rows_by_age({"baseline"}, {&fitted.figures})};
}

}  // namespace

std::vector<WrittenTable> calibrated_tables(const Study& study, const FittedBaseYear& fitted) {
  const CalibrationSpec& spec = calibration_of(study);
  std::vector<WrittenTable> tables;
  for (std::size_t i = 0; i < fitted.residuals.size(); ++i) {
    tables.push_back(residuals_of(study, spec.residuals[i], fitted.residuals[i]));
  }
  for (std::size_t i = 0; i < fitted.baselines.size(); ++i) {
    tables.push_back(baseline_of(study, spec.baselines[i], fitted.baselines[i]));
  }
  return tables;
}

std::vector<WrittenTable> calibrated_tables(const Study& study, const FittedMortality& fitted) {
  return TableWriter(study, fitted).all();
}

}  // namespace kavel
