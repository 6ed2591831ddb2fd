package io.passerelle.webservice;

import io.passerelle.edge.Json;
import java.util.Optional;

/// What a client of the gateway's has written, found by path (`channelOptions.channelType`) and
/// refused under it. Null, an empty text and an empty object say nothing.
record GatewayMembers(Json json) {

  Json at(String path) {
    Json found = json;
    for (String name : path.split("\\.", -1)) {
      if (found.isPresent() && !found.isObject()) {
        throw GatewayField.fault(path, 99, "must stand in an object");
      }
      found = found.get(name);
    }
    return found;
  }

  Optional<String> text(String path, int number) {
    Json value = at(path);
    if (value.isPresent() && value.text().isEmpty()) {
      throw GatewayField.fault(path, number, "must be a text");
    }
    return value.text().filter(text -> !text.isBlank());
  }

  /// A whole number, as its text.
  Optional<String> whole(String path, int number) {
    Json value = at(path);
    if (value.isPresent() && value.number().isEmpty()) {
      throw GatewayField.fault(path, number, "must be a whole number");
    }
    return value.number().map(String::valueOf);
  }

  Optional<String> flag(String path, int number) {
    Json value = at(path);
    if (value.isPresent() && value.flag().isEmpty()) {
      throw GatewayField.fault(path, number, "must be true or false");
    }
    return value.flag().map(String::valueOf);
  }

  boolean saysNothing(String path) {
    return isNothing(at(path));
  }

  static boolean isNothing(Json value) {
    return !value.isPresent()
        || value.text().filter(String::isBlank).isPresent()
        || (value.isArray() && value.items().isEmpty())
        || (value.isObject()
            && value.members().values().stream().allMatch(GatewayMembers::isNothing));
  }
}
