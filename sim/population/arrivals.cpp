#include "population/arrivals.hpp"

#include <algorithm>
#include <cmath>
#include <string>
#include <tuple>

namespace kavel {

namespace {

std::vector<double> inhabitants_by_area(const Population& population) {
  std::vector<double> persons(population.areas.size(), 0.0);
  for (const PopulationCell& cell : population.cells) {
    persons[static_cast<std::size_t>(cell.area)] += static_cast<double>(cell.persons);
  }
  return persons;
}

}  // namespace

Arrivals::Arrivals(const Population& population, const Model& model, Key key, const std::vector<int>& level_of_area) {
  std::vector<ArrivalRun> runs;
  const std::vector<double> inhabitants = inhabitants_by_area(population);
  for (int flow = 0; flow < static_cast<int>(model.arrivals.size()); ++flow) {
    for (int year = 0; year < model.years; ++year) {
      for (int area = 0; area < static_cast<int>(inhabitants.size()); ++area) {
        add(population, model, key, flow, year, area, inhabitants[static_cast<std::size_t>(area)], runs);
      }
    }
  }
  put_in_order(runs);
  runs_ = {std::move(runs), level_of_area};
}

/// Whole numbers by rounding the sum so far, from a keyed offset on: each cell has what is expected, rounded up or
/// down, and so has every sum of neighbours.
void Arrivals::add(const Population& population, const Model& model, Key key, int flow, int year, int area,
                   double inhabitants, std::vector<ArrivalRun>& runs) {
  const ArrivalFlow& of = model.arrivals[static_cast<std::size_t>(flow)];
  const StreamId area_stream = stream_of("area." + population.areas[static_cast<std::size_t>(area)]);
  const PersonId cell{std::uint64_t{area_stream.value} << 32 | static_cast<std::uint32_t>(model.start + year)};
  double expected = uniform(random_word(key, cell, of.number_stream, 0));
  std::int64_t before = 0;
  const std::size_t groups = population.ses_groups.size();
  for (int sex = 0; sex < sexes; ++sex) {
    for (int age = -1; age <= oldest_age; ++age) {
      const auto year_and_sex = static_cast<std::size_t>(year) * sexes + static_cast<std::size_t>(sex);
      const double persons =
          inhabitants * of.per_inhabitant[year_and_sex * age_rows + static_cast<std::size_t>(age_index(age))];
      for (std::size_t ses = 0; ses < groups; ++ses) {
        expected += persons * of.ses[sex_age(sex, age) * groups + ses];
        const auto so_far = static_cast<std::int64_t>(std::floor(expected));
        if (so_far > before) {
          const StreamId ses_stream = stream_of("ses." + population.ses_groups[ses]);
          ArrivalRun run;
          run.persons = static_cast<std::int32_t>(so_far - before);
          run.alike = arrivals_key(of.stream, area_stream, ses_stream);
          run.flow = flow;
          run.year_index = year;
          run.sex = static_cast<Sex>(sex);
          run.first_age = age - year;
          run.area = area;
          run.ses = static_cast<int>(ses);
          runs.push_back(run);
        }
        before = so_far;
      }
    }
  }
}

void Arrivals::put_in_order(std::vector<ArrivalRun>& runs) {
  const auto place = [](const ArrivalRun& run) {
    return std::tuple(run.sex, run.first_age, run.year_index, run.area, run.ses, run.flow);
  };
  std::sort(runs.begin(), runs.end(), [&](const ArrivalRun& a, const ArrivalRun& b) { return place(a) < place(b); });
  for (std::size_t i = 0; i < runs.size(); ++i) {
    ArrivalRun& run = runs[i];
    if (i == 0 || run.sex != runs[i - 1].sex || run.first_age != runs[i - 1].first_age) cohort_sizes_.push_back(0);
    run.first = persons_;
    run.cohort = static_cast<int>(cohort_sizes_.size()) - 1;
    cohort_sizes_.back() += run.persons;
    persons_ += run.persons;
  }
}

std::vector<ArrivalRun> Arrivals::between(std::int64_t first, std::int64_t persons) const {
  return runs_.between(first, persons);
}

Ticks arrival_tick(const Model& model, int flow, Key key, PersonId person) {
  const StreamId stream = model.arrivals[static_cast<std::size_t>(flow)].tick_stream;
  const std::uint64_t word = random_word(key, person, stream, 0);
  const auto tick = static_cast<Ticks>(word * std::uint64_t{ticks_per_year} >> 32) + 1;
  const Ticks cycle = model.cycle();
  return cycle > 0 ? (tick + cycle - 1) / cycle * cycle : tick;
}

}  // namespace kavel
