package io.passerelle.function;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.passerelle.aws.Table;
import io.passerelle.desk.ImportRun;
import io.passerelle.desk.PaymentLinks;
import io.passerelle.desk.SendWakeups;
import io.passerelle.edge.Json;
import io.passerelle.edge.Log;
import io.passerelle.payment.SiteId;
import io.passerelle.paymentorder.Defaults;
import io.passerelle.store.Import;
import io.passerelle.store.Import.State;
import io.passerelle.store.Imports;
import io.passerelle.store.Shops;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Takes over files of payment orders that were put into the bucket, as `imports/<site id>/<name>`.
/// The bucket's own messages begin an import; its own go on with one that took longer than an
/// invocation may.
public final class ImportFunction implements RequestStreamHandler {

  private static final Pattern KEY =
      Pattern.compile("imports/([0-9]{8})/([A-Za-z0-9][A-Za-z0-9._-]{0,99})");
  private static final long BYTES_MAX = 100_000_000;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Imports imports;
  private final ImportRun run;
  private final Shops shops;
  private final ImportWakeups wakeups;
  private final Clock clock;

  /// Lambda calls this one.
  public ImportFunction() {
    this(Wiring.ofLambda());
  }

  public ImportFunction(Wiring wiring) {
    this.imports = wiring.imports();
    SendWakeups sends = new SendWakeups(wiring.sendQueue());
    this.run = new ImportRun(imports, wiring.importFiles(), sends, wiring.clock());
    this.shops = wiring.shops();
    this.wakeups = new ImportWakeups(wiring.importQueue());
    this.clock = wiring.clock();
  }

  @Override
  public void handleRequest(InputStream event, OutputStream out, Context context)
      throws IOException {
    List<String> failed = new ArrayList<>();
    for (SqsEvent.Message message : SqsEvent.read(event)) {
      try {
        handle(Json.parse(message.body()), TimeLeft.of(context));
      } catch (RuntimeException e) {
        failed.add(message.id());
        Log.line("message failed").with(Log.Field.ERROR, e.getClass().getSimpleName()).write();
      }
    }
    SqsEvent.answer(failed, out);
  }

  void handle(Json message, BooleanSupplier timeLeft) {
    String key = message.get("detail").get("object").get("key").text(message.get("key").text(""));
    Matcher place = KEY.matcher(key);
    if (!place.matches()) {
      Log.line("no file of an import").with(Log.Field.PATH, key).write();
      return;
    }
    SiteId siteId = new SiteId(place.group(1));
    Optional<Import> known = imports.find(siteId, place.group(2));
    Optional<Import> begun =
        message.has("detail")
            ? begun(siteId, place.group(2), message.get("detail").get("object"), known)
            : known;
    begun
        .filter(one -> !one.state().isOver())
        .ifPresent(one -> {
          boolean over = run.goOn(one, timeLeft);
          if (over) {
            log(siteId, one.name());
          } else {
            wakeups.wake(siteId, one.name());
          }
        });
  }

  /// A name is used once, unless what it named was refused: then a mended file may have it.
  private Optional<Import> begun(SiteId siteId, String name, Json file, Optional<Import> known) {
    String tag = file.get("etag").text("");
    boolean another = known.filter(one -> !one.tag().equals(tag)).isPresent();
    boolean failed = known.filter(one -> one.state() == State.FAILED).isPresent();
    if (known.isPresent() && !(another && failed)) {
      return another ? Optional.empty() : known;
    }
    Optional<Shops.Entry> shop = shops.find(siteId);
    if (shop.isEmpty()) {
      Log.line("import of an unknown shop").with(Log.Field.SITE, siteId).write();
      return Optional.empty();
    }
    byte[] secret = new byte[32];
    RANDOM.nextBytes(secret);
    Defaults defaults = PaymentLinks.defaults(shop.get().shop());
    Import next =
        Import.of(siteId, name, tag, clock.instant(), defaults, HexFormat.of().formatHex(secret));
    if (file.get("size").number().orElse(0L) > BYTES_MAX) {
      Import.Problem large = new Import.Problem(0, "file", "is larger than 100 MB");
      next = next.with(large).ended(State.FAILED);
    }
    return saved(known.isPresent() ? known.get().anew(next) : next);
  }

  /// The bucket may tell of a file twice.
  private Optional<Import> saved(Import next) {
    try {
      return Optional.of(imports.save(next));
    } catch (Table.Stale _) {
      return Optional.empty();
    }
  }

  private void log(SiteId siteId, String name) {
    imports
        .find(siteId, name)
        .ifPresent(one ->
            Log.line("import ended")
                .with(Log.Field.SITE, siteId)
                .with(Log.Field.OUTCOME, one.state())
                .with(Log.Field.COUNT, one.total())
                .write());
  }
}
