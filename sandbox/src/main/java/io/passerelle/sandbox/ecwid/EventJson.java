package io.passerelle.sandbox.ecwid;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.passerelle.sandbox.web.Json;
import java.util.List;

/// What happened in a store as tests read it: an order with its updates, the events with their
/// attempts.
final class EventJson {

  private EventJson() {}

  static ObjectNode of(EcwidOrder order) {
    ObjectNode json = RestApi.order(order).put("number", order.number());
    ArrayNode updates = json.putArray("updates");
    order
        .updates()
        .forEach(update ->
            updates
                .addObject()
                .put("at", update.at().toString())
                .put("status", update.status())
                .put("by", update.by()));
    return json;
  }

  static String of(List<Event> events) {
    ArrayNode list = Json.array();
    for (Event event : events) {
      ObjectNode json =
          list.addObject()
              .put("id", event.id())
              .put("type", event.type())
              .put("entityId", event.entityId())
              .put("due", event.due());
      ArrayNode attempts = json.putArray("attempts");
      event
          .attempts()
          .forEach(attempt ->
              attempts
                  .addObject()
                  .put("at", attempt.at().toString())
                  .put("status", attempt.status())
                  .put("answer", attempt.answer()));
    }
    return Json.write(list);
  }
}
