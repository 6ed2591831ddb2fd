package io.passerelle.alert;

import io.passerelle.delivery.Texts;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The words of mails about files of expiring cards.
final class FileMail {

  private FileMail() {}

  static Map<String, Object> values(CardFileFaulty faulty, Locale language) {
    Texts texts = Texts.of(FileMail.class, "card-file", language);
    Map<String, Object> values = new HashMap<>();
    values.put("file", faulty.file());
    values.put("used", faulty.used());
    values.put("lines", faulty.lines().stream().map(line -> line(line, texts)).toList());
    values.put("more", faulty.more() > 0 ? List.of(faulty.more()) : List.of());
    values.put("title", texts.get("faulty.title"));
    return values;
  }

  private static Map<String, Object> line(CardFileFaulty.Line line, Texts texts) {
    String field = line.field().isEmpty() ? "" : texts.get(key(line.field())) + " ";
    String place = line.line() == 0 ? texts.get("whole") : texts.get("line") + " " + line.line();
    return Map.of("place", place, "reason", field + texts.get("fault." + line.fault()));
  }

  private static String key(String field) {
    return "field." + field.replace(' ', '-');
  }

  static Map<String, Object> values(FileServerFailing failing, String since, Locale language) {
    Texts texts = Texts.of(FileMail.class, "card-file", language);
    Map<String, Object> values = new HashMap<>();
    values.put("host", failing.host());
    values.put("since", since);
    values.put("title", texts.get("failing.title"));
    values.put("met", texts.get("trouble." + failing.trouble()));
    values.put("remedy", texts.get("remedy." + failing.trouble()));
    return values;
  }
}
