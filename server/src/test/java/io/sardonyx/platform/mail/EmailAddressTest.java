package io.sardonyx.platform.mail;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmailAddressTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "a@b.de",
        "first.last+tag@sub.example-host.co.uk",
        "o'brien_1@example.com",
        "admin@localhost",
        "用户@例子.广告",
        "jörg@bücher.example",
        "A.B@EXAMPLE.COM"
      })
  void wordsWithDotsBetweenThemAtAHostAreAnAddress(String text) {
    assertThat(EmailAddress.isOne(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a",
        "@",
        "a@",
        "@b.de",
        "a@b..de",
        "a@.b.de",
        "a@b.de.",
        "a..b@c.de",
        ".a@b.de",
        "a.@b.de",
        "a@-b.de",
        "a@b-.de",
        "a b@c.de",
        "a@b c.de",
        "a@b@c.de",
        "a,b@c.de",
        "<a@b.de>",
        "\"a\"@b.de",
        "a@[127.0.0.1]",
        "a@b_c.de",
        "a@b.de\n",
        "a\u0000@b.de",
        "a@b.de, c@d.de",
        "a@b;c.de"
      })
  void whatMailServersWouldNotTakeIsNone(String text) {
    assertThat(EmailAddress.isOne(text)).isFalse();
  }

  @Test
  void partsThatAreTooLongAreNone() {
    assertThat(EmailAddress.isOne("a".repeat(64) + "@b.de")).isTrue();
    assertThat(EmailAddress.isOne("a".repeat(65) + "@b.de")).isFalse();
    assertThat(EmailAddress.isOne("ä".repeat(33) + "@b.de")).isFalse();
    assertThat(EmailAddress.isOne("a@" + "b".repeat(63) + ".de")).isTrue();
    assertThat(EmailAddress.isOne("a@" + "b".repeat(64) + ".de")).isFalse();
    assertThat(EmailAddress.isOne("a@" + "b.".repeat(130) + "de")).isFalse();
  }
}
