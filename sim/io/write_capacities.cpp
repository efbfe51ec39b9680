#include "io/write_capacities.hpp"

#include "io/arms.hpp"

namespace kavel {

namespace {

void write_pools(Hdf5Writer& file, const Results& results) {
  const auto add_text = [&](const std::string& name, std::string PoolLabel::*field, const std::string& long_name) {
    file.add("/capacities/" + name, {"pool"},
             names_of(results.pools, [&](const PoolLabel& pool) { return pool.*field; }), {"", long_name, ""});
  };
  file.add_coordinate(
      "/capacities/pool",
      names_of(results.pools,
               [](const PoolLabel& pool) { return pool.area.empty() ? pool.name : pool.name + '/' + pool.area; }),
      {.long_name = "capacity", .description = "of the whole region, or capacity/area of those who live there"});
  add_text("pool_capacity", &PoolLabel::name, "capacity");
  add_text("pool_title", &PoolLabel::title, "name for readers");
  add_text("pool_area", &PoolLabel::area, "area; empty: of the whole region");
  add_text("pool_unit", &PoolLabel::unit, "unit");
  std::vector<double> a_year;
  for (const PoolLabel& pool : results.pools) a_year.push_back(pool.a_year);
  file.add("/capacities/available", {"pool"}, a_year,
           {"see pool_unit", "how much there is in a year, in each arm", ""});
  file.add("/capacities/used", {"arm", "year", "pool"},
           of_all_arms<double>(results, [](const VariantResults& v) { return v.used.values; }),
           {"see pool_unit", "in use on 1 January, by who takes part then", ""});
}

}  // namespace

void write_capacities(Hdf5Writer& file, const Results& results) {
  if (results.allotting.empty()) return;
  file.add_group("/capacities", "What programmes use of capacities, and who gets no place");
  if (!results.pools.empty()) write_pools(file, results);
  file.add_coordinate("/capacities/programme", results.allotting, {.long_name = "programme"});
  file.add("/capacities/turned_away", {"arm", "year", "programme"},
           of_all_arms<std::int64_t>(results, [](const VariantResults& v) { return v.turned_away.values; }),
           {"persons", "wanted a place on 1 January and got none", "who wants one every year counts every year"});
}

}  // namespace kavel
