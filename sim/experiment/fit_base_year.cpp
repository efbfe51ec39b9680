#include "experiment/fit_base_year.hpp"

#include <algorithm>
#include <cmath>
#include <functional>

#include <fmt/format.h>

#include "core/errors.hpp"
#include "model/figures.hpp"

namespace kavel {

namespace {

constexpr int last_group = 105;        ///< open
constexpr double enough_years = 1000;  ///< person-years of which a mean is taken; else with the ages around
constexpr double close_enough = 1e-4;  ///< of a measure's range, that a baseline moved in the last round
constexpr double rounding = 1e-9;
constexpr std::size_t most_told = 12;
constexpr int most_rounds = 20;

int group_of(int age) { return std::clamp(age, 0, last_group); }

/// Sums over the persons of each age group of one sex (and SES), and their means over as many ages as hold enough.
class AgeMeans {
 public:
  AgeMeans() : sums_(last_group + 1, 0.0), others_(last_group + 1, 0.0), years_(last_group + 1, 0.0) {}
  void add(int group, double sum, double years) {
    sums_[static_cast<std::size_t>(group)] += sum;
    years_[static_cast<std::size_t>(group)] += years;
  }
  /// What the mean is held against: another mean of the same persons.
  void set_other(int group, double mean) { others_[static_cast<std::size_t>(group)] = mean * years(group); }
  double years(int group) const { return years_[static_cast<std::size_t>(group)]; }
  double mean(int group) const { return mean_of(sums_, group); }
  double other(int group) const { return mean_of(others_, group); }

 private:
  double mean_of(const std::vector<double>& of, int group) const {
    int k = 0;
    while (k < last_group && within(years_, group, k) < enough_years) ++k;
    const double years = within(years_, group, k);
    return years > 0 ? within(of, group, k) / years : 0;
  }
  static double within(const std::vector<double>& of, int group, int k) {
    double sum = 0;
    for (int i = std::max(group - k, 0); i <= std::min(group + k, last_group); ++i)
      sum += of[static_cast<std::size_t>(i)];
    return sum;
  }
  std::vector<double> sums_, others_, years_;
};

std::string person_of(Sex sex, int age) {
  return fmt::format("{}, {}", sex_names[static_cast<std::size_t>(sex)],
                     age < 0 ? std::string("born in the year") : fmt::format("age {}", age));
}

/// The first few of many.
std::string some_of(const std::vector<std::string>& all) {
  std::string text;
  for (std::size_t i = 0; i < std::min(all.size(), most_told); ++i) text += (i == 0 ? "" : "; ") + all[i];
  if (all.size() > most_told) text += fmt::format("; and {} more", all.size() - most_told);
  return text;
}

double alive_at(const Results& results, Sex sex, int age) {
  return results.variants.front()
      .alive.values[static_cast<std::size_t>(sex) * age_rows + static_cast<std::size_t>(age_index(age))];
}

/// Position in arrays [year x sex x age group x SES] of the first year.
std::size_t cell_at(const Results& results, Sex sex, int group, std::size_t ses) {
  return (static_cast<std::size_t>(sex) * results.age_groups.size() + static_cast<std::size_t>(group)) *
             results.ses_groups.size() +
         ses;
}

class ResidualFit {
 public:
  ResidualFit(const Study& study, const Results& results, Problems& problems)
      : results_(results), figures_(study.start, problems), problems_(problems) {}

  FittedResidual fit(const std::string& activity, const Quantity& published) {
    FittedResidual result{activity, {}, 0, 0};
    result.figures.values.assign(std::size_t{sexes} * ByAgeReached::ages, 0.0);
    std::vector<std::string> negative;
    for (const Sex sex : {Sex::female, Sex::male}) {
      const AgeMeans used = volumes_of(activity, sex);
      for (int age = -1; age <= oldest_age; ++age) {
        const double wanted = figures_.lived(published, {sex, age, 0, 0, ""}, AgeRule::lexis, Domain::not_negative);
        const double explained = used.mean(group_of(age));
        const double left = wanted - explained;
        if (left < -rounding * wanted - rounding) {
          negative.push_back(fmt::format("{}: {:.6g} published, {:.6g} from states and transitions",
                                         person_of(sex, age), wanted, explained));
        }
        result.figures.values[result.figures.at(0, sex, age + 1)] = std::max(left, 0.0);
        result.published += wanted * alive_at(results_, sex, age);
        result.residual += left * alive_at(results_, sex, age);
      }
    }
    if (!negative.empty()) {
      problems_.add(published.mark, published.key + '.' + activity,
                    "a published volume of at least what states and transitions explain", some_of(negative));
    }
    return result;
  }

