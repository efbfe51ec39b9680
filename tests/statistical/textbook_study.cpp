#include "textbook_study.hpp"

#include "experiment/run.hpp"
#include "io/read_study.hpp"
#include "persons.hpp"

namespace kavel {

Study textbook_study(const std::string& name, std::vector<std::string> overrides) {
  overrides.push_back("population.persons=" + std::to_string(law_persons));
  Sources sources;
  return read_study("scenarios/textbook/" + name + ".yaml", overrides, sources);
}

Results run_textbook(const std::string& name, std::vector<std::string> overrides) {
  return run(textbook_study(name, std::move(overrides)), {});
}

}  // namespace kavel
