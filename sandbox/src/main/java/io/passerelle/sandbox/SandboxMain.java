package io.passerelle.sandbox;

import io.passerelle.sandbox.lambda.Template;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;

/// `./passerelle sandbox`: reads the options, starts the sandbox, says that it is ready, and stops
/// it when the process is told to.
@Command(
    name = "passerelle sandbox",
    description = "Runs the whole bridge on this machine.",
    sortOptions = false)
public final class SandboxMain implements Callable<Integer> {

  private static final int REFUSED = 2;
  private static final OptionSpec HELP =
      OptionSpec.builder("-h", "--help").usageHelp(true).description("Shows this.").build();
  private static final long STOP_MILLIS_MAX = 2_500;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "The port on localhost; 0 takes a free one (default ${DEFAULT-VALUE}).",
      converter = Port.class)
  private int port = 8080;

  @Option(
      names = "--clock",
      paramLabel = "TIME",
      description = "A clock that stands at this time until it is moved; else time runs.",
      converter = Time.class)
  private @Nullable Instant clock;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Keeps the state in this folder; else it is kept in memory.")
  private @Nullable Path data;

  @Option(
      names = "--emulator",
      paramLabel = "URL",
      description = "Uses DynamoDB and SQS of this emulator of AWS; else embedded ones.",
      converter = Address.class)
  private @Nullable URI emulator;

  public static void main(String[] arguments) {
    System.setProperty("jdk.httpclient.keepalive.timeout", "5");
    var line = new CommandLine(new SandboxMain());
    line.getCommandSpec().addOption(HELP);
    line.setParameterExceptionHandler((e, given) -> refuse(e));
    int status = line.execute(arguments);
    if (status != 0) {
      System.exit(status);
    }
  }

  @Override
  public Integer call() throws InterruptedException {
    try {
      Template template = Template.read(home().resolve("template.yaml"));
      run(template);
      return 0;
    } catch (IllegalArgumentException | UncheckedIOException e) {
      System.err.println("passerelle sandbox: " + e.getMessage());
      return REFUSED;
    }
  }

  private void run(Template template) throws InterruptedException {
    var options =
        new SandboxOptions(
            port,
            Optional.ofNullable(clock),
            Optional.ofNullable(data),
            Optional.ofNullable(emulator));
    var bridge = new Bridge(template, new HandlerClasses(), (name, request) -> Optional.empty());
    Sandbox sandbox = new Sandbox(options, bridge);
    Simulation.in(sandbox);
    sandbox.open();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(sandbox), "stop"));
    System.out.println("Passerelle sandbox ready: " + sandbox.url());
    new CountDownLatch(1).await();
  }

  /// What does not stop in time is left to the end of the process.
  private static void stop(Sandbox sandbox) {
    Thread stopping = Thread.ofPlatform().daemon().start(sandbox::close);
    try {
      stopping.join(STOP_MILLIS_MAX);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Path home() {
    return Path.of(System.getProperty("passerelle.home", "."));
  }

  private static int refuse(ParameterException e) {
    System.err.println("passerelle sandbox: " + e.getMessage());
    return REFUSED;
  }

  /// A port number.
  static final class Port implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String value) {
      if (!value.matches("\\d{1,5}") || Integer.parseInt(value) > 65_535) {
        throw new TypeConversionException("'" + value + "' is not a port");
      }
      return Integer.valueOf(value);
    }
  }

  /// The address of an emulator, which is not AWS: nothing that is sent there is signed.
  static final class Address implements ITypeConverter<URI> {
    @Override
    public URI convert(String value) {
      if (!value.matches("https?://[\\w.-]+(:\\d{1,5})?/?")) {
        throw new TypeConversionException("'" + value + "' is not as http://127.0.0.1:4566");
      }
      return URI.create(value);
    }
  }

  /// A moment in UTC.
  static final class Time implements ITypeConverter<Instant> {
    @Override
    public Instant convert(String value) {
      try {
        return Instant.parse(value);
      } catch (DateTimeException e) {
        throw new TypeConversionException("'" + value + "' is not a time as 2026-01-15T10:07:00Z");
      }
    }
  }
}
