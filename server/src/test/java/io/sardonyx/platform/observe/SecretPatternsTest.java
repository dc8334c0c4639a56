package io.sardonyx.platform.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import java.util.logging.Level;
import org.jboss.logmanager.ExtLogRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretPatternsTest {
  private static final String SECRET = "s3cr3tV4lue0123456789abcdefABCDEF";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sent Authorization: Bearer " + SECRET + " to it",
        "header authorization=" + SECRET,
        "Basic " + SECRET + "==",
        "token eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0." + SECRET + " is old",
        "{\"password\":\"" + SECRET + "\",\"email\":\"a@b\"}",
        "password=" + SECRET,
        "ADMIN_PASSWORD: " + SECRET,
        "refresh_token='" + SECRET + "'",
        "api_key = " + SECRET,
        "x-api-key: " + SECRET,
        "Cookie: " + SECRET,
        "client secret: " + SECRET,
        "connecting to postgresql://sardonyx:" + SECRET + "@db.example.com:5432/x",
        "redis://:" + SECRET + "@cache:6379",
        "the key sk-" + SECRET + " was refused",
        "the key sk_live_" + SECRET,
        "sdx_" + SECRET,
        "SARDONYX_ROOT_KEY=" + SECRET
      })
  void whatLooksLikeASecretDoesNotReachTheLog(String line) {
    assertThat(logged(line, null).getFormattedMessage())
        .doesNotContain(SECRET)
        .contains("[redacted]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /api/v1/chat/sessions/0199f0a4-5c1e-7b52-9d39-6f2d0c1b8a77 failed",
        "Migrating schema system to version 2 - identity",
        "Listening on http://127.0.0.1:8080",
        "The tokenizer took 12 ms",
        "postgresql://db.example.com:5432/x"
      })
  void anOrdinaryLineStaysAsItIs(String line) {
    assertThat(logged(line, null).getFormattedMessage()).isEqualTo(line);
  }

  @Test
  void parametersAreLookedAtToo() {
    var line =
        new ExtLogRecord(Level.INFO, "password=%s for %s", ExtLogRecord.FormatStyle.PRINTF, "test");
    line.setParameters(new Object[] {SECRET, "a@b"});
    assertThat(new RedactingFilter().isLoggable(line)).isTrue();
    assertThat(line.getFormattedMessage()).isEqualTo("password=[redacted] for a@b");
  }

  @Test
  void whatWasThrownKeepsItsNameAndPlaceButNotItsSecret() {
    var cause = new IllegalArgumentException("cannot read postgresql://me:" + SECRET + "@db/x");
    var line = logged("It failed", new IllegalStateException("password=" + SECRET, cause));
    var thrown = line.getThrown();
    assertThat(thrown.toString()).isEqualTo("java.lang.IllegalStateException: password=[redacted]");
    var hidden = Objects.requireNonNull(thrown.getCause());
    assertThat(hidden)
        .hasToString(
            "java.lang.IllegalArgumentException: cannot read postgresql://me:[redacted]@db/x");
    assertThat(hidden.getStackTrace()).isEqualTo(cause.getStackTrace());
  }

  @Test
  void anExceptionWithoutASecretIsLeftAlone() {
    var thrown = new IllegalStateException("nothing to hide", new RuntimeException());
    assertThat(logged("It failed", thrown).getThrown()).isSameAs(thrown);
  }

  private static ExtLogRecord logged(String text, @Nullable Throwable thrown) {
    var line = new ExtLogRecord(Level.INFO, text, ExtLogRecord.FormatStyle.NO_FORMAT, "test");
    line.setThrown(thrown);
    assertThat(new RedactingFilter().isLoggable(line)).isTrue();
    return line;
  }
}
