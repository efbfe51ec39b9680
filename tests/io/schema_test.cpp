#include "io/schema.hpp"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "io/text.hpp"

namespace kavel {
namespace {

namespace fs = std::filesystem;

TEST(Schema, EveryKindAndKeyIsDocumented) {
  std::set<std::string> names;
  for (const ObjectKind* kind : schema().kinds) {
    EXPECT_TRUE(names.insert(kind->name).second) << kind->name;
    EXPECT_FALSE(kind->doc.empty()) << kind->name;
    EXPECT_EQ(kind->others == nullptr, kind->others_doc.empty()) << kind->name;
    std::set<std::string> keys;
    for (const DeclaredKey& key : kind->keys) {
      EXPECT_TRUE(keys.insert(key.name).second) << kind->name << '.' << key.name;
      EXPECT_FALSE(key.doc.empty()) << kind->name << '.' << key.name;
    }
  }
}

/// Every reference leads to a definition.
void check_references(const nlohmann::json& json, const nlohmann::json& definitions) {
  if (json.is_object() && json.contains("$ref")) {
    const std::string name = json["$ref"].get<std::string>().substr(std::string("#/$defs/").size());
    EXPECT_TRUE(definitions.contains(name)) << name;
  }
  if (json.is_structured()) {
    for (const auto& one : json) check_references(one, definitions);
  }
}

TEST(Schema, JsonSchemaIsWhole) {
  const nlohmann::json json = nlohmann::json::parse(json_schema());
  check_references(json, json["$defs"]);
  EXPECT_EQ(json["$defs"].size(), schema().kinds.size());
  EXPECT_EQ(json["$defs"]["study"]["required"], (std::vector<std::string>{"title", "years", "population", "model"}));
}

TEST(Schema, TheReferenceForUsersNamesEveryKey) {
  std::ifstream file(fs::path(KAVEL_SOURCE_FOLDER) / "scenarios/README.md");
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  for (const ObjectKind* kind : schema().kinds) {
    for (const DeclaredKey& key : kind->keys) {
      EXPECT_NE(text.find('`' + key.name + '`'), std::string::npos) << kind->name << '.' << key.name;
    }
  }
}

TEST(Schema, ShippedStudiesAreValidToEditorsToo) {
  if (std::system("python3 -c 'import jsonschema, yaml' 2>/dev/null") != 0)
    GTEST_SKIP() << "needs python3-jsonschema and -yaml";
  const fs::path path = fs::temp_directory_path() / ("kavel_schema_" + std::to_string(std::rand()) + ".json");
  std::ofstream(path) << json_schema();
  const std::string script =
      "import glob, json, sys, yaml, jsonschema\n"
      "schema = json.load(open(sys.argv[1]))\n"
      "kind = getattr(jsonschema, 'Draft202012Validator', None) or sys.exit(0)\n"
      "kind.check_schema(schema)\n"
      "def errors(name, definition):\n"
      "    check = kind(dict(schema, **{'$ref': '#/$defs/' + definition}))\n"
      "    return ['%s: %s' % (name, e.message[:200]) for e in check.iter_errors(yaml.safe_load(open(name)))]\n"
      "found = []\n"
      "for pattern, definition in [('*.yaml', 'study'), ('textbook/*.yaml', 'study'), ('models/*/pack.yaml', 'pack'),\n"
      "                            ('regions/*/region.yaml', 'region'), ('programmes/*.yaml', 'programme')]:\n"
      "    for name in glob.glob(sys.argv[2] + '/scenarios/' + pattern):\n"
      "        found += errors(name, definition)\n"
      "print('\\n'.join(found))\n"
      "bad = [n for n in ('unknown-key', 'wrong-type', 'missing-key') if not errors(sys.argv[2] + '/tests/cli/bad/' + "
      "n + '.yaml', 'study')]\n"
      "print(''.join(n + ' should be invalid' for n in bad))\n"
      "sys.exit(bool(found or bad))\n";
  const fs::path program = path.string() + ".py";
  std::ofstream(program) << script;
  const std::string command =
      "python3 '" + program.string() + "' '" + path.string() + "' '" KAVEL_SOURCE_FOLDER "' >&2";
  EXPECT_EQ(std::system(command.c_str()), 0);
  fs::remove(path);
  fs::remove(program);
}

}  // namespace
}  // namespace kavel
