#!/usr/bin/env python3
"""Checks that the sources keep the architecture: arrows only downward, no cycles, each library and each kind of
danger only where it is allowed. Prints file:line: what is wrong, and exits 1 if anything is.

    python3 tests/architecture/check.py [ROOT]

The tables below are the architecture; change them only together with the design.
"""

import re
import sys
from pathlib import Path

# From low to high: a folder includes only itself and those before it.
LAYERS = ["core", "random", "model", "population", "valuation", "tally", "life", "programme", "finance", "experiment",
          "io", "analysis", "cli"]

# Each third-party library: its headers, its CMake targets, the folders that may use it.
LIBRARIES = [
    ("highway", r"hwy/", r"hwy::|hwy$", {"random", "life"}),
    ("Eigen", r"(unsupported/)?Eigen/", r"Eigen3::", {"population", "model"}),
    ("yaml-cpp", r"yaml-cpp/", r"yaml-cpp", {"io"}),
    ("HDF5", r"(hdf5|hdf5_hl|H5\w*)\.h$", r"hdf5::|HDF5::", {"io"}),
    ("zlib", r"zlib\.h$", r"ZLIB::", {"io"}),
    ("NLopt", r"nlopt\.h(pp)?$", r"NLopt::", {"experiment"}),
    ("oneTBB", r"(tbb|oneapi)/", r"TBB::", {"experiment"}),
    ("CLI11", r"CLI/", r"CLI11::", {"cli"}),
    ("Boost.Math", r"boost/math/", r"Boost::", {"model"}),
    ("fmt", r"fmt/", r"fmt::", {"model", "experiment", "io", "analysis", "cli"}),
    ("nlohmann json", r"nlohmann/", r"nlohmann_json::", {"io", "cli"}),
    ("threads", r"pthread\.h$", r"Threads::", {"experiment"}),
]

# What the language and the operating system give; any other <…> belongs to a library and must stand above.
STANDARD = re.compile(r"[a-z0-9_]+|(errno|fcntl|limits|poll|sched|signal|stdio|stdlib|string|termios|time|unistd)\.h|sys/\w+\.h")

SHARED_STATE = re.compile(
    r"\bthread_local\b|\b__(atomic|sync)_\w+|\bpthread_\w+"
    r"|\bstd::(atomic\w*|mutex|\w+_mutex|thread|jthread|lock_guard|unique_lock|scoped_lock|shared_lock|call_once|once_flag"
    r"|condition_variable\w*|future|shared_future|promise|async|packaged_task|barrier|latch|\w+_semaphore|execution)\b"
    r"|<(atomic|mutex|shared_mutex|thread|condition_variable|future|barrier|latch|semaphore|stop_token|execution)>")
SIGNAL_FLAG = re.compile(r"\bstd::atomic\w*|<atomic>")  # what cli may have of these

# Where the last bit depends on the processor or the compiler.
UNPORTABLE = re.compile(
    r"\b(Neg)?Mul(Add|Sub|AddSub)\b|\bApproximateReciprocal\w*|\bhn::(Log|Exp|Sin|Cos|Tanh?|Atan|Sinh)\w*"
    r"|\b(std::)?fmaf?\s*\(|\b__builtin_fma\w*|\bstd::fmal?\b|\b_mm\d*_\w+|<\w*mmintrin\.h>|<x86intrin\.h>"
    r"|#\s*pragma\s+(GCC|clang|STDC)\s+(optimize|target|fp|FP_CONTRACT)|\b(ReduceSum|SumOfLanes)\b")
INTEGER_SUM = re.compile(r"\b(ReduceSum|SumOfLanes)\b.*//.*\bintegers?\b")  # exact, so allowed; the line must say so

# Computed by libm, whose last bit differs between processors; our own are in random.
LIBM = r"(?:log|log2|log10|log1p|exp|exp2|expm1|pow|cbrt|hypot|sin|cos|tan|asin|acos|atan|atan2|sinh|cosh|tanh|asinh" \
       r"|acosh|atanh|erf|erfc|tgamma|lgamma)"
