#include <algorithm>

#include "model/combinations.hpp"
#include "model/compile_parts.hpp"

namespace kavel {

namespace {

/// Factors that act on one transition and whose prevalences hang together: the mean over them is taken jointly, and
/// the means over several such parts are multiplied.
struct Part {
  std::vector<const RatioTable*> tables{};
  std::vector<int> factors{};
  bool with_own = false;  ///< being at risk, in the from-state, hangs together with them
  Joint joint;

  Part(const Compilation& c, int factor, bool own) : factors{factor}, with_own(own), joint(c, factors) {}

  void take(const Compilation& c, const Part& other) {
    factors.insert(factors.end(), other.factors.begin(), other.factors.end());
    tables.insert(tables.end(), other.tables.begin(), other.tables.end());
    with_own = with_own || other.with_own;
    joint = Joint(c, factors);
  }
};

/// What acts on a lane, by factor.
std::vector<const RatioTable*> tables_of(const Compilation& c, int lane) {
  std::vector<const RatioTable*> tables;
  for (const RatioTable& table : c.ratios) {
    if (table.lane == lane && !table.trivial) tables.push_back(&table);
  }
  std::stable_sort(tables.begin(), tables.end(),
                   [](const RatioTable* a, const RatioTable* b) { return a->factor < b->factor; });
  return tables;
}

/// The factors that act on a lane, in parts.
std::vector<Part> parts_of(const Compilation& c, int lane) {
  const int own = c.model.transitions[static_cast<std::size_t>(lane)].attribute;
  std::vector<Part> parts{Part(c, own, true)};
  const std::vector<const RatioTable*> tables = tables_of(c, lane);
  for (auto first = tables.begin(); first != tables.end();) {
    const int factor = (*first)->factor;
    const auto end =
        std::find_if(first, tables.end(), [&](const RatioTable* table) { return table->factor != factor; });
    const bool of_programme = factor < c.ses() && c.pack.attributes[static_cast<std::size_t>(factor)].of_programme;
    if (!of_programme) {
      Part part(c, factor, false);
      part.tables.assign(first, end);
      std::vector<Part> apart;
      for (Part& other : parts) {
        if (overlap(other.joint, part.joint)) {
          other.take(c, part);
          std::swap(part, other);
        } else {
          apart.push_back(std::move(other));
        }
      }
      apart.push_back(std::move(part));
      parts = std::move(apart);
    }
    first = end;
  }
  std::erase_if(parts, [](const Part& part) { return part.tables.empty(); });
  return parts;
}

/// The combinations of a part's values, and what acts on them.
class PartMean {
 public:
  PartMean(const Part& part, const Transition& transition)
      : part_(part), from_(static_cast<std::uint32_t>(transition.from)), combinations_(part.joint) {
    for (const RatioTable* table : part.tables) values_.push_back(combinations_.values_of(table->factor));
    if (part.with_own) own_ = combinations_.values_of(transition.attribute);
  }

  /// Σ_z P(z) Π ratio(z) / Σ_z P(z) over persons at risk: through the gates and in the from-state. Where nobody is in
  /// the from-state, over everyone through the gates; where nobody is, 1.
  double at(int sex, int age) const {
    const std::vector<double> shares = combinations_.shares(sex, age);
    const std::vector<Acting> acting = acting_at(sex, age);
    for (const bool with_own : {part_.with_own, false}) {
      double persons = 0;
      double weighted = 0;
      for (std::size_t i = 0; i < shares.size(); ++i) {
        if (!(shares[i] > 0) || (with_own && own_[i] != from_)) continue;
        double at_risk = shares[i];
        double product = 1;
        for (const Acting& one : acting) (one.gate ? at_risk : product) *= one.ratios[one.values[i]];
        persons += at_risk;
        weighted += at_risk * product;
      }
      if (persons > 0) return weighted > 0 ? weighted / persons : 1;
    }
    return 1;
  }

 private:
  /// One table at a sex and age.
  struct Acting {
    const double* ratios = nullptr;         ///< by value
    const std::uint32_t* values = nullptr;  ///< [combination]
    bool gate = false;
  };

  std::vector<Acting> acting_at(int sex, int age) const {
    std::vector<Acting> all;
    for (std::size_t t = 0; t < values_.size(); ++t) {
      const std::vector<double>& ratios = part_.tables[t]->ratios;
      const std::size_t first = sex_age(sex, age) * (ratios.size() / rows_by_sex_age);
      all.push_back({ratios.data() + first, values_[t].data(), part_.tables[t]->gate});
    }
    return all;
  }

  const Part& part_;
  std::uint32_t from_;
  Combinations combinations_;
  std::vector<std::vector<std::uint32_t>> values_{};  ///< [table]: [combination]: value of its factor
  std::vector<std::uint32_t> own_{};                  ///< [combination]: state of the transition's attribute
};

void normalise(Compilation& c, int lane) {
  const TransitionSpec& spec = *c.specs[static_cast<std::size_t>(lane)];
  const Transition& transition = c.model.transitions[static_cast<std::size_t>(lane)];
  std::vector<double>& means = c.mean_ratio[static_cast<std::size_t>(lane)];
  means.assign(rows_by_sex_age, 1.0);
  const auto [first, last] = ages_met(c.setting);
  for (const Part& part : parts_of(c, lane)) {
    if (part.joint.states() > most_joint_states) {
      c.problems.add(spec.mark, spec.key + ".normalise",
                     "at most " + std::to_string(static_cast<int>(most_joint_states)) +
                         " combinations of what acts on the rate and what that depends on",
                     std::to_string(part.joint.states()));
      return;
    }
    const PartMean mean(part, transition);
    each_sex_age(c, first, last, [&](int sex, int age) { means[sex_age(sex, age)] *= mean.at(sex, age); });
  }
}

}  // namespace

void compile_normalisation(Compilation& c) {
  for (std::size_t lane = 0; lane < c.specs.size(); ++lane) {
    if (c.specs[lane]->normalise && !c.is_known(lane)) normalise(c, static_cast<int>(lane));
  }
}

}  // namespace kavel
