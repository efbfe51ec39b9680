#pragma once

#include <optional>
#include <vector>

#include "population/arrivals.hpp"
#include "population/founders.hpp"
#include "population/rows.hpp"
#include "valuation/cohort_books.hpp"
#include "tally/census.hpp"
#include "tally/differing.hpp"
#include "life/cohort_year.hpp"
#include "life/script.hpp"
#include "life/told.hpp"

namespace kavel {

/// A transition that is made to happen to someone on a 1 January, no clock having fired: a start in a programme. It
/// does not happen to who is no longer in its from-state by then.
struct Happening {
  std::uint32_t row = 0;
  int lane = 0;
};

/// Persons of one sex, birth year and cost level in a block: all, or as many as fit in the cache together.
struct Cohort {
  /// `shelf`: of its books.
  Cohort(const Model& model, const Valuation& valuation, const TallyShape& shape, const BooksOf& of, BookShelf* shelf)
      : sex(of.sex),
        first_age(of.age),
        level(of.level),
        rows(model, valuation.modifiers_of_each()),
        census(model, shape),
        books(model, valuation, of, shelf),
        script(model.attributes.size(), rows.modifiers_of_each()),
        told(rows) {}

  /// Is anyone here, on the first 1 January or later?
  bool is_here() const { return !rows.empty() || !founders.empty(); }

  Sex sex;
  int first_age;                       ///< age on the first 1 January of the study; below -1 for those born later
  int level;                           ///< cost level, one of Valuation::level_of
  std::int32_t first_lineage = 0;      ///< of the founders, or arrivals, in their order
  std::vector<FounderRun> founders{};  ///< who is here on the first 1 January, until then
  std::vector<ArrivalRun> arrivals{};  ///< who comes later
  Rows rows;
  Census census;
  CohortBooks books;
  Script script;                         ///< of the year lived last, where the block follows who is marked
  std::vector<Happening> happenings{};   ///< on the next 1 January to be lived, in this order
  Told told;                             ///< of another block, beside the next year to be lived
  std::optional<Differing> differing{};  ///< whose next year is added as they are on 1 January; nothing: everyone's
  int started = -1;                      ///< the last year whose 1 January was kept
  YearFigures figures{};                 ///< of the speeds its rows have
};

}  // namespace kavel
