#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "valuation/valuation.hpp"

namespace kavel {

class BookShelf;

/// Of whom books are kept: persons of one sex, age on the first 1 January (year 0) and cost level. For those born later
/// the age is negative then, and what comes before the year of birth is not used.
struct BooksOf {
  Sex sex = Sex::female;
  int age = 0;
  int level = 0;
  friend auto operator<=>(const BooksOf&, const BooksOf&) = default;
};

/// Cumulative values of some of the state payoffs.
struct BookPart {
  std::size_t payoffs = 0;
  std::vector<std::int64_t> sums{};   ///< [year or counting point, and one beyond][payoff]
  std::vector<std::int64_t> rates{};  ///< quanta a year [year or counting point][payoff]
};

/// The discounted, cumulative value of being in a state, for one cohort: F_s(moment) in quanta x ticks.
/// A life's total changes by F_from(t) - F_to(t) at each change of state (sim/README.md, "Books").
class CohortBooks {
 public:
  /// `shelf`: where others may have the same; null: nobody does.
  CohortBooks(const Model& model, const Valuation& valuation, const BooksOf& of, BookShelf* shelf = nullptr);

  /// What state payoffs have paid up to (not including) a moment.
  class Standing {
   public:
    /// Of the payoffs of one state, from the first on, by their place after it.
    auto from(int first) const {
      const auto p = static_cast<std::size_t>(first);
      return [sums = sums_.at(p), rates = rates_.at(p), tick = tick_](int i) { return sums[i] + rates[i] * tick; };
    }
    std::int64_t of(int payoff) const { return from(payoff)(0); }

   private:
    friend class CohortBooks;
    Standing(PayoffRow<std::int64_t> sums, PayoffRow<std::int64_t> rates, Ticks tick)
        : sums_(sums), rates_(rates), tick_(tick) {}
    PayoffRow<std::int64_t> sums_, rates_;
    Ticks tick_;
  };
  Standing at(int year_index, Ticks tick) const {
    const auto point =
        static_cast<std::size_t>(cycle_ > 0 ? year_index * cycles_per_year_ + tick / cycle_ : year_index);
    // In discrete time all that is paid up to a counting point is in the sums.
    return {row(sums_, point), row(rates_, cycle_ > 0 ? 0 : point), cycle_ > 0 ? 0 : tick};
  }
  std::int64_t before(int payoff, int year_index, Ticks tick) const { return at(year_index, tick).of(payoff); }

  /// Value of a whole study spent in the state.
  std::int64_t in_all(int payoff) const {
    return row(sums_, static_cast<std::size_t>(points_))[static_cast<std::size_t>(payoff)];
  }

  /// Discounted value of a transition's payoff, in quanta x ticks.
  std::int64_t paid(int payoff, int year_index, Ticks tick) const;

 private:
  /// Numbers of both parts.
  struct Numbers {
    const std::int64_t* known;
    const std::int64_t* own;
  };
  PayoffRow<std::int64_t> row(const Numbers& of, std::size_t point) const {
    return {of.known + point * known_payoffs_, known_payoffs_, of.own + point * own_payoffs_};
  }

  const Valuation* valuation_;
  BooksOf of_;
  int cycles_per_year_;
  Ticks cycle_;
  int points_;                             ///< years, or counting points
  std::shared_ptr<const BookPart> known_;  ///< of the payoffs that arms have in common with usual care
  std::shared_ptr<const BookPart> own_;
  std::size_t known_payoffs_ = 0, own_payoffs_ = 0;
  Numbers sums_{}, rates_{};
};

}  // namespace kavel
