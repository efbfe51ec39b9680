// Why the result does not depend on threads or blocks: who the founders are and under what hazards they are on the
// first 1 January does not; all sums are of integers.

#include "experiment/condition_survey.hpp"

#include <algorithm>
#include <atomic>
#include <cmath>

#include <oneapi/tbb/blocked_range.h>
#include <oneapi/tbb/enumerable_thread_specific.h>
#include <oneapi/tbb/global_control.h>
#include <oneapi/tbb/parallel_for.h>

#include "core/int128.hpp"
#include "population/zones.hpp"
#include "life/founder_block.hpp"
#include "experiment/bare_study.hpp"
#include "experiment/compiled.hpp"
#include "experiment/threads.hpp"

namespace kavel {

namespace {

constexpr std::int64_t usual_block = 32768;
constexpr double chance_unit = 1073741824.0;   ///< 2^30
constexpr double speed_unit = 4294967296.0;    ///< 2^32
constexpr double greatest = 4503599627370496;  ///< 2^52
constexpr double enough_persons = 1000;        ///< in a state, for a mean speed; more ages are taken until there are
constexpr int most_ages = 10;                  ///< to either side, unless nobody is there

const CalibrationSpec& spec_of(const Study& study) { return calibration_of(study); }

/// Of one condition: sums over people of a sex and age, by state.
struct StateSums {
  std::int64_t persons = 0;
  Int128 chances = 0;
  std::vector<Int128> speeds{};  ///< [lane looked at]
};

struct Plan {
  std::vector<int> deaths{};
  int background = -1;
  std::vector<SurveyedCondition> conditions{};
  std::vector<std::vector<int>> looked_at{};  ///< [condition]: flows with a clock, deaths, background
};

/// [condition][(sex x age) x state]
using Sums = std::vector<std::vector<StateSums>>;

Sums empty_sums(const Plan& plan) {
  Sums sums;
  for (std::size_t c = 0; c < plan.conditions.size(); ++c) {
    StateSums one;
    one.speeds.assign(plan.looked_at[c].size(), 0);
    sums.emplace_back(rows_by_sex_age * plan.conditions[c].shape.states(), one);
  }
  return sums;
}

void add(Sums& sums, const Sums& other) {
  for (std::size_t c = 0; c < sums.size(); ++c) {
    for (std::size_t i = 0; i < sums[c].size(); ++i) {
      sums[c][i].persons += other[c][i].persons;
      sums[c][i].chances += other[c][i].chances;
      for (std::size_t l = 0; l < sums[c][i].speeds.size(); ++l) sums[c][i].speeds[l] += other[c][i].speeds[l];
    }
  }
}

class Planner {
 public:
  Planner(const Study& study, const Model& model) : spec_(spec_of(study)), model_(model) {}

  Plan plan() {
    Plan plan;
    plan.background = lane_of(model_, present(spec_.background, "a calibration has a background").transition);
    for (std::size_t lane = 0; lane < model_.transitions.size(); ++lane) {
      const bool dies = model_.transitions[lane].leaving == Leaving::death;
      if (dies && static_cast<int>(lane) != plan.background) plan.deaths.push_back(static_cast<int>(lane));
    }
    for (const ConditionSpec& condition : spec_.conditions) add(condition, plan);
    return plan;
  }

 private:
  void add(const ConditionSpec& condition, Plan& plan) const {
    SurveyedCondition of;
    while (model_.attributes[static_cast<std::size_t>(of.attribute)].name != condition.attribute) ++of.attribute;
    const Attribute& attribute = model_.attributes[static_cast<std::size_t>(of.attribute)];
    for (const std::string& state : attribute.states) of.shape.is_case.push_back(is_in(condition.cases, state));
    std::vector<int> looked_at;
    for (const int lane : attribute.lanes) {
      const Transition& transition = model_.transitions[static_cast<std::size_t>(lane)];
      if (transition.from == transition.to || transition.leaving != Leaving::no) continue;
      const bool clock = transition.kind != ClockKind::duration;
      of.shape.flows.push_back({transition.from, transition.to, is_in(condition.onset, transition.name)});
      of.lanes.push_back(clock ? lane : -1 - lane);
      if (clock) looked_at.push_back(lane);
    }
    for (const int lane : plan.deaths) {
      const std::string& name = model_.transitions[static_cast<std::size_t>(lane)].name;
      of.shape.deaths.push_back({is_in(condition.onset, name), is_own(condition, name)});
      looked_at.push_back(lane);
    }
    looked_at.push_back(plan.background);
    of.figures.shape = of.shape;
    plan.conditions.push_back(std::move(of));
    plan.looked_at.push_back(std::move(looked_at));
  }

