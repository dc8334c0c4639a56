package io.sardonyx.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpenAiChunkTest {
  @Test
  void theTextOfAnOrdinaryChunkIsFound() {
    assertThat(
            text(
                """
                {"id":"c","object":"chat.completion.chunk","created":1,"model":"m",\
                "service_tier":"default","system_fingerprint":null,"choices":[{"index":0,\
                "delta":{"role":"assistant","content":"Gr\\u00fc\\u00dfe \\"🌍\\"","refusal":null},\
                "logprobs":null,"finish_reason":null}],"usage":null,"obfuscation":"x"}\
                """))
        .isEqualTo(new OpenAiChunk("", "Grüße \"🌍\""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"content\":null,\"reasoning_content\":\"hm\"}",
        "{\"role\":\"assistant\",\"content\":\"\",\"reasoning_content\":\"hm\"}",
        "{\"reasoning\":\"hm\"}",
        "{\"reasoning\":\"hm\",\"reasoning_content\":\"hm\"}",
        "{\"reasoning\":\"hm\",\"reasoning_details\":[{\"text\":\"hm\",\"index\":0}]}"
      })
  void aThoughtIsFoundByAllItsNames(String delta) {
    assertThat(text("{\"choices\":[{\"index\":0,\"delta\":" + delta + "}]}"))
        .isEqualTo(new OpenAiChunk("hm", ""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[DONE]",
        "",
        "not json",
        "[]",
        "{}",
        "{\"error\":{\"message\":\"no\"}}",
        "{\"choices\":[]}",
        "{\"choices\":[{\"delta\":{}}]}",
        "{\"choices\":[{\"delta\":{\"content\":null}}]}",
        "{\"choices\":[{\"delta\":{\"content\":\"a\"},\"finish_reason\":\"stop\"}]}",
        "{\"choices\":[{\"delta\":{\"content\":\"a\",\"tool_calls\":[{}]}}]}",
        "{\"choices\":[{\"delta\":{\"reasoning_content\":null,\"content\":null}}]}",
        "{\"choices\":[{\"delta\":{\"reasoning_content\":{\"text\":\"hm\"}}}]}",
        "{\"choices\":[{\"delta\":{\"content\":\"a\"}},{\"delta\":{\"content\":\"b\"}}]}",
        "{\"choices\":[{\"delta\":{\"content\":\"a\"}}],\"usage\":{\"total_tokens\":1}}",
        "{\"choices\":[{\"delta\":{\"content\":\"a\"}}]"
      })
  void whatSaysMoreIsLeftToOthers(String chunk) {
    assertThat(text(chunk)).isNull();
  }

  private static @Nullable OpenAiChunk text(String chunk) {
    var bytes = ("data: " + chunk + "\n").getBytes(StandardCharsets.UTF_8);
    return OpenAiChunk.of(bytes, "data: ".length(), bytes.length - 1);
  }
}
