package io.sardonyx.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.sardonyx.platform.config.AddressRanges;
import io.sardonyx.platform.problem.Problem;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;

class WebFuzzTest {
  private static final String PROXY = "10.0.0.1";

  /** Whatever is written left of what our proxy has seen: an address, and no name to look up. */
  @FuzzTest
  void aClientIsAnAddress(FuzzedDataProvider data) {
    var headers =
        MultiMap.caseInsensitiveMultiMap()
            .add("X-Forwarded-For", data.consumeString(200))
            .add("Forwarded", data.consumeRemainingAsString());
    var found = new ClientAddress(AddressRanges.parse("10.0.0.0/8")).find(PROXY, headers);
    assertThat(InetAddress.ofLiteral(found)).isNotNull();
  }

  /** What is taken can be stored, and what is refused is said in a few printable words. */
  @FuzzTest
  void jsonIsTakenWholeOrRefusedWithItsCause(byte[] bytes) throws IOException {
    if (RequestBody.isWide(Buffer.buffer(bytes))) {
      return; // The edge refuses it before.
    }
    try {
      var read = Json.mapper().readTree(bytes);
      if (read != null) {
        requireStorable(read);
      }
    } catch (JsonProcessingException refused) {
      var sentence = JsonErrors.describe(refused).sentence();
      assertThat(sentence).isNotBlank().hasSizeLessThan(500);
      assertThat(sentence.chars().noneMatch(Character::isISOControl)).isTrue();
    }
  }

  private static void requireStorable(JsonNode node) {
    node.properties().forEach(field -> requireStorable(field.getKey()));
    node.forEach(WebFuzzTest::requireStorable);
    if (node.isTextual()) {
      requireStorable(node.textValue());
    }
  }

  private static void requireStorable(String text) {
    assertThat(text).doesNotContain("\u0000");
    assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(text)).isTrue();
  }

  @FuzzTest
  void aCursorLeadsSomewhereOrIsRefused(FuzzedDataProvider data) {
    try {
      assertThat(Listed.after(data.consumeRemainingAsString())).isNotNull();
    } catch (Problem refused) {
      assertThat(refused.code()).isEqualTo("malformed_cursor");
    }
  }

  /** They come back in headers and stand in logs. */
  @FuzzTest
  void whatTiesRequestsTogetherMeansNothingInAHeader(FuzzedDataProvider data) {
    var text = data.consumeRemainingAsString();
    if (Correlation.isRequestId(text) || Correlation.isTraceparent(text)) {
      assertThat(text).matches("[A-Za-z0-9._-]{1,100}");
    }
  }

  @FuzzTest
  void onlyJsonInUtf8IsJson(FuzzedDataProvider data) {
    var type = data.consumeRemainingAsString();
    if (RequestBody.isJson(type)) {
      assertThat(type.replace(" ", "")).matches("(?i)application/json(;charset=\"?utf-8\"?)?");
    }
  }
}
