package io.sardonyx.platform.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.sardonyx.platform.json.JsonErrors.JsonError;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonTest {
  enum Color {
    RED
  }

  record Thing(
      @Nullable String displayName,
      @Nullable Integer count,
      @Nullable Long big,
      @Nullable Double ratio,
      @Nullable Boolean shown,
      @Nullable UUID id,
      @Nullable Instant at,
      @Nullable Color color,
      @Nullable Optional<String> category,
      @Nullable List<String> tags,
      @Nullable Map<String, Object> settings,
      @Nullable JsonNode anything) {}

  @ParameterizedTest(name = "{0} is refused: {1} {2} {3}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"display_name": 1}                 | wrong_type         | display_name      | must be a string
          {"display_name": true}              | wrong_type         | display_name      | must be a string
          {"display_name": ["x"]}             | wrong_type         | display_name      | must be a string
          {"count": "1"}                      | wrong_type         | count             | must be an integer
          {"count": 1.5}                      | wrong_type         | count             | must be an integer
          {"count": true}                     | wrong_type         | count             | must be an integer
          {"count": 2147483648}               | wrong_type         | count             | the number is out of range
          {"big": 9223372036854775808}        | wrong_type         | big               | the number is out of range
          {"ratio": "1"}                      | wrong_type         | ratio             | must be a number
          {"ratio": 1e999}                    | unacceptable_value | ratio             | the number is too large
          {"ratio": NaN}                      | malformed_json     | ''                | malformed JSON at line 1, column 14
          {"shown": 1}                        | wrong_type         | shown             | must be true or false
          {"shown": "true"}                   | wrong_type         | shown             | must be true or false
          {"id": "1-1-1-1-1"}                 | wrong_type         | id                | must be a UUID
          {"id": 7}                           | wrong_type         | id                | must be a UUID
          {"at": 1700000000}                  | wrong_type         | at                | must be a time like 2026-01-31T12:00:00Z
          {"at": "1700000000"}                | wrong_type         | at                | must be a time like 2026-01-31T12:00:00Z
          {"at": "2026-01-31T12:00:00"}       | wrong_type         | at                | must be a time like 2026-01-31T12:00:00Z
          {"color": "BLUE"}                   | wrong_type         | color             | not an allowed value
          {"color": 0}                        | wrong_type         | color             | not an allowed value
          {"color": ""}                       | wrong_type         | color             | not an allowed value
          {"tags": "a"}                       | wrong_type         | tags              | must be an array
          {"tags": ["a", 1]}                  | wrong_type         | tags[1]           | must be a string
          {"settings": []}                    | wrong_type         | settings          | must be an object
          {"displayName": "x"}                | unknown_field      | displayName       | unknown field
          {"count": 1, "count": 2}            | duplicate_field    | ''                | duplicate field at line 1, column 21
          {"settings": {"a": 1, "a": 2}}      | duplicate_field    | ''                | duplicate field at line 1, column 26
          {"count": 1} {}                     | malformed_json       | ''                | there is text after the document
          {"count": 1} x                      | malformed_json     | ''                | malformed JSON at line 1, column 14
          {"count": 1                         | malformed_json     | ''                | the document is incomplete
          {count: 1}                          | malformed_json     | ''                | malformed JSON at line 1, column 2
          {'count': 1}                        | malformed_json     | ''                | malformed JSON at line 1, column 2
          // a comment                        | malformed_json     | ''                | malformed JSON at line 1, column 1
          {"count": 01}                       | malformed_json     | ''                | malformed JSON at line 1, column 12
          []                                  | wrong_type         | ''                | must be an object
          "text"                              | wrong_type         | ''                | must be an object
          {"display_name": "a\\u0000b"}       | unacceptable_value | display_name      | the text contains a NUL character
          {"settings": {"a": {"b": "\\u0000"}}} | unacceptable_value | settings.a.b    | the text contains a NUL character
          {"settings": {"\\u0000": 1}}        | unacceptable_value | settings.�   | the text contains a NUL character
          {"tags": ["x", "\\ud800"]}          | unacceptable_value | tags[1]           | the text contains an unpaired surrogate
          {"anything": {"x": "\\udc00 y"}}    | unacceptable_value | anything.x        | the text contains an unpaired surrogate
          {"anything": [[1e400]]}             | unacceptable_value | anything[0][0]    | the number is too large
          {"unknown": {"x": "\\u0000"}}       | unacceptable_value | unknown.x         | the text contains a NUL character
          """)
  void whatIsNotExactlyRightIsRefusedWithTheFieldsName(
      String text, String code, String field, String detail) {
    var error = refusal(text.getBytes(StandardCharsets.UTF_8));
    assertThat(error.code()).isEqualTo(code);
    assertThat(error.detail()).isEqualTo(detail);
    assertThat(error.field()).isEqualTo(field);
  }

  @Test
  void invalidUtf8IsRefused() {
    for (var bytes :
        List.of(
            new byte[] {'"', (byte) 0xff, '"'},
            new byte[] {'"', (byte) 0xc3, '"'},
            new byte[] {'"', (byte) 0xc3, (byte) 0x28, '"'},
            new byte[] {
              '"', (byte) 0xf8, (byte) 0x88, (byte) 0x80, (byte) 0x80, (byte) 0x80, '"'
            })) {
      assertThat(refusal(inField(bytes)).code()).isEqualTo("invalid_utf8");
    }
  }

  @Test
  void surrogatesAndNulInDisguiseAreRefused() {
    var encodedSurrogate = new byte[] {'"', (byte) 0xed, (byte) 0xa0, (byte) 0x80, '"'};
    var overlongNul = new byte[] {'"', (byte) 0xc0, (byte) 0x80, '"'};
    assertThat(refusal(inField(encodedSurrogate)).code()).isEqualTo("invalid_utf8");
    assertThat(refusal(inField(overlongNul)).code()).isEqualTo("unacceptable_value");
  }

  @Test
  void aDocumentNestedTooDeeplyIsRefusedAtOnce() {
    for (int depth : new int[] {Json.MAX_DEPTH + 1, 10_000}) {
      var arrays = "{\"anything\":" + "[".repeat(depth) + "]".repeat(depth) + "}";
      assertThat(refusal(arrays.getBytes(StandardCharsets.UTF_8)).code())
          .isEqualTo("json_too_large");
      var objects = "{\"settings\":" + "{\"a\":".repeat(depth) + "1" + "}".repeat(depth + 1);
      assertThat(refusal(objects.getBytes(StandardCharsets.UTF_8)).code())
          .isEqualTo("json_too_large");
    }
  }

  @Test
  void namesAndNumbersHaveALength() {
    var number = "{\"anything\":" + "9".repeat(1_000) + "}";
    assertThat(refusal(number.getBytes(StandardCharsets.UTF_8)).code()).isEqualTo("json_too_large");
    var name = "{\"" + "n".repeat(100_000) + "\":1}";
    assertThat(refusal(name.getBytes(StandardCharsets.UTF_8)).code()).isEqualTo("json_too_large");
  }

  @Test
  void aRefusalNeverQuotesTheDocument() {
    var password = "hunter2hunter2";
    for (var text :
        List.of(
            "{\"count\":\"" + password + "\"}",
            "{\"display_name\":" + password + "}",
            "{\"id\":\"" + password + "\"}",
            "{\"color\":\"" + password + "\"}",
            "{\"at\":\"" + password + "\"}")) {
      assertThat(refusal(text.getBytes(StandardCharsets.UTF_8)).sentence())
          .doesNotContain(password);
    }
  }

  @Test
  void aNameThatTheSenderChoseComesBackShortAndPrintable() {
    var field =
        refusal(("{\"\\u001b[31m" + "x".repeat(240) + "\":1}").getBytes(StandardCharsets.UTF_8))
            .field();
    assertThat(field).startsWith("�[31mxxx").hasSizeLessThanOrEqualTo(201).endsWith("…");
  }

  @Test
  void aWholeSurrogatePairIsText() throws IOException {
    assertThat(read("{\"display_name\":\"\\ud83d\\ude00 😀\"}").displayName()).isEqualTo("😀 😀");
  }

  @Test
  void nullIsToldFromAbsent() throws IOException {
    assertThat(read("{}").category()).isNull();
    assertThat(read("{\"category\":null}").category()).isEqualTo(Optional.empty());
    assertThat(read("{\"category\":\"work\"}").category()).isEqualTo(Optional.of("work"));
  }

  @Test
  void timesAreWrittenInUtcAndReadWithAnyOffset() throws IOException {
    var thing = read("{\"at\":\"2026-01-31T12:00:00.5+02:00\"}");
    assertThat(Json.mapper().valueToTree(thing).path("at").asText())
        .isEqualTo("2026-01-31T10:00:00.500Z");
  }

  private static Thing read(String text) throws IOException {
    return Json.mapper().readValue(text, Thing.class);
  }

  private static byte[] inField(byte[] value) {
    var head = "{\"display_name\":".getBytes(StandardCharsets.UTF_8);
    var all = new byte[head.length + value.length + 1];
    System.arraycopy(head, 0, all, 0, head.length);
    System.arraycopy(value, 0, all, head.length, value.length);
    all[all.length - 1] = '}';
    return all;
  }

  private static JsonError refusal(byte[] document) {
    try {
      Json.mapper().readValue(document, Thing.class);
    } catch (JsonProcessingException e) {
      return JsonErrors.describe(e);
    } catch (IOException e) {
      return new JsonError("invalid_utf8", "", String.valueOf(e.getMessage()));
    }
    return fail("was accepted: " + new String(document, StandardCharsets.UTF_8));
  }
}
