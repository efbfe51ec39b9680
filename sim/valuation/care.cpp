#include "valuation/care.hpp"

#include <algorithm>

namespace kavel {

namespace {

constexpr double quantum_of_money = 1e-3;   // as of outcomes that are costs
constexpr double quantum_of_volume = 1e-6;  // as of outcomes that are effects

Party party_of(const std::string& name, const std::string& title) { return {name, title.empty() ? name : title}; }

template <class Spec>
int position_of(const std::vector<Spec>& specs, const std::string& name) {
  const auto found = std::find_if(specs.begin(), specs.end(), [&](const Spec& spec) { return spec.name == name; });
  return found == specs.end() ? -1 : static_cast<int>(found - specs.begin());
}

template <class Spec>
void unknown(const ActivitySpec& activity, const char* key, const std::string& name, const std::vector<Spec>& specs,
             Problems& problems) {
  std::vector<std::string> names;
  for (const Spec& spec : specs) names.push_back(spec.name);
  problems.add(activity.mark, activity.key + '.' + key, std::string("a ") + key + " of the pack", name,
               nearest(name, names));
}

/// Growth of one year on the year before.
double growth_in(const std::optional<Quantity>& growth, int year, const Setting& setting, Figures& figures) {
  if (!growth) return 1;
  return 1 + figures.at(*growth, {Sex::female, 0, year - setting.start, 0, ""}, Domain::any);
}

/// Beyond demography, from the study's first year on.
std::vector<double> growth_of(const SectorSpec& sector, const Setting& setting, Figures& figures) {
  std::vector<double> factors{1.0};
  for (int year = 1; year < setting.years; ++year) {
    factors.push_back(factors.back() * growth_in(sector.real_growth, setting.start + year, setting, figures));
  }
  return factors;
}

void fill_prices(const ActivitySpec& spec, const SectorSpec& sector, const Setting& setting, Figures& figures,
                 Activity& activity) {
  activity.grown = growth_of(sector, setting, figures);
  const std::vector<double> none(activity.grown.size(), 1.0);
  activity.growth = activity.money ? activity.grown : none;
  const std::vector<double>& of_a_unit = activity.money ? none : activity.grown;
  double price = spec.price.value * price_level(sector, spec.price_year, setting.start, setting, figures);
  for (const double grown : of_a_unit) activity.real_price.push_back(price * grown);
  for (int year = 0; year < setting.years; ++year) {
    if (year > 0) price *= growth_in(sector.price_index, setting.start + year, setting, figures);
    activity.price.push_back(price * of_a_unit[static_cast<std::size_t>(year)]);
  }
}

}  // namespace

double substituted(const Activity& dropped, const Activity& instead, std::size_t year) {
  return dropped.money || instead.money ? dropped.grown[year] / instead.grown[year] : 1;
}

double price_level(const SectorSpec& sector, int from, int to, const Setting& setting, Figures& figures) {
  double level = 1;
  for (int year = from + 1; year <= to; ++year) level *= growth_in(sector.price_index, year, setting, figures);
  for (int year = from; year > to; --year) level /= growth_in(sector.price_index, year, setting, figures);
  return level;
}

Care compile_care(const Pack& pack, const Setting& setting, Figures& figures, Problems& problems) {
  Care care;
  for (const SectorSpec& spec : pack.sectors) care.sectors.push_back(party_of(spec.name, spec.title));
  for (const PartySpec& spec : pack.payers) care.payers.push_back(party_of(spec.name, spec.title));
  for (const PartySpec& spec : pack.providers) care.providers.push_back(party_of(spec.name, spec.title));
  for (const ActivitySpec& spec : pack.activities) {
    Activity activity;
    activity.name = spec.name;
    activity.title = spec.title.empty() ? spec.name : spec.title;
    activity.unit = spec.unit;
    activity.sector = position_of(pack.sectors, spec.sector);
    activity.payer = position_of(pack.payers, spec.payer);
    activity.provider = position_of(pack.providers, spec.provider);
    activity.money = spec.unit.starts_with("EUR");
    activity.quantum = activity.money ? quantum_of_money : quantum_of_volume;
    activity.fixed_share = spec.fixed_share.value;
    activity.deductible = position_of(pack.deductibles, spec.deductible);
    activity.spread = position_of(pack.spreads, spec.spread);
    if (activity.sector < 0) unknown(spec, "sector", spec.sector, pack.sectors, problems);
    if (activity.payer < 0 && !spec.payer.empty()) unknown(spec, "payer", spec.payer, pack.payers, problems);
    if (activity.provider < 0) unknown(spec, "provider", spec.provider, pack.providers, problems);
    if (activity.sector >= 0) {
      fill_prices(spec, pack.sectors[static_cast<std::size_t>(activity.sector)], setting, figures, activity);
    }
    care.activities.push_back(std::move(activity));
  }
  return care;
}

}  // namespace kavel
