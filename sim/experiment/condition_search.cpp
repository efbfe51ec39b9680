#include "experiment/condition_search.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "random/math.hpp"
#include "experiment/least_squares.hpp"

namespace kavel {

namespace {

constexpr double step = 1e-5;              ///< of a logarithm, for derivatives
constexpr double most_factor = 3;          ///< logarithm: factors from 1/20 to 20
constexpr double least_value = 1e-15;      ///< a share below this is nobody's
constexpr int most_steps = 30;             ///< to a budget
constexpr double on_budget_enough = 1e-9;  ///< relative
constexpr int ages_together = 10;          ///< of steadiness
constexpr int last_group = 90;             ///< from here on all ages

/// What a target is about, of persons of one sex and age: the sum, and what it is a share of.
struct Share {
  double sum = 0;
  double of = 0;

  void add(TargetSpec::Of what, const CourseResult& at, double persons) {
    switch (what) {
      case TargetSpec::Of::prevalence:
        return add(persons * at.start, persons);
      case TargetSpec::Of::new_cases:
        return add(persons * at.new_cases, persons * at.lived);
      case TargetSpec::Of::deaths:
        return add(persons * at.deaths, persons * at.lived);
      case TargetSpec::Of::steady:
        return add(persons * at.later, persons * at.start);
    }
  }
  void add(double more, double of_more) {
    sum += more;
    of += of_more;
  }
};

/// Are all deaths of a year meant, of both sexes and all ages?
bool is_all_deaths(const TargetSpec& target) {
  const bool everyone = !target.sex.has_value() && target.ages.from == 0 && target.ages.to == Range::open;
  return everyone && target.of == TargetSpec::Of::deaths && target.total;
}

std::string_view name_of(const std::optional<Sex>& sex) {
  return sex ? sex_names[static_cast<std::size_t>(*sex)] : "both sexes";
}

}  // namespace

double between_knots(const std::vector<int>& knots, const std::vector<double>& values, int age) {
  if (values.empty()) return 0;
  if (age <= knots.front()) return values.front();
  for (std::size_t k = 1; k < knots.size(); ++k) {
    if (age > knots[k]) continue;
    const double part = static_cast<double>(age - knots[k - 1]) / (knots[k] - knots[k - 1]);
    return values[k - 1] + part * (values[k] - values[k - 1]);
  }
  return values.back();
}

ConditionSearch::ConditionSearch(const CourseFigures& figures, const ConditionSpec& spec, const FittedCondition& now,
                                 const SearchSetting& setting)
    : figures_(figures), spec_(spec), now_(now), setting_(setting) {
  place_unknowns();
  const bool fits = unknowns_ > 0;
  for (std::size_t t = 0; t < now.targets.size(); ++t) {
    if (fits && (now.targets[t].exact || now.targets[t].target.weight > 0)) to_meet_.push_back(t);
  }
}

/// A factor is sought where it makes a difference: for a sex that has the condition, or that can get it.
void ConditionSearch::place_unknowns() {
  for (const Sex sex : {Sex::female, Sex::male}) {
    const auto at = static_cast<std::size_t>(sex);
    const std::vector<CourseResult> before = course_of(figures_, sex, factors({}, sex));
    const auto any = [&](double CourseResult::*what) {
      return std::any_of(before.begin(), before.end(), [&](const auto& age) { return age.*what > least_value; });
    };
    Place& place = places_[at];
    place.fits_onset = !now_.onset_at_knots[at].empty() && any(&CourseResult::new_cases);
    place.fits_odds = !now_.odds_at_knots[at].empty() && any(&CourseResult::start);
    place.onset = unknowns_;
    unknowns_ += place.fits_onset ? spec_.knots.size() : 0;
    place.odds = unknowns_;
    unknowns_ += place.fits_odds ? spec_.knots.size() : 0;
  }
  const bool has_deaths = std::any_of(now_.targets.begin(), now_.targets.end(),
                                      [](const FittedTarget& one) { return one.target.of == TargetSpec::Of::deaths; });
  if (setting_.excess && !spec_.deaths.empty() && has_deaths) excess_ = static_cast<int>(unknowns_++);
}

std::vector<double> ConditionSearch::unknowns_of(const FittedCondition& of) const {
  std::vector<double> x(unknowns_, 0.0);
  for (std::size_t at = 0; at < places_.size(); ++at) {
    const Place& place = places_[at];
    for (std::size_t k = 0; k < spec_.knots.size(); ++k) {
      if (place.fits_onset) x[place.onset + k] = of.onset_at_knots[at][k];
      if (place.fits_odds) x[place.odds + k] = of.odds_at_knots[at][k];
    }
  }
  if (excess_ >= 0) x[static_cast<std::size_t>(excess_)] = of.excess;
  return x;
}

void ConditionSearch::set(const std::vector<double>& x, FittedCondition& of) const {
  for (std::size_t at = 0; at < places_.size(); ++at) {
    const Place& place = places_[at];
    for (std::size_t k = 0; k < spec_.knots.size(); ++k) {
      if (place.fits_onset) of.onset_at_knots[at][k] = x[place.onset + k];
      if (place.fits_odds) of.odds_at_knots[at][k] = x[place.odds + k];
    }
  }
  if (excess_ >= 0) of.excess = x[static_cast<std::size_t>(excess_)];
}

/// On the figures, which have the factors of `now` already. Without unknowns: none.
CourseFactors ConditionSearch::factors(std::span<const double> x, Sex sex) const {
  const auto at = static_cast<std::size_t>(sex);
  const Place& place = places_[at];
  CourseFactors result;
  std::vector<double> onset(place.fits_onset && !x.empty() ? spec_.knots.size() : 0);
  std::vector<double> odds(place.fits_odds && !x.empty() ? spec_.knots.size() : 0);
  for (std::size_t k = 0; k < onset.size(); ++k) onset[k] = x[place.onset + k] - now_.onset_at_knots[at][k];
  for (std::size_t k = 0; k < odds.size(); ++k) odds[k] = x[place.odds + k] - now_.odds_at_knots[at][k];
  for (int age = 0; age <= oldest_age; ++age) {
    result.onset.push_back(portable_exp(between_knots(spec_.knots, onset, age)));
    result.odds.push_back(portable_exp(between_knots(spec_.knots, odds, age)));
  }
  const bool excess = excess_ >= 0 && !x.empty();
  result.excess = portable_exp(excess ? x[static_cast<std::size_t>(excess_)] : 0);
  return result;
}

std::vector<CourseResult> ConditionSearch::solve(std::span<const double> x, Sex sex) const {
  return course_of(figures_, sex, factors(x, sex));
}

/// 0 where there is nobody.
double ConditionSearch::value(const TargetSpec& target, const Results& results) const {
  Share share;
  for (const Sex sex : {Sex::female, Sex::male}) {
    if (target.sex.value_or(sex) != sex) continue;
    for (int age = target.ages.from; age <= std::min(target.ages.to, oldest_age); ++age) {
      const CourseResult& at = results[static_cast<std::size_t>(sex)][static_cast<std::size_t>(age)];
      share.add(target.of, at, figures_.ages[sex_age(sex, age)].persons);
    }
  }
  if (target.total) return share.sum * setting_.inhabitants_per_person;
  return share.of > 0 ? share.sum / share.of : 0;
}

void ConditionSearch::expect_somebody() const {
  const Results results{solve({}, Sex::female), solve({}, Sex::male)};
  Problems problems;
  for (const FittedTarget& one : now_.targets) {
    if (value(one.target, results) > least_value) continue;
    problems.add(one.target.mark, one.target.measure,
                 fmt::format("a sex and ages at which people of the study have {}, or can", spec_.name),
                 fmt::format("{}, {}-{}, where nobody does", name_of(one.target.sex), one.target.ages.from,
                             one.target.ages.to == Range::open ? "" : std::to_string(one.target.ages.to)));
  }
  problems.raise();
}

std::vector<double> ConditionSearch::logarithms(const Results& results) const {
  std::vector<double> values;
  for (const std::size_t t : to_meet_)
    values.push_back(portable_log(std::max(value(now_.targets[t].target, results), least_value)));
  return values;
}

bool ConditionSearch::is_of(std::size_t unknown, Sex sex) const {
  const Place& place = places_[static_cast<std::size_t>(sex)];
  const std::size_t knots = spec_.knots.size();
  return static_cast<int>(unknown) == excess_ ||
         (place.fits_onset && unknown >= place.onset && unknown < place.onset + knots) ||
         (place.fits_odds && unknown >= place.odds && unknown < place.odds + knots);
}

/// Derivatives by central differences; only the sex an unknown is of is solved anew.
void ConditionSearch::model(std::span<const double> x, std::span<double> values, std::span<double> derivatives) const {
  const Results here{solve(x, Sex::female), solve(x, Sex::male)};
  const std::vector<double> now = logarithms(here);
  std::copy(now.begin(), now.end(), values.begin());
  std::vector<double> moved(x.begin(), x.end());
  for (std::size_t u = 0; u < unknowns_; ++u) {
    std::array<std::vector<double>, 2> ends;
    for (std::size_t end = 0; end < 2; ++end) {
      moved[u] = x[u] + (end == 0 ? -step : step);
      Results there = here;
      for (const Sex sex : {Sex::female, Sex::male}) {
        if (is_of(u, sex)) there[static_cast<std::size_t>(sex)] = solve(moved, sex);
      }
      ends[end] = logarithms(there);
    }
    moved[u] = x[u];
    for (std::size_t v = 0; v < to_meet_.size(); ++v)
      derivatives[v * unknowns_ + u] = (ends[1][v] - ends[0][v]) / (2 * step);
  }
}

/// The least squares of the targets to meet.
LeastSquares ConditionSearch::problem() const {
  LeastSquares problem;
  problem.most = most_factor;
  problem.hold.assign(unknowns_, spec_.hold);
  if (excess_ >= 0) problem.hold[static_cast<std::size_t>(excess_)] = 0;
  for (const std::size_t t : to_meet_) {
    problem.wanted.push_back(portable_log(now_.targets[t].target.value));
    problem.weight.push_back(now_.targets[t].target.weight);
    problem.exact.push_back(now_.targets[t].exact);
  }
  problem.model = [this](auto at, auto values, auto derivatives) { model(at, values, derivatives); };
  return problem;
}

double ConditionSearch::fit(FittedCondition& then) const {
  const std::vector<double> x = unknowns_of(now_);
  const bool only_excess = unknowns_ == (excess_ >= 0 ? 1U : 0U);
  if (unknowns_ == 0 || (only_excess && to_meet_.empty())) return 0;
  const Minimum least = minimise(problem(), x);
  set(least.x, then);
  then.found = least.found;
  then.at_limit =
      std::any_of(least.x.begin(), least.x.end(), [](double value) { return std::fabs(value) > most_factor - step; });
  const Results results{solve(least.x, Sex::female), solve(least.x, Sex::male)};
  for (const FittedTarget& one : now_.targets) {
    if (is_all_deaths(one.target) && !one.exact && excess_ >= 0) then.deaths = value(one.target, results);
  }
  return most_changed(x, least.x);
}

/// The most that an unknown moved, that on deaths apart.
double ConditionSearch::most_changed(const std::vector<double>& before, const std::vector<double>& after) const {
  double change = 0;
  for (std::size_t u = 0; u < unknowns_; ++u) {
    if (static_cast<int>(u) != excess_) change = std::max(change, std::fabs(after[u] - before[u]));
  }
  return change;
}

/// Deaths grow almost in proportion to the factor on them: a few steps do.
ConditionSearch::Results ConditionSearch::on_budget(std::vector<double>& x) const {
  Results results{solve(x, Sex::female), solve(x, Sex::male)};
  for (const FittedTarget& one : now_.targets) {
    if (!one.exact || excess_ < 0) continue;
    for (int steps = 0; steps < most_steps; ++steps) {
      const double off = portable_log(one.target.value / std::max(value(one.target, results), least_value));
      if (std::fabs(off) < on_budget_enough) break;
      double& excess = x[static_cast<std::size_t>(excess_)];
      excess = std::clamp(excess + off, -most_factor, most_factor);
      results = {solve(x, Sex::female), solve(x, Sex::male)};
    }
  }
  return results;
}

void ConditionSearch::evaluate(FittedCondition& of, double excess) const {
  std::vector<double> x = unknowns_of(of);
  if (excess_ >= 0) x[static_cast<std::size_t>(excess_)] = excess;
  const Results results = on_budget(x);
  if (excess_ >= 0) of.excess = x[static_cast<std::size_t>(excess_)];
  for (FittedTarget& one : of.targets) one.after = value(one.target, results);
  of.steadiness = steadiness(results);
}

std::vector<Steadiness> ConditionSearch::steadiness(const Results& results) const {
  std::vector<Steadiness> all;
  for (const Sex sex : {Sex::female, Sex::male}) {
    double patients = 0;
    const std::size_t begin = all.size();
    for (int first = 0; first <= last_group; first += ages_together) {
      Steadiness one{sex, first, first == last_group ? oldest_age : first + ages_together - 1};
      double persons = 0;
      for (int age = first; age <= one.last; ++age) {
        const CourseResult& at = results[static_cast<std::size_t>(sex)][static_cast<std::size_t>(age)];
        const double here = figures_.ages[sex_age(sex, age)].persons;
        persons += here;
        one.start += here * at.start;
        one.later += here * at.later;
        one.steady += here * at.steady;
      }
      one.patients = one.start;
      patients += one.start;
      for (double* share : {&one.start, &one.later, &one.steady}) *share = persons > 0 ? *share / persons : 0;
      all.push_back(one);
    }
    for (std::size_t i = begin; i < all.size(); ++i) all[i].patients /= patients > 0 ? patients : 1;
  }
  return all;
}

}  // namespace kavel