LIBM_QUALIFIED = re.compile(r"(?:\bstd\s*|(?<![\w>]))::\s*(" + LIBM + r"[fl]?)\b")
LIBM_PLAIN = re.compile(r"(?<![\w:.>])(" + LIBM + r"[fl]?)\s*\(")
LIBM_ARRAY = re.compile(r"\.\s*(" + LIBM + r")\(\)|\)\s*\.\s*(pow)\(")  # Eigen's
RESULTS = {"core", "random", "model", "population", "valuation", "tally", "life", "programme", "finance", "experiment"}

SEQUENTIAL_CHANCE = re.compile(
    r"\b(s?rand|rand_r|[dlm]rand48)\s*\(|\bstd::(mt19937\w*|random_device|default_random_engine|minstd_rand0?|ranlux\w+"
    r"|knuth_b|\w+_distribution|shuffle|sample)\b|<random>")

UNPORTABLE_FLAGS = re.compile(
    r"-march=(?!x86-64-v2\b)\S+|-mtune=native|-mfma\b|-mavx\w*|-Ofast|-ffast-math|-funsafe-math-optimizations"
    r"|-fassociative-math|-freciprocal-math|-ffp-contract=(fast|on)|INTERPROCEDURAL_OPTIMIZATION|-flto")

# The naive model must not lean on what it checks.
NOT_IN_REFERENCE = {"life", "tally", "programme"}

MOST_LINES = 700
SOURCES = {".cpp", ".hpp", ".cc", ".h", ".ts"}


def without_comments(text):
    """The text with comments, and in a second copy also string contents, replaced by spaces; lines stay."""
    token = re.compile(
        r'(?P<comment>//[^\n]*|/\*.*?\*/)|(?P<raw>R"(?P<end>[^()\\\s]*)\(.*?\)(?P=end)")'
        r'|(?P<string>"(?:\\.|[^"\\\n])*")|(?P<char>(?<!\w)\'(?:\\.|[^\'\\\n])+\')', re.S)

    def blank(match):
        return re.sub(r"[^\n]", " ", match.group())

    code = token.sub(lambda m: blank(m) if m.group("comment") else m.group(), text)
    bare = token.sub(lambda m: blank(m) if not m.group("char") else " " * len(m.group()), text)
    return code, bare


class Source:
    def __init__(self, root, path):
        self.path = path
        self.name = path.relative_to(root).as_posix()
        self.text = path.read_text(encoding="utf-8", errors="replace")
        self.lines = self.text.splitlines()
        code, bare = without_comments(self.text)
        self.code_lines = code.splitlines()
        self.bare_lines = bare.splitlines()
        parts = self.name.split("/")
        self.folder = parts[1] if parts[0] == "sim" and len(parts) > 2 else parts[0]
        # (line number, what is between the marks, whether those are <>)
        self.includes = [(number, m.group(2), m.group(1) == "<") for number, line in enumerate(self.code_lines, 1)
                         if (m := re.match(r'\s*#\s*include\s*([<"])([^>"]+)[>"]', line))]
        self.targets = {}  # line number → the Source included there
        self.declares = set(re.findall(r"\b(?!return\b|else\b|throw\b|case\b|co_return\b)[A-Za-z_]\w*[&*]?\s+(" + LIBM +
                                       r"[fl]?)\s*\(\s*(?:const\s+)?[A-Za-z_]\w*[&*]?\s+\w+", bare))


