#include "life/care_year.hpp"

#include <algorithm>

namespace kavel {

CareYear::CareYear(const Model& model, const Valuation& valuation)
    : model_(&model),
      valuation_(&valuation),
      shifts_(&valuation.care_shifts),
      width_(shifts_->width()),
      sums_(width_, 0) {
  for (const CareProgramme& programme : shifts_->programmes) {
    first_.push_back(rates_.size());
    rates_.resize(rates_.size() + programme.strengths.size());
  }
}

void CareYear::open(Tally& tally, Sex sex, int age, int year_index, int level, Int128* totals) {
  for (Rates& of : rates_) of.known = false;
  of_ = {sex, age, year_index, level};
  totals_ = totals;
  const TallyShape& shape = tally.shape;
  activities_ = static_cast<std::size_t>(shape.activities);
  outcomes_ = static_cast<std::size_t>(shape.outcomes);
  const auto at = [&](kavel::Cells& cells, std::size_t first) -> Cells {
    return {cells.volumes.data() + first * activities_, cells.outcomes.data() + first * outcomes_};
  };
  const auto year = static_cast<std::size_t>(year_index);
  stratum_of_ = StratumOf(shape);
  by_stratum_ = at(tally.by_sex_age_ses, shape.first_stratum(year_index, sex, age));
  by_area_ = at(tally.by_area, year * static_cast<std::size_t>(shape.areas));
  by_group_ = at(tally.by_group, year * std::size_t{random_groups});
  sides_ = shape.sides.empty() ? nullptr : shape.sides.data();
  if (sides_ != nullptr) by_side_ = at(tally.by_side, year * std::size_t{2 * random_groups});
  first_year_ = {};
  if (year_index == 0 && shape.crossed)
    first_year_.volumes = tally.people.first_volumes.data() + shape.first_crossed(year_index, sex, age) * activities_;
}

// ---- what is shifted

const CareYear::Rates& CareYear::rates(std::size_t programme, int state) {
  Rates& of = rates_[first_[programme] + static_cast<std::size_t>(state)];
  if (!of.known) {
    const CareProgramme& from = shifts_->programmes[programme];
    of.fill(*model_, *valuation_, from, from.strengths[static_cast<std::size_t>(state)], of_);
    of.known = true;
  }
  return of;
}

// ---- for whom

void CareYear::whole_year(const People& rows) {
  for (std::size_t row = 0; row < rows.size(); ++row) stay(rows.key(row), rows.states(row), ticks_per_year);
}

void CareYear::stay(const PersonKey& key, const std::uint8_t* states, std::int64_t ticks) {
  if (!shifts_->any_of(states)) return;
  std::fill(sums_.begin(), sums_.end(), Int128{0});
  each(states, [&](const Rates& of) {
    each_rate(of, states, [&](const std::int64_t* rate) {
      for (std::size_t i = 0; i < shifts_->spending_sum(); ++i) sums_[i] += static_cast<Int128>(rate[i]) * ticks;
    });
  });
  post(key);
}

void CareYear::happen(const PersonKey& key, const std::uint8_t* states, int lane) {
  if (!shifts_->any_of(states)) return;
  std::fill(sums_.begin(), sums_.end(), Int128{0});
  each(states, [&](const Rates& of) {
    const std::int64_t* quanta = of.lanes.data() + static_cast<std::size_t>(lane) * width_;
    for (std::size_t i = 0; i < shifts_->spending_sum(); ++i)
      sums_[i] += static_cast<Int128>(quanta[i]) * ticks_per_year;
  });
  post(key);
}

void CareYear::add_spending_at(std::size_t deductible, const std::uint8_t* states, int lane, Int128* sums) {
  each(states, [&](const Rates& of) {
    const std::int64_t* quanta = of.lanes.data() + static_cast<std::size_t>(lane) * width_;
    for (std::size_t i = 0; i < shifts_->spending.size(); ++i) {
      const SpendingPart& part = shifts_->spending[i];
      if (static_cast<std::size_t>(part.deductible) != deductible) continue;
      sums[part.part] += static_cast<Int128>(quanta[shifts_->spending_sum() + i]) * ticks_per_year;
    }
  });
}

// ---- where it is counted

void CareYear::post(const Cells& to, std::size_t cell) const {
  for (std::size_t i = 0; to.volumes != nullptr && i < shifts_->activities.size(); ++i) {
    to.volumes[cell * activities_ + static_cast<std::size_t>(shifts_->activities[i])] += sums_[i];
  }
  for (std::size_t i = 0; to.outcomes != nullptr && i < shifts_->outcomes.size(); ++i) {
    to.outcomes[cell * outcomes_ + static_cast<std::size_t>(shifts_->outcomes[i])] += sums_[shifts_->outcome_sum() + i];
  }
}

void CareYear::post(const PersonKey& key) {
  post(by_stratum_, static_cast<std::size_t>(stratum_of_(key)));
  post(by_area_, key.zone);
  post(by_group_, key.group);
  if (sides_ != nullptr) {
    post(by_side_, static_cast<std::size_t>(sides_[key.zone]) * std::size_t{random_groups} + key.group);
  }
  post(first_year_, crossed_place(key));
  Int128* mine = totals_ + static_cast<std::size_t>(key.lineage) * outcomes_;
  for (std::size_t i = 0; i < shifts_->outcomes.size(); ++i)
    mine[shifts_->outcomes[i]] += sums_[shifts_->lifetime_sum() + i];
}

}  // namespace kavel
