#!/usr/bin/env python3
"""The architecture check can fail: small made-up trees, each with one violation, and some without."""

import tempfile
import unittest
from pathlib import Path

from check import MOST_LINES, Tree


def problems_of(files):
    with tempfile.TemporaryDirectory() as folder:
        for name, text in files.items():
            path = Path(folder) / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return Tree(folder).check()


class ArchitectureCheck(unittest.TestCase):
    def accepts(self, files):
        self.assertEqual(problems_of(files), [])

    def refuses(self, files, *expected):
        """Exactly the expected problems, each given by a part of its line."""
        problems = problems_of(files)
        self.assertEqual(len(problems), len(expected), problems)
        for part, problem in zip(sorted(expected), sorted(problems)):
            self.assertIn(part, problem)

    def refuses_line(self, folder, line, part):
        self.refuses({f"sim/{folder}/x.hpp": f"\n{line}\n"}, f"sim/{folder}/x.hpp:2: {part}")

    def accepts_line(self, folder, line):
        self.accepts({f"sim/{folder}/x.hpp": line + "\n"})

    # Arrows

    def test_downward_arrows_are_fine(self):
        self.accepts({"sim/core/a.hpp": "#pragma once\n#include <vector>\n#include <sys/stat.h>\n",
                      "sim/io/b.hpp": '#include "core/a.hpp"\n',
                      "analysis/c.hpp": '#include "io/b.hpp"\n#include "sim/core/a.hpp"\n',
                      "sim/cli/d.hpp": '#include "analysis/c.hpp"\n#include "e.hpp"\n', "sim/cli/e.hpp": ""})

    def test_upward_include(self):
        self.refuses({"sim/core/a.hpp": '#include "io/b.hpp"\n', "sim/io/b.hpp": ""}, "sim/core/a.hpp:1: upward include")
        self.refuses({"sim/io/a.hpp": '#include "analysis/b.hpp"\n', "analysis/b.hpp": ""}, "a.hpp:1: upward include")
        self.refuses({"analysis/a.hpp": '#include "cli/b.hpp"\n', "sim/cli/b.hpp": ""}, "a.hpp:1: upward include")

    def test_upward_include_by_path_or_of_a_generated_file(self):
        self.refuses({"sim/core/a.hpp": '#include "../life/b.hpp"\n', "sim/life/b.hpp": ""}, "upward include")
        self.refuses({"sim/core/a.hpp": '#include "sim/life/made.hpp"\n'}, "upward include")
        self.refuses({"sim/core/a.hpp": '# include "cli/made.hpp"\n'}, "upward include")

    def test_commented_include_is_none(self):
        self.accepts_line("core", '// #include "io/b.hpp"\n/*\n#include "io/b.hpp"\n*/')

    def test_cycle(self):
        self.refuses({"sim/core/a.hpp": '#include "b.hpp"\n', "sim/core/b.hpp": '#include "core/c.hpp"\n',
                      "sim/core/c.hpp": '#include "core/a.hpp"\n'},
                     "cycle: sim/core/a.hpp → sim/core/b.hpp → sim/core/c.hpp → sim/core/a.hpp")

    def test_unknown_folder(self):
        self.refuses({"sim/helpers/a.hpp": ""}, "no layer")
        self.refuses({"sim/a.hpp": ""}, "no layer")

    # Libraries

    def test_library_outside_its_folder(self):
        for folder, line in [("core", "#include <hwy/highway.h>"), ("life", '#include "Eigen/Core"'),
                             ("core", "#include <unsupported/Eigen/MatrixFunctions>"), ("cli", "#include <hdf5.h>"),
                             ("experiment", "#include <H5public.h>"), ("model", "#include <yaml-cpp/yaml.h>"),
                             ("life", "#include <tbb/parallel_for.h>"), ("random", "#include <oneapi/tbb.h>"),
                             ("io", "#include <CLI/CLI.hpp>"), ("population", "#include <boost/math/distributions.hpp>"),
                             ("core", "#include <fmt/format.h>"), ("experiment", "#include <nlohmann/json.hpp>")]:
            with self.subTest(line=line, folder=folder):
                self.refuses_line(folder, line, "")

    def test_library_inside_its_folder(self):
        for folder, line in [("life", "#include <hwy/highway.h>"), ("population", "#include <Eigen/Core>"),
                             ("io", "#include <hdf5.h>"), ("experiment", "#include <oneapi/tbb/parallel_for.h>"),
                             ("cli", "#include <CLI/CLI.hpp>"), ("model", "#include <boost/math/distributions.hpp>")]:
            with self.subTest(line=line, folder=folder):
                self.accepts_line(folder, line)

    def test_unknown_library(self):
        self.refuses_line("io", "#include <zstd.h>", "'zstd.h' is neither")
        self.refuses_line("io", "#include <boost/regex.hpp>", "'boost/regex.hpp' is neither")
        self.refuses_line("io", '#include "lost.hpp"', "'lost.hpp' is neither")
        self.refuses_line("io", "#include <gtest/gtest.h>", "'gtest/gtest.h' is neither")

    # Words

    def test_shared_state(self):
        for line in ["std::mutex m;", "std::atomic<int> n;", "std::atomic_ref r(n);", "std::thread t;", "#include <mutex>",
                     "thread_local int n;", "std::shared_mutex m;", "std::scoped_lock l(m);", "#include <atomic>"]:
            with self.subTest(line=line):
                self.refuses_line("life", line, "")
                self.accepts_line("experiment", line)

    def test_the_program_has_its_signal_flag_only(self):
        self.accepts_line("cli", "#include <atomic>\nstd::atomic<bool> stop;")
        self.refuses_line("cli", "std::mutex m;", "'std::mutex'")

    def test_unportable_bits(self):
        for line in ["y = hn::MulAdd(a, b, c);", "NegMulAdd(a, b, c);", "hn::Log(d, x);", "ApproximateReciprocal(x);",
                     "std::fma(a, b, c);", "fmaf(a, b, c);", "__builtin_fma(a, b, c);", "_mm256_add_ps(a, b);",
                     "#pragma GCC optimize(\"fast-math\")", "hn::ReduceSum(d, x);",
                     "#include <hwy/contrib/math/math-inl.h>"]:
            with self.subTest(line=line):
                self.refuses_line("life", line, "")

    def test_a_sum_of_integers_is_exact(self):
        self.accepts_line("life", "hn::ReduceSum(d, ticks);  // integers")

    def test_libm(self):
        for line in ["y = std::log(x);", "y = std::exp (x);", "y = ::pow(x, 2);", "y = std::expm1(x);", "y = logf(x);",
                     "y = exp(x);", "y = a.array().log();", "y = a.array().pow(2);", "auto f = &std::lgamma;"]:
            with self.subTest(line=line):
                self.refuses_line("life", line, "")
                self.accepts_line("cli", line)

    def test_what_only_looks_like_libm(self):
        for line in ["y = std::sqrt(x);", "throw std::logic_error(x);", "y = kavel::log(x);", "y = portable::exp(x);",
                     "// std::log(x)", 'say("std::exp(x)");', "y = expected(x);", "const auto text = R\"(std::log(x))\";",
                     "long n = 1'000; y = catalog(x); char c = 'x';"]:
            with self.subTest(line=line):
                self.accepts_line("life", line)

    def test_our_own_log_is_no_libm(self):
        ours = {"sim/random/portable.hpp": "double log(double x);\n"}
        self.accepts({**ours, "sim/life/a.hpp": '#include "random/portable.hpp"\n',
                      "sim/life/b.hpp": '#include "life/a.hpp"\ninline double f(double x) { return log(x); }\n'})
        self.refuses({**ours, "sim/life/b.hpp": "inline double f(double x) { return log(x); }\n"}, "b.hpp:1: 'log('")

    def test_sequential_chance(self):
        for line in ["std::mt19937_64 g;", "int n = rand();", "std::random_device d;", "#include <random>",
                     "std::normal_distribution<double> d;"]:
            with self.subTest(line=line):
                self.refuses_line("population", line, "")
        self.accepts_line("population", "operand(x);")

    def test_long_file(self):
        self.accepts_line("core", "int a;\n" * (MOST_LINES - 1))
        self.refuses({"sim/core/a.hpp": "int a;\n" * (MOST_LINES + 1)}, "longer than")

    # The reference

    def test_the_reference_does_not_use_what_it_checks(self):
        below = {"sim/core/ticks.hpp": "", "sim/life/block.hpp": ""}
        self.accepts({**below, "tests/reference/naive.cpp": '#include "core/ticks.hpp"\n'})
        self.refuses({**below, "tests/reference/naive.cpp": '#include "life/block.hpp"\n'}, "the reference may not use life")
        self.accepts({**below, "tests/reference/agree_test.cpp": '#include <gtest/gtest.h>\n#include "life/block.hpp"\n'})

    # CMake

    def cmake(self, text, **more):
        return {"CMakeLists.txt": "project(x)\n", "sim/core/a.cpp": "", "sim/life/b.cpp": "",
                "sim/CMakeLists.txt": "kavel_folder(core SOURCES a.cpp)\n" + text, **more}

    def test_links_downward(self):
        self.accepts(self.cmake("kavel_folder(life SOURCES b.cpp FOLDERS core LIBRARIES hwy::hwy)\n"
                                "target_link_libraries(kavel PRIVATE kavel_compile kavel_life CLI11::CLI11)"))

    def test_upward_link(self):
        self.refuses(self.cmake("kavel_folder(life SOURCES b.cpp FOLDERS io)"), "upward link: life may not know io")
        self.refuses(self.cmake("kavel_folder(life\n  SOURCES b.cpp)\ntarget_link_libraries(kavel_life PUBLIC kavel_cli)"),
                     "sim/CMakeLists.txt:4: upward link: life may not know cli")

    def test_linked_library(self):
        self.refuses(self.cmake("kavel_folder(life SOURCES b.cpp LIBRARIES TBB::tbb)"), "oneTBB is for experiment only")

    def test_included_but_not_linked(self):
        life = {"sim/life/b.cpp": '#include "core/c.hpp"\n', "sim/core/c.hpp": ""}
        self.refuses({**self.cmake("kavel_folder(life SOURCES b.cpp)"), **life}, "CMake does not let life use core")
        self.accepts({**self.cmake("kavel_folder(life SOURCES b.cpp FOLDERS tally)\n"
                                   "kavel_folder(tally SOURCES FOLDERS core)"), **life})

    def test_forgotten_source(self):
        self.refuses(self.cmake("kavel_folder(life SOURCES b.cpp)", **{"sim/life/lost.cpp": ""}), "lost.cpp:1: no CMake")

    def test_flags(self):
        for flag in ["-Ofast", "-march=native", "-march=x86-64-v3", "-ffast-math", "-mfma", "-ffp-contract=fast"]:
            with self.subTest(flag=flag):
                self.refuses(self.cmake(f"kavel_folder(life SOURCES b.cpp)\ntarget_compile_options(x PUBLIC {flag})"),
                             "sim/CMakeLists.txt:3")
        self.accepts(self.cmake("kavel_folder(life SOURCES b.cpp) # -Ofast\n"
                                "target_compile_options(x PUBLIC -march=x86-64-v2 -ffp-contract=off -fno-fast-math)"))

    def test_glob_and_global_settings(self):
        self.refuses(self.cmake("file(GLOB all *.cpp)\nkavel_folder(life SOURCES b.cpp)"), "one by one")
        self.refuses(self.cmake("add_compile_options(-O1)\nkavel_folder(life SOURCES b.cpp)"), "no global settings")


if __name__ == "__main__":
    unittest.main()
