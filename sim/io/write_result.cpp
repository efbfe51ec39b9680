#include "io/write_result.hpp"

#include <cmath>
#include <limits>
#include <map>

#include "programme/names.hpp"
#include "io/arms.hpp"
#include "io/hdf5_writer.hpp"
#include "io/result_format.hpp"
#include "io/seal.hpp"
#include "io/stated_figures.hpp"
#include "io/totals_group.hpp"
#include "io/wellbeing_group.hpp"
#include "io/whole_file.hpp"
#include "io/write_capacities.hpp"
#include "io/write_comparison.hpp"
#include "io/write_cost_effectiveness.hpp"
#include "io/write_money.hpp"
#include "io/write_persons.hpp"
#include "io/write_yearly.hpp"

namespace kavel {

namespace {

using Names = std::vector<std::string>;

const std::string no_units{};
const std::string outcome_units{"see outcome_unit"};

/// `0-17`, …, `85+`
Names age_group_labels(const std::vector<int>& first_ages) {
  Names labels;
  for (std::size_t i = 0; i + 1 < first_ages.size(); ++i) {
    labels.push_back(std::to_string(first_ages[i]) + "-" + std::to_string(first_ages[i + 1] - 1));
  }
  if (!first_ages.empty()) labels.push_back(std::to_string(first_ages.back()) + "+");
  return labels;
}

class ResultWriter {
 public:
  ResultWriter(const ResultContent& content, const Each& each)
      : study_(content.study),
        stored_(content.stored),
        results_(content.results),
        estimates_(content.estimates),
        run_(content.run),
        file_(each) {}

  std::vector<std::byte> image() {
    write_head();
    write_coordinates();
    write_trajectories("", {"year", "sex", "age_group", "ses"}, &VariantResults::by_sex_age_ses);
    write_by_year();
    write_money(file_, results_, estimates_.money);
    file_.add_group("/by_area", "The trajectories by area");
    write_trajectories("/by_area", {"year", "area"}, &VariantResults::by_area);
    write_delineation();
    write_life_table();
    write_totals(file_, results_);
    write_wellbeing(file_, results_, estimates_);
    write_comparison(file_, results_, estimates_.comparison);
    write_cost_effectiveness(file_, results_, estimates_.cost_effectiveness);
    write_capacities(file_, results_);
    write_proofs();
    file_.add_group("/random_groups", "The trajectories by random group of founders, for standard errors");
    write_random_groups();
    write_trajectories("/random_groups", {"year", "random_group"}, &VariantResults::by_group);
    write_volumes(file_, "/random_groups", {"arm", "year", "random_group"}, results_, &VariantResults::by_group);
    write_full_cross();
    kavel::write_persons(file_, results_);
    write_study();
    write_parameters();
    write_provenance();
    return file_.finish();
  }

 private:
  void write_full_cross() {
    if (results_.variants.front().by_cross.person_years.shape.empty()) return;
    file_.add_group("/full_cross", "The trajectories by sex, age group, SES and area at once");
    const Names cell{"year", "sex", "age_group", "ses", "area"};
    write_trajectories("/full_cross", cell, &VariantResults::by_cross);
    Names dimensions{"arm"};
    dimensions.insert(dimensions.end(), cell.begin(), cell.end());
    write_volumes(file_, "/full_cross", dimensions, results_, &VariantResults::by_cross);
    write_wellbeing_cross(file_, results_);
  }

  void write_head() {
    file_.annotate("/", "title", study_.title);
    file_.annotate("/", "format", std::string(result_format_name));
    file_.annotate("/", "format_version", result_format_version);
    file_.annotate("/", "description",
                   "Result of the Kavel microsimulation; sim/io/FORMAT.md describes the format. This group holds the "
                   "trajectories by sex, age and SES; each other group opens by itself, with its coordinates.");
    file_.annotate(
        "/", "coordinates",
        "age_group_start state_attribute state_title transition_attribute transition_role outcome_unit outcome_kind");
    file_.annotate("/", "age_rule", std::string(study_.population.age_rule == AgeRule::lexis ? "lexis" : "exact"));
    file_.annotate("/", "founders", results_.founders);
    file_.annotate("/", "inhabitants", results_.inhabitants > 0 ? results_.inhabitants : results_.founders);
    file_.annotate("/", "person_years_simulated", results_.person_years);
  }

