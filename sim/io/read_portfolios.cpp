#include "io/read_portfolios.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "core/meant.hpp"
#include "programme/check_programme.hpp"
#include "io/merge_programme.hpp"
#include "io/read_capacities.hpp"
#include "io/read_programme.hpp"
#include "io/text.hpp"

namespace kavel {

namespace {

constexpr std::size_t most_arms = 1000;
constexpr std::size_t most_programmes = 1000;
constexpr std::size_t most_values = 2'000'000;  ///< in the programmes of a study, with all their variants
constexpr std::string_view usual_care = "usual_care";

bool is_set(const YamlNode& node) {
  return node.set_by ||
         std::any_of(node.items.begin(), node.items.end(), [](const NodePtr& item) { return is_set(*item); }) ||
         std::any_of(node.entries.begin(), node.entries.end(), [](const Entry& entry) { return is_set(*entry.value); });
}

/// A study that has nothing but this programme, for overrides to be applied to.
NodePtr alone(const Entry& programme, const NodePtr& value) {
  auto programmes = std::make_shared<YamlNode>();
  auto study = std::make_shared<YamlNode>();
  for (const auto& node : {programmes, study}) {
    node->kind = YamlNode::Kind::mapping;
    node->source = programme.source;
  }
  programmes->entries.push_back(programme);
  programmes->entries.back().value = value;
  programmes->recount();
  study->entries.push_back({"programmes", programme.source, programme.line, programme.column, programmes});
  study->recount();
  return study;
}

class PortfolioReader {
 public:
  PortfolioReader(const NodePtr& study, const std::vector<Override>& overrides, FigureReader& figures,
                  Problems& problems, Study& into)
      : study_(&study),
        overrides_(&overrides),
        problems_(&problems),
        into_(&into),
        merger_(figures.sources(), problems),
        figures_(figures, merger_.origins(), problems) {}

  void read(Fields& fields) {
    const YamlNode* programmes = fields.find("programmes");
    const YamlNode* arms = fields.find("arms");
    const YamlNode* variants = fields.find("variants");
    report_unknown(programmes);
    if (const YamlNode* capacities = fields.find("capacities"))
      into_->capacities = read_capacities(*capacities, figures_, *problems_);
    const std::size_t first = problems_->all().size();
    if (programmes != nullptr) take_programmes(*programmes);
    const bool draws_are_known = knows_draws(first);
    if (arms != nullptr) take_arms(*arms);
    for (const YamlNode* node : {programmes, arms}) {
      if (node != nullptr && variants != nullptr) {
        problems_->add(node->mark(), node == arms ? "arms" : "programmes", "variants, or programmes and arms", "both");
      }
    }
    const Population& people = into_->population;
    if (!people.cells.empty()) check_areas_of(into_->capacities, people.areas, *problems_);
    if (draws_are_known) check_drawn_on(into_->capacities, into_->programmes, *problems_);
    if (arms == nullptr || !is_set(*arms)) check_used(arms);
  }

 private:
  /// Is it known what each programme draws on, whatever else is wrong with them? Of problems from the `first`.
  bool knows_draws(std::size_t first) const {
    const std::vector<Problem>& all = problems_->all();
    const bool told = std::any_of(all.begin() + static_cast<std::ptrdiff_t>(first), all.end(), [](const Problem& one) {
      return one.key.find(".offer") != std::string::npos || one.suggestion == "offer" || one.key.ends_with(".use");
    });
    return !told && into_->programmes.size() == names_.size();
  }

  /// Overrides of programmes that are not there.
  void report_unknown(const YamlNode* programmes) {
    for (const Override& one : *overrides_) {
      const bool known = programmes != nullptr && programmes->find(one.steps[1]) != nullptr;
      if (!known) with_override(*study_, schema().study_shape, one, *problems_);
    }
  }

  void take_programmes(const YamlNode& node) {
    const Fields fields(node, schema().programmes, "programmes", *problems_);
    if (fields.is_mapping() && node.entries.empty())
      problems_->add(node.mark(), "programmes", "at least one programme", "an empty mapping");
    if (fields.others().size() > most_programmes) {
      problems_->add(node.mark(), "programmes", fmt::format("at most {} programmes", most_programmes),
                     std::to_string(fields.others().size()));
      return;
    }
    for (const Entry* entry : fields.others()) {
      names_.push_back(entry->key);
      marks_.push_back(entry->mark());
      take_programme(*entry, fields.path(entry->key));
    }
  }

  void take_programme(const Entry& entry, const std::string& path) {
    NodePtr value = as_mapping(entry.value);
    value = overridden(entry, value, Stage::choice);
    Entry chosen = entry;
    chosen.value = value;
    const WrittenProgramme written = merger_.take_apart(chosen, path);
    if (!written.base) return;
    if (auto programme = read(written, entry, written.use)) into_->programmes.push_back(*std::move(programme));
    const bool is_overridden = std::any_of(overrides_->begin(), overrides_->end(),
                                           [&](const Override& one) { return one.steps[1] == entry.key; });
    for (const std::string& variant : ProgrammeMerger::variants_of(written)) {
      // One that is not used must be right too, but need not fit what is set for the one that is.
      if (variant != written.use && !is_overridden) read(written, entry, variant);
    }
  }

