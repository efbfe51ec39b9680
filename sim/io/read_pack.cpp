#include "io/read_pack.hpp"

#include <array>

#include "io/provenance.hpp"
#include "io/read_attribute.hpp"
#include "io/read_calibration.hpp"
#include "io/read_care.hpp"
#include "io/read_conditions.hpp"
#include "io/read_outcome.hpp"
#include "io/read_prevalence.hpp"
#include "io/read_wellbeing.hpp"
#include "io/stated_figures.hpp"
#include "io/text.hpp"

namespace kavel {

namespace {

/// Reads one pack, attribute after attribute, then whatever refers to attributes.
class PackReader {
 public:
  PackReader(const YamlNode& tree, std::string path, FigureReader& figures, Problems& problems)
      : tree_(&tree), path_(std::move(path)), figures_(&figures), problems_(&problems) {}

  Pack read(int years, Purpose purpose, const RegionTables* region) {
    Fields fields(*tree_, schema().pack, path_, *problems_);
    pack_.mark = tree_->mark();
    if (!fields.is_mapping()) return std::move(pack_);
    fields.find("include");  // merged before
    take_head(fields);
    const YamlNode* attributes = fields.find("attributes");
    const PackNames names(attributes);
    const CareNames care = care_names(*tree_);
    PackReading reading{*figures_, *problems_, names, care, pack_.cycles_per_year, years, {}};
    if (const YamlNode* wellbeing = fields.find("wellbeing")) {
      for (const Entry& measure : wellbeing->entries) reading.measures.push_back(measure.key);
    }
    if (const YamlNode* calibration = fields.find("calibration")) {
      pack_.calibration = read_calibration(*calibration, *tree_, joined(path_, "calibration"), reading);
      take_written(*pack_.calibration, purpose, region);
    }
    if (attributes != nullptr) take_attributes(*attributes, reading);
    if (const YamlNode* births = fields.find("births")) take_births(*births);
    if (const YamlNode* reference = fields.find("reference")) take_reference(*reference, reading);
    if (const YamlNode* arrivals = fields.find("arrivals")) take_arrivals(*arrivals, reading);
    if (const YamlNode* wellbeing = fields.find("wellbeing")) take_wellbeing(*wellbeing, reading);
    if (const YamlNode* outcomes = fields.find("outcomes")) take_outcomes(*outcomes, reading);
    read_care({fields.find("sectors"), fields.find("payers"), fields.find("providers"), fields.find("activities"),
               fields.find("spreads"), fields.find("deductibles")},
              path_, reading, pack_);
    fields.done();
    check_births();
    check_calibration(pack_, *problems_);
    check_origins();
    return std::move(pack_);
  }

 private:
  /// How tables that a calibration writes are read.
  void take_written(const CalibrationSpec& spec, Purpose purpose, const RegionTables* region) {
    if (purpose == Purpose::calibrate && region != nullptr) {
      read_conditions_as_neutral(spec, figures_->sources());
    } else if (purpose == Purpose::calibrate) {
      read_as_neutral(spec, figures_->sources());
    } else if (region != nullptr) {
      read_tables_of_region(*region, spec, figures_->sources(), *problems_);
    }
  }

  void take_head(Fields& fields) {
    pack_.title = fields.text("title").value_or("");
    pack_.provenance = figures_->inherited(YamlNode{.source = tree_->source});
    if (const auto source = fields.text("source")) pack_.provenance.source = *source;
    if (fields.find("status") != nullptr) pack_.provenance.status = read_status(fields);
    figures_->inherit(*tree_->source, pack_.provenance);
    constexpr std::array cycles{1, 2, 4, 12};
    sources_required_ = fields.choice("sources").has_value();
    if (const auto cycle = fields.choice("cycle")) pack_.cycles_per_year = cycles[*cycle];
  }

  void take_attributes(const YamlNode& node, const PackReading& reading) {
    static const std::vector<std::string> reserved{"ses", "area", "age"};
    const Fields fields(node, schema().attributes, joined(path_, "attributes"), *problems_);
    for (const Entry* entry : fields.others()) {
      if (contains(reserved, entry->key)) {
        problems_->add(entry->mark(), fields.path(entry->key), "another name than ses, area or age, which everyone has",
                       in_quotes(entry->key));
      }
      pack_.attributes.push_back(read_attribute(*entry, fields.path(entry->key), reading));
    }
  }

  void take_outcomes(const YamlNode& node, const PackReading& reading) {
    const Fields fields(node, schema().outcomes, joined(path_, "outcomes"), *problems_);
    for (const Entry* entry : fields.others()) {
      pack_.outcomes.push_back(read_outcome(*entry, fields.path(entry->key), reading));
    }
    include_outcomes(pack_.outcomes, *problems_);
  }

