#pragma once

#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace kavel {

/// Where something was read: file, line and column counted from 1 (0: unknown).
struct Mark {
  std::string file{};
  int line = 0;
  int column = 0;
};

/// One thing wrong with the user's input.
struct Problem {
  Mark mark{};
  std::string key{};         ///< dotted path of what is wrong, e.g. `population.persons`
  std::string expected{};    ///< what would have been right
  std::string got{};         ///< what came
  std::string suggestion{};  ///< what was perhaps meant; may be empty
};

/// `file:line:column: key: expected …, got … (did you mean …?)`; on the command line `--set key=value: expected …`
std::string message_of(const Problem& problem);

/// All problems of a study, found in one go.
class Problems {
 public:
  void add(Problem problem);
  void add(Mark mark, std::string key, std::string expected, std::string got, std::string suggestion = {});
  bool empty() const { return all_.empty(); }
  const std::vector<Problem>& all() const { return all_; }
  /// Those from position `first` on, which are no longer among them: to be told otherwise.
  std::vector<Problem> take_from(std::size_t first);
  /// Throws InputError if there is any problem.
  void raise() const;

 private:
  std::vector<Problem> all_;
};

/// The user's failure: what was asked for cannot be.
class InputError : public std::runtime_error {
 public:
  explicit InputError(std::vector<Problem> problems);
  InputError(Mark mark, std::string key, std::string expected, std::string got, std::string suggestion = {});
  const std::vector<Problem>& problems() const { return problems_; }

 private:
  std::vector<Problem> problems_;
};

/// The machine's failure: a full disk, no permission, no memory.
class SystemError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// Our failure: something that must hold does not. Never caught.
class BrokenPromise : public std::logic_error {
 public:
  using std::logic_error::logic_error;
};

inline void expects(bool holds, const char* what) {
  if (!holds) throw BrokenPromise(what);
}

/// What must be there by now.
template <class Value>
const Value& present(const std::optional<Value>& value, const char* what) {
  if (!value) throw BrokenPromise(what);
  return *value;
}

/// The nearest of `names` to what was written, or nothing if none is near enough to be meant.
std::string nearest(std::string_view written, const std::vector<std::string>& names);

}  // namespace kavel
