package io.sardonyx.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a provider says a word, and that it is done; it counts 12 tokens for what it read. */
interface ModelProtocol {
  ObjectWriter ASCII =
      new ObjectMapper().writer().with(JsonWriteFeature.ESCAPE_NON_ASCII.mappedFeature());

  String contentType();

  String begin();

  /** A word of what is thought, all of which comes before the first of the answer. */
  String thought(String word);

  /** What stands between the thoughts and the answer. */
  default String answer() {
    return "";
  }

  String word(String word);

  String end(int words);

  /** In ASCII, as many write it: so it can say what is no text, too. */
  static String quoted(String text) {
    try {
      return ASCII.writeValueAsString(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  record OpenAi() implements ModelProtocol {
    @Override
    public String contentType() {
      return "text/event-stream";
    }

    @Override
    public String begin() {
      return chunk("{\"role\":\"assistant\",\"content\":\"\"}", "null", "null");
    }

    @Override
    public String thought(String word) {
      return chunk("{\"content\":null,\"reasoning_content\":" + quoted(word) + "}", "null", "null");
    }

    @Override
    public String word(String word) {
      return chunk("{\"content\":" + quoted(word) + "}", "null", "null");
    }

    @Override
    public String end(int words) {
      var usage =
          "{\"prompt_tokens\":12,\"completion_tokens\":%d,\"total_tokens\":%d}"
              .formatted(words, words + 12);
      return chunk("{}", "\"stop\"", "null")
          + "data: {\"id\":\"c\",\"object\":\"chat.completion.chunk\",\"created\":1,"
          + "\"model\":\"m\",\"choices\":[],\"usage\":"
          + usage
          + "}\n\ndata: [DONE]\n\n";
    }

    static String stream(List<String> deltas, String usage) {
      var text = new StringBuilder();
      deltas.forEach(delta -> text.append(chunk(delta, "null", "null")));
      return text + chunk("{}", "\"tool_calls\"", usage) + "data: [DONE]\n\n";
    }

    static String brokenStream(List<String> deltas, String error) {
      var text = new StringBuilder();
      deltas.forEach(delta -> text.append(chunk(delta, "null", "null")));
      return text + "data: {\"error\":{\"message\":" + quoted(error) + "}}\n\n";
    }

    static String completion(String message) {
      return """
      {"id":"c","object":"chat.completion","created":1,"model":"m","choices":[{"index":0,"message":%s,"finish_reason":"stop"}],"usage":{"prompt_tokens":12,"completion_tokens":3,"total_tokens":15}}
      """
          .formatted(message);
    }

    private static String chunk(String delta, String reason, String usage) {
      return """
      data: {"id":"c","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,"delta":%s,"finish_reason":%s}],"usage":%s}

      """
          .formatted(delta, reason, usage);
    }
  }

  /**
   * @param thinks whether a block of thoughts comes before that of the answer
   */
  record Anthropic(boolean thinks) implements ModelProtocol {
    @Override
    public String contentType() {
      return "text/event-stream";
    }

    @Override
    public String begin() {
      return event(
              "message_start",
              "\"message\":{\"id\":\"m\",\"type\":\"message\",\"role\":\"assistant\",\"model\":\"m\","
                  + "\"content\":[],\"usage\":{\"input_tokens\":12,\"output_tokens\":1}}")
          + (thinks ? start(0, "thinking", "thinking") : start(0, "text", "text"));
    }

    @Override
    public String thought(String word) {
      return delta(0, "thinking_delta", "thinking", word);
    }

    @Override
    public String answer() {
      return thinks
          ? delta(0, "signature_delta", "signature", "c2lnbmVk")
              + event("content_block_stop", "\"index\":0")
              + start(1, "text", "text")
          : "";
    }

    @Override
    public String word(String word) {
      return delta(thinks ? 1 : 0, "text_delta", "text", word);
    }

    private static String start(int block, String type, String field) {
      return event(
          "content_block_start",
          "\"index\":%d,\"content_block\":{\"type\":\"%s\",\"%s\":\"\"}"
              .formatted(block, type, field));
    }

    private static String delta(int block, String type, String field, String text) {
      return event(
          "content_block_delta",
          "\"index\":%d,\"delta\":{\"type\":\"%s\",\"%s\":%s}"
              .formatted(block, type, field, quoted(text)));
    }

    @Override
    public String end(int words) {
      return event("content_block_stop", "\"index\":" + (thinks ? 1 : 0))
          + event(
              "message_delta",
              "\"delta\":{\"stop_reason\":\"end_turn\"},\"usage\":{\"output_tokens\":"
                  + words
                  + "}")
          + event("message_stop", null);
    }

    private static String event(String type, @Nullable String fields) {
      return "event: %s\ndata: {\"type\":\"%s\"%s}\n\n"
          .formatted(type, type, fields == null ? "" : "," + fields);
    }
  }

  record Ollama() implements ModelProtocol {
    @Override
    public String contentType() {
      return "application/x-ndjson";
    }

    @Override
    public String begin() {
      return "";
    }

    @Override
    public String thought(String word) {
      return line("", "\"thinking\":" + quoted(word), "\"done\":false");
    }

    @Override
    public String word(String word) {
      return line(word, "\"thinking\":null", "\"done\":false");
    }

    @Override
    public String end(int words) {
      return line(
          "",
          "\"thinking\":null",
          "\"done\":true,\"done_reason\":\"stop\",\"prompt_eval_count\":12,\"eval_count\":"
              + words);
    }

    private static String line(String word, String thought, String rest) {
      return "{\"model\":\"m\",\"created_at\":\"2026-01-01T00:00:00Z\","
          + "\"message\":{\"role\":\"assistant\",\"content\":"
          + quoted(word)
          + ","
          + thought
          + "},"
          + rest
          + "}\n";
    }
  }
}