  std::optional<Programme> read(const WrittenProgramme& written, const Entry& entry, const std::string& use) {
    values_ += written.base->size + (written.changes ? written.changes->size : 0);
    if (values_ > most_values) {
      if (!told_)
        problems_->add(entry.mark(), "programmes", fmt::format("at most {} values in all programmes", most_values),
                       "more");
      told_ = true;
      return std::nullopt;
    }
    const std::size_t first = problems_->all().size();
    NodePtr tree = merger_.merged(written, use);
    if (!tree) return std::nullopt;
    tree = overridden(entry, tree, Stage::content);
    static const Pack no_pack;
    const Pack& pack = into_->variants.empty() ? no_pack : into_->variants.front().pack;
    const ProgrammeReading reading{figures_,      *problems_,        pack.wellbeing,
                                   pack.outcomes, into_->capacities, into_->start};
    Programme programme = read_programme(written.name, *tree, written.path, written.mark, reading);
    if (use == written.use) check(programme);
    if (!use.empty()) merger_.tell_at_variant(written, use, *tree, first);
    return programme;
  }

  void check(const Programme& programme) const {
    if (into_->variants.empty()) return;
    const Population& people = into_->population;
    ProgrammeSetting setting{
        into_->variants.front().pack, {}, {}, !into_->delineation.empty(), names_of_capacities(into_->capacities)};
    if (!people.cells.empty()) {
      setting.ses_groups = people.ses_groups;
      setting.areas = people.areas;
    }
    check_programme(programme, setting, *problems_);
  }

  /// What is chosen (include, use) must be set before files are read, content after that.
  enum class Stage { choice, content };

  NodePtr overridden(const Entry& entry, const NodePtr& value, Stage stage) const {
    NodePtr study = alone(entry, value);
    for (const Override& one : *overrides_) {
      const bool is_choice = one.steps.size() == 3 && (one.steps[2] == "include" || one.steps[2] == "use");
      if (one.steps[1] == entry.key && is_choice == (stage == Stage::choice))
        study = with_override(study, schema().study_shape, one, *problems_);
    }
    return study->entries.front().value->entries.front().value;
  }

  void take_arms(const YamlNode& node) {
    const Fields fields(node, schema().arms, "arms", *problems_);
    if (fields.is_mapping() && node.entries.empty())
      problems_->add(node.mark(), "arms", "at least one arm", "an empty mapping");
    if (fields.others().size() > most_arms) {
      problems_->add(node.mark(), "arms", fmt::format("at most {} arms", most_arms),
                     std::to_string(fields.others().size()));
      return;
    }
    for (const Entry* entry : fields.others()) take_arm(*entry, fields.path(entry->key));
  }

  void take_arm(const Entry& entry, const std::string& path) {
    if (entry.key == usual_care) {
      problems_->add(entry.mark(), path, "another name than usual_care, which is always there", in_quotes(entry.key));
    }
    Arm arm{entry.key, {}, entry.mark()};
    if (entry.value->kind != YamlNode::Kind::list)
      problems_->add(entry.value->mark(), path, "a list of programmes", describe(*entry.value));
    for (const NodePtr& item : entry.value->items) {
      const auto name = read_text(*item, schema().name, path, *problems_);
      if (!name) continue;
      const auto found = std::find(names_.begin(), names_.end(), *name);
      const auto position = static_cast<int>(found - names_.begin());
      if (found == names_.end()) {
        const Choice choice = choice_among(*name, names_);
        problems_->add(
            item->mark(), path,
            names_.empty() ? "a programme of the study, which has none" : "one of the programmes " + choice.names,
            in_quotes(*name), choice.suggestion);
      } else if (std::find(arm.programmes.begin(), arm.programmes.end(), position) != arm.programmes.end()) {
        problems_->add(item->mark(), path, "each programme once", "a second " + in_quotes(*name));
      } else {
        arm.programmes.push_back(position);
      }
    }
    std::sort(arm.programmes.begin(), arm.programmes.end());
    into_->arms.push_back(std::move(arm));
  }

  void check_used(const YamlNode* arms) {
    for (std::size_t p = 0; p < names_.size(); ++p) {
      const bool used = std::any_of(into_->arms.begin(), into_->arms.end(), [&](const Arm& arm) {
        return std::find(arm.programmes.begin(), arm.programmes.end(), static_cast<int>(p)) != arm.programmes.end();
      });
      if (!used) {
        problems_->add(marks_[p], "programmes." + names_[p], "an arm that uses it",
                       arms == nullptr ? "a study without arms" : "none");
      }
    }
  }

  const NodePtr* study_;
  const std::vector<Override>* overrides_;
  Problems* problems_;
  Study* into_;
  ProgrammeMerger merger_;
  ProgrammeFigures figures_;
  std::vector<std::string> names_{};  ///< of all programmes, also those that could not be read
  std::vector<Mark> marks_{};
  std::size_t values_ = 0;
  bool told_ = false;
};

}  // namespace

void read_portfolios(Fields& fields, const NodePtr& study, const std::vector<Override>& overrides,
                     FigureReader& figures, Problems& problems, Study& into) {
  PortfolioReader(study, overrides, figures, problems, into).read(fields);
}

}  // namespace kavel
