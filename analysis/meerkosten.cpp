#include "analysis/meerkosten.hpp"

#include <array>
#include <cmath>
#include <numeric>

#include "analysis/inhabitants.hpp"

namespace kavel {

namespace {

double sum(std::span<const double> values) { return std::accumulate(values.begin(), values.end(), 0.0); }

struct Ratio {
  double cost = 0;
  double people = 0;
  double value() const { return cost / people; }
};

/// The cell's own ratio, or that of the smallest group around it that had people.
double first_known(const std::array<Ratio, 4>& from_small_to_large) {
  for (const Ratio& ratio : from_small_to_large) {
    if (ratio.people > 0) return ratio.value();
  }
  return 0;
}

/// One variant's years: people by cell, and cost of one part of care by cell.
class CostOfYears {
 public:
  CostOfYears(const Results& results, const VariantResults& variant, PartOfCare of)
      : parts_(kavel::parts(results.care, of)), people_(inhabitants_by_cell(results, variant)) {
    cells_ = people_.values.size() / results.years.size();
    real_ = by_part(cost_by(of, Prices::real, variant.by_sex_age_ses, variant.prices, results.care));
    nominal_ = by_part(cost_by(of, Prices::nominal, variant.by_sex_age_ses, variant.prices, results.care));
  }

  CostOfYear of_part(std::size_t year, std::size_t part) const {
    return {cells_of(real_, year, part), sum(cells_of(nominal_, year, part)),
            std::span(people_.values).subspan(year * cells_, cells_)};
  }

 private:
  /// [year x cell x part] as [year x part x cell].
  std::vector<double> by_part(const Array<double>& cost) const {
    std::vector<double> turned(cost.values.size());
    for (std::size_t i = 0; i < turned.size(); ++i) {
      const std::size_t part = i % parts_;
      const std::size_t cell = i / parts_ % cells_;
      const std::size_t year = i / parts_ / cells_;
      turned[(year * parts_ + part) * cells_ + cell] = cost.values[i];
    }
    return turned;
  }

  std::span<const double> cells_of(const std::vector<double>& cost, std::size_t year, std::size_t part) const {
    return std::span(cost).subspan((year * parts_ + part) * cells_, cells_);
  }

  std::size_t parts_ = 0;
  std::size_t cells_ = 0;
  Array<double> people_{};
  std::vector<double> real_{}, nominal_{};
};

void push(Meerkosten& all, const ExtraCost& extra) {
  all.nominal.values.push_back(extra.nominal());
  all.price.values.push_back(extra.price);
  all.real.values.push_back(extra.real());
  all.demography.values.push_back(extra.demography);
  all.volume.values.push_back(extra.volume);
}

constexpr std::array components{&Meerkosten::nominal, &Meerkosten::price, &Meerkosten::real, &Meerkosten::demography,
                                &Meerkosten::volume};

}  // namespace

std::vector<double> cost_per_head(std::span<const double> cost, std::span<const double> people,
                                  const PeopleShape& shape) {
  Ratio everyone;
  std::vector<Ratio> of_sex_age(shape.sexes * shape.age_groups), of_age(shape.age_groups);
  const auto add = [](Ratio& to, double money, double persons) {
    to.cost += money;
    to.people += persons;
  };
  for (std::size_t cell = 0; cell < shape.cells(); ++cell) {
    const std::size_t sex_age = cell / shape.ses_groups;
    add(of_sex_age[sex_age], cost[cell], people[cell]);
    add(of_age[sex_age % shape.age_groups], cost[cell], people[cell]);
    add(everyone, cost[cell], people[cell]);
  }
  std::vector<double> per_head(shape.cells());
  for (std::size_t cell = 0; cell < shape.cells(); ++cell) {
    const std::size_t sex_age = cell / shape.ses_groups;
    per_head[cell] = first_known(
        {Ratio{cost[cell], people[cell]}, of_sex_age[sex_age], of_age[sex_age % shape.age_groups], everyone});
  }
  return per_head;
}

ExtraCost extra_cost(const CostOfYear& base, const CostOfYear& now, const PeopleShape& shape) {
  const std::vector<double> per_head = cost_per_head(base.real, base.people, shape);
  double expected = 0;
  for (std::size_t cell = 0; cell < shape.cells(); ++cell) expected += per_head[cell] * now.people[cell];
  const double before = std::round(sum(base.real));
  const double nominal = std::round(now.nominal) - before;
  const double real = std::round(sum(now.real)) - before;
  ExtraCost extra;
  extra.price = nominal - real;
  extra.demography = std::round(expected) - before;
  extra.volume = real - extra.demography;
  return extra;
}

Meerkosten meerkosten(const Results& results, PartOfCare of) {
  Meerkosten all;
  const std::size_t width = parts(results.care, of);
  for (const auto component : components) {
    (all.*component).shape = {results.variants.size(), results.years.size(), width};
  }
  const PeopleShape shape{results.variants.front().by_sex_age_ses.person_years.shape[1], results.age_groups.size(),
                          results.ses_groups.size()};
  const CostOfYears base(results, results.variants.front(), of);
  for (const VariantResults& variant : results.variants) {
    const CostOfYears years(results, variant, of);
    for (std::size_t year = 0; year < results.years.size(); ++year) {
      for (std::size_t part = 0; part < width; ++part) {
        push(all, extra_cost(base.of_part(0, part), years.of_part(year, part), shape));
      }
    }
  }
  return all;
}

Meerkosten summed(const Meerkosten& parts) {
  Meerkosten all;
  for (const auto component : components) {
    const Array<double>& of = parts.*component;
    const std::size_t width = of.shape.back();
    (all.*component).shape = of.shape;
    (all.*component).shape.back() = 1;
    for (std::size_t i = 0; i < of.values.size(); i += width) {
      (all.*component).values.push_back(sum(std::span(of.values).subspan(i, width)));
    }
  }
  return all;
}

}  // namespace kavel
