#include "io/read_study.hpp"

#include <algorithm>
#include <set>
#include <tuple>

#include <fmt/format.h>

#include "io/merge_pack.hpp"
#include "io/override.hpp"
#include "io/read_delineation.hpp"
#include "io/read_pack.hpp"
#include "io/read_population.hpp"
#include "io/read_portfolios.hpp"
#include "io/read_region_figures.hpp"
#include "io/text.hpp"

namespace kavel {

namespace {

constexpr std::size_t most_variants = 1000;
constexpr int years_alike = 5;                  ///< for which a region's inhabitants may stand
constexpr std::size_t most_values = 2'000'000;  ///< in the packs of all variants together

/// Reads one study.
class StudyReader {
 public:
  StudyReader(const std::vector<std::string>& overrides, Sources& sources, Problems& problems, Purpose purpose)
      : given_(&overrides),
        sources_(&sources),
        problems_(&problems),
        purpose_(purpose),
        figures_(sources, problems),
        merger_(figures_, problems) {}

  Study read(const std::string& path) {
    const SourceFile* file = sources_->study(path, *problems_);
    if (file == nullptr) return {};
    tree_ = parse_yaml(*file, *problems_);
    if (!tree_) return {};
    overrides_ = read_overrides(*given_, *file, texts_, *problems_);
    check_overlap(overrides_, *problems_);
    std::erase_if(overrides_, [this](const Override& one) { return is_refused(one); });
    for (const Override& one : overrides_) {
      const bool later = one.steps.front() == "model" || is_within_programme(one);
      if (!later) tree_ = with_override(tree_, schema().study_shape, one, *problems_);
    }
    Fields fields(*tree_, schema().study, "", *problems_);
    if (!fields.is_mapping()) return {};
    take_head(fields, *file);
    if (const YamlNode* node = fields.find("population")) take_population(*node);
    doubt_start(fields.find("start"));
    if (const YamlNode* node = fields.find("delineation")) {
      study_.delineation = read_delineation(*node, study_.population, *problems_);
    }
    take_variants(fields.find("variants"), fields.find("model") != nullptr);
    take_portfolios(fields);
    fields.done();
    take_cohort_states();
    take_given_states();
    for (const Variant& variant : study_.variants) check_region_names(study_.region, variant.pack, *problems_);
    check_ses_groups();
    return std::move(study_);
  }

 private:
  /// Overrides that could not take effect.
  bool is_refused(const Override& one) {
    const std::string& first = one.steps.front();
    if (first == "variants") {
      problems_->add(one.mark, one.path(), "a key of the study or its model", "one of a variant");
      return true;
    }
    if (first == "model" && one.steps.size() > 1 && one.steps[1] == "include") {
      problems_->add(one.mark, one.path(), "a key of the model as a whole", "a list of files, which are part of it");
      return true;
    }
    if (is_within_programme(one) && one.steps[2] == "variants") {
      problems_->add(one.mark, one.path(), "a key of the programme, or use", "its variants");
      return true;
    }
    return false;
  }

  static bool is_within_programme(const Override& one) {
    return one.steps.size() > 2 && one.steps.front() == "programmes";
  }

  void take_portfolios(Fields& fields) {
    std::vector<Override> within = overrides_;
    std::erase_if(within, [](const Override& one) { return !is_within_programme(one); });
    read_portfolios(fields, tree_, within, figures_, *problems_, study_);
  }

  void take_head(Fields& fields, const SourceFile& file) {
    study_.title = fields.text("title").value_or("");
    study_.source = fields.text("source").value_or("");
    figures_.inherit(file, {"", study_.source, read_status(fields)});
    study_.seed = fields.whole("seed").value_or(1);
    study_.start = static_cast<int>(fields.whole("start").value_or(2025));
    study_.years = static_cast<int>(fields.whole("years").value_or(0));
    take_age_groups(fields);
  }

  void take_age_groups(Fields& fields) {
    int last = -1;
    for (const NodePtr& item : fields.list("age_groups")) {
      const auto age = read_whole(*item, schema().age, "age_groups", *problems_);
      if (!age) continue;
      const int first = static_cast<int>(*age);
      if (study_.age_groups.empty() ? first != 0 : first <= last) {
        problems_->add(item->mark(), "age_groups",
                       last < 0 ? "0 as the first age" : fmt::format("an age above {}", last), std::to_string(first));
      }
      last = std::max(first, last);
      study_.age_groups.push_back(first);
    }
    if (fields.find("age_groups") != nullptr) return;
    for (int age = 0; age <= 90; age += 5) study_.age_groups.push_back(age);
  }

