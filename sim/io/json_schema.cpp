#include <cmath>

#include <nlohmann/json.hpp>

#include "io/schema.hpp"

namespace kavel {

namespace {

using Json = nlohmann::ordered_json;
using Is = Shape::Is;

constexpr const char* name_pattern = "^[A-Za-z0-9_]+$";
constexpr const char* transition_pattern = "^[A-Za-z0-9_]+>[A-Za-z0-9_]+(/[A-Za-z0-9_]+)?$";
constexpr const char* path_pattern = "^[^.]+(\\.[^.]+)*$";

Json number_of(double value) {
  return std::floor(value) == value && std::abs(value) < 9e15 ? Json(static_cast<std::int64_t>(value)) : Json(value);
}

Json shape_as_json(const Shape& shape);

Json alternatives(const Shape& shape) {
  Json all = Json::array();
  for (const Shape* one : shape.of) all.push_back(shape_as_json(*one));
  return {{"anyOf", all}};
}

Json number_as_json(const Shape& shape) {
  Json json{{"type", shape.is == Is::whole ? "integer" : "number"}};
  if (std::isfinite(shape.least)) json[shape.above ? "exclusiveMinimum" : "minimum"] = number_of(shape.least);
  if (std::isfinite(shape.most)) json["maximum"] = number_of(shape.most);
  return json;
}

Json shape_as_json(const Shape& shape) {
  switch (shape.is) {
    case Is::text:
      return {{"type", {"string", "number", "boolean"}}};
    case Is::name:
      return {{"type", {"string", "integer"}}, {"pattern", name_pattern}};
    case Is::path:
      return {{"type", "string"}};
    case Is::flag:
      return {{"type", "boolean"}};
    case Is::whole:
    case Is::number:
      return number_as_json(shape);
    case Is::choice:
      return {{"enum", shape.choices}};
    case Is::list:
      return {{"type", "array"}, {"items", shape_as_json(*shape.of.front())}, {"minItems", shape.least == 0 ? 0 : 1}};
    case Is::object:
      return {{"$ref", "#/$defs/" + shape.object->name}};
    case Is::either:
      return alternatives(shape);
    case Is::anything:
      break;
  }
  return Json::object();
}

Json key_as_json(const DeclaredKey& key) {
  Json json = shape_as_json(*key.shape);
  json["description"] = key.doc + (key.unit.empty() ? "" : " [" + key.unit + "]");
  if (!key.fallback.empty()) json["default"] = Json::parse(key.fallback);
  return json;
}

const char* pattern_of(KeyForm form) {
  switch (form) {
    case KeyForm::name:
      return name_pattern;
    case KeyForm::transition:
      return transition_pattern;
    case KeyForm::path:
      break;
  }
  return path_pattern;
}

Json kind_as_json(const ObjectKind& kind) {
  const bool may_be_empty = &kind == &schema().overrides;  // `variant:` with nothing after it differs in nothing
  Json json{{"type", may_be_empty ? Json{"object", "null"} : Json("object")}, {"description", kind.doc}};
  Json required = Json::array();
  for (const DeclaredKey& key : kind.keys) {
    json["properties"][key.name] = key_as_json(key);
    if (key.need == Need::required) required.push_back(key.name);
  }
  if (!required.empty()) json["required"] = required;
  if (kind.others == nullptr) {
    json["additionalProperties"] = false;
    return json;
  }
  Json value = shape_as_json(*kind.others);
  value["description"] = kind.others_doc;
  json["patternProperties"][pattern_of(kind.form)] = value;
  if (!kind.keys.empty()) {  // a declared key looks like a name too
    json["additionalProperties"] = value;
    json.erase("patternProperties");
  } else {
    json["additionalProperties"] = false;
  }
  return json;
}

}  // namespace

std::string json_schema() {
  Json root{
      {"$schema", "https://json-schema.org/draft/2020-12/schema"}, {"title", "Kavel study"}, {"$ref", "#/$defs/study"}};
  for (const ObjectKind* kind : schema().kinds) root["$defs"][kind->name] = kind_as_json(*kind);
  return root.dump(2) + "\n";
}

}  // namespace kavel