 private:
  AgeMeans volumes_of(const std::string& activity, Sex sex) const {
    const auto& labels = results_.care.activities;
    const auto found =
        std::find_if(labels.begin(), labels.end(), [&](const auto& one) { return one.name == activity; });
    expects(found != labels.end(), "a calibrated activity is in the results");
    const auto position = static_cast<std::size_t>(found - labels.begin());
    const auto& volumes = results_.variants.front().by_sex_age_ses.volumes.values;
    AgeMeans means;
    for (int group = 0; group <= last_group; ++group) {
      for (std::size_t ses = 0; ses < results_.ses_groups.size(); ++ses) {
        means.add(group, volumes[cell_at(results_, sex, group, ses) * labels.size() + position], 0);
      }
    }
    for (int age = -1; age <= oldest_age; ++age) means.add(group_of(age), 0, alive_at(results_, sex, age));
    return means;
  }

  const Results& results_;
  Figures figures_;
  Problems& problems_;
};

const WellbeingSpec& measure_of(const Study& study, const std::string& name) {
  const std::vector<WellbeingSpec>& all = study.variants.front().pack.wellbeing;
  const auto found = std::find_if(all.begin(), all.end(), [&](const WellbeingSpec& one) { return one.name == name; });
  expects(found != all.end(), "a calibrated measure is in the pack");
  return *found;
}

/// SES groups that a norm tells apart; one without a name if it does not.
std::vector<std::string> groups_of(const Study& study, const Quantity& norm) {
  if (norm.table && norm.table->by_state) return study.population.ses_groups;
  return {};
}

class BaselineFit {
 public:
  BaselineFit(const Study& study, const Results& results, const BaselineSpec& spec, Problems& problems)
      : spec_(spec),
        measure_(measure_of(study, spec.measure)),
        results_(results),
        figures_(study.start, problems),
        problems_(problems) {}

  bool move(FittedBaseline& baseline) {
    effect_ = years_ = change_ = 0;
    const std::size_t groups = std::max<std::size_t>(baseline.figures.groups.size(), 1);
    for (std::size_t group = 0; group < groups; ++group) {
      for (const Sex sex : {Sex::female, Sex::male}) move(baseline, group, sex);
    }
    baseline.mean_effect = years_ > 0 ? effect_ / years_ : 0;
    if (!outside_.empty()) {
      problems_.add(spec_.norm.mark, spec_.norm.key,
                    fmt::format("a norm that {} can have as its mean, with a baseline from {:g} to {:g}", spec_.measure,
                                measure_.least, measure_.most),
                    some_of(outside_));
    }
    baseline.last_change = change_;
    return change_ <= close_enough * (measure_.most - measure_.least);
  }

 private:
  /// What states do to the mean is what it differs from the mean baseline; the baseline is the norm without that. Taken
  /// over the same ages, else the noise of single ages would be driven up from round to round.
  void move(FittedBaseline& baseline, std::size_t group, Sex sex) {
    ByAgeReached& figures = baseline.figures;
    const std::string ses = figures.groups.empty() ? "" : figures.groups[group];
    AgeMeans means = means_of(figures.groups.empty() ? -1 : static_cast<int>(group), sex);
    for (int age = measure_.from_age; age <= last_group; ++age) {
      means.set_other(age, figures.values[figures.at(group, sex, age + 1)]);
    }
    if (measure_.from_age == 0) means.set_other(0, infancy(figures, group, sex));
    for (int age = measure_.from_age == 0 ? -1 : measure_.from_age; age <= oldest_age; ++age) {
      const double norm = figures_.lived(spec_.norm, {sex, age, 0, 0, ses}, AgeRule::lexis);
      const double value = baseline_for(norm, means.mean(group_of(age)), means.other(group_of(age)));
      double& now = figures.values[figures.at(group, sex, age + 1)];
      change_ = std::max(change_, std::fabs(value - now));
      now = value;
      if (value < measure_.least - rounding || value > measure_.most + rounding) {
        outside_.push_back(fmt::format("{}: norm {:.4g} needs {:.4g}", person_of(sex, age), norm, value));
      }
      if (age < 0 || age > last_group) continue;
      effect_ += means.years(age) * (norm - value);
      years_ += means.years(age);
    }
  }

  double baseline_for(double norm, double mean, double mean_baseline) const {
    if (measure_.scale == WellbeingScale::add) return norm - (mean - mean_baseline);
    return mean > 0 ? norm * mean_baseline / mean : norm;
  }

