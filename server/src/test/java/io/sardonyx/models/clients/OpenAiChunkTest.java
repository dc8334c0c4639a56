package io.sardonyx.models.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OpenAiChunkTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void anOrdinaryChunkHasText() throws IOException {
    assertThat(
            read(
                """
                {"id":"c","object":"chat.completion.chunk","created":1,"model":"m",\
                "service_tier":"default","system_fingerprint":null,"choices":[{"index":0,\
                "delta":{"role":"assistant","content":"Gr\\u00fc\\u00dfe \\"🌍\\"","refusal":null},\
                "logprobs":null,"finish_reason":null}],"usage":null,"obfuscation":"x"}\
                """))
        .isEqualTo(chunk(new OpenAiMessage("Grüße \"🌍\"", "", "")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"content\":null,\"reasoning_content\":\"hm\"}",
        "{\"role\":\"assistant\",\"content\":\"\",\"reasoning_content\":\"hm\"}",
        "{\"reasoning\":\"hm\"}",
        "{\"reasoning\":\"hm\",\"reasoning_content\":\"hm\"}",
        "{\"reasoning\":\"hm\",\"reasoning_content\":null}",
        "{\"reasoning\":\"hm\",\"reasoning_details\":[{\"text\":\"hm\",\"index\":0}]}"
      })
  void reasoningIsReadByAllItsNames(String delta) throws IOException {
    assertThat(read("{\"choices\":[{\"index\":0,\"delta\":" + delta + "}]}"))
        .isEqualTo(chunk(new OpenAiMessage("", "hm", "")));
  }

  @Test
  void namesAndArgumentsOfToolCallsAreRead() throws IOException {
    var calls =
        read(
            """
            {"choices":[{"delta":{"content":"a","tool_calls":[{"index":0,"id":"1","type":"function",\
            "function":{"name":"weather","arguments":"{}"}},null,{"function":{"arguments":"x"}}]}}]}\
            """);
    assertThat(calls).isEqualTo(chunk(new OpenAiMessage("a", "", "weather{}x")));
    var call = read("{\"choices\":[{\"delta\":{\"function_call\":{\"name\":\"f\"}}}]}");
    assertThat(call).isEqualTo(chunk(new OpenAiMessage("", "", "f")));
  }

  @Test
  void textIsReadWhateverCharactersItHas() throws IOException {
    assertThat(read("{\"choices\":[{\"delta\":{\"content\":\"a\\u0000b\\ud800c\"}}]}"))
        .isEqualTo(chunk(new OpenAiMessage("a\0b\ud800c", "", "")));
  }

  @Test
  void contentMayBeAListOfParts() throws IOException {
    var parts = "[{\"type\":\"text\",\"text\":\"a\"},{\"image_url\":{\"url\":\"u\"}},\"x\",[1]]";
    assertThat(read("{\"choices\":[{\"message\":{\"content\":" + parts + "}}]}"))
        .isEqualTo(chunk(new OpenAiMessage("a", "", "")));
  }

  @Test
  void theEndHasAReasonAndUsage() throws IOException {
    assertThat(
            read(
                """
                {"choices":[{"delta":{"content":"a"},"finish_reason":"length"}],\
                "usage":{"prompt_tokens":3,"completion_tokens":4,"total_tokens":7,\
                "completion_tokens_details":{"completion_tokens":9}}}\
                """))
        .isEqualTo(
            new OpenAiChunk(
                List.of(new OpenAiMessage("a", "", "")), "length", new OpenAiUsage(3, 4), null));
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "1.5", "\"1\"", "null", "{}", "99999999999"})
  void aTokenCountThatCannotBeIsUnknown(String count) throws IOException {
    assertThat(read("{\"usage\":{\"prompt_tokens\":" + count + "}}").usage())
        .isEqualTo(OpenAiUsage.UNKNOWN);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'error':{'message':'no','code':1}}|no",
        "{'error':'no'}|no",
        "{'error':{'code':{'message':'x'}}}|''",
        "{'error':[]}|''"
      })
  void anErrorIsRead(String chunk, String message) throws IOException {
    assertThat(read(chunk.replace('\'', '"')).error()).isEqualTo(message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"choices\":null,\"error\":null,\"usage\":null}",
        "{\"choices\":[],\"usage\":1,\"error\":null}",
        "{\"choices\":[null,1,[{}]]}"
      })
  void aChunkMayBeEmpty(String chunk) throws IOException {
    assertThat(read(chunk)).isEqualTo(chunk());
  }

  @Test
  void everyChoiceIsRead() throws IOException {
    var two =
        read(
            "{\"choices\":[{\"delta\":{\"content\":\"a\"}},"
                + "{\"delta\":{\"content\":\"b\"},\"finish_reason\":\"stop\"}]}");
    assertThat(two.choices()).extracting(OpenAiMessage::text).containsExactly("a", "b");
    assertThat(two.finishReason()).isEqualTo("stop");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "not json",
        "[]",
        "\"text\"",
        "{\"choices\":[{\"delta\":{\"content\":\"a\"}}]",
        "{\"choices\":[{\"delta\":{\"content\":\"a"
      })
  void whatIsNoObjectIsRefused(String chunk) {
    var bytes = chunk.getBytes(StandardCharsets.UTF_8);
    assertThatThrownBy(() -> OpenAiChunk.of(bytes, 0, bytes.length))
        .isInstanceOf(JsonProcessingException.class);
  }

  private static OpenAiChunk chunk(OpenAiMessage... choices) {
    return new OpenAiChunk(List.of(choices), null, null, null);
  }

  /** From the bytes of a stream, and from a tree: both are the same. */
  private static OpenAiChunk read(String chunk) throws IOException {
    var bytes = ("data: " + chunk + "\n").getBytes(StandardCharsets.UTF_8);
    var read = OpenAiChunk.of(bytes, "data: ".length(), bytes.length - 1);
    assertThat(OpenAiChunk.of(JSON.readTree(chunk))).isEqualTo(read);
    return read;
  }
}
