#include "io/read_result.hpp"

#include <algorithm>

#include "core/errors.hpp"
#include "io/hdf5_reader.hpp"
#include "io/read_persons.hpp"
#include "io/result_format.hpp"
#include "io/totals_group.hpp"
#include "io/wellbeing_group.hpp"

namespace kavel {

namespace {

using Lengths = std::vector<std::size_t>;

Lengths joined(const Lengths& first, std::size_t last) {
  Lengths all = first;
  all.push_back(last);
  return all;
}

class ResultReader {
 public:
  explicit ResultReader(const std::string& path) : file_(path) { check_version(path); }

  StoredStudy read_study() const {
    StoredStudy study;
    study.seed = file_.seed("/study", "seed");
    study.full_cross = file_.has("/full_cross");
    if (file_.has("/persons")) study.persons_sample = file_.whole_number("/persons", "founders_sampled");
    if (file_.has("/study/override")) study.overrides = file_.texts("/study/override");
    const std::vector<std::string> names = file_.texts("/study/file");
    const std::vector<std::string> texts = file_.texts("/study/text");
    if (names.size() != texts.size()) {
      file_.refuse("/study/text", std::to_string(names.size()) + " texts", std::to_string(texts.size()));
    }
    if (names.empty()) file_.refuse("/study/file", "at least one file", "none");
    for (std::size_t i = 0; i < names.size(); ++i) study.files.emplace_back(names[i], texts[i]);
    return study;
  }

  RunRecord read_run() const {
    RunRecord run;
    run.program = file_.text("/provenance", "program");
    run.compiler = file_.text("/provenance", "compiler");
    run.command = file_.text("/provenance", "command");
    run.started = file_.text("/provenance", "started");
    run.threads = static_cast<int>(file_.whole_number("/provenance", "threads"));
    run.seconds = file_.number("/provenance", "seconds");
    return run;
  }

  Results read_results() {
    read_coordinates();
    read_trajectories("", {results_.years.size(), 2, results_.age_groups.size(), results_.ses_groups.size()},
                      &VariantResults::by_sex_age_ses);
    read_trajectories("/by_area", {results_.years.size(), results_.areas.size()}, &VariantResults::by_area);
    results_.delineation = file_.text("/by_delineation", "delineation");
    read_trajectories("/by_delineation", {results_.years.size(), 2}, &VariantResults::by_delineation);
    read_trajectories("/random_groups",
                      {results_.years.size(), file_.whole_numbers("/random_groups/random_group").size()},
                      &VariantResults::by_group);
    read_full_cross();
    read_prices();
    read_life_table();
    read_totals(file_, results_);
    read_wellbeing(file_, results_);
    read_conservation();
    results_.sample = kavel::read_persons(file_, results_);
    return std::move(results_);
  }

 private:
  void check_version(const std::string& path) const {
    const auto not_ours = [&] {
      return InputError(Mark{path}, "", "a result file of kavel run", "an HDF5 file of something else");
    };
    std::int64_t version = 0;
    try {
      if (file_.text("/", "format") != result_format_name) throw not_ours();
      version = file_.whole_number("/", "format_version");
    } catch (const InputError&) {
      throw not_ours();
    }
    if (version != result_format_version) {
      throw InputError(Mark{path}, "format_version", std::to_string(result_format_version),
                       std::to_string(version) + ": a file of another version of kavel");
    }
  }

  void read_coordinates() {
    results_.years = small_numbers("/year");
    results_.age_groups = small_numbers("/age_group_start");
    results_.ses_groups = file_.texts("/ses");
    results_.areas = file_.texts("/area");
    results_.states = file_.texts("/state");
    results_.transitions = file_.texts("/transition");
    results_.roles = named<Role>("/transition_role", role_names, results_.transitions.size());
    results_.outcomes = file_.texts("/outcome");
    results_.outcome_units = file_.texts("/outcome_unit");
    expect_length("/outcome_unit", results_.outcome_units.size(), results_.outcomes.size());
    results_.outcome_kinds = named<OutcomeKind>("/outcome_kind", outcome_kind_names, results_.outcomes.size());
    if (file_.has("/activity")) read_care();
    results_.founders = file_.whole_number("/", "founders");
    results_.person_years = file_.number("/", "person_years_simulated");
    for (const std::string& arm : file_.texts("/arm")) {
      results_.variants.emplace_back();
      results_.variants.back().name = arm;
    }
    if (results_.variants.empty()) file_.refuse("/arm", "at least one arm", "none");
  }

  std::vector<int> small_numbers(const std::string& path) const {
    const std::vector<std::int64_t> values = file_.whole_numbers(path);
    return {values.begin(), values.end()};
  }

  void expect_length(const std::string& path, std::size_t got, std::size_t expected) const {
    if (got != expected) file_.refuse(path, std::to_string(expected) + " values", std::to_string(got));
  }

