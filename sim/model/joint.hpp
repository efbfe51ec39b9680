#pragma once

#include <vector>

#include "model/compile_parts.hpp"

namespace kavel {

/// The joint distribution of some factors in the reference population, or among the founders of one area, of one sex
/// and age: the chain product of prevalences over these factors and whatever their prevalences depend on, and nothing
/// else. Attributes before the last of these factors are compiled.
class Joint {
 public:
  /// `conditions`: by whose values combinations are numbered, as rows of a prevalence; the factors hold them.
  Joint(const Compilation& compilation, const std::vector<int>& factors, int area = -1,
        const std::vector<Condition>& conditions = {});

  /// How many founders of a sex and age the area has.
  double persons(int sex, int age) const;

  /// The factors summed over: what a prevalence depends on comes before it.
  const std::vector<int>& factors() const { return factors_; }

  /// How many combinations of values there are.
  double states() const;

  /// Those with one value of one factor; -1: everyone.
  struct Whom {
    int factor = -1;
    int value = 0;
  };

  /// Calls take(values by factor number, share, number by the conditions) for all combinations with a share above 0.
  template <class Take>
  void visit(int sex, int age, const Take& take, Whom whom = {}) const {
    Walk walk = begin(sex, age);
    if (links_.empty()) {
      take(walk.values, 1.0, std::size_t{0});
    } else {
      visit_from(0, 1.0, 0, walk, take, whom);
    }
  }

 private:
  /// One factor, given those before it in the chain.
  struct Link {
    int factor = 0;
    int values = 0;
    const Attribute* attribute = nullptr;  ///< null: SES, or area
    struct Given {
      int factor = 0;
      std::size_t values = 0;
    };
    std::vector<Given> given{};
    std::size_t first = 0;   ///< of its shares in a walk
    std::size_t stride = 0;  ///< between combinations' numbers for one value and the next
  };

  /// Where a visit stands.
  struct Walk {
    std::size_t row = 0;           ///< of sex and age
    std::vector<int> values{};     ///< by factor number
    std::vector<double> shares{};  ///< [link x value], given the values before
  };

  Link link_of(int factor) const;
  void number_by(const std::vector<Condition>& conditions);
  const double* founders(int sex, int age) const;
  Walk begin(int sex, int age) const;
  void fill_groups(const Link& link, int sex, int age, double* shares) const;
  void fill_states(const Link& link, Walk& walk) const;
  static void shift(const double* odds, int states, double* shares);

  template <class Take>
  void visit_from(std::size_t position, double share_so_far, std::size_t number, Walk& walk, const Take& take,
                  const Whom& whom) const {
    const Link& link = links_[position];
    if (!link.given.empty()) fill_states(link, walk);
    const bool is_last = position + 1 == links_.size();
    int& value = walk.values[static_cast<std::size_t>(link.factor)];
    const double* shares = walk.shares.data() + link.first;
    const bool all = link.factor != whom.factor;
    const int end = all ? link.values : whom.value + 1;
    for (value = all ? 0 : whom.value; value < end; ++value) {
      const double joint = share_so_far * shares[value];
      if (!(joint > 0)) continue;
      const std::size_t here = number + static_cast<std::size_t>(value) * link.stride;
      if (is_last) {
        take(walk.values, joint, here);
      } else {
        visit_from(position + 1, joint, here, walk, take, whom);
      }
    }
  }

  const Compilation* compilation_;
  int area_;  ///< -1: the reference population
  std::vector<int> factors_{};
  std::vector<Link> links_{};
};

/// Do they have a factor in common?
bool overlap(const Joint& one, const Joint& other);

/// More combinations than this are refused: they would be summed for every sex and age.
inline constexpr double most_joint_states = 200000;

}  // namespace kavel
