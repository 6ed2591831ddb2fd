package io.passerelle.sandbox.aws;

import io.passerelle.sandbox.aws.S3Files.Stored;
import io.passerelle.sandbox.web.Json;
import io.passerelle.sandbox.web.Site;
import io.passerelle.sandbox.web.WebReply;
import io.passerelle.sandbox.web.WebRequest;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The part of S3 that is needed here (API reference of 2006-03-01): PUT, GET with a range, HEAD
/// and DELETE of an object, and ListObjectsV2; with the bucket in the path or in the host's name.
///
/// Each new file is told to the queues that the template names, in EventBridge's words.
public final class EmbeddedS3 implements Site {

  private static final Pattern RANGE = Pattern.compile("bytes=([0-9]{1,15})-([0-9]{0,15})");
  private static final int LISTED_MAX = 1_000;

  private final S3Files files;
  private final BiConsumer<String, String> tell;

  /// Greater for each file than for those before, also after a restart.
  private final AtomicLong sequencer = new AtomicLong();

  /// `tell` sends a message to a queue.
  public EmbeddedS3(S3Files files, BiConsumer<String, String> tell) {
    this.files = files;
    this.tell = tell;
  }

  /// Puts a file as a caller of the API would.
  public Stored put(String bucket, String key, byte[] file) {
    Stored stored = files.put(bucket, key, file);
    files.told(stored).forEach(queue -> tell.accept(queue, event(stored)));
    return stored;
  }

  /// What a file holds that is there.
  public Optional<byte[]> find(String bucket, String key) {
    return files.find(bucket, key).map(files::read);
  }

  @Override
  public WebReply answer(WebRequest request) {
    String path = request.path().substring(1);
    String host = request.headers().getOrDefault("host", "").split("\\.", 2)[0];
    String whole = files.has(host) ? host + "/" + path : path;
    String[] place = whole.split("/", 2);
    String key = place.length == 2 ? place[1] : "";
    if (!files.has(place[0])) {
      return error(404, "NoSuchBucket");
    }
    if (key.isEmpty()) {
      return request.method().equals("GET")
          ? list(place[0], request.query())
          : error(405, "MethodNotAllowed");
    }
    return switch (request.method()) {
      case "PUT" ->
          isWhole(request)
              ? tagged(200, put(place[0], key, request.body()), Map.of(), new byte[0])
              : error(400, "IncompleteBody");
      case "GET", "HEAD" ->
          files
              .find(place[0], key)
              .map(one -> get(one, request.headers()))
              .orElseGet(() -> error(404, "NoSuchKey"));
      case "DELETE" -> {
        files.remove(place[0], key);
        yield new WebReply(204, Map.of(), new byte[0]);
      }
      default -> error(405, "MethodNotAllowed");
    };
  }

  /// What breaks off on its way is no file.
  private static boolean isWhole(WebRequest request) {
    String told = request.headers().getOrDefault("content-length", "");
    return told.isEmpty() || told.equals(Integer.toString(request.body().length));
  }

  private WebReply get(Stored one, Map<String, String> headers) {
    String match = headers.getOrDefault("if-match", "");
    if (!match.isEmpty() && !match.replace("\"", "").equals(one.tag())) {
      return error(412, "PreconditionFailed");
    }
    byte[] file = files.read(one);
    Matcher range = RANGE.matcher(headers.getOrDefault("range", ""));
    if (!range.matches()) {
      return tagged(200, one, Map.of(), file);
    }
    long from = Long.parseLong(range.group(1));
    long last = range.group(2).isEmpty() ? Long.MAX_VALUE : Long.parseLong(range.group(2));
    if (from >= file.length || last < from) {
      return error(416, "InvalidRange");
    }
    int end = (int) Math.min(file.length, last == Long.MAX_VALUE ? last : last + 1);
    String said = "bytes " + from + "-" + (end - 1) + "/" + file.length;
    byte[] part = Arrays.copyOfRange(file, (int) from, end);
    return tagged(206, one, Map.of("content-range", said), part);
  }

  private static WebReply tagged(int status, Stored one, Map<String, String> more, byte[] body) {
    Map<String, String> headers = new HashMap<>(more);
    headers.put("etag", "\"" + one.tag() + "\"");
    headers.put("content-type", "binary/octet-stream");
    return new WebReply(status, headers, body);
  }

  /// A page ends after a thousand; its last key is the token of the next.
  private WebReply list(String bucket, Map<String, String> query) {
    String after =
        Optional.ofNullable(query.get("continuation-token"))
            .or(() -> Optional.ofNullable(query.get("start-after")))
            .orElse("");
    List<Stored> all =
        files.list(bucket, query.getOrDefault("prefix", "")).stream()
            .filter(one -> one.key().compareTo(after) > 0)
            .toList();
    List<Stored> page = all.subList(0, Math.min(LISTED_MAX, all.size()));
    StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    xml.append("<ListBucketResult><Name>").append(bucket).append("</Name><IsTruncated>");
    xml.append(page.size() < all.size()).append("</IsTruncated>");
    if (page.size() < all.size()) {
      xml.append("<NextContinuationToken>").append(escaped(page.getLast().key()));
      xml.append("</NextContinuationToken>");
    }
    xml.append("<KeyCount>").append(page.size()).append("</KeyCount>");
    for (Stored one : page) {
      xml.append("<Contents><Key>").append(escaped(one.key())).append("</Key><LastModified>");
      xml.append(one.at()).append("</LastModified><ETag>&quot;").append(one.tag());
      xml.append("&quot;</ETag><Size>").append(one.size()).append("</Size></Contents>");
    }
    return WebReply.of(200, "application/xml", xml.append("</ListBucketResult>").toString());
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  private static WebReply error(int status, String code) {
    return WebReply.of(
        status,
        "application/xml",
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>" + code + "</Code></Error>");
  }

  private String event(Stored one) {
    var event = Json.object().put("version", "0").put("id", UUID.randomUUID().toString());
    event.put("detail-type", "Object Created").put("source", "aws.s3");
    event.put("account", "000000000000").put("time", one.at().toString());
    event.put("region", "eu-west-1").putArray("resources").add("arn:aws:s3:::" + one.bucket());
    var detail = event.putObject("detail").put("version", "0").put("reason", "PutObject");
    detail.putObject("bucket").put("name", one.bucket());
    long sequence =
        sequencer.accumulateAndGet(
            System.currentTimeMillis() << 16, (before, now) -> Math.max(before + 1, now));
    detail
        .putObject("object")
        .put("key", one.key())
        .put("size", one.size())
        .put("etag", one.tag())
        .put("sequencer", "%016X".formatted(sequence));
    return Json.write(event);
  }
}
