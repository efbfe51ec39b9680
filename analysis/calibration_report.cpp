#include "analysis/calibration_report.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "core/person.hpp"
#include "analysis/life_expectancy.hpp"
#include "analysis/markdown_table.hpp"
#include "analysis/number_text.hpp"

namespace kavel {

namespace {

constexpr double many = 1e9;  ///< person-years a year of age in a table of rates
constexpr int cells_listed = 10;

std::string percent(double share, int decimals = 1) { return fixed(100 * share, decimals) + " %"; }

/// Those in a run of ages that share something.
struct AgeRun {
  Sex sex = Sex::female;
  int first = 0;
  int last = 0;
};

class Report {
 public:
  Report(const Study& study, const FittedMortality& fitted)
      : study_(study), spec_(calibration_of(study)), fitted_(fitted) {}

  std::string text() {
    text_ = fmt::format("# Calibration: {}\n\nReference run: {}, {}, {} from {}, seed {}.\n",
                        study_.variants.front().pack.title, study_.title, counted(fitted_.persons, "person"),
                        counted(fitted_.years, "year"), fitted_.start, study_.seed);
    budgets();
    explained();
    largest();
    limits();
    life_expectancy();
    deaths();
    second_order();
    return std::move(text_);
  }

 private:
  /// For whom the budgets are: everyone in the country, else in the run.
  double inhabitants() const {
    const auto persons = static_cast<double>(fitted_.persons);
    return spec_.inhabitants ? spec_.inhabitants->value * spec_.inhabitants->times : persons;
  }

  void budgets() {
    if (fitted_.budgets.empty()) return;
    text_ += fmt::format(
        "\n## Deaths explained in {}\n\nDeaths among {} inhabitants. *In the run* is what happened there, with "
        "its standard error.\n\n",
        fitted_.start, whole(std::llround(inhabitants())));
    MarkdownTable table({"cause", "budget", "explained", "in the run", "factor on excess"});
    const double scale = inhabitants() / static_cast<double>(fitted_.persons);
    for (const FittedBudget& budget : fitted_.budgets) {
      const auto happened = static_cast<double>(budget.happened.front());
      table.add({budget.name, fixed(budget.wanted * scale, 0), fixed(budget.explained * scale, 0),
                 with_error(happened * scale, std::sqrt(happened) * scale, 0), fixed(budget.scale, 4)});
    }
    text_ += table.text();
  }

  const MortalityCell& cell(Sex sex, int age, int year) const {
    return fitted_.fitted[static_cast<std::size_t>(year)].mortality.at(sex, age);
  }
  double expected(Sex sex, int age, int year) const {
    return cell(sex, age, year).persons * fitted_.task.all_cause_at(sex, age, year);
  }

  /// Share of the deaths of some ages that a death lane explains.
  double share(std::size_t lane, int first, int last, int year) const {
    double all = 0;
    double part = 0;
    for (const Sex sex : {Sex::female, Sex::male}) {
      for (int age = first; age <= last; ++age) {
        all += expected(sex, age, year);
        part += expected(sex, age, year) * cell(sex, age, year).explained[lane];
      }
    }
    return all > 0 ? part / all : 0;
  }

  /// What explains how much, by age and over the years: not a steady state where it changes.
  void explained() {
    if (fitted_.deaths.empty()) return;
    text_ +=
        "\n## Share of all deaths explained\n\nBy age in the base year; over all ages in later years. Where it changes "
        "over the "
        "years at all ages, prevalence, case fatality or all-cause mortality do: there is no steady state.\n\n";
    std::vector<std::string> headings{"ages"};
    headings.insert(headings.end(), fitted_.deaths.begin(), fitted_.deaths.end());
    headings.emplace_back("all");
    MarkdownTable table(headings);
    for (int age = 0; age < 100; age += 10) {
      const int last = age == 90 ? oldest_age : age + 9;
      add_shares(table, age == 90 ? "90+" : fmt::format("{}-{}", age, last), age == 0 ? -1 : age, last, 0);
    }
    for (const int year : years_told()) add_shares(table, std::to_string(fitted_.start + year), -1, oldest_age, year);
    text_ += table.text();
  }

  void add_shares(MarkdownTable& table, const std::string& label, int first, int last, int year) const {
    std::vector<std::string> row{label};
    double all = 0;
    for (std::size_t d = 0; d < fitted_.deaths.size(); ++d) {
      const double part = share(d, first, last, year);
      all += part;
      row.push_back(percent(part));
    }
    row.push_back(percent(all));
    table.add(row);
  }

  std::vector<int> years_told() const {
    std::vector<int> years;
    for (const int year : {0, 1, 5, 10, 20, 30, 40, 50, 75, 100}) {
      if (year < fitted_.years) years.push_back(year);
    }
    if (years.back() != fitted_.years - 1) years.push_back(fitted_.years - 1);
    return years;
  }

