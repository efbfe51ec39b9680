#include "io/read_pack.hpp"

#include <gtest/gtest.h>

#include "tests/io/reading.hpp"

namespace kavel {
namespace {

using Words = std::vector<std::string>;
using test::Texts;

const std::string everything = R"(title: Everything a pack can say
source: made up
status: assumed
attributes:
  smoking:
    states: [never, current, former]
    prevalence: {table: smoking.csv, times: 0.01, unit: share}
    newborn: never
    transitions:
      current>former: {hazard: {table: quit.csv, column: rate, outside: 0}}
      former>current:
        hazard: 0.02
        ratios:
          - {by: ses, low: 1.5, source: a study, status: published}
          - {by: area, table: area.csv}
          - {by: age, table: age.csv}
  disease:
    states: [without, with]
    transitions:
      without>with:
        hazard: {value: 0.01, unit: per year}
        normalise: true
        only: male
        while: {smoking: [current, former], ses: low}
        ratios:
          - {by: smoking, effect: direct, current: 2, former: {table: age.csv}}
      with>with: {hazard: 0.1}
  vital:
    states: [alive, dead, moved]
    leaves: {dead: death, moved: emigration}
    prevalence: {alive: 1}
    transitions:
      alive>dead/disease: {hazard: 0.1, while: {disease: with}}
      alive>dead/other: {weibull: {shape: 2, scale: {value: 80, unit: years}}, ratios: [{by: smoking, accelerates: true, current: 1.2}]}
      alive>moved: {duration: 90}
      alive>alive: {hazard: 0.05, birth: true, only: female}
births: {boys_per_girl: 1.05, source: a register}
wellbeing:
  utility: {scale: multiply, range: [0, 1], baseline: {table: utility.csv}, states: {disease: {with: 0.9}}}
  functions:
    scale: add
    range: [-1, 10]
    unit: points
    from_age: 18
    baseline: {value: 7, unit: points, source: a survey}
    spread: 1.2
    states: {smoking: {current: {table: age.csv, times: -1, unit: points}}}
outcomes:
  cost:
    kind: cost
    unit: EUR
    discount: 0.03
    per_year: {disease: {with: 1000}, vital: {table: age.csv, column: ratio}, smoking: {table: by_state.csv}}
    per_transition: {disease: {with>with: 50}}
  years: {kind: effect, unit: year, counting: integral, per_year: {vital: 1}}
  qaly: {kind: effect, unit: QALY, wellbeing: utility}
)";

const Texts tables{{"smoking.csv", "# unit: percent\nage,current,former\n0-17,0,0\n18+,20,30\n"},
                   {"quit.csv", "age,rate,share\n18+,0.04,1\n"},
                   {"area.csv", "area,ratio\nNorth,1\nSouth,1.1\n"},
                   {"age.csv", "age,ratio\n0-49,1\n50+,2\n"},
                   {"utility.csv", "# unit: utility\nses,utility\nlow,0.8\nhigh,0.9\n"},
                   {"by_state.csv", "state,cost\ncurrent,10\nformer,5\n"}};

Texts with_tables(const std::string& pack) {
  Texts texts{{"s.yaml", "title: T\nyears: 4\npopulation: {persons: 1, sex: male, age: 0}\nmodel: pack.yaml\n"},
              {"pack.yaml", pack}};
  texts.insert(texts.end(), tables.begin(), tables.end());
  return texts;
}

TEST(ReadPack, ReadsEverythingAPackCanSay) {
  ASSERT_EQ(test::problems_of(with_tables(everything)), Words{});
  const Study study = test::study_of(with_tables(everything));
  const Pack& pack = study.variants.at(0).pack;
  ASSERT_EQ(pack.attributes.size(), 3U);
  const AttributeSpec& smoking = pack.attributes[0];
  ASSERT_EQ(smoking.prevalence.size(), 2U);
  EXPECT_EQ(smoking.prevalence[1].first, "former");
  EXPECT_EQ(smoking.prevalence[1].second.column, 1);
  EXPECT_EQ(smoking.newborn, "never");
  EXPECT_EQ(smoking.transitions[0].figure.outside, 0);
  const std::vector<RatioSpec>& ratios = smoking.transitions[1].ratios;
  EXPECT_EQ(ratios[0].by_state[0].first, "low");
  EXPECT_EQ(ratios[0].by_state[0].second.provenance.source, "a study");
  EXPECT_TRUE(present(ratios[1].table, "a table").table->by_state);
  EXPECT_EQ(ratios[2].by, "age");
  const TransitionSpec& onset = pack.attributes[1].transitions[0];
  EXPECT_TRUE(onset.normalise);
  EXPECT_EQ(onset.only, Sex::male);
  EXPECT_EQ(onset.gates[0].states, (Words{"current", "former"}));
  EXPECT_EQ(onset.ratios[0].effect, EffectKind::direct);
  EXPECT_NE(onset.ratios[0].by_state[1].second.table, nullptr);
  const AttributeSpec& vital = pack.attributes[2];
  EXPECT_EQ(vital.leaves[1].second, Leaving::emigration);
  EXPECT_EQ(vital.transitions[0].cause, "disease");
  EXPECT_EQ(vital.transitions[1].kind, TransitionKind::weibull);
  EXPECT_EQ(vital.transitions[1].scale.value, 80);
  EXPECT_TRUE(vital.transitions[1].ratios[0].accelerates);
  EXPECT_EQ(vital.transitions[2].kind, TransitionKind::duration);
  EXPECT_TRUE(vital.transitions[3].birth);
  EXPECT_EQ(present(pack.births, "births").boys_per_girl, 1.05);
  const OutcomeSpec& cost = pack.outcomes[0];
  ASSERT_EQ(cost.per_year.size(), 4U);  // with; alive; current and former
  EXPECT_EQ(cost.per_year[1].state, "alive");
  EXPECT_EQ(cost.per_year[3].state, "former");
  EXPECT_EQ(cost.per_transition[0].transition, "with>with");
  EXPECT_EQ(pack.outcomes[1].counting, Counting::integral);
  EXPECT_EQ(pack.outcomes[2].wellbeing, "utility");
  ASSERT_EQ(pack.wellbeing.size(), 2U);
  EXPECT_EQ(pack.wellbeing[0].baseline.table->state_column, "ses");
  EXPECT_EQ(pack.wellbeing[0].states[0].per_year.value, 0.9);
  const WellbeingSpec& functions = pack.wellbeing[1];
  EXPECT_EQ(functions.scale, WellbeingScale::add);
  EXPECT_EQ(functions.least, -1);
  EXPECT_EQ(functions.from_age, 18);
  EXPECT_EQ(present(functions.spread, "a spread").value, 1.2);
  EXPECT_EQ(functions.baseline.provenance.source, "a survey");
  EXPECT_EQ(functions.states[0].per_year.times, -1);
}

Words problems_with(const std::string& model) { return test::problems_of(with_tables(model)); }

TEST(ReadPack, DynamicsDecidesWhatAFigureMayBe) {
  const std::string states = "attributes: {a: {states: [x, y], transitions: {x>y: ";
  EXPECT_EQ(problems_with(states + "{rate: 1}}}}\n").size(), 1U);
  EXPECT_EQ(problems_with(states + "{probability: 1}}}}\n").size(), 1U);
  EXPECT_EQ(problems_with("cycle: 1 month\n" + states + "{duration: 1}}}}\n").size(), 1U);
  EXPECT_EQ(problems_with("cycle: 1 month\n" + states + "{gamma: {shape: 1, scale: 1}}}}}\n").size(), 1U);
  EXPECT_EQ(problems_with("cycle: 1 month\n" + states + "{probability: 1}}}}\n"), Words{});
  EXPECT_EQ(problems_with("cycle: 2 months\n" + states + "{hazard: 1}}}}\n"),
            (Words{"pack.yaml:1:8: model.cycle: expected one of 1 year, 6 months, 3 months, 1 month, got text '2 "
                   "months' (did you mean 6 months?)"}));
}

TEST(ReadPack, CountingHasAWeightPerPoint) {
  const std::string model =
      "cycle: 6 months\nattributes: {a: {states: [x]}}\noutcomes: {o: {kind: effect, unit: u, counting: ";
  EXPECT_EQ(problems_with(model + "{weights: [1, 1, 1, 1, 1, 1, 1, 1, 1]}}}\n"), Words{});
  EXPECT_EQ(problems_with(model + "{weights: [1, 1]}}}\n"),
            (Words{"pack.yaml:3:59: model.outcomes.o.counting.weights: expected 9 weights, one for each counting point "
                   "0 … 8, got 2"}));
  EXPECT_EQ(problems_with(model + "half_cycel}}\n"),
            (Words{"pack.yaml:3:49: model.outcomes.o.counting: expected one of integral, start, end, every_point, "
                   "half_cycle, got text "
                   "'half_cycel' (did you mean half_cycle?)"}));
}

TEST(ReadPack, DefaultCountingFollowsTheDynamics) {
  const std::string rest = "attributes: {a: {states: [x]}}\noutcomes: {o: {kind: effect, unit: u}}\n";
  EXPECT_EQ(test::study_of(with_tables(rest)).variants[0].pack.outcomes[0].counting, Counting::integral);
  EXPECT_EQ(test::study_of(with_tables("cycle: 1 year\n" + rest)).variants[0].pack.outcomes[0].counting,
            Counting::half_cycle);
}

TEST(ReadPack, OneTransitionMayBeABirth) {
  const std::string two =
      "attributes: {a: {states: [x], transitions: {x>x: {hazard: 1, birth: true}, x>x/b: {hazard: 1, birth: true}}}}\n";
  EXPECT_EQ(problems_with(two + "births: {boys_per_girl: 1}\n").size(), 1U);
  EXPECT_EQ(problems_with(two).size(), 2U);
  EXPECT_EQ(problems_with("attributes: {a: {states: [x]}}\nbirths: {boys_per_girl: 1}\n").size(), 1U);
  const std::string another =
      "states: [x, y], transitions: {x>y: {hazard: 1, birth: true}}}}\nbirths: {boys_per_girl: 1}\n";
  EXPECT_EQ(problems_with("attributes: {a: {" + another), Words{});
  EXPECT_EQ(problems_with("attributes: {a: {leaves: {y: death}, " + another).size(), 1U);
}

TEST(ReadPack, RatiosKnowWhatTheyAreBy) {
  const auto ratio = [](const std::string& text) {
    return problems_with(
        "attributes: {r: {states: [lo, hi]}, a: {states: [x, y], transitions: {x>y: {hazard: 1, ratios: [" + text +
        "]}}}}\n");
  };
  EXPECT_EQ(ratio("{by: r, hi: 2}"), Words{});
  EXPECT_EQ(ratio("{by: r}").size(), 1U);
  EXPECT_EQ(ratio("{by: r, hi: 2, table: age.csv}").size(), 2U);  // both, and no column state
  EXPECT_EQ(ratio("{by: age, hi: 2}").size(), 1U);
  EXPECT_EQ(ratio("{by: r, table: age.csv}").size(), 1U);
  EXPECT_EQ(ratio("{by: r, table: by_state.csv}").size(), 2U);  // current, former
  EXPECT_EQ(ratio("{by: a, x: 2}").size(), 1U);
  EXPECT_EQ(ratio("{by: r, hi: -2}").size(), 1U);
  EXPECT_EQ(ratio("{by: r, hi: 2, times: 3}").size(), 1U);
}

TEST(ReadPack, NamesAreCheckedOnceEach) {
  EXPECT_EQ(problems_with("attributes: {ses: {states: [x, x, table, 'a b']}, 'a.b': {states: [x]}}\n").size(), 5U);
  EXPECT_EQ(problems_with("attributes: {a: {states: [x, y], transitions: {'x > y': {hazard: 1}}}}\n"),
            (Words{"pack.yaml:1:48: model.attributes.a.transitions.x > y: expected from>to or from>to/cause, each a "
                   "name of letters, "
                   "digits and _, got 'x > y' (did you mean x>y?)"}));
}

}  // namespace
}  // namespace kavel
