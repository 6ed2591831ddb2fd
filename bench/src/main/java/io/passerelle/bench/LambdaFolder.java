package io.passerelle.bench;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/// Functions unpacked as Lambda unpacks them: classes at the root, jars under `lib`.
final class LambdaFolder {

  private static final List<String> CLASS_PATH =
      List.of(System.getProperty("java.class.path").split(File.pathSeparator));
  private static final Set<String> SDK_UNUSED =
      Set.of("netty-nio-client", "apache-client", "pinpoint", "cognitoidentity", "sdk-test");

  private static final List<String> HANDLERS =
      List.of("BareHandler", "SdkHandler", "Payload", "KeysetHandler", "TinkHandler");

  private LambdaFolder() {}

  static Path unpacked(Path zip, Path folder) throws IOException {
    try (ZipFile file = new ZipFile(zip.toFile())) {
      for (ZipEntry entry : file.stream().filter(one -> !one.isDirectory()).toList()) {
        Path target = folder.resolve(entry.getName()).normalize();
        if (!target.startsWith(folder)) {
          throw new IOException("the zip leaves its folder");
        }
        try (InputStream in = file.getInputStream(entry)) {
          copy(in, target);
        }
      }
    }
    return folder;
  }

  /// A folder with the handlers of `io.passerelle.bench.handler` and the AWS SDK.
  static Path ofHandlers(Path folder) throws IOException {
    return withHandlers(folder, sdkJars());
  }

  /// A folder with the handlers and Tink.
  static Path ofTink(Path folder) throws IOException {
    return withHandlers(
        folder,
        jars("com/google/crypto/tink/", "com/google/protobuf/", "com/google/code/gson/").stream()
            .map(Path::of)
            .toList());
  }

  /// A folder with the handlers and the functions' own classes and jars.
  static Path ofKeyset(Path zip, Path folder) throws IOException {
    return withHandlers(unpacked(zip, folder), List.of());
  }

  private static Path withHandlers(Path folder, List<Path> jars) throws IOException {
    Path handlers = Path.of("io/passerelle/bench/handler");
    for (String name : HANDLERS) {
      String path = handlers.resolve(name + ".class").toString();
      try (InputStream in = LambdaFolder.class.getClassLoader().getResourceAsStream(path)) {
        copy(in, folder.resolve(path));
      }
    }
    Files.createDirectories(folder.resolve("lib"));
    for (Path jar : jars) {
      Files.copy(jar, folder.resolve("lib").resolve(jar.getFileName()));
    }
    return folder;
  }

  /// Lambda's own jars, which stand outside the function.
  static String runtime() {
    return String.join(
        File.pathSeparator,
        jars("com/amazonaws/aws-lambda-java", "software/amazon/awssdk/utils-lite"));
  }

  /// The jars of the class path that come from one of `places` in the repository.
  static List<String> jars(String... places) {
    return CLASS_PATH.stream()
        .filter(jar -> Arrays.stream(places).anyMatch(place -> slashed(jar).contains("/" + place)))
        .toList();
  }

  private static List<Path> sdkJars() {
    return jars(
            "software/amazon/awssdk/",
            "software/amazon/eventstream/",
            "org/slf4j/slf4j-api",
            "org/reactivestreams/")
        .stream()
        .map(Path::of)
        .filter(jar -> SDK_UNUSED.stream().noneMatch(jar.getFileName().toString()::startsWith))
        .toList();
  }

  private static String slashed(String path) {
    return path.replace(File.separatorChar, '/');
  }

  private static void copy(InputStream in, Path target) throws IOException {
    Files.createDirectories(target.getParent());
    Files.copy(in, target);
  }
}
