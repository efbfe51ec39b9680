#include "io/sources.hpp"

#include <filesystem>
#include <fstream>
#include <unistd.h>

#include <gtest/gtest.h>

#include "tests/io/reading.hpp"

namespace kavel {
namespace {

namespace fs = std::filesystem;

/// An empty folder that is gone after the test, and the place the program runs in.
class InFolder : public testing::Test {
 protected:
  InFolder()
      : before_(fs::current_path()),
        folder_(fs::temp_directory_path() / ("kavel_sources_" + std::to_string(::getpid()))) {
    fs::remove_all(folder_);
    fs::create_directories(folder_);
    fs::current_path(folder_);
  }
  ~InFolder() override {
    fs::current_path(before_);
    fs::remove_all(folder_);
  }
  static void write(const fs::path& path, const std::string& text) {
    if (path.has_parent_path()) fs::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary) << text;
  }
  std::string only_problem() const {
    return problems_.all().size() == 1 ? message_of(problems_.all()[0]) : "none or several";
  }

  Problems problems_{};

 private:
  fs::path before_;
  fs::path folder_;
};

const Mark mark{"study.yaml", 3, 8};

TEST_F(InFolder, FilesAreRelativeToTheFileThatNamesThem) {
  write("studies/study.yaml", "a: 1");
  write("models/nl/pack.yaml", "b: 2");
  write("models/nl/tables/x.csv", "c");
  Sources sources;
  const SourceFile* study = sources.study("studies/study.yaml", problems_);
  ASSERT_NE(study, nullptr);
  const SourceFile* pack = sources.open("../models/nl", *study, "pack.yaml", mark, "model", problems_);
  ASSERT_NE(pack, nullptr);
  const SourceFile* table = sources.open("tables/x.csv", *pack, "", mark, "table", problems_);
  ASSERT_NE(table, nullptr);
  EXPECT_EQ(study->path, "study.yaml");
  EXPECT_EQ(pack->path, "../models/nl/pack.yaml");
  EXPECT_EQ(table->path, "../models/nl/tables/x.csv");
  EXPECT_EQ(table->name, "models/nl/tables/x.csv");
  EXPECT_EQ(sources.open("./tables/../tables/x.csv", *pack, "", mark, "table", problems_), table);
  EXPECT_EQ(sources.files().size(), 3U);
}

TEST_F(InFolder, InstalledFilesStandInForMissingOnes) {
  write("here/study.yaml", "a: 1");
  write("here/own.csv", "own");
  write("installed/own.csv", "not this one");
  write("installed/models/nl/pack.yaml", "b: 2");
  write("installed/models/nl/x.csv", "c");
  Sources sources("installed");
  const SourceFile* study = sources.study("here/study.yaml", problems_);
  const SourceFile* pack = sources.open("models/nl", *study, "pack.yaml", mark, "model", problems_);
  ASSERT_NE(pack, nullptr);
  EXPECT_EQ(pack->path, "models/nl/pack.yaml");
  EXPECT_EQ(sources.open("x.csv", *pack, "", mark, "", problems_)->path, "models/nl/x.csv");
  EXPECT_EQ(sources.open("own.csv", *study, "", mark, "", problems_)->text, "own");
}

TEST_F(InFolder, StoredTextsGiveWhatTheDiskGave) {
  write("here/study.yaml", "a: 1");
  write("models/nl/pack.yaml", "b: 2");
  Sources disk;
  const SourceFile* study = disk.study("here/study.yaml", problems_);
  disk.open("../models/nl", *study, "pack.yaml", mark, "model", problems_);
  Sources stored = Sources::stored({disk.files().begin(), disk.files().end()});
  const SourceFile* again = stored.study("any.h5", problems_);
  ASSERT_NE(again, nullptr);
  EXPECT_EQ(again->text, "a: 1");
  const SourceFile* pack = stored.open("../models/nl", *again, "pack.yaml", mark, "model", problems_);
  ASSERT_NE(pack, nullptr);
  EXPECT_EQ(pack->text, "b: 2");
  ASSERT_EQ(stored.files().size(), 2U);
  EXPECT_EQ(stored.files()[1].path, disk.files()[1].path);
  EXPECT_EQ(stored.open("other", *again, "", mark, "model", problems_), nullptr);
}

TEST_F(InFolder, AbsolutePathsAreNeverStored) {
  write("study.yaml", "a: 1");
  write("x.csv", "c");
  Sources sources;
  const SourceFile* study = sources.study(fs::absolute("study.yaml").string(), problems_);
  ASSERT_NE(study, nullptr);
  EXPECT_EQ(study->path, "study.yaml");
  EXPECT_EQ(sources.open("x.csv", *study, "", mark, "", problems_)->path, "x.csv");
  EXPECT_EQ(sources.open(fs::absolute("x.csv").string(), *study, "", mark, "", problems_), nullptr);
}

TEST_F(InFolder, MissingFilesAreMatchedWithTheirNeighbours) {
  write("study.yaml", "a: 1");
  write("models/nl/pack.yaml", "b: 2");
  Sources sources;
  EXPECT_EQ(sources.study("studdy.yaml", problems_), nullptr);
  EXPECT_EQ(only_problem(), "studdy.yaml: expected a study file, got no such file (did you mean study.yaml?)");
  problems_ = {};
  const SourceFile* study = sources.study("study.yaml", problems_);
  EXPECT_EQ(sources.open("model/nl/pack.yaml", *study, "", mark, "model", problems_), nullptr);
  EXPECT_EQ(only_problem(),
            "study.yaml:3:8: model: expected a file, got model/nl/pack.yaml: no such file"
            " (did you mean models/nl/pack.yaml?)");
}

TEST_F(InFolder, AFileOfAnotherKindIsNotMeant) {
  write("study.yaml", "a: 1");
  write("population.yaml", "b: 2");
  Sources sources;
  const SourceFile* study = sources.study("study.yaml", problems_);
  ASSERT_NE(study, nullptr);
  EXPECT_EQ(sources.open("population.csv", *study, "", mark, "table", problems_), nullptr);
  EXPECT_EQ(only_problem(), "study.yaml:3:8: table: expected a file, got population.csv: no such file");
  write("populations.csv", "c");
  problems_ = {};
  EXPECT_EQ(sources.open("population.csv", *study, "", mark, "table", problems_), nullptr);
  EXPECT_EQ(only_problem(),
            "study.yaml:3:8: table: expected a file, got population.csv: no such file (did you mean populations.csv?)");
}

TEST_F(InFolder, WhatIsNoTextIsRefused) {
  const auto problem_with = [&](const std::string& text) {
    problems_ = {};
    write("file.yaml", text);
    Sources sources;
    EXPECT_EQ(sources.study("file.yaml", problems_), nullptr);
    return only_problem();
  };
  EXPECT_EQ(problem_with(""), "file.yaml: expected text, got an empty file");
  EXPECT_EQ(problem_with(std::string("a\0b", 3)), "file.yaml: expected text, got a binary file");
  EXPECT_EQ(problem_with("a: 1\né: \xE9"), "file.yaml:2:4: expected text in UTF-8, got the byte 0xE9");
}

TEST_F(InFolder, WhatIsNoFileIsRefused) {
  write("folder/x", "a");
  Sources sources;
  EXPECT_EQ(sources.study("folder", problems_), nullptr);
  EXPECT_EQ(only_problem(), "folder: expected a study file, got a directory");
  problems_ = {};
  EXPECT_EQ(sources.study("/dev/null", problems_), nullptr);
  EXPECT_EQ(only_problem(), "/dev/null: expected a regular file, got /dev/null, which is a device or pipe");
  problems_ = {};
  write("file", "a: 1");
  const SourceFile* study = sources.study("file", problems_);
  EXPECT_EQ(sources.open("file/below", *study, "", mark, "model", problems_), nullptr);
  EXPECT_EQ(problems_.all().size(), 1U);
}

TEST_F(InFolder, TooLargeAFileIsRefused) {
  write("large.yaml", "a");
  fs::resize_file("large.yaml", Sources::largest + 1);
  Sources sources;
  EXPECT_EQ(sources.study("large.yaml", problems_), nullptr);
  EXPECT_EQ(only_problem(), "large.yaml: expected a file of at most 64 MiB, got a larger one, large.yaml");
}

TEST_F(InFolder, WithoutPermissionTheUserIsTold) {
  if (::geteuid() == 0) GTEST_SKIP() << "root may read everything";
  write("secret.yaml", "a: 1");
  fs::permissions("secret.yaml", fs::perms::none);
  Sources sources;
  EXPECT_EQ(sources.study("secret.yaml", problems_), nullptr);
  EXPECT_EQ(only_problem(), "secret.yaml: expected a file that may be read, got secret.yaml: no permission");
}

}  // namespace
}  // namespace kavel
