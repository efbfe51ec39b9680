#pragma once

#include <limits>
#include <string>
#include <utility>
#include <vector>

#include "io/schema.hpp"

/// The words in which schema.cpp and its parts declare what a study may hold.
namespace kavel::declaring {

using Is = Shape::Is;
inline constexpr Need required = Need::required;
inline constexpr Need optional = Need::optional;

inline Shape simple(Is is) {
  Shape shape;
  shape.is = is;
  return shape;
}

inline Shape within(Is is, double least, double most) {
  Shape shape = simple(is);
  shape.least = least;
  shape.most = most;
  return shape;
}

inline Shape above_zero() {
  Shape shape = within(Is::number, 0, std::numeric_limits<double>::infinity());
  shape.above = true;
  return shape;
}

inline Shape choice(std::vector<std::string> words) {
  Shape shape = simple(Is::choice);
  shape.choices = std::move(words);
  return shape;
}

inline Shape list_of(const Shape& item) {
  Shape shape = simple(Is::list);
  shape.of = {&item};
  return shape;
}

inline Shape object(const ObjectKind& kind) {
  Shape shape = simple(Is::object);
  shape.object = &kind;
  return shape;
}

inline Shape either(std::vector<const Shape*> shapes) {
  Shape shape = simple(Is::either);
  shape.of = std::move(shapes);
  return shape;
}

inline ObjectKind named_by_user(std::string name, std::string doc, const Shape& value, std::string others_doc,
                                KeyForm form = KeyForm::name) {
  return {std::move(name), std::move(doc), {}, &value, form, std::move(others_doc)};
}

/// Keys of a figure that stands in a table; shared by figures, prevalences and ratios.
inline std::vector<DeclaredKey> table_keys(const Schema& s) {
  return {{"table", optional, &s.path, "", "", "CSV file with the figures"},
          {"column", optional, &s.text, "", "", "column of the table; needed if it has several"},
          {"outside", optional, &s.number, "", "",
           "value where the table has no row; without it a missing row is an error"},
          {"times", optional, &s.number, "1", "", "factor on every value of the table or on `value`"},
          {"unit", optional, &s.text, "", "",
           "unit of the figure, after `times`; the table's or the meant one if not given"},
          {"source", optional, &s.text, "", "", "where the figure is from; else the table's or the pack's"},
          {"status", optional, &s.status, "", "", "how far it may be trusted; else the table's or the pack's"}};
}

inline std::vector<DeclaredKey> operator+(std::vector<DeclaredKey> first, const std::vector<DeclaredKey>& second) {
  first.insert(first.end(), second.begin(), second.end());
  return first;
}

}  // namespace kavel::declaring