  void take_population(const YamlNode& node) {
    PopulationRead read = read_population(node, "population", figures_, *problems_);
    study_.population = std::move(read.population);
    study_.region = std::move(read.region);
    cohort_states_ = std::move(read.states);
    given_people_ = std::move(read.given);
    region_tables_ = std::move(read.tables);
  }

  /// Inhabitants of a year far from the start are hardly meant.
  void doubt_start(const YamlNode* start) {
    const std::optional<int> year = study_.region.year;
    if (!year || std::abs(study_.start - *year) <= years_alike) return;
    study_.doubts.push_back({start == nullptr ? study_.population.mark : start->mark(), "start",
                             fmt::format("a year near {}, of whose 1 January the region's inhabitants are", *year),
                             std::to_string(study_.start) + (start == nullptr ? ", as it is not said" : ""),
                             std::to_string(*year)});
  }

  void take_variants(const YamlNode* node, bool has_model) {
    if (node == nullptr) {
      if (has_model) add_variant("usual_care", {});
      return;
    }
    Fields fields(*node, schema().variants, "variants", *problems_);
    if (fields.is_mapping() && node->entries.empty()) {
      problems_->add(node->mark(), "variants", "at least one variant", "an empty mapping");
    }
    if (fields.others().size() > most_variants) {
      problems_->add(node->mark(), "variants", fmt::format("at most {} variants", most_variants),
                     std::to_string(fields.others().size()));
      return;
    }
    for (const Entry* entry : fields.others()) {
      std::vector<Override> own = read_variant(*entry, fields.path(entry->key), *problems_);
      std::erase_if(own, [this](const Override& one) { return is_refused(one); });
      std::vector<Override> all = own;
      all.insert(all.end(), overrides_.begin(), overrides_.end());
      if (!own.empty()) check_overlap(std::move(all), *problems_);
      if (has_model) add_variant(entry->key, own);
    }
    if (fields.others().empty() && has_model) add_variant("usual_care", {});  // to find what is wrong in the model
  }

  void add_variant(const std::string& name, std::vector<Override> overrides) {
    Variant variant{name, {}, {}};
    for (const Override& own : overrides) variant.changes.push_back(own.path());
    const std::size_t first = problems_->all().size();
    const bool is_read = read_variant_pack(name, std::move(overrides), variant.pack);
    for (Problem& problem : problems_->take_from(first)) {
      problem.key = variant.place_of(problem.key);
      problems_->add(std::move(problem));
    }
    if (is_read) study_.variants.push_back(std::move(variant));
  }

  bool read_variant_pack(const std::string& name, std::vector<Override> overrides, Pack& pack) {
    overrides.insert(overrides.end(), overrides_.begin(), overrides_.end());
    NodePtr tree = tree_;
    const auto apply = [&](bool whole_model) {
      for (const Override& one : overrides) {
        if (one.steps.front() != "model" || (one.steps.size() == 1) != whole_model) continue;
        const std::size_t first = problems_->all().size();
        tree = with_override(tree, schema().study_shape, one, *problems_);
        for (Problem& problem : problems_->take_from(first)) {
          if (one.mark.line > 0) problem.key = "variants." + name + '.' + problem.key;  // else of the command line
          problems_->add(std::move(problem));
        }
      }
    };
    apply(true);
    auto whole = std::make_shared<YamlNode>(*tree);
    for (Entry& entry : whole->entries) {
      if (entry.key != "model") continue;
      entry.value = merger_.merged(entry.value, "model");
      if (!entry.value) return false;
    }
    whole->recount();
    tree = whole;
    apply(false);
    const YamlNode& model = *tree->find("model");
    values_ += model.size;
    if (values_ > most_values) {
      if (!told_)
        problems_->add(tree_->mark(), "variants", fmt::format("at most {} values in all packs", most_values), "more");
      told_ = true;
      return false;
    }
    const RegionTables* tables = region_tables_ ? &*region_tables_ : nullptr;
    pack = read_pack(model, "model", study_.years, figures_, *problems_, purpose_, tables);
    return true;
  }

