package io.sardonyx.identity.factors;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TotpTest {
  private static final byte[] SECRET = "12345678901234567890".getBytes(US_ASCII);
  private static final Instant NOW = Instant.parse("2026-11-01T12:00:10Z");
  private static final long STEP = Totp.step(NOW);

  /** Appendix B, of which six digits are the last six of the eight that it gives. */
  @ParameterizedTest(name = "{0} s: {1}")
  @CsvSource({
    "59, 287082",
    "1111111109, 081804",
    "1111111111, 050471",
    "1234567890, 005924",
    "2000000000, 279037",
    "20000000000, 353130"
  })
  void theDigitsAreThoseOfRFC6238(long seconds, String expected) {
    assertThat(Totp.code(SECRET, Totp.step(Instant.ofEpochSecond(seconds)))).isEqualTo(expected);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "'', ''",
    "f, MY",
    "fo, MZXQ",
    "foo, MZXW6",
    "foob, MZXW6YQ",
    "fooba, MZXW6YTB",
    "foobar, MZXW6YTBOI"
  })
  void aSecretIsWrittenAsInRFC4648(String plain, String expected) {
    assertThat(Totp.text(plain.getBytes(US_ASCII))).isEqualTo(expected);
  }

  @Test
  void theHalfMinutesBeforeAndAfterAreGoodAndNoneFurtherAway() {
    for (int away = -3; away <= 3; away++) {
      var found = Totp.find(SECRET, Totp.code(SECRET, STEP + away), NOW, 0);
      assertThat(found.isPresent()).as("%d half minutes away", away).isEqualTo(Math.abs(away) <= 1);
    }
  }

  @Test
  void whatWasUsedIsGoodNoMoreNorIsWhatComesBeforeIt() {
    assertThat(Totp.find(SECRET, Totp.code(SECRET, STEP), NOW, STEP - 1)).hasValue(STEP);
    assertThat(Totp.find(SECRET, Totp.code(SECRET, STEP), NOW, STEP)).isEmpty();
    assertThat(Totp.find(SECRET, Totp.code(SECRET, STEP - 1), NOW, STEP)).isEmpty();
    assertThat(Totp.find(SECRET, Totp.code(SECRET, STEP + 1), NOW, STEP)).hasValue(STEP + 1);
  }

  @Test
  void otherDigitsAndWhatIsNoneAreRefused() {
    for (var wrong : new String[] {"000000", "", "28708", "2870820", "١٢٣٤٥٦"}) {
      assertThat(Totp.find(SECRET, wrong, NOW, 0)).as(wrong).isEmpty();
    }
  }

  @Test
  void secretsHaveAHundredAndSixtyBitsAndDiffer() {
    var secrets = new HashSet<String>();
    for (int i = 0; i < 100; i++) {
      secrets.add(Totp.text(Totp.newSecret()));
    }
    assertThat(secrets).hasSize(100).allMatch(secret -> secret.length() == 32);
  }
}
