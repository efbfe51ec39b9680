#include "programme/portfolio.hpp"

#include <algorithm>
#include <map>

#include "core/named.hpp"
#include "random/stream.hpp"
#include "model/figures.hpp"
#include "programme/answers.hpp"
#include "programme/names.hpp"

namespace kavel {

namespace {

/// [year]: share of the eligible who are asked by then.
std::vector<double> shares_asked(const OfferSpec& offer, const Setting& setting) {
  std::vector<double> shares;
  for (int year = setting.start; year < setting.start + setting.years; ++year) {
    double share = offer.ramp.empty() ? 1 : 0;
    for (const auto& [from, of] : offer.ramp) {
      if (from <= year) share = of;
    }
    const bool offered = offer.start <= year && (!offer.end || year <= *offer.end);
    shares.push_back(offered ? share : 0);
  }
  return shares;
}

/// [sex x age x SES]
std::vector<double> uptake_of(const Programme& programme, const Setting& setting, Figures& figures) {
  const std::size_t groups = setting.ses_groups.size();
  std::vector<double> uptake(rows_by_sex_age * groups, 0.0);
  for (std::size_t group = 0; group < groups; ++group) {
    const std::string& name = setting.ses_groups[group];
    const auto own = std::find_if(programme.uptake_by_ses.begin(), programme.uptake_by_ses.end(),
                                  [&](const auto& one) { return one.first == name; });
    const Quantity& figure = own == programme.uptake_by_ses.end() ? programme.uptake : own->second;
    const std::vector<double> values = by_sex_age(setting, [&](Circumstances of) {
      of.state = name;
      return figures.at(figure, of, Domain::probability);
    });
    for (std::size_t i = 0; i < values.size(); ++i) uptake[i * groups + group] = values[i];
  }
  return uptake;
}

std::vector<int> lanes_of_starts(const Programme& programme, const Model& model, int strengths) {
  std::vector<int> lanes;
  for (int s = 0; s < strengths; ++s) {
    const std::string start = state_outside + '>' + state_taking_part(s, strengths);
    lanes.push_back(place_named(model.transitions, attribute_of(programme) + '.' + start));
  }
  return lanes;
}

/// [state]: the transition back outside, or -1.
std::vector<int> lanes_of_returns(int attribute, const Model& model) {
  const Attribute& of = model.attributes[static_cast<std::size_t>(attribute)];
  std::vector<int> lanes(of.states.size(), -1);
  for (const int lane : of.lanes) {
    const Transition& transition = model.transitions[static_cast<std::size_t>(lane)];
    if (is_return(transition.name)) lanes[static_cast<std::size_t>(transition.from)] = lane;
  }
  return lanes;
}

std::vector<Move> moves_of(const Programme& programme, const Model& model, const Setting& setting, Figures& figures) {
  std::vector<Move> moves;
  for (const StateEffect& effect : programme.states) {
    Move move;
    const std::string name = effect.attribute + '.' + effect.from + '>' + effect.to + '/' + programme.name;
    move.lane = place_named(model.transitions, name);
    const Transition& transition = model.transitions[static_cast<std::size_t>(move.lane)];
    move.attribute = transition.attribute;
    move.from = transition.from;
    move.stream = stream_of(name + "@enrolment");
    move.probability = by_sex_age(
        setting, [&](const Circumstances& of) { return figures.at(effect.probability, of, Domain::probability); });
    moves.push_back(std::move(move));
  }
  return moves;
}

}  // namespace

bool Portfolio::couples() const {
  return std::any_of(programmes.begin(), programmes.end(),
                     [](const OfferedProgramme& one) { return one.places.has_value() || !one.draws.empty(); });
}

Offering compile_offering(const Programme& programme, const Surroundings& around, const Setting& setting,
                          Problems& problems) {
  expects(setting.years <= Answers::most_years, "answers can tell all years of a study");
  Figures figures(setting.start, problems);
  Offering made;
  const ProgrammeCompiling with{programme, around, setting, figures, problems};
  made.eligible = Eligibility(programme.eligible, with);
  made.asked = shares_asked(programme.offer, setting);
  made.priority = programme.offer.priority;
  if (made.priority == Priority::risk) made.risk = Risk(programme.offer.priority_risk, *around.model);
  if (made.priority == Priority::benefit) made.benefit = Benefit(programme.offer.priority_benefit, with);
  made.again_after = programme.offer.again_after.value_or(0);
  made.uptake = uptake_of(programme, setting, figures);
  made.covered = by_sex_age(setting, [&](const Circumstances& of) {
    return programme.coverage ? figures.at(*programme.coverage, of, Domain::probability) : 0.0;
  });
  made.ses_groups = static_cast<int>(setting.ses_groups.size());
  const std::string name = attribute_of(programme);
  made.asked_stream = stream_of(name + "@asked");
  made.uptake_stream = stream_of(name + "@uptake");
  made.covered_stream = stream_of(name + "@covered");
  made.order_stream = stream_of(name + "@order");
  return made;
}

Portfolio compile_portfolio(const std::vector<Programme>& programmes, const std::vector<int>& chosen,
                            const std::vector<CapacitySpec>& capacities, const Pack& usual, const Surroundings& around,
                            const Setting& setting, Problems& problems) {
  Figures figures(setting.start, problems);
  const Model& model = *around.model;
  Portfolio portfolio;
  portfolio.capacities = compile_capacities(capacities, setting);
  if (!chosen.empty())
    portfolio.first_start_lane = place_named(model.transitions, attribute_of_any + '.' + first_start);
  for (const int place : chosen) {
    const Programme& programme = programmes[static_cast<std::size_t>(place)];
    OfferedProgramme made{compile_offering(programme, around, setting, problems)};
    made.in_study = place;
    made.attribute = place_named(model.attributes, attribute_of(programme));
    made.strengths.emplace(programme, usual, problems);
    made.start_lanes = lanes_of_starts(programme, model, made.strengths->count());
    made.places = programme.offer.places;
    made.draws = compile_draws(programme.offer, capacities);
    for (const std::string& state : model.attributes[static_cast<std::size_t>(made.attribute)].states)
      made.taking_part.push_back(is_taking_part(state) ? 1 : 0);
    made.again_after_taking_part = programme.offer.again_after_taking_part;
    made.return_lanes = lanes_of_returns(made.attribute, model);
    made.response_stream = stream_of(attribute_of(programme) + "@response");
    made.moves = moves_of(programme, model, setting, figures);
    portfolio.programmes.push_back(std::move(made));
  }
  return portfolio;
}

}  // namespace kavel