  template <class Enum, class Names>
  std::vector<Enum> named(const std::string& path, const Names& names, std::size_t count) const {
    std::vector<Enum> values;
    for (const std::string& text : file_.texts(path)) {
      const auto found = std::find(names.begin(), names.end(), text);
      if (found == names.end()) file_.refuse(path, "a known word", text);
      values.push_back(static_cast<Enum>(found - names.begin()));
    }
    expect_length(path, values.size(), count);
    return values;
  }

  /// Deals [arm x shape] out to the arms.
  template <class Value, class Select>
  void deal(const std::vector<Value>& all, const Lengths& shape, Select select) {
    const std::size_t each = all.size() / results_.variants.size();
    for (std::size_t arm = 0; arm < results_.variants.size(); ++arm) {
      Array<Value>& array = select(results_.variants[arm]);
      array.shape = shape;
      array.values.assign(all.begin() + static_cast<std::ptrdiff_t>(arm * each),
                          all.begin() + static_cast<std::ptrdiff_t>((arm + 1) * each));
    }
  }

  Lengths with_arms(const Lengths& shape) const {
    Lengths all{results_.variants.size()};
    all.insert(all.end(), shape.begin(), shape.end());
    return all;
  }

  template <class Select>
  void read_numbers(const std::string& path, const Lengths& shape, Select select) {
    deal(file_.numbers(path, with_arms(shape)), shape, select);
  }

  template <class Select>
  void read_counts(const std::string& path, const Lengths& shape, Select select) {
    deal(file_.whole_numbers(path, with_arms(shape)), shape, select);
  }

  void read_trajectories(const std::string& group, const Lengths& cells, Trajectories VariantResults::*part) {
    read_numbers(
        group + "/person_years",
        joined(cells, results_.states.size()), [&](VariantResults & v) -> auto& { return (v.*part).person_years; });
    read_counts(
        group + "/events",
        joined(cells, results_.transitions.size()), [&](VariantResults & v) -> auto& { return (v.*part).events; });
    read_numbers(
        group + "/outcomes",
        joined(cells, results_.outcomes.size()), [&](VariantResults & v) -> auto& { return (v.*part).outcomes; });
    read_volumes(group, cells, part);
  }

  void read_full_cross() {
    if (!file_.has("/full_cross")) return;
    read_trajectories("/full_cross",
                      {results_.years.size(), sex_names.size(), results_.age_groups.size(), results_.ses_groups.size(),
                       results_.areas.size()},
                      &VariantResults::by_cross);
  }

  /// Those by sex, age and SES stand under /money, as do those by area.
  void read_volumes(const std::string& group, const Lengths& cells, Trajectories VariantResults::*part) {
    const Lengths shape = joined(cells, results_.care.activities.size());
    const auto volumes = [&](VariantResults & v) -> auto& { return (v.*part).volumes; };
    if (results_.care.activities.empty()) {
      deal(std::vector<double>{}, shape, volumes);
      deal(
          std::vector<double>{}, joined(cells, 0), [&](VariantResults & v) -> auto& { return (v.*part).deductibles; });
      return;
    }
    const bool own = group == "/random_groups" || group == "/full_cross";
    const std::string place = own ? group : "/money" + group;
    read_numbers(place + "/volumes", shape, volumes);
    const Lengths paid = joined(cells, results_.care.deductibles.size());
    const auto deductibles = [&](VariantResults & v) -> auto& { return (v.*part).deductibles; };
    if (results_.care.deductibles.empty()) {
      deal(std::vector<double>{}, paid, deductibles);
    } else {
      read_numbers(place + "/deductible_paid", paid, deductibles);
    }
  }

  void read_prices() {
    const Lengths shape{results_.years.size(), results_.care.activities.size()};
    const auto nominal = [](VariantResults & v) -> auto& { return v.prices.nominal; };
    const auto real = [](VariantResults & v) -> auto& { return v.prices.real; };
    if (results_.care.activities.empty()) {
      deal(std::vector<double>{}, shape, nominal);
      deal(std::vector<double>{}, shape, real);
    } else {
      read_numbers("/money/price", shape, nominal);
      read_numbers("/money/price_real", shape, real);
    }
  }

  void read_care() {
    CareLabels& care = results_.care;
    care.sectors = parties("sector");
    care.payers = parties("payer");
    care.providers = parties("provider");
    for (const std::string& name : file_.texts("/activity")) care.activities.push_back({name, {}, {}, 0, 0, 0, 0});
    const std::size_t count = care.activities.size();
    const std::vector<std::string> labels = labels_of("title", count);
    const std::vector<std::string> units = labels_of("unit", count);
    const std::vector<std::size_t> sectors = places("sector", care.sectors, count);
    const std::vector<std::size_t> payers = places("payer", care.payers, count);
    const std::vector<std::size_t> providers = places("provider", care.providers, count);
    const std::vector<double> fixed = file_.numbers("/money/activity_fixed_share", {count});
    for (std::size_t a = 0; a < count; ++a) {
      care.activities[a] = {
          care.activities[a].name, labels[a], units[a], sectors[a], payers[a], providers[a], fixed[a], -1, {}};
    }
    if (file_.has("/deductible")) read_deductibles();
  }

