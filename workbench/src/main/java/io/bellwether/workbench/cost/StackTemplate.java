package io.bellwether.workbench.cost;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The resources of a CloudFormation template, and what they refer to. */
final class StackTemplate {
  private static final String FUNCTION = "AWS::Lambda::Function";

  /** A function behind an alias behind a version: more steps than that lead nowhere. */
  private static final int STEPS_TO_A_FUNCTION = 3;

  private final List<Resource> resources;

  private StackTemplate(List<Resource> resources) {
    this.resources = resources;
  }

  /**
   * A resource.
   *
   * @param id its logical id
   * @param properties its properties; missing if it has none
   */
  record Resource(String id, String type, JsonNode properties) {
    JsonNode property(String name) {
      return properties.path(name);
    }

    /** A property's text, or empty if it is absent or computed on AWS. */
    Optional<String> text(String name) {
      JsonNode value = property(name);
      return value.isTextual() ? Optional.of(value.asText()) : Optional.empty();
    }

    /** The last part of the function's name, such as {@code signals}; else its logical id. */
    String shortName() {
      return text("FunctionName").map(name -> name.substring(name.lastIndexOf('-') + 1)).orElse(id);
    }

    JsonNode environment() {
      return property("Environment").path("Variables");
    }
  }

  /**
   * Reads a template.
   *
   * @throws CostException if the text is no template
   */
  static StackTemplate parse(String json) {
    JsonNode root;
    try {
      root = new ObjectMapper().readTree(json);
    } catch (JsonProcessingException e) {
      throw new CostException("this is no JSON: " + e.getOriginalMessage(), e);
    }
    JsonNode resources = root == null ? MissingNode.getInstance() : root.path("Resources");
    if (!resources.isObject() || resources.isEmpty()) {
      throw new CostException("this is no CloudFormation template: it has no Resources");
    }
    List<Resource> read = new ArrayList<>();
    resources
        .properties()
        .forEach(
            entry -> {
              JsonNode type = entry.getValue().path("Type");
              if (!type.isTextual()) {
                throw new CostException("resource " + entry.getKey() + " has no Type");
              }
              JsonNode properties = entry.getValue().path("Properties");
              read.add(new Resource(entry.getKey(), type.asText(), properties));
            });
    read.sort(Comparator.comparing(Resource::id));
    return new StackTemplate(List.copyOf(read));
  }

  /** All resources, by id. */
  List<Resource> resources() {
    return resources;
  }

  List<Resource> resources(String type) {
    return resources.stream().filter(resource -> resource.type().equals(type)).toList();
  }

  List<Resource> functions() {
    return resources(FUNCTION);
  }

  /** The first resource of this template that a value refers to by Ref or Fn::GetAtt, if any. */
  Optional<Resource> referred(JsonNode value) {
    JsonNode attribute = value.path("Fn::GetAtt");
    JsonNode named = attribute.isArray() ? attribute.path(0) : value.path("Ref");
    String id = attribute.isTextual() ? attribute.asText().split("\\.", 2)[0] : named.asText("");
    Optional<Resource> found =
        resources.stream().filter(resource -> resource.id().equals(id)).findFirst();
    for (JsonNode part : value) {
      if (found.isPresent()) {
        return found;
      }
      found = referred(part);
    }
    return found;
  }

  /**
   * The function that a resource runs, named itself or by an alias or a version of it.
   *
   * @param value the property of the resource that names it
   * @throws CostException if it leads to no function of this template
   */
  Resource function(Resource from, JsonNode value) {
    Optional<Resource> found = referred(value);
    for (int i = 0; i < STEPS_TO_A_FUNCTION && found.isPresent(); i++) {
      if (found.get().type().equals(FUNCTION)) {
        return found.get();
      }
      found = referred(found.get().property("FunctionName"));
    }
    throw new CostException(from.id() + " runs something that is no function of the template");
  }
}
