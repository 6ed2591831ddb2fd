package io.passerelle;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import com.google.googlejavaformat.java.RemoveUnusedImports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Every Java file of the project stands as google-java-format writes it.
///
/// `./mvnw -q -pl functions test -Dtest=FormatTest -Dformat=write` puts them right.
class FormatTest {

  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final boolean WRITE = "write".equals(System.getProperty("format"));

  @Test
  void everyFileIsFormatted() throws IOException, FormatterException {
    List<Path> unformatted = new ArrayList<>();
    for (Path file : javaFiles()) {
      String source = Files.readString(file, UTF_8);
      String formatted = RemoveUnusedImports.removeUnusedImports(source);
      formatted = new Formatter().formatSourceAndFixImports(formatted);
      if (!formatted.equals(source)) {
        unformatted.add(ROOT.relativize(file));
        if (WRITE) {
          Files.writeString(file, formatted, UTF_8);
        }
      }
    }

    assertThat(WRITE ? List.of() : unformatted).as("files to format").isEmpty();
  }

  private static List<Path> javaFiles() throws IOException {
    try (Stream<Path> walk = Files.walk(ROOT)) {
      return walk.filter(path -> path.toString().endsWith(".java"))
          .filter(path -> !path.toString().contains("/target/"))
          .filter(path -> !path.toString().contains("/node_modules/"))
          .toList();
    }
  }
}
