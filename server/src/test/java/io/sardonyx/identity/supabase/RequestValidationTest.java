package io.sardonyx.identity.supabase;

import static org.assertj.core.api.Assertions.assertThat;

import io.sardonyx.identity.applications.ApplicationKeys.ApplicationKey;
import io.sardonyx.platform.crypto.Ids;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tokens go along to where a link leads: it is one of the addresses that the application allows.
 */
class RequestValidationTest {
  private static final String HOME = "https://shop.example/back";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nonsense",
        "//shop.example/back",
        "http://shop.example/back",
        "https://shop.example",
        "https://shop.example/",
        "https://shop.example/backdoor",
        "https://shop.example/back/../admin",
        "https://shop.example/back/%2e%2e/admin",
        "https://shop.example/back/%2E./admin",
        "https://shop.example/back\\..\\admin",
        "https://shop.example/back#access_token=x",
        "https://shop.example:444/back",
        "https://shop.example.evil.example/back",
        "https://shop.example@evil.example/back",
        "https://evil.example/back",
        "https://evil.example/https://shop.example/back",
        "javascript:alert(1)//shop.example/back"
      })
  void elsewhereNothingIsSent(String wanted) {
    assertThat(RequestValidation.redirect(application(HOME), wanted)).isEqualTo(HOME);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://shop.example/back",
        "https://shop.example/back/",
        "https://shop.example/back/again?and=again",
        "https://shop.example/back/./again",
        "app://open/here"
      })
  void whatIsAllowedAndWhatLiesBelowItIsTaken(String wanted) {
    assertThat(RequestValidation.redirect(application(HOME, "app://open"), wanted))
        .isEqualTo(wanted);
  }

  @Test
  void whoAllowsNothingAndWhoIsNoApplicationGetsAPageOfOurs() {
    assertThat(RequestValidation.redirect(application(), HOME)).isNull();
    assertThat(RequestValidation.redirect(null, HOME)).isNull();
  }

  @Test
  void anAddressWithoutEndIsNotTaken() {
    assertThat(RequestValidation.redirect(application(HOME), HOME + "/" + "x".repeat(2_000)))
        .isEqualTo(HOME);
  }

  private static ApplicationKey application(String... redirectUrls) {
    return new ApplicationKey(
        Ids.next(), Ids.next(), false, false, true, true, List.of(redirectUrls));
  }
}