  bool is_own(const ConditionSpec& condition, const std::string& death) const {
    return std::any_of(spec_.attributable_deaths.begin(), spec_.attributable_deaths.end(), [&](const auto& budget) {
      return budget.name == condition.deaths && is_in(budget.transitions, death);
    });
  }

  static bool is_in(const std::vector<std::string>& names, const std::string& name) {
    return std::find(names.begin(), names.end(), name) != names.end();
  }

  const CalibrationSpec& spec_;
  const Model& model_;
};

/// Adds up everyone of a block.
class Look {
 public:
  Look(const Model& model, const Plan& plan, Sums& sums) : model_(model), plan_(plan), sums_(sums) {}

  void at(const Cohort& cohort) {
    if (cohort.first_age < 0 || cohort.rows.empty()) return;
    const std::size_t row = sex_age(cohort.sex, std::min(cohort.first_age, oldest_age));
    for (std::size_t c = 0; c < plan_.conditions.size(); ++c) {
      for (std::size_t person = 0; person < cohort.rows.size(); ++person) take(cohort, person, row, c);
    }
  }

 private:
  void take(const Cohort& cohort, std::size_t person, std::size_t row, std::size_t c) {
    const SurveyedCondition& condition = plan_.conditions[c];
    const std::size_t states = condition.shape.states();
    StateSums* const by_state = sums_[c].data() + row * states;
    const std::uint8_t* const held = cohort.rows.states(person);
    const Attribute& attribute = model_.attributes[static_cast<std::size_t>(condition.attribute)];
    const PersonKey& key = cohort.rows.key(person);
    const double* const cumulative = attribute.prevalence(cohort.sex, cohort.first_age, key.ses, held);
    double before = 0;
    for (std::size_t s = 0; s < states; ++s) {
      by_state[s].chances += std::llround((cumulative[s] - before) * chance_unit);
      before = cumulative[s];
    }
    StateSums& own = by_state[held[condition.attribute]];
    ++own.persons;
    const float* const speeds = cohort.rows.speeds(person);
    const std::vector<int>& lanes = plan_.looked_at[c];
    for (std::size_t l = 0; l < lanes.size(); ++l) {
      const float speed = speeds[lanes[l]];
      if (speed != 0.0F) own.speeds[l] += std::llround(std::min(static_cast<double>(speed) * speed_unit, greatest));
    }
  }

  const Model& model_;
  const Plan& plan_;
  Sums& sums_;
};

Sums sums_over_founders(const Study& study, const CompiledVariant& variant, const Plan& plan,
                        const RunOptions& options) {
  const Founders founders(study.population);
  const Newcomers newcomers(study.population);
  const TallyShape shape(variant.model, variant.valuation, study.age_groups,
                         static_cast<int>(study.population.ses_groups.size()), Zones(study.population).size());
  const int threads = threads_or_all(options.threads);
  const oneapi::tbb::global_control limit(oneapi::tbb::global_control::max_allowed_parallelism,
                                          static_cast<std::size_t>(threads));
  const std::int64_t size = options.block_size > 0 ? options.block_size : usual_block;
  oneapi::tbb::enumerable_thread_specific<Sums> all([&] { return empty_sums(plan); });
  std::atomic<bool> stop = false;
  oneapi::tbb::parallel_for(
      oneapi::tbb::blocked_range<std::int64_t>(0, (founders.persons() + size - 1) / size, 1),
      [&](const oneapi::tbb::blocked_range<std::int64_t>& range) {
        for (std::int64_t block = range.begin(); block != range.end() && !stop; ++block) {
          Tally tally(shape);
          const BlockRun run{&variant.model, &variant.valuation, key_of(study.seed, 0), &tally, nullptr, &newcomers};
          FounderBlock people(run, founders.between(block * size, size));
          people.start_year(0);
          Look look(variant.model, plan, all.local());
          for (const Cohort& cohort : people.cohorts()) look.at(cohort);
          if (options.cancelled && options.cancelled()) stop = true;
        }
      },
      oneapi::tbb::simple_partitioner());
  if (stop) throw Cancelled();
  Sums sums = empty_sums(plan);
  for (const Sums& one : all) add(sums, one);
  return sums;
}

/// Turns the sums of one condition into means.
class Means {
 public:
  Means(const Model& model, const Plan& plan, std::size_t condition, const std::vector<StateSums>& sums)
      : model_(model), plan_(plan), of_(plan.conditions[condition]), lanes_(plan.looked_at[condition]), sums_(sums) {}