  void take_reference(const YamlNode& node, const PackReading& reading) {
    Fields fields(node, schema().reference, joined(path_, "reference"), *problems_);
    const auto any = [](const Mark&, const std::string&, const std::string&) {};  // groups are known when compiled
    if (const YamlNode* ses = fields.find("ses")) {
      pack_.reference_ses = read_shares(*ses, schema().ses_shares, fields.path("ses"), "ses", any, reading);
    }
    fields.done();
  }

  void take_arrivals(const YamlNode& node, const PackReading& reading) {
    const Fields flows(node, schema().arrivals, joined(path_, "arrivals"), *problems_);
    const auto any = [](const Mark&, const std::string&, const std::string&) {};
    for (const Entry* entry : flows.others()) {
      ArrivalsSpec spec;
      spec.name = entry->key;
      spec.mark = entry->mark();
      spec.key = flows.path(entry->key);
      Fields fields(*entry->value, schema().arrival_flow, spec.key, *problems_);
      if (!fields.is_mapping()) continue;
      const YamlNode* figure = fields.find("per_inhabitant");
      if (figure != nullptr) {
        spec.per_inhabitant = figures_->read(*figure, Meaning::per_inhabitant(), fields.path("per_inhabitant"));
      }
      if (const YamlNode* ses = fields.find("ses")) {
        spec.ses = read_shares(*ses, schema().ses_shares, fields.path("ses"), "ses", any, reading);
      }
      fields.done();
      pack_.arrivals.push_back(std::move(spec));
    }
  }

  void take_wellbeing(const YamlNode& node, const PackReading& reading) {
    constexpr std::size_t most = 8;
    const Fields fields(node, schema().wellbeing, joined(path_, "wellbeing"), *problems_);
    for (const Entry* entry : fields.others()) {
      pack_.wellbeing.push_back(read_wellbeing(*entry, fields.path(entry->key), reading));
    }
    if (pack_.wellbeing.size() > most) {
      problems_->add(pack_.wellbeing[most].mark, fields.path(), "at most 8 measures",
                     std::to_string(pack_.wellbeing.size()));
    }
  }

  void take_births(const YamlNode& node) {
    Fields fields(node, schema().births, joined(path_, "births"), *problems_);
    BirthsSpec births;
    births.mark = node.mark();
    births.boys_per_girl = fields.number("boys_per_girl").value_or(1);
    births.provenance = figures_->inherited(node);
    births.provenance.unit = "boys per girl";
    if (const auto source = fields.text("source")) births.provenance.source = *source;
    if (fields.find("status") != nullptr) births.provenance.status = read_status(fields);
    fields.done();
    pack_.births = births;
  }

  void check_births() {
    const TransitionSpec* first = nullptr;
    for (const AttributeSpec& spec : pack_.attributes) {
      for (const TransitionSpec& transition : spec.transitions) {
        if (!transition.birth) continue;
        if (first != nullptr) {
          problems_->add(transition.mark, transition.key + ".birth", "one transition that is a birth",
                         "a second one (the first is " + first->key + ")");
        }
        first = &transition;
      }
    }
    if (first != nullptr && !pack_.births) {
      problems_->add(first->mark, first->key + ".birth", "a section births with boys_per_girl in the pack", "none");
    }
    if (first == nullptr && pack_.births) {
      problems_->add(pack_.births->mark, joined(path_, "births"), "a transition with birth: true", "none");
    }
  }

  /// Figures of sectors and activities need a source and a status; all do where the pack says so.
  void check_origins() {
    for (const StatedFigure& figure : sources_required_ ? stated_figures(pack_) : stated_figures_of_care(pack_)) {
      const std::string why = ": beside it, in its table or at the head of its file";
      if (figure.provenance.source.empty()) problems_->add(figure.mark, figure.key, "a source" + why, "none");
      if (figure.provenance.status == Status::unstated)
        problems_->add(figure.mark, figure.key, "a status (published, derived or assumed)" + why, "none");
    }
  }

  const YamlNode* tree_;
  std::string path_;
  FigureReader* figures_;
  Problems* problems_;
  bool sources_required_ = false;  ///< of every figure; of those of care always
  Pack pack_{};
};

}  // namespace

Provenance read_near(Fields& fields) {
  Provenance near;
  const YamlNode* source = fields.find("source");
  if (source != nullptr && source->kind == YamlNode::Kind::scalar) near.source = source->text;
  if (const YamlNode* status = fields.find("status"))
    near.status = status_named(status->text).value_or(Status::unstated);
  return near;
}

Pack read_pack(const YamlNode& tree, const std::string& path, int years, FigureReader& figures, Problems& problems,
               Purpose purpose, const RegionTables* region) {
  return PackReader(tree, path, figures, problems).read(years, purpose, region);
}

}  // namespace kavel
