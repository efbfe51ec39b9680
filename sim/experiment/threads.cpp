// Why the result does not depend on threads: each piece of work reads what stood before and writes only what is its own
// (core/each.hpp), and nothing goes on before all of them are done.

#include "experiment/threads.hpp"

#include <oneapi/tbb/global_control.h>
#include <oneapi/tbb/info.h>
#include <oneapi/tbb/parallel_for.h>
#include <oneapi/tbb/task_arena.h>

namespace kavel {

int threads_or_all(int asked) { return asked > 0 ? asked : oneapi::tbb::info::default_concurrency(); }

Each on_threads(int threads) {
  if (threads == 1) return one_by_one;
  return [threads](std::size_t count, const std::function<void(std::size_t)>& work) {
    oneapi::tbb::global_control limit(oneapi::tbb::global_control::max_allowed_parallelism,
                                      static_cast<std::size_t>(threads));
    oneapi::tbb::task_arena arena(threads);
    arena.execute([&] { oneapi::tbb::parallel_for(std::size_t{0}, count, work); });
  };
}

}  // namespace kavel
