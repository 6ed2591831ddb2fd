package io.passerelle.edge;

import io.passerelle.payment.CardNumbers;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/// One JSON line per event.
///
/// Only the fields listed here can be written: ids, reasons and numbers. There is no field for a
/// body, a key, a signature or a person, so none can end up in a log by accident. Of a card's
/// number that somebody has put into an id or a path, the last four digits are written.
public final class Log {

  /// What may be logged.
  public enum Field {
    PATH,
    REASON,
    SITE,
    ORDER,
    DELIVERY,
    ATTEMPT,
    MAIL,
    KIND,
    OUTCOME,
    STATUS,
    COUNT,
    MILLIS,
    LATE,
    ERROR
  }

  private static final int VALUE_LENGTH_MAX = 200;

  private final String event;
  private final Map<Field, Object> fields = new EnumMap<>(Field.class);

  private Log(String event) {
    this.event = event;
  }

  public static Log line(String event) {
    return new Log(event);
  }

  /// A number, which stays one in the line, so that a metric can be made of it.
  public Log with(Field field, long number) {
    fields.put(field, number);
    return this;
  }

  public Log with(Field field, Object value) {
    String text = CardNumbers.hidden(String.valueOf(value));
    fields.put(
        field, text.length() > VALUE_LENGTH_MAX ? text.substring(0, VALUE_LENGTH_MAX) : text);
    return this;
  }

  /// Writes the line to standard output, where Lambda takes it up.
  public void write() {
    String line =
        Json.object(json -> {
          json.writeStringField("event", event);
          for (Map.Entry<Field, Object> field : fields.entrySet()) {
            String name = field.getKey().name().toLowerCase(Locale.ROOT);
            json.writeObjectField(name, field.getValue());
          }
        });
    System.out.println(line);
  }
}