  void write_coordinates() {
    file_.add_coordinate("/arm", names_of(results_.variants, [](const auto& variant) { return variant.name; }),
                         {.long_name = "arm", .description = "variant of the study; the first is the comparator"});
    file_.add_coordinate("/year", std::vector<std::int32_t>(results_.years.begin(), results_.years.end()),
                         {.units = "calendar year", .long_name = "calendar year"});
    file_.add_coordinate("/sex", Names(sex_names.begin(), sex_names.end()), {.long_name = "sex"});
    file_.add_coordinate("/age_group", age_group_labels(results_.age_groups),
                         {.long_name = "age group", .description = "by completed years of age on 1 January"});
    file_.add_coordinate("/ses", results_.ses_groups, {.long_name = "socio-economic group"});
    file_.add_coordinate("/area", results_.areas, {.long_name = "area"});
    file_.add_coordinate(
        "/delineation", Names{"inside", "outside"},
        {.long_name = "inside or outside the delineation", .description = "without a delineation everyone is inside"});
    file_.add_coordinate("/state", results_.states, {.long_name = "state", .description = "attribute.state"});
    file_.add_coordinate("/transition", results_.transitions,
                         {.long_name = "transition", .description = "attribute.from>to"});
    file_.add_coordinate("/outcome", results_.outcomes, {.long_name = "outcome"});
    write_care_coordinates(file_, results_.care);
    write_labels();
  }

  void write_ages() {
    const std::size_t ages = results_.variants.front().alive.shape.back();
    std::vector<std::int32_t> values(ages);
    for (std::size_t i = 0; i < ages; ++i) values[i] = youngest_age + static_cast<std::int32_t>(i);
    file_.add_coordinate("/life_table/age", values,
                         {.units = "years",
                          .long_name = "age on 1 January",
                          .description = "completed years; -1: born in the year itself; the last is open"});
  }

  void write_random_groups() {
    const auto& shape = results_.variants.front().by_group.person_years.shape;
    std::vector<std::int32_t> numbers(shape.size() > 1 ? shape[1] : 0);
    for (std::size_t i = 0; i < numbers.size(); ++i) numbers[i] = static_cast<std::int32_t>(i);
    file_.add_coordinate(
        "/random_groups/random_group", numbers,
        {.units = "1", .long_name = "random group of founders", .description = "with their descendants"});
  }

  void write_labels() {
    file_.add("/age_group_start", {"age_group"},
              std::vector<std::int64_t>(results_.age_groups.begin(), results_.age_groups.end()),
              {.units = "years", .long_name = "first age of the group"});
    file_.add("/state_attribute", {"state"}, names_of(results_.states, attribute_in), {.long_name = "attribute"});
    file_.add("/state_title", {"state"}, state_titles(), {.long_name = "the state, for readers"});
    file_.add("/transition_attribute", {"transition"}, names_of(results_.transitions, attribute_in),
              {.long_name = "attribute"});
    file_.add("/transition_role", {"transition"},
              names_of(results_.roles, [](Role role) { return role_names[static_cast<std::size_t>(role)]; }),
              {.long_name = "what it does to the number of inhabitants",
               .description = "change (nothing), birth, death or departure"});
    file_.add("/outcome_unit", {"outcome"}, results_.outcome_units, {.long_name = "unit of the outcome"});
    file_.add("/outcome_kind", {"outcome"},
              names_of(results_.outcome_kinds,
                       [](OutcomeKind kind) { return outcome_kind_names[static_cast<std::size_t>(kind)]; }),
              {.long_name = "cost or effect"});
  }

  /// Those the pack gives, else names.
  Names state_titles() const {
    std::map<std::string, std::string> titles;
    for (const AttributeSpec& attribute : study_.variants.front().pack.attributes) {
      for (const auto& [state, title] : attribute.titles) titles[attribute.name + '.' + state] = title;
    }
    return names_of(results_.states, [&](const std::string& state) {
      const auto found = titles.find(state);
      return found == titles.end() ? state.substr(attribute_in(state).size() + 1) : found->second;
    });
  }

  void write_trajectories(const std::string& group, const Names& cell, Trajectories VariantResults::*part) {
    const auto dimensions = [&](const std::string& last) {
      Names all{"arm"};
      all.insert(all.end(), cell.begin(), cell.end());
      all.push_back(last);
      return all;
    };
    file_.add(group + "/person_years", dimensions("state"),
              of_all_arms<double>(results_, [&](const auto& v) { return (v.*part).person_years.values; }),
              {"person-years", "person-years lived in each state of each attribute",
               "sum the states of one attribute for all person-years; divide a state by that sum for its prevalence"});
    file_.add(group + "/events", dimensions("transition"),
              of_all_arms<std::int64_t>(results_, [&](const auto& v) { return (v.*part).events.values; }),
              {"events", "transitions that happened", ""});
    file_.add(group + "/outcomes", dimensions("outcome"),
              of_all_arms<double>(results_, [&](const auto& v) { return (v.*part).outcomes.values; }),
              {outcome_units, "outcomes, undiscounted", ""});
  }

