package io.passerelle.function;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.passerelle.aws.Table;
import io.passerelle.desk.ImportRun;
import io.passerelle.desk.PaymentLinks;
import io.passerelle.desk.SendChecks;
import io.passerelle.desk.SendWakeups;
import io.passerelle.edge.Json;
import io.passerelle.edge.Log;
import io.passerelle.payment.SiteId;
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
  private static final int TRIES_MAX = 10;
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
    SendChecks checks =
        new SendChecks(
            wiring.books(), new PaymentLinks(wiring.publicUrl()), Carriers.of(wiring.whatsApp()));
    this.run = new ImportRun(imports, wiring.importFiles(), checks, sends, wiring.clock());
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
    String name = place.group(2);
    Optional<Import> known =
        message.has("detail")
            ? begun(siteId, name, ImportArrival.read(message))
            : imports.find(siteId, name);
    known
        .filter(one -> !one.state().isOver())
        .ifPresent(one -> {
          boolean over = run.goOn(one, timeLeft);
          if (over) {
            log(siteId, name);
          } else {
            wakeups.wake(siteId, name);
          }
        });
  }

  /// While it is looked at, the one that runs goes on.
  private Optional<Import> begun(SiteId siteId, String name, ImportArrival file) {
    for (int tries = 1; ; tries++) {
      try {
        Optional<Import> known = imports.find(siteId, name);
        if (known.isPresent() && !file.replaces(known.get())) {
          logIgnored(known.get(), file);
          return known.filter(one -> one.tag().equals(file.tag()));
        }
        return next(siteId, name, file)
            .map(next -> known.map(one -> one.anew(next)).orElse(next))
            .map(imports::save);
      } catch (Table.Stale stale) {
        if (tries == TRIES_MAX) {
          throw stale;
        }
      }
    }
  }

  private Optional<Import> next(SiteId siteId, String name, ImportArrival file) {
    Optional<Shops.Entry> shop = shops.find(siteId);
    if (shop.isEmpty()) {
      Log.line("import of an unknown shop").with(Log.Field.SITE, siteId).write();
      return Optional.empty();
    }
    byte[] secret = new byte[32];
    RANDOM.nextBytes(secret);
    Import next =
        Import.of(
            siteId,
            name,
            file.tag(),
            file.sequencer(),
            clock.instant(),
            PaymentLinks.defaults(shop.get().shop()),
            HexFormat.of().formatHex(secret));
    if (file.size() > BYTES_MAX) {
      Import.Problem large = new Import.Problem(0, "file", "is larger than 100 MB");
      next = next.with(large).ended(State.FAILED);
    }
    return Optional.of(next);
  }

  /// An event that comes twice while its import runs is nothing to look into.
  private static void logIgnored(Import known, ImportArrival file) {
    if (known.state().isOver() || !file.isThatOf(known)) {
      Log.line("file of an import ignored")
          .with(Log.Field.SITE, known.siteId())
          .with(Log.Field.PATH, known.name())
          .with(Log.Field.OUTCOME, known.state())
          .with(Log.Field.REASON, file.isThatOf(known) ? "told twice" : "its name is used")
          .write();
    }
  }

  private void log(SiteId siteId, String name) {
    imports
        .find(siteId, name)
        .filter(one -> one.state().isOver())
        .ifPresent(one ->
            Log.line("import ended")
                .with(Log.Field.SITE, siteId)
                .with(Log.Field.OUTCOME, one.state())
                .with(Log.Field.COUNT, one.total())
                .write());
  }
}
