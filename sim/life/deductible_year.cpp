#include "life/deductible_year.hpp"

#include <algorithm>
#include <array>

#include "random/word_batch.hpp"

namespace kavel {

namespace {

constexpr std::size_t batch_rows = 64;  ///< whose words are drawn together

}  // namespace

DeductibleYear::DeductibleYear(const Model& model, const Valuation& valuation, Key key, Tally& tally, Sex sex, int age,
                               int year_index, int level)
    : key_(key),
      calendar_year_(static_cast<std::uint32_t>(model.start + year_index)),
      deductibles_(valuation.deductibles.size()) {
  for (std::size_t d = 0; d < deductibles_; ++d) {
    if (row_age(age) >= valuation.deductibles[d].from_age)
      add_deductible(model, valuation, d, sex, age, year_index, level);
  }
  if (of_age_.empty()) return;
  const TallyShape& shape = tally.shape;
  const auto year = static_cast<std::size_t>(year_index);
  stratum_of_ = StratumOf(shape);
  by_stratum_ = tally.by_sex_age_ses.deductibles.data() + shape.first_stratum(year_index, sex, age) * deductibles_;
  by_area_ = tally.by_area.deductibles.data() + year * static_cast<std::size_t>(shape.areas) * deductibles_;
  by_group_ = tally.by_group.deductibles.data() + year * std::size_t{random_groups} * deductibles_;
  if (year_index > 0) return;
  first_ = tally.people.first_deductibles.data() + shape.first_crossed(year_index, sex, age) * deductibles_;
}

void DeductibleYear::add_deductible(const Model& model, const Valuation& valuation, std::size_t position, Sex sex,
                                    int age, int year_index, int level) {
  const Deductible& of = valuation.deductibles[position];
  const std::size_t row = of.row(sex, age, year_index, level);
  const std::int64_t* rates = of.rates.data() + row * static_cast<std::size_t>(model.states) * of.parts();
  const std::int64_t* payoffs = of.payoffs.data() + row * model.transitions.size() * of.parts();
  of_age_.push_back({position, parts_.size(), of.parts(), terms_.size(), of.attributes.size(), rates, payoffs,
                     of.amounts[static_cast<std::size_t>(year_index)]});
  for (const int spread : of.spreads) {
    const Spread& drawn = valuation.spreads[static_cast<std::size_t>(spread)];
    parts_.push_back({drawn.stream, drawn.factors_of(sex, age)});
  }
  for (const int attribute : of.attributes) {
    const auto a = static_cast<std::size_t>(attribute);
    terms_.push_back({a, rates + static_cast<std::size_t>(model.attributes[a].first_state) * of.parts()});
  }
}

/// Adds to the sums [part] what someone in these states is expected to spend in so many ticks.
template <class Sum>
void DeductibleYear::add_rates(const OfAge& of, const std::uint8_t* states, std::int64_t ticks, Sum* sums) const {
  for (std::size_t term = 0; term < of.terms; ++term) {
    const auto [attribute, rates_of_states] = terms_[of.first_term + term];
    const std::int64_t* rates = rates_of_states + states[attribute] * of.parts;
    for (std::size_t part = 0; part < of.parts; ++part) sums[part] += static_cast<Sum>(rates[part]) * ticks;
  }
}

void DeductibleYear::post(const PersonKey& key, std::size_t deductible, std::int64_t quanta) const {
  by_stratum_[static_cast<std::size_t>(stratum_of_(key)) * deductibles_ + deductible] += quanta;
  by_area_[key.zone * deductibles_ + deductible] += quanta;
  by_group_[key.group * deductibles_ + deductible] += quanta;
  if (first_ != nullptr) first_[crossed_place(key) * deductibles_ + deductible] += quanta;
}

std::int64_t DeductibleYear::paid(const OfAge& of, const PersonKey& key, const Int128* expected,
                                  std::int64_t ticks) const {
  std::int64_t spent = 0;
  for (std::size_t part = 0; part < of.parts; ++part) {
    const Part& from = parts_[of.first_part + part];
    const std::uint32_t word = random_word(key_, key.id, from.stream, calendar_year_);
    spent += Spread::spent(Deductible::expected(expected[part]), word, from.factors);
  }
  return std::min(spent, Deductible::amount_for(of.amount, ticks));
}

void DeductibleYear::whole_year(const Rows& rows) const {
  std::array<PersonId, batch_rows> persons{};
  for (std::size_t first = 0; first < rows.size(); first += batch_rows) {
    const std::size_t number = std::min(batch_rows, rows.size() - first);
    for (std::size_t i = 0; i < number; ++i) persons[i] = rows.key(first + i).id;
    for (const OfAge& of : of_age_) whole_year(of, rows, first, number, persons.data());
  }
}

/// `persons`: those of `number` rows from `first` on, and room for whole batches of words.
void DeductibleYear::whole_year(const OfAge& of, const Rows& rows, std::size_t first, std::size_t number,
                                const PersonId* persons) const {
  std::array<std::array<std::uint32_t, batch_rows>, most_spreads> words{};
  const auto whole = static_cast<int>((number + word_batch - 1) / word_batch * word_batch);
  for (std::size_t part = 0; part < of.parts; ++part) {
    random_words(key_, persons, whole, parts_[of.first_part + part].stream, calendar_year_, words[part].data());
  }
  std::array<std::int64_t, most_spreads> expected{};
  for (std::size_t i = 0; i < number; ++i) {
    std::fill_n(expected.begin(), of.parts, 0);
    add_rates(of, rows.states(first + i), 1, expected.data());
    std::int64_t spent = 0;
    for (std::size_t part = 0; part < of.parts; ++part) {
      spent += Spread::spent(std::max<std::int64_t>(0, expected[part]), words[part][i],
                             parts_[of.first_part + part].factors);
    }
    post(rows.key(first + i), of.position, std::min(spent, of.amount));
  }
}

void DeductibleYear::begin(const std::uint8_t* states, SpendingYear& year) const {
  begin_late(states, ticks_per_year, year);
  year.posted = year.expected;
}

void DeductibleYear::begin_late(const std::uint8_t* states, Ticks left, SpendingYear& year) const {
  year.posted.clear();
  year.expected.assign(parts_.size(), 0);
  year.ticks = left;
  for (const OfAge& of : of_age_) add_rates(of, states, left, year.expected.data() + of.first_part);
}

void DeductibleYear::add_stay(int state, std::int64_t ticks, SpendingYear& year) const {
  for (const OfAge& of : of_age_) {
    const std::int64_t* rates = of.rates + static_cast<std::size_t>(state) * of.parts;
    for (std::size_t part = 0; part < of.parts; ++part) {
      year.expected[of.first_part + part] += static_cast<Int128>(rates[part]) * ticks;
    }
  }
}

void DeductibleYear::change(int from, int to, Ticks left, SpendingYear& year) const {
  add_stay(from, -std::int64_t{left}, year);
  add_stay(to, left, year);
}

void DeductibleYear::happen(int lane, SpendingYear& year) const {
  for (const OfAge& of : of_age_) {
    const std::int64_t* payoffs = of.payoffs + static_cast<std::size_t>(lane) * of.parts;
    for (std::size_t part = 0; part < of.parts; ++part) {
      year.expected[of.first_part + part] += static_cast<Int128>(payoffs[part]) * ticks_per_year;
    }
  }
}

void DeductibleYear::leave(const std::uint8_t* states, Ticks left, SpendingYear& year) const {
  for (const OfAge& of : of_age_) {
    add_rates(of, states, -std::int64_t{left}, year.expected.data() + of.first_part);
  }
  year.ticks -= left;
}

void DeductibleYear::settle(const PersonKey& key, const SpendingYear& year) const {
  if (year.expected == year.posted && year.ticks == ticks_per_year) return;
  for (const OfAge& of : of_age_) {
    const std::int64_t before =
        year.posted.empty() ? 0 : paid(of, key, year.posted.data() + of.first_part, ticks_per_year);
    post(key, of.position, paid(of, key, year.expected.data() + of.first_part, year.ticks) - before);
  }
}

}  // namespace kavel
