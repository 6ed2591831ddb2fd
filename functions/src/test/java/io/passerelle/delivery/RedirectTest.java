package io.passerelle.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.delivery.Answer.Answered;
import io.passerelle.delivery.Verdict.Redirected;
import io.passerelle.delivery.Verdict.Suspicion;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedirectTest {

  private static final Instant NOW = Instant.parse("2026-01-15T10:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "https://shop.example/web/login?db=prod&token=t, https://shop.example/web/login",
    "https://user:pw@shop.example/a#b, https://shop.example/a",
    "//me@shop.example/a@b, //shop.example/a@b",
    "/wp-login.php?redirect_to=x, /wp-login.php",
    "?token=t, ''",
    "shop.example/a@b, shop.example/a@b"
  })
  void aLocationIsKeptWithoutQueryFragmentAndUser(String location, String kept) {
    assertThat(attempt(302, location).location()).contains(kept);
    assertThat(Verdict.of(answered(302, location)))
        .isInstanceOfSatisfying(
            Redirected.class, redirected -> assertThat(redirected.location()).contains(kept));
  }

  @ParameterizedTest
  @CsvSource({
    "/web/login, LOGIN",
    "/wp-login.php, LOGIN",
    "/login, LOGIN",
    "/users/sign_in, LOGIN",
    "/signin, LOGIN",
    "/auth/realms/shop, LOGIN",
    "/password, LOGIN",
    "/connexion, LOGIN",
    "/maintenance.html, MAINTENANCE",
    "/coming-soon, MAINTENANCE",
    "/coming_soon/, MAINTENANCE"
  })
  void whatLooksLikeALoginOrMaintenancePageIsWarnedOf(String location, Suspicion suspicion) {
    assertThat(Redirect.warning(attempt(301, location))).contains(suspicion);
  }

  @ParameterizedTest
  @CsvSource({
    "301, https://www.shop.example/ipn",
    "302, /authors/1",
    "303, /passwords-of-honour",
    "200, /login"
  })
  void otherwiseThereIsNoWarning(int status, String location) {
    assertThat(Redirect.warning(attempt(status, location))).isEmpty();
  }

  @Test
  void aHintInTheQueryIsSeenBeforeItIsDropped() {
    assertThat(Verdict.of(answered(302, "/index.php?controller=authentication&back=x")))
        .isInstanceOfSatisfying(
            Redirected.class,
            redirected -> assertThat(redirected.suspicion()).isEqualTo(Suspicion.LOGIN));
  }

  private static Answered answered(int status, String location) {
    return new Answered(status, "", Optional.of(location), Timings.total(1));
  }

  private static Attempt attempt(int status, String location) {
    return new Attempt(
        NOW, NOW, false, status, Optional.empty(), "", Optional.of(location), Timings.total(1));
  }
}