  /// Mean baseline of those born in the year and those of age 0, who are one group.
  double infancy(const ByAgeReached& figures, std::size_t group, Sex sex) const {
    const double born = alive_at(results_, sex, -1);
    const double infants = alive_at(results_, sex, 0);
    if (!(born + infants > 0)) return figures.values[figures.at(group, sex, 1)];
    return (born * figures.values[figures.at(group, sex, 0)] + infants * figures.values[figures.at(group, sex, 1)]) /
           (born + infants);
  }

  /// Of a SES group, or of all (-1).
  AgeMeans means_of(int only, Sex sex) const {
    std::size_t position = 0;
    while (results_.measures[position].name != spec_.measure) ++position;
    const WellbeingTrajectories& all = results_.variants.front().wellbeing_by_sex_age_ses;
    AgeMeans means;
    for (int group = 0; group <= last_group; ++group) {
      for (std::size_t ses = 0; ses < results_.ses_groups.size(); ++ses) {
        if (only >= 0 && static_cast<int>(ses) != only) continue;
        const std::size_t at = cell_at(results_, sex, group, ses) * results_.measures.size() + position;
        means.add(group, all.values.values[at], all.measured.values[at]);
      }
    }
    return means;
  }

  const BaselineSpec& spec_;
  const WellbeingSpec& measure_;
  const Results& results_;
  Figures figures_;
  Problems& problems_;
  std::vector<std::string> outside_{};
  double effect_ = 0, years_ = 0, change_ = 0;
};

/// The study as its base year is run: one year, by single year of age.
Study base_year_of(const Study& study) {
  Study base = study;
  base.years = 1;
  base.variants.resize(1);
  base.age_groups.clear();
  for (int age = 0; age <= last_group; ++age) base.age_groups.push_back(age);
  return base;
}

/// Baselines to begin with: the norm itself.
FittedBaseYear first_guess(const Study& study) {
  FittedBaseYear guess;
  Problems problems;
  Figures figures(study.start, problems);
  for (const BaselineSpec& spec : calibration_of(study).baselines) {
    FittedBaseline baseline{spec.measure, {groups_of(study, spec.norm), {}}, 0, 0};
    const int from = measure_of(study, spec.measure).from_age;
    const std::size_t groups = std::max<std::size_t>(baseline.figures.groups.size(), 1);
    baseline.figures.values.assign(groups * sexes * ByAgeReached::ages, 0.0);
    for (std::size_t group = 0; group < groups; ++group) {
      const std::string name = baseline.figures.groups.empty() ? "" : baseline.figures.groups[group];
      for (const Sex sex : {Sex::female, Sex::male}) {
        for (int age = -1; age <= oldest_age; ++age) {  // below `from` nobody is measured: whatever, within the range
          baseline.figures.values[baseline.figures.at(group, sex, age + 1)] =
              figures.lived(spec.norm, {sex, std::max(age, from == 0 ? -1 : from), 0, 0, name}, AgeRule::lexis);
        }
      }
    }
    guess.baselines.push_back(std::move(baseline));
  }
  problems.raise();
  return guess;
}

void fit_residuals(const Study& study, const Results& results, FittedBaseYear& fitted, Problems& problems) {
  fitted.residuals.clear();
  for (const ResidualsSpec& spec : calibration_of(study).residuals) {
    std::vector<FittedResidual>& block = fitted.residuals.emplace_back();
    ResidualFit fit(study, results, problems);
    for (const auto& [activity, published] : spec.published) block.push_back(fit.fit(activity, published));
  }
}

bool fit_baselines(const Study& study, const Results& results, FittedBaseYear& fitted, Problems& problems) {
  bool all = true;
  const std::vector<BaselineSpec>& specs = calibration_of(study).baselines;
  for (std::size_t b = 0; b < specs.size(); ++b) {
    all = BaselineFit(study, results, specs[b], problems).move(fitted.baselines[b]) && all;
  }
  return all;
}

}  // namespace

FittedBaseYear fit_base_year(const Study& study, const RunOptions& options,
                             const std::function<Study(const FittedBaseYear& baselines)>& with) {
  const CalibrationSpec& spec = calibration_of(study);
  FittedBaseYear fitted = first_guess(study);
  if (spec.residuals.empty() && spec.baselines.empty()) return fitted;
  for (int round = 0; round < most_rounds; ++round) {
    FittedBaseYear baselines;
    baselines.baselines = fitted.baselines;
    const Results results = run(base_year_of(with(baselines)), options);
    Problems problems;
    if (round == 0) fit_residuals(study, results, fitted, problems);
    const bool close = fit_baselines(study, results, fitted, problems);
    problems.raise();
    if (close) break;
  }
  return fitted;
}

}  // namespace kavel
