#include "model/quantities.hpp"

namespace kavel {

namespace {

class Walk {
 public:
  explicit Walk(const std::function<void(Quantity&, Meaning)>& visit) : visit_(visit) {}

  void over(AttributeSpec& attribute) {
    over(attribute.prevalence);
    for (PrevalenceRatioSpec& ratio : attribute.prevalence_ratios) over(ratio);
    for (TimeBeforeSpec& spent : attribute.time_in_state) visit_(spent.years, Meaning::figure);
    for (TransitionSpec& transition : attribute.transitions) {
      visit_(transition.figure, Meaning::figure);
      visit_(transition.shape, Meaning::figure);
      visit_(transition.scale, Meaning::figure);
      for (RatioSpec& ratio : transition.ratios) over(ratio);
    }
  }

  void over(ArrivalsSpec& flow) {
    visit_(flow.per_inhabitant, Meaning::figure);
    if (flow.ses) over(flow.ses->shares);
  }

  void over(WellbeingSpec& measure) {
    visit_(measure.baseline, Meaning::figure);
    over(measure.spread);
    const Meaning meaning = measure.scale == WellbeingScale::multiply ? Meaning::ratio : Meaning::figure;
    for (StatePayoffSpec& effect : measure.states) visit_(effect.per_year, meaning);
  }

  void over(OutcomeSpec& outcome) { over(outcome.per_year, outcome.per_transition); }

  void over(SectorSpec& sector) {
    over(sector.price_index);
    over(sector.real_growth);
  }

  void over(ActivitySpec& activity) {
    visit_(activity.price, Meaning::figure);
    visit_(activity.fixed_share, Meaning::figure);
    over(activity.marginal_share);
    over(activity.per_year, activity.per_transition);
    over(activity.residual);
  }

  void over(SpreadSpec& spread) {
    over(spread.users);
    visit_(spread.variation, Meaning::figure);
  }

  void over(std::vector<std::pair<std::string, Quantity>>& shares) {
    for (auto& [name, share] : shares) visit_(share, Meaning::figure);
  }

 private:
  void over(std::optional<Quantity>& quantity) {
    if (quantity) visit_(*quantity, Meaning::figure);
  }

  void over(ByState& ratios) {
    for (auto& [state, ratio] : ratios.by_state) visit_(ratio, Meaning::ratio);
    if (ratios.table) visit_(*ratios.table, Meaning::ratio);
  }

  void over(std::vector<StatePayoffSpec>& per_year, std::vector<TransitionPayoffSpec>& per_transition) {
    for (StatePayoffSpec& payoff : per_year) visit_(payoff.per_year, Meaning::figure);
    for (TransitionPayoffSpec& payoff : per_transition) visit_(payoff.amount, Meaning::figure);
  }

  const std::function<void(Quantity&, Meaning)>& visit_;
};

}  // namespace

void for_each_quantity(Pack& pack, const std::function<void(Quantity&, Meaning)>& visit) {
  Walk walk(visit);
  for (AttributeSpec& attribute : pack.attributes) walk.over(attribute);
  if (pack.reference_ses) walk.over(pack.reference_ses->shares);
  for (ArrivalsSpec& flow : pack.arrivals) walk.over(flow);
  for (WellbeingSpec& measure : pack.wellbeing) walk.over(measure);
  for (OutcomeSpec& outcome : pack.outcomes) walk.over(outcome);
  for (SectorSpec& sector : pack.sectors) walk.over(sector);
  for (ActivitySpec& activity : pack.activities) walk.over(activity);
  for (SpreadSpec& spread : pack.spreads) walk.over(spread);
  for (DeductibleSpec& deductible : pack.deductibles) visit(deductible.amount, Meaning::figure);
}

}  // namespace kavel
