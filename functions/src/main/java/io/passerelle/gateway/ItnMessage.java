package io.passerelle.gateway;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.passerelle.edge.Form;
import io.passerelle.edge.Json;
import io.passerelle.edge.Rejection;
import io.passerelle.edge.Rejection.Reason;
import java.net.URLEncoder;
import java.security.MessageDigest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// A body that was sent as an ITN: a form or JSON, with nested names or with dots.
///
/// No document says how an ITN is written or signed. So both ways are read, and where there is a
/// signature of either of the gateway's two kinds, the message counts only if it is right.
public final class ItnMessage {

  private static final int DEPTH_MAX = 4;
  private static final int FIELDS_MAX = 200;
  private static final int EXCERPT_MAX = 1_000;

  private final Map<String, String> told;

  private ItnMessage(Map<String, String> told) {
    this.told = told;
  }

  /// Reads a body, whatever it calls itself, or throws a [Rejection].
  public static ItnMessage of(byte[] body) {
    String start = new String(body, 0, Math.min(body.length, 16), ISO_8859_1).strip();
    if (start.startsWith("{") || start.startsWith("[")) {
      return new ItnMessage(flat(Json.parse(new String(body, UTF_8))));
    }
    Map<String, String> fields = new LinkedHashMap<>();
    Form.parse(body).fields().forEach((name, value) -> put(fields, dotted(name), value));
    return new ItnMessage(fields);
  }

  /// What can be kept of a body that cannot be read: its beginning, without any digit.
  public static String excerpt(byte[] body) {
    String text = new String(body, 0, Math.min(body.length, EXCERPT_MAX), UTF_8);
    return text.replaceAll("[^ -~]", " ").replaceAll("[0-9]", "#");
  }

  public boolean isSigned() {
    return told.containsKey(AnswerSigner.HASH)
        || told.containsKey(AnswerSigner.ANSWER)
        || told.containsKey(FormSigner.SIGNATURE);
  }

  /// What a shop's keys prove, or a [Rejection] where they do not.
  public Itn verified(List<FormSigner> forms, List<AnswerSigner> answers) {
    boolean answer = told.containsKey(AnswerSigner.ANSWER);
    if (!(answer ? isGenuineAnswer(answers) : isGenuineForm(forms))) {
      throw new Rejection(Reason.BAD_SIGNATURE);
    }
    return Itn.cut(true, answer ? answered() : told);
  }

  /// What nobody has proved. It has the same fields as [#verified], so that the key that is looked
  /// for by its token, its mode or its legal id is looked for by those that then count.
  public Itn hint() {
    return Itn.cut(false, told.containsKey(AnswerSigner.ANSWER) ? answered() : told);
  }

  private Map<String, String> answered() {
    return flat(Json.parse(told.getOrDefault(AnswerSigner.ANSWER, "")));
  }

  private boolean isGenuineAnswer(List<AnswerSigner> signers) {
    String text =
        told.entrySet().stream()
            .map(one -> encoded(one.getKey()) + "=" + encoded(one.getValue()))
            .collect(Collectors.joining("&"));
    Form form = Form.parse(text.getBytes(UTF_8));
    boolean genuine = false;
    for (AnswerSigner signer : signers) {
      genuine |= signer.isGenuine(form);
    }
    return genuine;
  }

  /// As any form of the gateway's is signed, though its fields have other names.
  private boolean isGenuineForm(List<FormSigner> signers) {
    Map<String, String> named = new TreeMap<>();
    told.forEach((name, value) -> {
      if (!name.equals(FormSigner.SIGNATURE)) {
        named.put("vads_" + name, value);
      }
    });
    byte[] signature = told.getOrDefault(FormSigner.SIGNATURE, "").getBytes(UTF_8);
    boolean genuine = false;
    for (FormSigner signer : signers) {
      genuine |= MessageDigest.isEqual(signer.sign(named).getBytes(UTF_8), signature);
    }
    return genuine;
  }

  private static Map<String, String> flat(Json json) {
    if (!json.isObject()) {
      throw new Rejection(Reason.MALFORMED, "no JSON object");
    }
    Map<String, String> fields = new LinkedHashMap<>();
    flatten("", json, 1, fields);
    return fields;
  }

  private static void flatten(String prefix, Json json, int depth, Map<String, String> into) {
    json.members()
        .forEach((name, value) -> {
          if (value.isObject() && depth < DEPTH_MAX) {
            flatten(prefix + name + ".", value, depth + 1, into);
          } else if (!KeptCard.plain(value).isEmpty()) {
            put(into, prefix + name, KeptCard.plain(value));
          }
        });
  }

  private static void put(Map<String, String> into, String name, String value) {
    if (into.size() >= FIELDS_MAX) {
      throw new Rejection(Reason.TOO_MANY_FIELDS, "more than " + FIELDS_MAX);
    }
    if (into.putIfAbsent(name, value) != null) {
      throw new Rejection(Reason.DUPLICATE_FIELD);
    }
  }

  /// `card[lastFour]` for `card.lastFour`.
  private static String dotted(String name) {
    return name.replace("]", "").replace('[', '.');
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, UTF_8);
  }
}
