#include <algorithm>

#include "model/compile_parts.hpp"
#include "model/joint.hpp"

namespace kavel {

namespace {

/// Factors that act on one transition and whose prevalences hang together: the mean over them is taken jointly, and
/// the means over several such parts are multiplied.
struct Part {
  std::vector<const RatioTable*> tables{};
  std::vector<int> factors{};
  bool with_own = false;  ///< being at risk, in the from-state, hangs together with them
};

Part part_of(const Compilation& c, int lane, int factor) {
  Part part{{}, {factor}, false};
  for (const RatioTable& table : c.ratios) {
    if (table.lane == lane && table.factor == factor && !table.trivial) part.tables.push_back(&table);
  }
  return part;
}

/// The factors that act on a lane, in parts.
std::vector<Part> parts_of(const Compilation& c, int lane) {
  const int own = c.model.transitions[static_cast<std::size_t>(lane)].attribute;
  std::vector<Part> parts{{{}, {own}, true}};
  for (int factor = 0; factor <= c.area(); ++factor) {
    if (factor < c.ses() && c.pack.attributes[static_cast<std::size_t>(factor)].of_programme) continue;
    Part part = part_of(c, lane, factor);
    if (part.tables.empty()) continue;
    std::vector<Part> apart;
    for (Part& other : parts) {
      if (!overlap(Joint(c, other.factors), Joint(c, part.factors))) {
        apart.push_back(std::move(other));
        continue;
      }
      other.factors.insert(other.factors.end(), part.factors.begin(), part.factors.end());
      other.tables.insert(other.tables.end(), part.tables.begin(), part.tables.end());
      other.with_own = other.with_own || part.with_own;
      part = std::move(other);
    }
    apart.push_back(std::move(part));
    parts = std::move(apart);
  }
  std::erase_if(parts, [](const Part& part) { return part.tables.empty(); });
  return parts;
}

/// Σ_z P(z) Π ratio(z) / Σ_z P(z) over persons at risk: through the gates and in the from-state. Where nobody is in the
/// from-state, over everyone through the gates; where nobody is, 1.
double mean_ratio(const Compilation& c, int lane, const Part& part, const Joint& joint, int sex, int age) {
  const Transition& transition = c.model.transitions[static_cast<std::size_t>(lane)];
  for (const bool with_own : {part.with_own, false}) {
    double persons = 0;
    double weighted = 0;
    joint.visit(sex, age, [&](const std::vector<int>& values, double share) {
      if (with_own && values[static_cast<std::size_t>(transition.attribute)] != transition.from) return;
      double at_risk = share;
      double product = 1;
      for (const RatioTable* table : part.tables) {
        const std::size_t count = table->ratios.size() / rows_by_sex_age;
        const auto value = static_cast<std::size_t>(values[static_cast<std::size_t>(table->factor)]);
        (table->gate ? at_risk : product) *= table->ratios[sex_age(sex, age) * count + value];
      }
      persons += at_risk;
      weighted += at_risk * product;
    });
    if (persons > 0) return weighted > 0 ? weighted / persons : 1;
  }
  return 1;
}

void normalise(Compilation& c, int lane) {
  const TransitionSpec& spec = *c.specs[static_cast<std::size_t>(lane)];
  std::vector<double>& means = c.mean_ratio[static_cast<std::size_t>(lane)];
  means.assign(rows_by_sex_age, 1.0);
  const auto [first, last] = ages_met(c.setting);
  for (const Part& part : parts_of(c, lane)) {
    const Joint joint(c, part.factors);
    if (joint.states() > most_joint_states) {
      c.problems.add(spec.mark, spec.key + ".normalise",
                     "at most " + std::to_string(static_cast<int>(most_joint_states)) +
                         " combinations of what acts on the rate and what that depends on",
                     std::to_string(joint.states()));
      return;
    }
    for (int sex = 0; sex < sexes; ++sex) {
      if (!c.setting.sex_met[static_cast<std::size_t>(sex)]) continue;
      for (int age = first; age <= last; ++age) {
        means[sex_age(sex, age)] *= mean_ratio(c, lane, part, joint, sex, age);
      }
    }
  }
}

}  // namespace

void compile_normalisation(Compilation& c) {
  for (std::size_t lane = 0; lane < c.specs.size(); ++lane) {
    if (c.specs[lane]->normalise && !c.is_known(lane)) normalise(c, static_cast<int>(lane));
  }
}

}  // namespace kavel
