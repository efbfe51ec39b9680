#include "io/write_yearly.hpp"

namespace kavel {

void write_yearly(Hdf5Writer& file, const std::string& path, const std::string& last, const Description& of,
                  const YearlyEstimates& values) {
  const std::vector<std::string> dimensions{"arm", "year", last};
  file.add(path, dimensions, values.total.values, of);
  file.add(path + "_se", dimensions, values.standard_error.values, {of.units, of.long_name + ": standard error", ""});
  file.add(path + "_difference", dimensions, values.difference.values,
           {of.units, of.long_name + ": difference with the first arm", ""});
  file.add(path + "_difference_se", dimensions, values.difference_standard_error.values,
           {of.units, of.long_name + ": standard error of the paired difference", ""});
}

}  // namespace kavel
