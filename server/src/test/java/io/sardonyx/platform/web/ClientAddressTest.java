package io.sardonyx.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.sardonyx.platform.config.AddressRanges;
import io.vertx.core.MultiMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientAddressTest {
  private static final String PROXY = "10.0.0.7";

  private final ClientAddress clients =
      new ClientAddress(AddressRanges.parse("10.0.0.0/9, 192.0.2.1, 2001:db8:1::/48"));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "203.0.113.9 | 203.0.113.9",
        "1.1.1.1, 203.0.113.9 | 203.0.113.9",
        "1.1.1.1, 203.0.113.9, 10.1.1.1 | 203.0.113.9",
        "10.5.5.5, 203.0.113.9,192.0.2.1 | 203.0.113.9",
        "203.0.113.9:4711 | 203.0.113.9",
        "2001:db8:2::9 | 2001:db8:2:0:0:0:0:9",
        "[2001:db8:2::9]:443 | 2001:db8:2:0:0:0:0:9",
        "203.0.113.9, 2001:db8:1::5 | 203.0.113.9",
        "10.1.1.1, 10.2.2.2 | 10.1.1.1",
        "::ffff:203.0.113.9 | 203.0.113.9",
        "203.0.113.9, unknown | 10.0.0.7",
        "203.0.113.9, | 10.0.0.7",
        "example.com | 10.0.0.7",
      })
  void theLastThatIsNoProxyOfOursIsTheClient(String forwardedFor, String client) {
    assertThat(clients.find(PROXY, headers("x-forwarded-for", forwardedFor))).isEqualTo(client);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "for=203.0.113.9 | 203.0.113.9",
        "for=1.1.1.1, For=\"203.0.113.9:80\";proto=https;by=10.0.0.7 | 203.0.113.9",
        "for=\"[2001:db8:2::9]:4711\" | 2001:db8:2:0:0:0:0:9",
        "for=1.1.1.1, for=_hidden | 10.0.0.7",
        "proto=https | 10.0.0.7",
      })
  void theStandardHeaderIsReadToo(String forwarded, String client) {
    assertThat(clients.find(PROXY, headers("forwarded", forwarded))).isEqualTo(client);
  }

  @Test
  void severalLinesAreOneList() {
    var headers = headers("x-forwarded-for", "1.1.1.1").add("x-forwarded-for", "203.0.113.9");
    assertThat(clients.find(PROXY, headers)).isEqualTo("203.0.113.9");
  }

  @Test
  void whoIsNoProxyOfOursIsNotBelieved() {
    for (var peer : new String[] {"203.0.113.1", "10.128.0.1", "2001:db8:2::1", "192.0.2.2"}) {
      assertThat(clients.find(peer, headers("x-forwarded-for", "1.1.1.1"))).isEqualTo(peer);
    }
    var none = new ClientAddress(AddressRanges.parse(""));
    assertThat(none.find("127.0.0.1", headers("x-forwarded-for", "1.1.1.1")))
        .isEqualTo("127.0.0.1");
  }

  @Test
  void theHeaderThatAProxyPassesOnUnseenDoesNotCountAgainstTheOneItWrites() {
    var both = headers("x-forwarded-for", "203.0.113.9").add("forwarded", "for=1.1.1.1");
    assertThat(clients.find(PROXY, both)).isEqualTo(PROXY);
    both.set("forwarded", "for=203.0.113.9");
    assertThat(clients.find(PROXY, both)).isEqualTo("203.0.113.9");
  }

  private static MultiMap headers(String name, String value) {
    return MultiMap.caseInsensitiveMultiMap().add(name, value);
  }
}