class Tree:
    def __init__(self, root):
        self.root = Path(root).resolve()
        self.problems = []
        self.sources = {}
        for top in ("sim", "analysis"):
            for path in sorted((self.root / top).rglob("*")):
                if path.suffix in SOURCES and path.is_file() and "node_modules" not in path.parts:
                    self.sources[path] = Source(self.root, path)
        for source in self.sources.values():
            for number, included, _ in source.includes:
                target = self.find(source, included)
                if target:
                    source.targets[number] = target

    def find(self, source, included):
        for base in (source.path.parent, self.root / "sim", self.root):
            path = (base / included).resolve()
            if path in self.sources:
                return self.sources[path]
        return None

    def problem(self, name, line, text):
        self.problems.append(f"{name}:{line}: {text}")

    def check(self):
        for source in self.sources.values():
            self.check_layer(source)
            self.check_includes(source)
            self.check_words(source)
            self.check_libm(source)
            if len(source.lines) > MOST_LINES:
                self.problem(source.name, len(source.lines), f"longer than {MOST_LINES} lines: more than one idea?")
        self.check_cycles()
        self.check_reference()
        self.check_cmake()
        return self.problems

    def check_layer(self, source):
        if source.folder not in LAYERS:
            self.problem(source.name, 1, f"folder '{source.folder}' is no layer; known: {', '.join(LAYERS)}")

    def folder_of(self, source, number, included):
        """The folder of ours that is included, also where the file is generated; None for all else."""
        if number in source.targets:
            return source.targets[number].folder
        parts = included.split("/")
        if parts[0] == "sim" and len(parts) > 2:
            return parts[1]
        return parts[0] if len(parts) > 1 and parts[0] in LAYERS else None

    def check_includes(self, source):
        if source.path.suffix == ".ts":
            return
        for number, included, angled in source.includes:
            if included.startswith("hwy/contrib/"):
                self.problem(source.name, number, f"'{included}': bits would depend on the processor")
            folder = self.folder_of(source, number, included)
            if folder:
                if folder in LAYERS and source.folder in LAYERS and LAYERS.index(folder) > LAYERS.index(source.folder):
                    self.problem(source.name, number, f"upward include: {source.folder} may not know {folder}")
                continue
            library = next((entry for entry in LIBRARIES if re.match(entry[1], included)), None)
            if library:
                if source.folder not in library[3]:
                    self.problem(source.name, number, f"{library[0]} is for {', '.join(sorted(library[3]))} only")
            elif not (angled and STANDARD.fullmatch(included)):
                self.problem(source.name, number, f"'{included}' is neither ours, standard, nor a library the design names")

    def check_words(self, source):
        if source.path.suffix == ".ts":
            return
        for number, line in enumerate(source.bare_lines, 1):
            seen = line
            if source.folder == "cli":
                seen = SIGNAL_FLAG.sub("", seen)
            if source.folder != "experiment" and (match := SHARED_STATE.search(seen)):
                self.problem(source.name, number, f"'{match.group()}': parallelism lives in experiment")
            if (match := UNPORTABLE.search(line)) and not INTEGER_SUM.search(source.lines[number - 1]):
                self.problem(source.name, number, f"'{match.group()}': bits would depend on the processor")
            if match := SEQUENTIAL_CHANCE.search(line):
                self.problem(source.name, number, f"'{match.group()}': chance is a function of what it is for (random)")

    def check_libm(self, source):
        if source.folder not in RESULTS:
            return
        ours = None
        for number, line in enumerate(source.bare_lines, 1):
            match = LIBM_QUALIFIED.search(line) or LIBM_ARRAY.search(line)
            if not match and (plain := LIBM_PLAIN.search(line)):
                if ours is None:
                    ours = self.declared_within_reach(source)
                match = plain if plain.group(1) not in ours else None
            if match:
                self.problem(source.name, number, f"'{match.group().strip()}' is libm's: use the portable one of random")

    def declared_within_reach(self, source):
        """The names of our own functions called as libm's, declared in the source or in what it includes."""
        seen, waiting, names = set(), [source], set()
        while waiting:
            current = waiting.pop()
            if current.path not in seen:
                seen.add(current.path)
                names |= current.declares
                waiting.extend(current.targets.values())
        return names

    def check_cycles(self):
        done, stack = set(), []

        def visit(source):
            if source in stack:
                ring = stack[stack.index(source):] + [source]
                self.problem(source.name, 1, "cycle: " + " → ".join(s.name for s in ring))
                return
            if source.path in done:
                return
            stack.append(source)
            for target in source.targets.values():
                visit(target)
            stack.pop()
            done.add(source.path)

        for source in self.sources.values():
            visit(source)

    def check_reference(self):
        for path in sorted((self.root / "tests" / "reference").rglob("*")):
            if path.suffix not in SOURCES or not path.is_file():
                continue
            source = Source(self.root, path)
            if any(included.startswith("gtest/") for _, included, _ in source.includes):
                continue  # compares the two, so knows both
            for number, included, _ in source.includes:
                folder = self.folder_of(source, number, included)
                if folder in NOT_IN_REFERENCE:
                    self.problem(source.name, number, f"the reference may not use {folder}, which it checks")

    def check_cmake(self):
        links = {}  # folder → folders it links
        named = ""  # all CMake text, to look for sources in
        paths = [self.root / "CMakeLists.txt"] + [p for top in ("sim", "analysis") for p in
                                                  sorted((self.root / top).rglob("CMakeLists.txt"))]
        for path in [p for p in paths if p.is_file() and "node_modules" not in p.parts]:
            name = path.relative_to(self.root).as_posix()
            text = "\n".join(re.sub(r"(^|\s)#.*", "", line) for line in path.read_text(encoding="utf-8").splitlines())
            named += text
            for pattern, complaint in ((UNPORTABLE_FLAGS, "bits would depend on the processor"),
                                       (re.compile(r"file\s*\(\s*GLOB\w*"), "name the sources one by one"),
                                       (re.compile(r"\b(add_compile_options|add_definitions|link_libraries|"
                                                   r"include_directories)\s*\("), "no global settings")):
                for match in pattern.finditer(text):
                    self.problem(name, text.count("\n", 0, match.start()) + 1, f"'{match.group()}': {complaint}")
            if name != "CMakeLists.txt":
                self.check_links(name, text, links)
        self.check_linked(links)
        for source in self.sources.values():
            if source.path.suffix in {".cpp", ".cc"} and named and source.path.name not in named:
                self.problem(source.name, 1, "no CMakeLists.txt names this source")

    def check_links(self, name, text, links):
        for match in re.finditer(r"\b(kavel_folder|target_link_libraries)\s*\(([^)]*)\)", text):
            line = text.count("\n", 0, match.start()) + 1
            words = match.group(2).split()
            if not words:
                continue
            target = words[0].removeprefix("kavel_")
            folder = "cli" if target == "kavel" else target
            if folder not in LAYERS:
                continue
            linked = links.setdefault(folder, set())
            part = "LIBRARIES"
            for word in words[1:]:
                if word in ("SOURCES", "FOLDERS", "LIBRARIES", "PUBLIC", "PRIVATE", "INTERFACE"):
                    part = word
                    continue
                below = word if part == "FOLDERS" else word.removeprefix("kavel_") if word.startswith("kavel_") else None
                if part == "SOURCES" or below == "compile":
                    continue
                if below is None:
                    library = next((entry for entry in LIBRARIES if re.match(entry[2], word)), None)
                    if library and folder not in library[3]:
                        self.problem(name, line, f"{library[0]} is for {', '.join(sorted(library[3]))} only, not {folder}")
                elif below not in LAYERS:
                    self.problem(name, line, f"{folder} links '{below}', which is no layer")
                elif target == "kavel" and below == "cli":
                    continue  # the program is made of its own folder
                elif LAYERS.index(below) >= LAYERS.index(folder):
                    self.problem(name, line, f"upward link: {folder} may not know {below}")
                else:
                    linked.add(below)

    def check_linked(self, links):
        """What is included is linked, directly or through what is linked."""
        reach = {}
        for folder in LAYERS:  # low to high, so what is linked has been done
            reach[folder] = {folder}.union(*({below} | reach[below] for below in links.get(folder, ())))
        for source in self.sources.values():
            if source.folder not in links:
                continue
            for number, target in source.targets.items():
                if target.folder in LAYERS and LAYERS.index(target.folder) < LAYERS.index(source.folder) \
                        and target.folder not in reach[source.folder]:
                    self.problem(source.name, number, f"CMake does not let {source.folder} use {target.folder}")


def main():
    root = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).resolve().parents[2]
    tree = Tree(root)
    if not tree.sources:
        sys.exit(f"{root}: no sources under sim/ or analysis/")
    problems = tree.check()
    for problem in problems:
        print(problem)
    print(f"{len(tree.sources)} sources, {len(problems)} against the architecture")
    sys.exit(1 if problems else 0)


if __name__ == "__main__":
    main()