  void write_by_year() {
    file_.add_group(
        "/by_year",
        "The trajectories of the whole region with standard errors (random groups of founders, Wolter 2007, "
        "Introduction to Variance Estimation, ch. 2) and paired differences with the first arm");
    write_yearly(file_, "/by_year/person_years", "state", {"person-years", "person-years lived in each state", ""},
                 estimates_.person_years);
    write_yearly(file_, "/by_year/events", "transition", {"events", "transitions that happened", ""},
                 estimates_.events);
    write_yearly(file_, "/by_year/outcomes", "outcome", {outcome_units, "outcomes, undiscounted", ""},
                 estimates_.outcomes);
  }

  void write_delineation() {
    file_.add_group("/by_delineation", "The trajectories inside and outside the study's delineation");
    file_.annotate("/by_delineation", "delineation", results_.delineation);
    write_trajectories("/by_delineation", {"year", "delineation"}, &VariantResults::by_delineation);
  }

  void write_life_table() {
    const Names dimensions{"arm", "year", "sex", "age"};
    file_.add_group("/life_table", "Persons and deaths by single year of age, and life expectancy");
    write_ages();
    file_.add("/life_table/alive", dimensions,
              of_all_arms<double>(results_, [](const auto& v) { return v.alive.values; }),
              {"person-years", "person-years lived", ""});
    file_.add("/life_table/deaths", dimensions,
              of_all_arms<std::int64_t>(results_, [](const auto& v) { return v.deaths.values; }),
              {"persons", "deaths", ""});
    file_.add("/life_table/life_expectancy", {"arm", "year", "sex"}, estimates_.life_expectancy.values,
              {"years", "period life expectancy at birth", "not a number where persons or deaths are too few"});
    file_.add("/life_table/life_expectancy_se", {"arm", "year", "sex"},
              estimates_.life_expectancy_standard_error.values,
              {"years", "period life expectancy at birth: standard error", "Chiang's, from the deaths at each age"});
  }

  void write_proofs() {
    file_.add_group("/proofs",
                    "Persons are conserved: start + births + arrivals - deaths - departures = end, in every year");
    write_persons("start", &Conservation::start, "persons alive on 1 January");
    write_persons("births", &Conservation::births, "live births");
    write_persons("arrivals", &Conservation::arrivals, "arrivals in the region");
    write_persons("deaths", &Conservation::deaths, "deaths");
    write_persons("departures", &Conservation::departures, "departures from the region");
    write_persons("end", &Conservation::end, "persons alive at the end of 31 December");
    if (study_.arms.empty()) return;
    write_proof("starts", &ArmProof::starts, "persons", "starts in programmes");
    write_proof("strata_that_differ", &ArmProof::differing, "strata",
                "strata of sex, age and SES whose tallies are not those of usual care; none before the first start");
  }

  void write_proof(const std::string& name, std::vector<std::int64_t> ArmProof::*field, const std::string& unit,
                   const std::string& long_name) {
    const auto of_arm = [&](const VariantResults& arm) {
      return (arm.proof.*field).empty() ? std::vector<std::int64_t>(results_.years.size(), 0) : arm.proof.*field;
    };
    file_.add("/proofs/" + name, {"arm", "year"}, of_all_arms<std::int64_t>(results_, of_arm), {unit, long_name, ""});
  }

  void write_persons(const std::string& name, std::vector<std::int64_t> Conservation::*field,
                     const std::string& long_name) {
    file_.add("/proofs/" + name, {"arm", "year"},
              of_all_arms<std::int64_t>(results_, [&](const auto& v) { return v.conservation.*field; }),
              {"persons", long_name, ""});
  }

  void write_study() {
    file_.add_group("/study", "The study as it was written; `kavel run` on this file runs it again");
    file_.annotate("/study", "seed", stored_.seed);
    file_.add_coordinate(
        "/study/file", names_of(stored_.files, [](const auto& file) { return file.first; }),
        {.long_name = "path of an input file, from the study's folder", .description = "the first is the study"});
    file_.add("/study/text", {"file"}, names_of(stored_.files, [](const auto& file) { return file.second; }),
              {.long_name = "text of the input file"});
    if (!stored_.overrides.empty()) {
      file_.add_coordinate("/study/override", stored_.overrides,
                           {.long_name = "dotted.key=value, as given with --set"});
    }
  }

