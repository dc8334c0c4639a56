package io.sardonyx.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.sardonyx.platform.config.AddressRanges;
import io.sardonyx.platform.json.Json;
import io.sardonyx.platform.json.JsonErrors;
import io.sardonyx.platform.json.Page;
import io.sardonyx.platform.json.StrictJsonParser;
import io.sardonyx.platform.problem.Problem;
import io.sardonyx.platform.web.edge.RequestBody;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;

class WebFuzzTest {
  private static final String PROXY = "10.0.0.1";

  /** Longer than any of ours. */
  private static final Pattern LONG_WORD = Pattern.compile("[A-Za-z]{12,}");

  /** Whatever is written left of what our proxy has seen: an address, and no name to look up. */
  @FuzzTest
  void aClientIsAnAddress(FuzzedDataProvider data) {
    var headers =
        MultiMap.caseInsensitiveMultiMap()
            .add("X-Forwarded-For", data.consumeString(200))
            .add("Forwarded", data.consumeRemainingAsString());
    var found = new ClientAddress(AddressRanges.parse("10.0.0.0/8")).find(PROXY, headers);
    assertThat(InetAddress.ofLiteral(found)).isNotNull();
    assertThat(found).doesNotContain("%");
    var all = headers.get("X-Forwarded-For") + headers.get("Forwarded");
    if (!all.matches("(?s).*[\\p{Nd}:].*")) {
      assertThat(found).isEqualTo(PROXY);
    }
  }

  /** What our proxy adds on the right counts, and not what stood there before. */
  @FuzzTest
  void aClientIsWhoOurProxySaw(FuzzedDataProvider data) {
    var headers =
        MultiMap.caseInsensitiveMultiMap()
            .add("X-Forwarded-For", data.consumeRemainingAsString() + ", 203.0.113.7");
    var found = new ClientAddress(AddressRanges.parse("10.0.0.0/8")).find(PROXY, headers);
    assertThat(found).isEqualTo("203.0.113.7");
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
      if (!(refused instanceof StrictJsonParser.Refused)) { // which names the field
        LONG_WORD
            .matcher(new String(bytes, StandardCharsets.ISO_8859_1))
            .results()
            .forEach(word -> assertThat(sentence).doesNotContain(word.group()));
      }
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
    var id = new UUID(data.consumeLong(), data.consumeLong());
    assertThat(Page.after(cursorOf(id))).isEqualTo(id);
    var text = data.consumeRemainingAsString();
    try {
      var found = Objects.requireNonNull(Page.after(text));
      // But for the padding, and the last letter, of which four bits mean nothing.
      var cursor = cursorOf(found);
      assertThat(text.replace("=", "")).hasSameSizeAs(cursor).startsWith(cursor.substring(0, 21));
    } catch (Problem refused) {
      assertThat(refused.code()).isEqualTo("malformed_cursor");
    }
  }

  private static String cursorOf(UUID last) {
    var page = Page.of(List.of(last, last), 1, Function.identity());
    return Objects.requireNonNull(page.nextCursor());
  }

  /** They come back in headers and stand in logs. */
  @FuzzTest
  void whatTiesRequestsTogetherMeansNothingInAHeader(FuzzedDataProvider data) {
    var text = data.consumeRemainingAsString();
    assertThat(Correlation.isRequestId(text)).isEqualTo(text.matches("[A-Za-z0-9._-]{1,100}"));
    assertThat(Correlation.isTraceparent(text))
        .isEqualTo(text.matches("00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}"));
  }

  @FuzzTest
  void onlyJsonInUtf8IsJson(FuzzedDataProvider data) {
    var type = data.consumeRemainingAsString();
    if (RequestBody.isJson(type)) {
      assertThat(type.replace(" ", "")).matches("(?i)application/json(;charset=\"?utf-8\"?)?");
    }
    if (type.matches("(?i)application/json( *; *charset=(\"?)utf-8\\2)?")) {
      assertThat(RequestBody.isJson(type)).isTrue();
    }
  }
}
