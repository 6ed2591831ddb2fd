package io.passerelle.sandbox.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.passerelle.sandbox.web.Json;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/// Reads CloudFormation's YAML as JSON: `!Ref X` becomes `{"Ref": "X"}`, `!Sub X` becomes
/// `{"Fn::Sub": "X"}` and so on, which is what CloudFormation itself makes of them.
final class TemplateYaml {

  private TemplateYaml() {}

  static JsonNode read(String yaml) {
    LoadSettings settings = LoadSettings.builder().setAllowDuplicateKeys(false).build();
    Node root =
        new Compose(settings)
            .composeString(yaml)
            .orElseThrow(() -> new IllegalArgumentException("The template is empty"));
    return json(root);
  }

  private static JsonNode json(Node node) {
    JsonNode value =
        switch (node) {
          case MappingNode mapping -> object(mapping);
          case SequenceNode sequence -> array(sequence);
          case ScalarNode scalar -> scalar(scalar);
          default -> throw new IllegalArgumentException("Not read in a template: " + node);
        };
    String tag = node.getTag().getValue();
    return tag.startsWith("!") ? function(tag.substring(1), value) : value;
  }

  private static JsonNode function(String name, JsonNode argument) {
    boolean bare = name.equals("Ref") || name.equals("Condition");
    return Json.object().set(bare ? name : "Fn::" + name, argument);
  }

  private static ObjectNode object(MappingNode mapping) {
    ObjectNode object = Json.object();
    for (NodeTuple entry : mapping.getValue()) {
      object.set(((ScalarNode) entry.getKeyNode()).getValue(), json(entry.getValueNode()));
    }
    return object;
  }

  private static ArrayNode array(SequenceNode sequence) {
    ArrayNode array = Json.array();
    sequence.getValue().forEach(element -> array.add(json(element)));
    return array;
  }

  private static JsonNode scalar(ScalarNode scalar) {
    String text = scalar.getValue();
    Tag tag = scalar.getTag();
    if (tag.equals(Tag.NULL)) {
      return Json.array().nullNode();
    }
    boolean literal = tag.equals(Tag.INT) || tag.equals(Tag.BOOL) || tag.equals(Tag.FLOAT);
    return literal ? Json.read(text) : Json.array().textNode(text);
  }
}
