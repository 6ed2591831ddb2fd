package io.passerelle.sandbox;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.Page.ScreenshotOptions;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// A person with a browser of their own, who presses buttons by their names, and of whom pictures
/// are left in `target/screenshots`.
final class Visitor implements AutoCloseable {

  private static final Path SCREENSHOTS = Path.of("target", "screenshots");

  private final BrowserContext context;
  private final Page page;
  private final String name;
  private final List<String> complaints = new ArrayList<>();

  Visitor(Chromium chromium, String name) {
    this(chromium, name, new NewContextOptions().setLocale("en-GB").setViewportSize(1_200, 900));
  }

  Visitor(Chromium chromium, String name, NewContextOptions options) {
    this.context = chromium.browser().newContext(options);
    this.page = context.newPage();
    this.name = name;
    page.onConsoleMessage(message -> {
      if (message.type().equals("error")) {
        complaints.add(message.text());
      }
    });
    page.onPageError(complaints::add);
  }

  Page page() {
    return page;
  }

  /// What the browser complained of, such as a violated Content-Security-Policy.
  List<String> complaints() {
    return complaints;
  }

  void press(String button) {
    page.getByRole(AriaRole.BUTTON, named(button)).first().click();
  }

  /// The page of an order's payment in the gateway's back office.
  Locator atGateway(String sandbox, String reference) {
    page.navigate(sandbox + "/sandbox/gateway/");
    page.locator("tr", new Page.LocatorOptions().setHasText(reference))
        .first()
        .locator("a")
        .click();
    return page.locator("main");
  }

  void picture(String step) {
    Path path = SCREENSHOTS.resolve(name + "-" + step + ".png");
    page.screenshot(new ScreenshotOptions().setFullPage(true).setPath(path));
  }

  private static GetByRoleOptions named(String name) {
    return new GetByRoleOptions().setName(Pattern.compile("\\b" + name, Pattern.CASE_INSENSITIVE));
  }

  @Override
  public void close() {
    context.close();
  }
}
