#pragma once

#include <cstdint>
#include <vector>

#include "core/errors.hpp"
#include "model/pack.hpp"
#include "programme/programme.hpp"

namespace kavel {

/// How strongly participants respond: a person's own response, in classes of equal probability, times what the
/// modifiers say of their states at enrolment. A class is a strength: ratios are raised to it, other effects
/// multiplied by it.
class Strengths {
 public:
  /// Attributes and states in the pack's order. Adds to `problems` where there are too many classes.
  Strengths(const Programme& programme, const Pack& pack, Problems& problems);

  int count() const { return static_cast<int>(all_.size()); }
  double of(int strength) const { return all_[static_cast<std::size_t>(strength)]; }
  /// Classes of the person's own response.
  int responses() const { return static_cast<int>(responses_.size()); }
  /// The strength of someone with these states whose own response is of that class.
  int of_person(const std::uint8_t* states, int response) const;
  /// What may be expected of someone with these states whose own response is not known: one of 1.
  double expected(const std::uint8_t* states) const;

 private:
  struct Modifier {
    std::size_t attribute = 0;
    std::vector<double> times{};  ///< [state]
  };
  std::vector<double> responses_{};  ///< [class]: mean 1
  std::vector<Modifier> modifiers_{};
  std::vector<double> all_{};  ///< [combination of modifying states x class]
};

}  // namespace kavel
