package io.passerelle.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;

/// What the rules of accessibility (WCAG, by axe-core) find wrong with a page. The page's browser
/// has to let scripts in that its Content-Security-Policy would not.
final class Accessibility {

  private static final String RULES = rules();
  private static final String RUN =
      """
      async () => (await axe.run(document)).violations.map(violation =>
        violation.id + ': ' + violation.nodes.map(node => node.html + ' ' + node.failureSummary)
          .join(' | '))\
      """;

  private Accessibility() {}

  static List<?> violations(Page page) {
    page.evaluate(RULES);
    return (List<?>) page.evaluate(RUN);
  }

  private static String rules() {
    try (InputStream in = Accessibility.class.getResourceAsStream("/axe.min.js")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
