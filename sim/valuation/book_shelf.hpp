#pragma once

#include <map>
#include <memory>
#include <utility>

#include "valuation/cohort_books.hpp"

namespace kavel {

/// Parts of books, each made once: cohorts of usual care and of arms that pay the same to people of one sex, age and
/// cost level have them in common.
class BookShelf {
 public:
  /// The part of what `figures` pay; made by `make` if there is none.
  template <class Make>
  std::shared_ptr<const BookPart> take(const std::shared_ptr<const PayoffFigures>& figures, const BooksOf& of,
                                       const Make& make) {
    if (figures->payoffs == 0) return nothing_;
    std::shared_ptr<const BookPart>& part = parts_[{figures.get(), of}];
    if (part == nullptr) part = std::make_shared<const BookPart>(make());
    return part;
  }

 private:
  std::map<std::pair<const PayoffFigures*, BooksOf>, std::shared_ptr<const BookPart>> parts_{};
  std::shared_ptr<const BookPart> nothing_ = std::make_shared<const BookPart>();
};

}  // namespace kavel