  CourseAge at(Sex sex, int age, const std::vector<double>& all_cause) const {
    CourseAge result;
    const std::size_t states = of_.shape.states();
    double chances = 0;
    for (std::size_t s = 0; s < states; ++s) {
      result.persons += static_cast<double>(cell(sex, age, s).persons);
      result.share.push_back(static_cast<double>(cell(sex, age, s).chances));
      chances += result.share.back();
    }
    for (double& share : result.share) share = chances > 0 ? share / chances : 0;
    if (!(chances > 0)) result.share[static_cast<std::size_t>(newborn())] = 1;
    for (std::size_t f = 0; f < of_.lanes.size(); ++f) result.flow.push_back(flow(sex, age, f));
    const std::size_t first_death = lanes_.size() - plan_.deaths.size() - 1;
    for (std::size_t s = 0; s < states; ++s) {
      for (std::size_t d = 0; d < plan_.deaths.size(); ++d)
        result.death.push_back(mean_hazard(sex, age, s, first_death + d));
      result.background.push_back(mean_hazard(sex, age, s, lanes_.size() - 1));
    }
    if (!all_cause.empty()) result.all_cause = all_cause[sex_age(sex, age)];
    return result;
  }

 private:
  const StateSums& cell(Sex sex, int age, std::size_t state) const {
    return sums_[sex_age(sex, age) * of_.shape.states() + state];
  }
  int newborn() const { return model_.attributes[static_cast<std::size_t>(of_.attribute)].newborn; }

  double flow(Sex sex, int age, std::size_t f) const {
    const int lane = of_.lanes[f];
    if (lane < 0) {  // in a steady state as many are in a state of fixed duration as with this hazard
      const Moment duration = model_.transitions[static_cast<std::size_t>(-1 - lane)].duration;
      return static_cast<double>(ticks_per_year) / static_cast<double>(duration);
    }
    const auto at = std::find(lanes_.begin(), lanes_.end(), lane) - lanes_.begin();
    return mean_hazard(sex, age, static_cast<std::size_t>(of_.shape.flows[f].from), static_cast<std::size_t>(at));
  }

  double mean_hazard(Sex sex, int age, std::size_t state, std::size_t looked_at) const {
    const double base = static_cast<double>(model_.base_row(sex, age, 0)[lanes_[looked_at]]) / clock_unit;
    return base > 0 ? base * mean_speed(sex, age, state, looked_at) : 0;
  }

  /// Over as many ages as hold enough people in the state; 1 where nobody of the sex ever is in it.
  double mean_speed(Sex sex, int age, std::size_t state, std::size_t looked_at) const {
    double persons = 0;
    Int128 speed = 0;
    for (int k = 0; k <= oldest_age && (k <= most_ages || persons == 0) && persons < enough_persons; ++k) {
      for (const int other : {age - k, age + k}) {
        if (other < 0 || other > oldest_age || (k == 0 && persons > 0)) continue;  // an age once
        persons += static_cast<double>(cell(sex, other, state).persons);
        speed += cell(sex, other, state).speeds[looked_at];
      }
    }
    return persons > 0 ? static_cast<double>(speed) / speed_unit / persons : 1;
  }

  const Model& model_;
  const Plan& plan_;
  const SurveyedCondition& of_;
  const std::vector<int>& lanes_;
  const std::vector<StateSums>& sums_;
};

}  // namespace

ConditionSurvey survey_conditions(const Study& study, const RunOptions& options, const std::vector<double>& all_cause) {
  Study bare = without_outcomes(study);
  bare.years = 1;
  const CompiledVariant variant = std::move(compile_variants(bare).front());
  Plan plan = Planner(study, variant.model).plan();
  const Sums sums = sums_over_founders(bare, variant, plan, options);
  ConditionSurvey survey;
  survey.persons = study.population.persons();
  for (const int lane : plan.deaths)
    survey.deaths.push_back(variant.model.transitions[static_cast<std::size_t>(lane)].name);
  for (std::size_t c = 0; c < plan.conditions.size(); ++c) {
    const Means means(variant.model, plan, c, sums[c]);
    std::vector<CourseAge> ages;
    for (const Sex sex : {Sex::female, Sex::male}) {
      for (int age = 0; age <= oldest_age; ++age) ages.push_back(means.at(sex, age, all_cause));
    }
    plan.conditions[c].figures.ages = std::move(ages);
  }
  survey.conditions = std::move(plan.conditions);
  return survey;
}

}  // namespace kavel
