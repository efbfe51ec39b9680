#pragma once

#include <string>

#include "experiment/results.hpp"

namespace kavel {

// What a law is about, by name; a name that is not there is a broken promise.
const VariantResults& variant_of(const Results& results, const std::string& variant);
const Total& total_of(const Results& results, const std::string& variant, const std::string& outcome);

/// Years lived in a state (`attribute.state`) in a year of the study.
double person_years(const Results& results, const VariantResults& variant, const std::string& state, std::size_t year);

/// Firings of a transition (`attribute.from>to`) in a year, or in all.
std::int64_t events_in(const Results& results, const VariantResults& variant, const std::string& transition,
                       std::size_t year);
std::int64_t all_events(const Results& results, const VariantResults& variant, const std::string& transition);

/// A mean and its standard deviation between persons.
struct Known {
  double mean = 0;
  double standard_deviation = 0;
};

/// Four standard errors; the seed is fixed, so what holds once holds for ever.
void expect_within(double got, double expected, double standard_error, const std::string& what);

/// The number of persons of `persons` with some property, where each has it with this probability.
void expect_share(double number, double persons, double probability, const std::string& what);

/// A number of independent events of which so many are expected: Poisson.
void expect_count(std::int64_t number, double expected, const std::string& what);

/// The mean within four standard errors, and its stated standard error that of the known spread to 2 %.
void expect_total(const Results& results, const std::string& variant, const std::string& outcome, const Known& known);

/// The paired difference with the first variant, likewise.
void expect_difference(const Results& results, const std::string& variant, const std::string& outcome,
                       const Known& known);

}  // namespace kavel
