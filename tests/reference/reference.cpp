#include "tests/reference/reference.hpp"

#include <algorithm>
#include <cmath>
#include <set>
#include <tuple>

#include "random/math.hpp"
#include "random/stream.hpp"
#include "population/founders.hpp"
#include "experiment/compiled.hpp"
#include "tests/reference/arm.hpp"
#include "tests/reference/books.hpp"

namespace kavel::reference {

namespace {

/// Given the states of the attributes before it.
int state_at_start(const Attribute& attribute, Key key, const Inhabitant& who, int age) {
  const double chance = uniform(random_word(key, who.id, attribute.start_stream, 0));
  const auto states = static_cast<int>(attribute.states.size());
  int row = static_cast<int>(who.sex) * (oldest_age + 1) + row_age(age);
  for (const Condition& on : attribute.conditions) {
    row = row * on.values + (on.attribute == -1 ? who.ses : who.states[static_cast<std::size_t>(on.attribute)]);
  }
  const double* cumulative = attribute.cumulative_prevalence->data() + row * states;
  std::vector<double> shifted;
  double sum = 0;
  if (!attribute.odds_by_area.empty()) {
    const std::vector<double>& odds = attribute.odds_by_area[static_cast<std::size_t>(who.area)];
    for (std::size_t state = 0; state < odds.size(); ++state) {
      sum += odds[state] * (state == 0 ? cumulative[0] : cumulative[state] - cumulative[state - 1]);
      shifted.push_back(sum);
    }
  }
  const bool is_certain = cumulative[0] == 1;
  for (int state = 0; state < states - 1; ++state) {
    const double reached = sum > 0 && !is_certain ? shifted[static_cast<std::size_t>(state)] : cumulative[state];
    if (reached > (sum > 0 && !is_certain ? chance * sum : chance)) return state;
  }
  return states - 1;
}

/// How long someone has been in a state at the start.
Moment spent_at_start(const Attribute& attribute, Ticks cycle, Key key, const Inhabitant& who, int age_then,
                      int state) {
  const TimeBefore& of = attribute.entries[static_cast<std::size_t>(state)].spent;
  if (of.years.empty()) return 0;
  const int age = row_age(age_then);
  const double chance = uniform(random_word(key, who.id, stream_of(attribute.name + "@time"), 0));
  double years =
      of.years[static_cast<std::size_t>(who.sex) * std::size_t{oldest_age + 1} + static_cast<std::size_t>(age)];
  years *= of.kind == TimeBeforeSpec::Kind::uniform ? chance : -portable_log(chance);
  if (years > age) years = age;
  auto ticks = static_cast<Moment>(years * ticks_per_year);
  if (cycle > 0) ticks -= ticks % cycle;
  return ticks;
}

/// The states someone comes with at this age.
void give_states(const Model& model, Key key, Inhabitant& who, int age, const std::vector<std::int16_t>* given) {
  for (const Attribute& attribute : model.attributes) {
    const bool is_given = given != nullptr && who.states.size() < given->size();
    const int state = is_given ? (*given)[who.states.size()] : -1;
    who.states.push_back(state >= 0 ? state : state_at_start(attribute, key, who, age));
    who.spent.push_back(spent_at_start(attribute, model.cycle(), key, who, age, who.states.back()));
  }
}

std::vector<Inhabitant> founders_of(const Study& study, const Model& model) {
  std::vector<PopulationCell> cells = study.population.cells;
  std::stable_sort(cells.begin(), cells.end(), [](const PopulationCell& a, const PopulationCell& b) {
    return std::tuple(a.sex, a.age, a.area, a.ses, a.affiliation, a.given) <
           std::tuple(b.sex, b.age, b.area, b.ses, b.affiliation, b.given);
  });
  std::vector<Inhabitant> founders;
  for (const PopulationCell& cell : cells) {
    for (std::int64_t i = 0; i < cell.persons; ++i) {
      const PersonId id{founders.size()};
      Inhabitant founder;
      founder.id = founder.founder = id;
      founder.sex = cell.sex;
      founder.age_at_start = cell.age;
      founder.ses = cell.ses;
      founder.area = cell.area;
      founder.affiliation = cell.affiliation;
      founder.group = static_cast<int>(id.value % random_groups);
      give_states(model, key_of(study.seed, 0), founder, founder.age_at_start,
                  cell.given < 0 ? nullptr : &study.population.given[static_cast<std::size_t>(cell.given)]);
      founders.push_back(std::move(founder));
    }
  }
  return founders;
}

/// That of one of the area's inhabitants at the start, in the order of affiliations.
int affiliation_there(const Population& population, Key key, const Inhabitant& who) {
  std::vector<std::uint64_t> persons(population.affiliations.size());
  std::uint64_t all = 0;
  for (const PopulationCell& cell : population.cells) {
    if (cell.area != who.area) continue;
    persons[static_cast<std::size_t>(cell.affiliation)] += static_cast<std::uint64_t>(cell.persons);
    all += static_cast<std::uint64_t>(cell.persons);
  }
  std::uint64_t number = random_word(key, who.id, stream_of("person@affiliation"), 0) * all / 4294967296U;
  int affiliation = 0;
  for (; number >= persons[static_cast<std::size_t>(affiliation)]; ++affiliation)
    number -= persons[static_cast<std::size_t>(affiliation)];
  return affiliation;
}

/// Those of one flow who arrive in one area in one year.
void add_arrivals(const Study& study, const Model& model, const ArrivalFlow& flow, int year, int area,
                  std::vector<Inhabitant>& all) {
  const Population& population = study.population;
  const Key key = key_of(study.seed, 0);
  double inhabitants = 0;
  for (const PopulationCell& cell : population.cells) {
    if (cell.area == area) inhabitants += static_cast<double>(cell.persons);
  }
  const StreamId there = stream_of("area." + population.areas[static_cast<std::size_t>(area)]);
  const PersonId cell{std::uint64_t{there.value} * 4294967296U + static_cast<std::uint64_t>(study.start + year)};
  double so_far = uniform(random_word(key, cell, flow.number_stream, 0));
  const std::size_t groups = population.ses_groups.size();
  for (int sex = 0; sex < sexes; ++sex) {
    for (int age = -1; age <= oldest_age; ++age) {
      const double of_age =
          inhabitants * flow.per_inhabitant[sex_age_year(static_cast<Sex>(sex), age, 0, 1) +
                                            static_cast<std::size_t>(year) * std::size_t{sexes * age_rows}];
      for (std::size_t ses = 0; ses < groups; ++ses) {
        const double before = std::floor(so_far);
        so_far += of_age * flow.ses[static_cast<std::size_t>(sex * (oldest_age + 1) + row_age(age)) * groups + ses];
        for (std::uint32_t i = 0; i < static_cast<std::uint32_t>(std::floor(so_far) - before); ++i) {
          Inhabitant who;
          who.id = arrival_of(arrivals_key(flow.stream, there, stream_of("ses." + population.ses_groups[ses])),
                              study.start + year, static_cast<Sex>(sex), age, i);
          who.founder = who.id;
          who.sex = static_cast<Sex>(sex);
          who.age_at_start = age - year;
          who.ses = static_cast<int>(ses);
          who.area = area;
          who.arrived = true;
          const double word = random_word(key, who.id, flow.tick_stream, 0);
          who.entry = moment(year, 0) + static_cast<Moment>(std::floor(word / 4294967296.0 * ticks_per_year)) + 1;
          while (model.cycle() > 0 && who.entry % model.cycle() != 0)
            who.entry += model.cycle() - who.entry % model.cycle();
          give_states(model, key, who, age, nullptr);
          who.affiliation = affiliation_there(population, key, who);
          all.push_back(std::move(who));
        }
      }
    }
  }
}

/// Everyone who arrives; random groups go by their order: sex, birth year, year, area, SES, flow.
std::vector<Inhabitant> arrivals_of(const Study& study, const Model& model) {
  std::vector<Inhabitant> all;
  for (const ArrivalFlow& flow : model.arrivals) {
    for (int year = 0; year < study.years; ++year) {
      for (int area = 0; area < static_cast<int>(study.population.areas.size()); ++area) {
        add_arrivals(study, model, flow, year, area, all);
      }
    }
  }
  std::stable_sort(all.begin(), all.end(), [](const Inhabitant& a, const Inhabitant& b) {
    return std::tuple(a.sex, a.age_at_start, year_of(a.entry), a.area, a.ses) <
           std::tuple(b.sex, b.age_at_start, year_of(b.entry), b.area, b.ses);
  });
  for (std::size_t i = 0; i < all.size(); ++i) all[i].group = static_cast<int>(i % random_groups);
  return all;
}

}  // namespace

std::vector<Inhabitant> all_who_come(const Study& study, const Model& model) {
  std::vector<Inhabitant> all = founders_of(study, model);
  for (Inhabitant& arrival : arrivals_of(study, model)) all.push_back(std::move(arrival));
  return all;
}

std::vector<Life> everyone(const Study& study, const Model& model) {
  std::vector<Life> lives;
  for (const Inhabitant& founder : all_who_come(study, model)) {
    std::vector<Inhabitant> waiting{founder};
    while (!waiting.empty()) {
      const Inhabitant who = waiting.back();
      waiting.pop_back();
      lives.push_back(live(model, key_of(study.seed, 0), who));
      waiting.insert(waiting.end(), lives.back().children.begin(), lives.back().children.end());
    }
  }
  return lives;
}

namespace {

ArmRun everyone_in(const Study& study, const std::vector<CompiledVariant>& variants, std::size_t variant) {
  if (variant < study.variants.size()) return {everyone(study, variants[variant].model), {}, {}};
  return live_arm(study, study.arms[variant - study.variants.size()], variants[variant].model, variants.front());
}

/// Where nobody competes for places, nothing is told of them.
void tell_places(const Study& study, const std::vector<ArmRun>& runs, Results& results) {
  std::set<int> used;
  for (const Arm& arm : study.arms) used.insert(arm.programmes.begin(), arm.programmes.end());
  const bool compete = std::any_of(used.begin(), used.end(), [&](int p) {
    const OfferSpec& offer = study.programmes[static_cast<std::size_t>(p)].offer;
    return offer.places || !offer.draws_on.empty();
  });
  if (!compete) return;
  std::size_t pools = 0;
  for (const CapacitySpec& of : study.capacities) pools += of.by_area.empty() ? 1 : of.by_area.size();
  const auto years = static_cast<std::size_t>(study.years);
  for (std::size_t v = 0; v < runs.size(); ++v) {
    VariantResults& result = results.variants[v];
    result.used = {{years, pools}, runs[v].used};
    result.used.values.resize(years * pools, 0);
    result.turned_away = {{years, study.programmes.size()}, runs[v].turned_away};
    result.turned_away.values.resize(years * study.programmes.size(), 0);
  }
}

}  // namespace

Trace reference_trace(const Study& study, std::size_t variant) {
  Trace events;
  for (const Life& life : everyone_in(study, compile_variants(study), variant).lives) {
    for (const Happening& happening : life.happenings) {
      events.push_back({life.who.id, happening.year, static_cast<Ticks>(happening.moment - moment(happening.year, 0)),
                        happening.lane});
    }
  }
  std::sort(events.begin(), events.end());
  return events;
}

Results reference_run(const Study& study) {
  const std::vector<CompiledVariant> variants = compile_variants(study);
  std::vector<ArmRun> runs;
  std::vector<std::vector<Life>> lives;
  for (std::size_t v = 0; v < variants.size(); ++v) {
    runs.push_back(everyone_in(study, variants, v));
    lives.push_back(std::move(runs.back().lives));
  }
  Results results = keep_books(study, variants, lives);
  tell_places(study, runs, results);
  return results;
}

}  // namespace kavel::reference