  void largest() {
    if (fitted_.deaths.empty()) return;
    struct Place {
      double explained;
      Sex sex;
      int age, year;
    };
    std::vector<Place> places;
    for (const Sex sex : {Sex::female, Sex::male}) {
      for (int age = -1; age <= fitted_.open_age; ++age) {
        for (int year = 0; year < fitted_.years; ++year) {
          places.push_back({cell(sex, age, year).all_explained(), sex, age, year});
        }
      }
    }
    const auto end = places.begin() + std::min<std::ptrdiff_t>(cells_listed, std::ssize(places));
    std::partial_sort(places.begin(), end, places.end(), [](const Place& a, const Place& b) {
      if (a.explained != b.explained) return a.explained > b.explained;
      return std::tie(a.year, a.sex, a.age) < std::tie(b.year, b.sex, b.age);
    });
    text_ += "\n## Where most is explained\n\n";
    std::vector<std::string> headings{"sex, age, year", "all"};
    headings.insert(headings.end(), fitted_.deaths.begin(), fitted_.deaths.end());
    MarkdownTable table(headings);
    for (auto place = places.begin(); place != end; ++place) {
      std::vector<std::string> row{fmt::format("{}, {}, {}", sex_names[static_cast<std::size_t>(place->sex)],
                                               place->age, fitted_.start + place->year),
                                   percent(place->explained)};
      for (const double part : cell(place->sex, place->age, place->year).explained) row.push_back(percent(part));
      table.add(row);
    }
    text_ += table.text();
  }

  std::vector<AgeRun> capped_in(int year) const {
    std::vector<AgeRun> runs;
    for (const Sex sex : {Sex::female, Sex::male}) {
      for (int age = 0; age <= fitted_.open_age; ++age) {
        if (!cell(sex, age, year).capped) continue;
        if (!runs.empty() && runs.back().sex == sex && runs.back().last == age - 1) {
          runs.back().last = age;
        } else {
          runs.push_back({sex, age, age});
        }
      }
    }
    return runs;
  }

  void limits() {
    if (fitted_.budgets.empty()) return;
    text_ += fmt::format("\n## Where the limit of {} holds the excess down\n\n",
                         percent(spec_.background->most_explained, 0));
    bool any = false;
    for (const int year : years_told()) {
      std::string where;
      for (const AgeRun& run : capped_in(year)) {
        where += fmt::format("{}{} {}{}", where.empty() ? "" : ", ", sex_names[static_cast<std::size_t>(run.sex)],
                             run.first, run.last == run.first ? "" : fmt::format("-{}", run.last));
      }
      if (!where.empty()) text_ += fmt::format("- {}: {}\n", fitted_.start + year, where);
      any = any || !where.empty();
    }
    if (!any) text_ += "Nowhere in the years shown here.\n";
  }

  void life_expectancy() {
    text_ += "\n## Life expectancy at birth\n\n*Wanted* is that of the all-cause table, *got* that of the run.\n\n";
    MarkdownTable table({"year", "women, wanted", "got", "men, wanted", "got"});
    const std::vector<LifeExpectancyFit> fits = life_expectancies(fitted_);
    for (const int year : years_told()) {
      std::vector<std::string> row{std::to_string(fitted_.start + year)};
      for (const LifeExpectancyFit& fit : fits) {
        if (fit.year != fitted_.start + year) continue;
        row.push_back(fixed(fit.wanted, 2));
        row.push_back(with_error(fit.got, fit.standard_error, 2));
      }
      row.resize(5, "–");
      table.add(row);
    }
    text_ += table.text();
  }

  /// Deaths in the run against those of the all-cause table, in standard errors: noise, if the fit is right.
  void deaths() {
    text_ +=
        "\n## Deaths in the run against the all-cause table\n\nBy sex and five years of age, in all years: (happened − "
        "wanted) / "
        "√wanted. Noise has a mean square of 1.\n\n";
    MarkdownTable table({"years", "mean", "mean square", "largest"});
    for (int first = 0; first < fitted_.years; first += 10) {
      const int last = std::min(first + 10, fitted_.years);
      double sum = 0;
      double square = 0;
      double largest = 0;
      int count = 0;
      for (int year = first; year < last; ++year) add_deviations(year, sum, square, largest, count);
      if (count == 0) continue;
      table.add({fmt::format("{}-{}", fitted_.start + first, fitted_.start + last - 1), fixed(sum / count, 2),
                 fixed(square / count, 2), fixed(largest, 1)});
    }
    text_ += table.text();
  }

