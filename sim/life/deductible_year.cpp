#include "life/deductible_year.hpp"

#include <algorithm>
#include <array>

#include "random/word_batch.hpp"

namespace kavel {

namespace {

constexpr std::size_t batch_rows = 64;  ///< whose words are drawn together
constexpr std::size_t chunk = spending_chunk;
constexpr std::size_t most_width = (most_spreads + chunk - 1) / chunk * chunk;

}  // namespace

/// Some rows on 1 January.
struct DeductibleYear::Batch {
  std::size_t first = 0, number = 0;
  std::array<PersonId, batch_rows> persons{};
  std::array<std::int64_t, batch_rows * most_width> expected{};  ///< of a whole year [row x part, padded]
  std::array<std::int64_t, batch_rows> spent{};

  void take(const People& rows, std::size_t from, std::size_t count) {
    first = from;
    number = count;
    for (std::size_t i = 0; i < number; ++i) persons[i] = rows.key(first + i).id;
    spent.fill(0);
  }
};

void DeductibleYear::open(Tally& tally, Sex sex, int age, int year_index, int level, CareYear* care) {
  of_age_.clear();
  parts_.clear();
  terms_.clear();
  streams_.clear();
  calendar_year_ = static_cast<std::uint32_t>(model_->start + year_index);
  deductibles_ = valuation_->deductibles.size();
  attributes_ = model_->attributes.size();
  care_ = care;
  for (std::size_t d = 0; d < deductibles_; ++d) {
    if (row_age(age) >= valuation_->deductibles[d].from_age) add_deductible(d, sex, age, year_index, level);
  }
  if (of_age_.empty()) return;
  for (const Part& part : parts_) streams_.push_back(part.stream.value);
  while (streams_.size() % std::size_t{word_batch} != 0) streams_.push_back(0);
  const TallyShape& shape = tally.shape;
  const auto year = static_cast<std::size_t>(year_index);
  stratum_of_ = StratumOf(shape);
  by_stratum_ = tally.by_sex_age_ses.deductibles.data() + shape.first_stratum(year_index, sex, age) * deductibles_;
  by_area_ = tally.by_area.deductibles.data() + year * static_cast<std::size_t>(shape.areas) * deductibles_;
  by_group_ = tally.by_group.deductibles.data() + year * std::size_t{random_groups} * deductibles_;
  first_ = year_index > 0
               ? nullptr
               : tally.people.first_deductibles.data() + shape.first_crossed(year_index, sex, age) * deductibles_;
}

void DeductibleYear::add_deductible(std::size_t position, Sex sex, int age, int year_index, int level) {
  const Deductible& of = valuation_->deductibles[position];
  const std::size_t row = of.row(sex, age, year_index, level);
  of_age_.push_back({position, parts_.size(), of.parts(), of.spending->width, terms_.size(), of.attributes.size(), &of,
                     row, of.amounts[static_cast<std::size_t>(year_index)]});
  for (const int spread : of.spreads) {
    const Spread& drawn = valuation_->spreads[static_cast<std::size_t>(spread)];
    parts_.push_back({drawn.stream, drawn.factors_of(sex, age)});
  }
  for (const int attribute : of.attributes) {
    const auto a = static_cast<std::size_t>(attribute);
    terms_.push_back({a, of.rates(row, model_->attributes[a].first_state)});
  }
}

/// What someone in these states is expected to spend a year, by part; may be negative.
void DeductibleYear::expect(const OfAge& of, const std::uint8_t* states, std::int64_t* sums) const {
  for (std::size_t part = 0; part < of.width; part += chunk) {
    std::array<std::int64_t, chunk> sum{};
    for (std::size_t term = of.first_term; term < of.first_term + of.terms; ++term) {
      const std::int64_t* const rates = terms_[term].rates + states[terms_[term].attribute] * of.width + part;
      for (std::size_t k = 0; k < chunk; ++k) sum[k] += rates[k];
    }
    std::copy(sum.begin(), sum.end(), sums + part);
  }
  if (care_ != nullptr) care_->add_spending(of.position, states, 1, sums);
}

void DeductibleYear::post(const PersonKey& key, std::size_t deductible, std::int64_t quanta) const {
  by_stratum_[static_cast<std::size_t>(stratum_of_(key)) * deductibles_ + deductible] += quanta;
  by_area_[key.zone * deductibles_ + deductible] += quanta;
  by_group_[key.group * deductibles_ + deductible] += quanta;
  if (first_ != nullptr) first_[crossed_place(key) * deductibles_ + deductible] += quanta;
}

// ---- on 1 January

void DeductibleYear::whole_year(const People& rows, const Differing* differing, int sign) const {
  if (differing != nullptr && differing->rows.empty()) return;
  Batch batch;
  for (const OfAge& of : of_age_) {
    each_run(rows.size(), differing, batch_rows, [&](std::size_t first, std::size_t count) {
      batch.take(rows, first, count);
      for (std::size_t i = 0; i < batch.number; ++i) {
        expect(of, rows.states(first + i), batch.expected.data() + i * of.width);
      }
      for (std::size_t part = 0; part < of.parts; ++part) draw(of, part, batch);
      for (std::size_t i = 0; i < batch.number; ++i) {
        post(rows.key(first + i), of.position, sign * std::min(batch.spent[i], of.amount));
      }
    });
  }
}

/// Adds what the persons of a batch spend of one part: part after part, so that its factors stay at hand.
void DeductibleYear::draw(const OfAge& of, std::size_t part, Batch& batch) const {
  const Part& from = parts_[of.first_part + part];
  std::array<std::uint32_t, batch_rows> words;
  const std::size_t whole = (batch.number + word_batch - 1) / word_batch * word_batch;
  random_words(key_, batch.persons.data(), static_cast<int>(whole), from.stream, calendar_year_, words.data());
  for (std::size_t i = 0; i < batch.number; ++i) {
    const std::int64_t expected = std::max<std::int64_t>(0, batch.expected[i * of.width + part]);
    batch.spent[i] += Spread::spent(expected, words[i], from.factors);
  }
}

// ---- in the course of a year

void DeductibleYear::begin(const std::uint8_t* states, SpendingYear& year) const {
  begin_late(states, ticks_per_year, year);
  year.is_posted = true;
}

void DeductibleYear::begin_late(const std::uint8_t* states, Ticks left, SpendingYear& year) const {
  year.states.assign(states, states + attributes_);
  year.began_with = left;
  year.is_posted = false;
  year.ticks = left;
  year.has_changed = false;
}

void DeductibleYear::add(std::size_t part, Int128 quanta_ticks, SpendingYear& year) const {
  if (quanta_ticks == 0) return;
  if (!year.has_changed) year.change.assign(parts_.size(), 0);
  year.has_changed = true;
  year.change[part] += quanta_ticks;
}

void DeductibleYear::change(int from, int to, Ticks left, SpendingYear& year) const {
  for (const OfAge& of : of_age_) {
    const std::int64_t* before = of.deductible->rates(of.row, from);
    const std::int64_t* after = of.deductible->rates(of.row, to);
    if (before == nullptr && after == nullptr) continue;
    for (std::size_t part = 0; part < of.parts; ++part) {
      const std::int64_t more = (after == nullptr ? 0 : after[part]) - (before == nullptr ? 0 : before[part]);
      add(of.first_part + part, static_cast<Int128>(more) * left, year);
    }
  }
}

void DeductibleYear::happen(const std::uint8_t* states, int lane, SpendingYear& year) const {
  for (const OfAge& of : of_age_) {
    const std::int64_t* payoffs = of.deductible->payoffs(of.row, lane);
    for (std::size_t part = 0; payoffs != nullptr && part < of.parts; ++part) {
      add(of.first_part + part, static_cast<Int128>(payoffs[part]) * ticks_per_year, year);
    }
    if (care_ == nullptr) continue;
    std::array<Int128, most_width> sums{};
    care_->add_spending_at(of.position, states, lane, sums.data());
    for (std::size_t part = 0; part < of.parts; ++part) add(of.first_part + part, sums[part], year);
  }
}

void DeductibleYear::shift(const std::uint8_t* states, std::int64_t ticks, SpendingYear& year) const {
  for (const OfAge& of : of_age_) {
    std::array<Int128, most_width> sums{};
    care_->add_spending(of.position, states, ticks, sums.data());
    for (std::size_t part = 0; part < of.parts; ++part) add(of.first_part + part, sums[part], year);
  }
}

void DeductibleYear::leave(const std::uint8_t* states, Ticks left, SpendingYear& year) const {
  std::array<std::int64_t, most_width> a_year;
  for (const OfAge& of : of_age_) {
    expect(of, states, a_year.data());
    for (std::size_t part = 0; part < of.parts; ++part) {
      add(of.first_part + part, static_cast<Int128>(a_year[part]) * -left, year);
    }
  }
  year.ticks -= left;
}

void DeductibleYear::settle(const PersonKey& key, SpendingYear& year, int sign) const {
  if (of_age_.empty() || (year.is_posted && !year.has_changed && year.ticks == ticks_per_year)) return;
  year.words.resize(streams_.size());
  random_words(key_, key.id, streams_.data(), static_cast<int>(streams_.size()), calendar_year_, year.words.data());
  for (const OfAge& of : of_age_) settle(of, key, year, sign);
}

void DeductibleYear::settle(const OfAge& of, const PersonKey& key, const SpendingYear& year, int sign) const {
  std::array<std::int64_t, most_width> a_year;
  expect(of, year.states.data(), a_year.data());
  std::int64_t before = 0, spent = 0;
  for (std::size_t part = 0; part < of.parts; ++part) {
    const std::uint32_t word = year.words[of.first_part + part];
    const std::uint32_t* const factors = parts_[of.first_part + part].factors;
    const Int128 change = year.has_changed ? year.change[of.first_part + part] : 0;
    const std::int64_t expected = Deductible::expected(static_cast<Int128>(a_year[part]) * year.began_with + change);
    before += Spread::spent(std::max<std::int64_t>(0, a_year[part]), word, factors);
    spent += Spread::spent(expected, word, factors);
  }
  const std::int64_t posted = year.is_posted ? std::min(before, of.amount) : 0;
  post(key, of.position, sign * (std::min(spent, Deductible::amount_for(of.amount, year.ticks)) - posted));
}

}  // namespace kavel
