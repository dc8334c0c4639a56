package io.sardonyx.identity.supabase;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.sardonyx.identity.applications.ApplicationKeys.ApplicationKey;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

class RedirectFuzzTest {
  private static final String ALLOWED = "https://shop.example/account";
  private static final ApplicationKey SHOP =
      new ApplicationKey(
          new UUID(0, 1), new UUID(0, 2), false, false, true, true, List.of(ALLOWED));

  @FuzzTest
  void aLinkLeadsWhereItAsksToBelowWhatTheApplicationAllows(FuzzedDataProvider data) {
    var wanted = ALLOWED + "/" + data.consumeString(500).replaceAll("[^a-z0-9/?=&_-]", "");
    assertThat(RequestValidation.redirect(SHOP, wanted)).isEqualTo(wanted);
  }

  /** Tokens go along: however it is written, it is on that host and below that path. */
  @FuzzTest
  void aLinkLeadsOnlyToWhatTheApplicationAllows(FuzzedDataProvider data) {
    var wanted = data.consumeBoolean() ? ALLOWED : "https://shop.example";
    var to =
        Objects.requireNonNull(
            RequestValidation.redirect(SHOP, wanted + data.consumeRemainingAsString()));
    assertThat(to).doesNotContain("\\", "#").doesNotContainAnyWhitespaces();
    // As browsers read it, for whom an encoded dot is one.
    var there = URI.create(to.replaceAll("(?i)%2e", ".")).normalize();
    assertThat(there.getRawAuthority()).isEqualTo("shop.example");
    assertThat(there.getRawPath()).matches("/account(/.*)?");
  }
}