  void read_deductibles() {
    CareLabels& care = results_.care;
    const std::vector<std::string> names = file_.texts("/deductible");
    const std::vector<std::string> payers = file_.texts("/money/deductible_payer");
    const std::vector<std::string> insurers = file_.texts("/money/deductible_insurer");
    const std::vector<std::int64_t> ages = file_.whole_numbers("/money/deductible_from_age");
    expect_length("/money/deductible_payer", payers.size(), names.size());
    expect_length("/money/deductible_insurer", insurers.size(), names.size());
    expect_length("/money/deductible_from_age", ages.size(), names.size());
    const auto payer = [&](const std::string& path, const std::string& name) {
      for (std::size_t p = 0; p < care.payers.size(); ++p) {
        if (care.payers[p].name == name) return p;
      }
      file_.refuse(path, "a payer", name);
    };
    for (std::size_t d = 0; d < names.size(); ++d) {
      care.deductibles.push_back({names[d], payer("/money/deductible_payer", payers[d]),
                                  payer("/money/deductible_insurer", insurers[d]), static_cast<int>(ages[d])});
    }
    const std::vector<std::string> under = labels_of("deductible", care.activities.size());
    for (std::size_t a = 0; a < under.size(); ++a) {
      const auto found = std::find(names.begin(), names.end(), under[a]);
      if (found != names.end()) care.activities[a].deductible = static_cast<int>(found - names.begin());
    }
    if (!file_.has("/money/activity_spread")) return;  // files from before it was there
    const std::vector<std::string> spreads = labels_of("spread", care.activities.size());
    for (std::size_t a = 0; a < spreads.size(); ++a) care.activities[a].spread = spreads[a];
  }

  std::vector<std::string> labels_of(const std::string& what, std::size_t count) const {
    const std::string path = "/money/activity_" + what;
    std::vector<std::string> labels = file_.texts(path);
    expect_length(path, labels.size(), count);
    return labels;
  }

  std::vector<PartyLabel> parties(const std::string& what) const {
    const std::vector<std::string> names = file_.texts("/" + what);
    const std::string path = "/money/" + what + "_title";
    const std::vector<std::string> titles = file_.texts(path);
    expect_length(path, titles.size(), names.size());
    std::vector<PartyLabel> labels;
    for (std::size_t i = 0; i < names.size(); ++i) labels.push_back({names[i], titles[i]});
    return labels;
  }

  /// Where among the parties each activity's stands.
  std::vector<std::size_t> places(const std::string& what, const std::vector<PartyLabel>& parties,
                                  std::size_t count) const {
    std::vector<std::size_t> all;
    for (const std::string& name : labels_of(what, count)) {
      const auto found =
          std::find_if(parties.begin(), parties.end(), [&](const PartyLabel& party) { return party.name == name; });
      if (found == parties.end()) file_.refuse("/money/activity_" + what, "a known name", name);
      all.push_back(static_cast<std::size_t>(found - parties.begin()));
    }
    return all;
  }

  void read_life_table() {
    const Lengths shape{results_.years.size(), 2, file_.whole_numbers("/life_table/age").size()};
    read_numbers(
        "/life_table/alive", shape, [](VariantResults & v) -> auto& { return v.alive; });
    read_counts(
        "/life_table/deaths", shape, [](VariantResults & v) -> auto& { return v.deaths; });
  }

  void read_conservation() {
    read_persons("start", &Conservation::start);
    read_persons("births", &Conservation::births);
    read_persons("arrivals", &Conservation::arrivals);
    read_persons("deaths", &Conservation::deaths);
    read_persons("departures", &Conservation::departures);
    read_persons("end", &Conservation::end);
  }

  void read_persons(const std::string& name, std::vector<std::int64_t> Conservation::*field) {
    const std::size_t years = results_.years.size();
    const std::vector<std::int64_t> values = file_.whole_numbers("/proofs/" + name, {results_.variants.size(), years});
    for (std::size_t i = 0; i < values.size(); ++i) {
      (results_.variants[i / years].conservation.*field).push_back(values[i]);
    }
  }

  Hdf5Reader file_;
  Results results_{};
};

}  // namespace

ResultFile read_result(const std::string& path) {
  ResultReader reader(path);
  ResultFile file;
  file.study = reader.read_study();
  file.run = reader.read_run();
  file.results = reader.read_results();
  return file;
}

StoredStudy read_stored_study(const std::string& path) { return ResultReader(path).read_study(); }

}  // namespace kavel