  void add_deviations(int year, double& sum, double& square, double& largest, int& count) const {
    for (const Sex sex : {Sex::female, Sex::male}) {
      for (int first = 0; first < fitted_.open_age; first += 5) {
        double wanted = 0;
        double happened = 0;
        const int last = first + 5 >= fitted_.open_age ? oldest_age : first + 4;
        for (int age = first == 0 ? -1 : first; age <= last; ++age) {
          const std::size_t at = (static_cast<std::size_t>(year) * sexes + static_cast<std::size_t>(sex)) * age_rows +
                                 static_cast<std::size_t>(age_index(age));
          wanted += fitted_.alive[at] * fitted_.task.all_cause_at(sex, age, year);
          happened += static_cast<double>(fitted_.died[at]);
        }
        if (wanted < 5) continue;
        const double z = (happened - wanted) / std::sqrt(wanted);
        sum += z;
        square += z * z;
        largest = std::max(largest, std::fabs(z));
        ++count;
      }
    }
  }

  void second_order() {
    double mean = 0;
    double greatest = 0;
    for (const FittedYear& year : fitted_.fitted) {
      mean += year.second_order / fitted_.years;
      greatest = std::max(greatest, year.greatest_second_order);
    }
    text_ += fmt::format(
        "\n## What happens within a year\n\nOnsets, case fatality and the early death of the frail change the "
        "background by {} of itself on average (weighted by deaths) and by {} at most where {} deaths or more "
        "are expected, against the composition of 1 January. The fit has it.\n",
        percent(mean, 2), percent(greatest, 1), 100);
  }

  const Study& study_;
  const CalibrationSpec& spec_;
  const FittedMortality& fitted_;
  std::string text_{};
};

}  // namespace

std::vector<LifeExpectancyFit> life_expectancies(const FittedMortality& fitted) {
  std::vector<LifeExpectancyFit> fits;
  for (int year = 0; year < fitted.years; ++year) {
    for (const Sex sex : {Sex::female, Sex::male}) {
      std::vector<double> alive;
      std::vector<double> lived;
      std::vector<std::int64_t> died;
      std::vector<std::int64_t> wanted;
      for (int age = -1; age <= oldest_age; ++age) {
        const std::size_t at = (static_cast<std::size_t>(year) * sexes + static_cast<std::size_t>(sex)) * age_rows +
                               static_cast<std::size_t>(age_index(age));
        alive.push_back(fitted.alive[at]);
        died.push_back(fitted.died[at]);
        lived.push_back(many);
        wanted.push_back(std::llround(many * fitted.task.all_cause_at(sex, age, year)));
      }
      const auto of_table = life_expectancy_at_birth(lived, wanted);
      const auto of_run = life_expectancy_at_birth(alive, died);
      if (of_table && of_run) {
        fits.push_back({fitted.start + year, sex, of_table->years, of_run->years, of_run->standard_error});
      }
    }
  }
  return fits;
}

double share_explained(const FittedMortality& fitted, int year) {
  double all = 0;
  double part = 0;
  for (const Sex sex : {Sex::female, Sex::male}) {
    for (int age = -1; age <= oldest_age; ++age) {
      const MortalityCell& cell = fitted.fitted[static_cast<std::size_t>(year)].mortality.at(sex, age);
      const double deaths = cell.persons * fitted.task.all_cause_at(sex, age, year);
      all += deaths;
      part += deaths * cell.all_explained();
    }
  }
  return all > 0 ? part / all : 0;
}

std::string base_year_report(const Study& study, const FittedBaseYear& fitted) {
  std::string text;
  const CalibrationSpec& spec = calibration_of(study);
  if (!fitted.residuals.empty()) {
    text += fmt::format(
        "\n## Volumes in {}\n\nOf the reference run's people. *Residual* is what states and transitions do not "
        "explain; every inhabitant of a sex and age has it alike.\n\n",
        study.start);
    MarkdownTable table({"activity", "unit", "published", "residual", "share"});
    for (std::size_t i = 0; i < fitted.residuals.size(); ++i) {
      for (const FittedResidual& one : fitted.residuals[i]) {
        table.add({one.activity, spec.residuals[i].unit, fixed(one.published, 0), fixed(one.residual, 0),
                   one.published > 0 ? percent(one.residual / one.published) : "–"});
      }
    }
    text += table.text();
  }
  if (fitted.baselines.empty()) return text;
  text += fmt::format("\n## Wellbeing in {}\n\n*Effect* is the mean of norm less baseline: what states do to it.\n\n",
                      study.start);
  MarkdownTable table({"measure", "effect", "moved in the last round"});
  for (const FittedBaseline& one : fitted.baselines) {
    table.add({one.measure, fixed(one.mean_effect, 4), fmt::format("{:.1e}", one.last_change)});
  }
  return text + table.text();
}

std::string calibration_report(const Study& study, const FittedMortality& fitted) {
  return Report(study, fitted).text();
}

}  // namespace kavel