  /// Those of the region and of the first variant, and of every other those that differ from it.
  void write_parameters() {
    std::vector<StatedFigure> figures = stated_figures(study_.region);
    Names arms(figures.size(), study_.variants.front().name);
    std::map<std::string, StatedFigure> comparator;
    for (const Variant& variant : study_.variants) {
      for (StatedFigure& figure : stated_figures(variant.pack)) {
        if (&variant == &study_.variants.front()) {
          comparator.emplace(figure.key, figure);
        } else if (const auto found = comparator.find(figure.key);
                   found != comparator.end() && found->second == figure) {
          continue;
        }
        arms.push_back(variant.name);
        figures.push_back(std::move(figure));
      }
    }
    for (std::size_t p = 0; p < study_.programmes.size(); ++p) {
      const std::string in = arms_with(static_cast<int>(p));
      for (StatedFigure& figure : stated_figures(study_.programmes[p])) {
        arms.push_back(in);
        figures.push_back(std::move(figure));
      }
    }
    write_figures(figures, arms);
  }

  std::string arms_with(int programme) const {
    std::string names;
    for (const Arm& arm : study_.arms) {
      if (std::find(arm.programmes.begin(), arm.programmes.end(), programme) != arm.programmes.end())
        names += (names.empty() ? "" : ", ") + arm.name;
    }
    return names;
  }

  void write_figures(const std::vector<StatedFigure>& figures, const Names& arms) {
    const auto texts = [&](const std::string& name, auto field, const std::string& long_name,
                           const std::string& description = {}) {
      file_.add("/parameters/" + name, {"parameter"}, names_of(figures, field), {no_units, long_name, description});
    };
    const auto numbers = [&](const std::string& name, double StatedFigure::*field, const std::string& long_name,
                             const std::string& units = "see unit") {
      std::vector<double> values;
      for (const StatedFigure& figure : figures) values.push_back(figure.*field);
      file_.add("/parameters/" + name, {"parameter"}, values, {units, long_name, ""});
    };
    file_.add_group("/parameters",
                    "Every figure: of the model all of the first arm, of the others those that differ from it; of "
                    "programmes all");
    file_.add_coordinate("/parameters/parameter", names_of(figures, [](const auto& figure) { return figure.key; }),
                         {.long_name = "dotted key of the figure in the model"});
    file_.add("/parameters/of_arm", {"parameter"}, arms, {.long_name = "arm, or arms, in which it holds"});
    numbers("value", &StatedFigure::value, "value; not a number where a table gives it");
    numbers("low", &StatedFigure::low, "lower end of its 95 % interval");
    numbers("high", &StatedFigure::high, "upper end of its 95 % interval");
    texts(
        "table", [](const auto& figure) { return figure.table; }, "table and column that give the values");
    numbers("outside", &StatedFigure::outside, "value where the table has no row");
    numbers("times", &StatedFigure::times, "factor on every value", "1");
    texts(
        "unit", [](const auto& figure) { return figure.provenance.unit; }, "unit of the figure");
    texts(
        "source", [](const auto& figure) { return figure.provenance.source; }, "source");
    texts(
        "status", [](const auto& figure) { return name_of(figure.provenance.status); }, "status",
        "published, derived, assumed or unstated");
  }

  void write_provenance() {
    file_.add_group("/provenance", "Circumstances of the run; they decide nothing of its content");
    file_.annotate("/provenance", "program", run_.program);
    file_.annotate("/provenance", "compiler", run_.compiler);
    file_.annotate("/provenance", "command", run_.command);
    file_.annotate("/provenance", "started", run_.started);
    file_.annotate("/provenance", "threads", static_cast<std::int64_t>(run_.threads));
    file_.annotate("/provenance", "seconds", run_.seconds);
  }

  const Study& study_;
  const StoredStudy& stored_;
  const Results& results_;
  const Estimates& estimates_;
  const RunRecord& run_;
  Hdf5Writer file_;
};

}  // namespace

std::vector<std::byte> result_image(const ResultContent& content, const Each& each) {
  expects(!content.results.variants.empty(), "results have a first variant");
  try {
    std::vector<std::byte> image = ResultWriter(content, each).image();
    seal(image);
    return image;
  } catch (const Hdf5Failure& failure) {
    throw SystemError(std::string("cannot put the results together in memory: ") + failure.what());
  }
}

void write_result(const std::string& path, const ResultContent& content, const Each& each) {
  write_whole_file(path, result_image(content, each));
}

}  // namespace kavel