  /// Where not, hardly a figure of the pack would fit: one problem says it.
  void check_ses_groups() {
    if (study_.population.cells.empty()) return;
    const std::vector<std::string>& groups = study_.population.ses_groups;
    for (const Variant& variant : study_.variants) {
      if (!variant.pack.reference_ses) continue;
      std::vector<std::string> known;
      for (const auto& share : variant.pack.reference_ses->shares) known.push_back(share.first);
      if (std::is_permutation(groups.begin(), groups.end(), known.begin(), known.end()) || known.empty()) continue;
      problems_->add(study_.population.mark, "population",
                     "inhabitants with the SES groups " + listed(known) + " of the model (model.reference.ses)",
                     groups.size() == 1 ? "none: everyone is in one group" : listed(groups));
      return;
    }
  }

  /// The cohort's states stand for the pack's prevalence, in every variant.
  void take_cohort_states() {
    for (const CohortStates& states : cohort_states_) {
      for (Variant& variant : study_.variants) replace_prevalence(states, variant.pack);
    }
  }

  /// States that a table of persons gives are those of the pack, which are alike in every variant.
  void take_given_states() {
    if (given_people_.attributes.empty() || study_.variants.empty()) return;
    std::vector<std::string> names;
    std::vector<std::vector<std::string>> states;
    for (const AttributeSpec& spec : study_.variants.front().pack.attributes) {
      names.push_back(spec.name);
      states.emplace_back();
      for (const std::string& state : spec.states) {
        const bool leaves = std::any_of(spec.leaves.begin(), spec.leaves.end(), [&](const auto& leaving) {
          return leaving.first == state && leaving.second != Leaving::no;
        });
        states.back().push_back(leaves ? "" : state);  // nobody is there
      }
    }
    resolve_given_states(given_people_, names, states, study_.population, *problems_);
  }

  void replace_prevalence(const CohortStates& states, Pack& pack) {
    std::vector<std::string> names;
    for (AttributeSpec& spec : pack.attributes) {
      names.push_back(spec.name);
      if (spec.name != states.attribute) continue;
      for (const auto& [state, share] : states.shares) {
        if (std::find(spec.states.begin(), spec.states.end(), state) == spec.states.end()) {
          problems_->add(share.mark, share.key, "one of the states " + listed(spec.states), in_quotes(state),
                         suggest(state, spec.states));
        }
        for (const auto& [leaves, how] : spec.leaves) {
          if (leaves == state)
            problems_->add(share.mark, share.key, "a state within the population",
                           in_quotes(state) + ", which leaves it");
        }
      }
      spec.prevalence = states.shares;
      return;
    }
    problems_->add(states.mark, states.key, "one of the attributes " + listed(names), in_quotes(states.attribute),
                   suggest(states.attribute, names));
  }

  const std::vector<std::string>* given_;
  Sources* sources_;
  Problems* problems_;
  Purpose purpose_;
  std::deque<SourceFile> texts_{};  ///< of the command line
  FigureReader figures_;
  PackMerger merger_;
  NodePtr tree_{};
  std::vector<Override> overrides_{};  ///< of the command line
  GivenStates given_people_{};
  std::vector<CohortStates> cohort_states_{};
  std::optional<RegionTables> region_tables_{};
  Study study_{};
  std::size_t values_ = 0;
  bool told_ = false;
};

/// Each problem once, in the order of the files and of the lines in them; the command line first.
Problems sorted(const Problems& problems, const Sources& sources) {
  std::map<std::string, std::size_t> files;
  for (const SourceFile& file : sources.files()) files.emplace(file.name, files.size() + 1);
  const auto key = [&](const Problem& problem) {
    const auto file = files.find(problem.mark.file);
    const int line = problem.mark.line > 0 ? problem.mark.line : 1 << 30;  // the file as a whole
    const std::string other = file == files.end() && problem.mark.line > 0 ? problem.mark.file : "";
    return std::tuple(file == files.end() ? 0 : file->second, other, line, problem.mark.column);
  };
  std::vector<Problem> all;
  std::set<std::string> seen;
  for (const Problem& problem : problems.all()) {
    if (seen.insert(message_of(problem)).second) all.push_back(problem);
  }
  std::stable_sort(all.begin(), all.end(), [&](const Problem& a, const Problem& b) { return key(a) < key(b); });
  Problems result;
  for (Problem& problem : all) result.add(std::move(problem));
  return result;
}

}  // namespace

Study read_study(const std::string& path, const std::vector<std::string>& overrides, Sources& sources,
                 Purpose purpose) {
  Problems problems;
  Study study = StudyReader(overrides, sources, problems, purpose).read(path);
  sorted(problems, sources).raise();
  return study;
}

}  // namespace kavel
