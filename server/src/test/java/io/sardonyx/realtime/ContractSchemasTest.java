package io.sardonyx.realtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sardonyx.platform.events.Event;
import io.sardonyx.platform.events.Topic;
import io.sardonyx.platform.problem.Problem;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is published about the protocol is true of itself, of what we write and of what we read. */
class ContractSchemasTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  static Stream<Path> golden() throws IOException {
    try (var files = Files.list(Schemas.CONTRACT.resolve("golden"))) {
      return files.sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("golden")
  void aGoldenFrameFitsItsSchema(Path file) {
    var golden = Schemas.read(file);
    var frame = golden.get("frame");
    var of = golden.path("of").asText();
    var wrong =
        switch (golden.path("kind").asText()) {
          case "command" -> Schemas.command(frame);
          case "reply", "error" -> Schemas.reply(of, frame);
          case "push" -> Schemas.push(frame);
          default -> throw new AssertionError("What is it? " + file);
        };
    assertThat(wrong).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("golden")
  void aGoldenFrameWithOneThingMoreFitsNoMore(Path file) {
    var golden = Schemas.read(file);
    var frame = ((ObjectNode) golden.get("frame").deepCopy()).put("unheard_of", true);
    var wrong =
        switch (golden.path("kind").asText()) {
          case "command" -> Schemas.command(frame);
          case "push" -> Schemas.push(frame);
          default -> Schemas.reply(golden.path("of").asText(), frame);
        };
    assertThat(wrong).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("golden")
  void aGoldenCommandIsUnderstood(Path file) throws Exception {
    var golden = Schemas.read(file);
    if (golden.path("kind").asText().equals("command")) {
      var command = Command.parse(golden.get("frame").toString());
      assertThat(command.method()).isEqualTo(golden.path("of").asText());
    }
  }

  @ParameterizedTest
  @MethodSource("golden")
  void aGoldenPushIsWhatWeWrite(Path file) throws IOException {
    var golden = Schemas.read(file);
    var frame = golden.get("frame");
    if (!golden.path("kind").asText().equals("push") || !frame.has("topic")) {
      return;
    }
    var event =
        new Event(
            Topic.parse(frame.path("topic").asText()).orElseThrow(),
            frame.path("seq").asLong(),
            frame.path("type").asText(),
            Instant.parse(frame.path("at").asText()),
            frame.path("data").toString());
    assertThat(payload(Frames.event(event))).isEqualTo(frame);
  }

  @Test
  void everyMethodAndEventHasAGoldenFrame() throws IOException {
    var shown = golden().map(file -> Schemas.read(file).path("of").asText()).toList();
    assertThat(shown).containsAll(Schemas.methods());
    assertThat(shown)
        .containsAll(
            Schemas.events().stream()
                .filter(type -> !type.matches("session\\.(created|restored)"))
                .toList());
  }

  @Test
  void theProgramDoesNotStartWithAMethodThatHasNoSchema() {
    Schemas.methods().forEach(ContractSchemas::requireSchema);
    assertThatThrownBy(() -> ContractSchemas.requireSchema("no.such"))
        .hasMessageContaining("contract/realtime/methods/no.such.json");
  }

  @Test
  void theCatalogueOfCloseCodesIsTheProgramsOwn() {
    var published =
        Schemas.read(Schemas.CONTRACT.resolve("close-codes.json"))
            .valueStream()
            .map(code ->
                code.path("code").asInt()
                    + " "
                    + code.path("name").asText()
                    + " "
                    + code.path("comes_back").asBoolean())
            .toList();
    assertThat(published)
        .containsExactlyElementsOf(
            Arrays.stream(CloseCode.values())
                .map(code -> code.number() + " " + code.wireName() + " " + code.comesBack())
                .toList());
  }

  @Test
  void theReadmeNamesEveryCodeMethodAndEvent() throws IOException {
    var readme = Files.readString(Schemas.CONTRACT.resolve("README.md"));
    for (var code : CloseCode.values()) {
      assertThat(readme).contains("| " + code.number() + " | `" + code.wireName() + "` |");
    }
    for (var name :
        Stream.concat(Schemas.methods().stream(), Schemas.events().stream())
            .collect(Collectors.toSet())) {
      assertThat(readme).contains("[`" + name + "`]");
    }
  }

  @Test
  void anErrorAndItsHeaderAreWellFormedWhateverTheLength() throws IOException {
    var id = JSON.readTree("\"an \\\"id\\\"\"");
    var error =
        payload(
            Frames.error(
                id,
                Problem.rateLimited("rate_limited", "Slow \"down\".", Duration.ofMillis(1500))));
    assertThat(Schemas.reply("ping", error)).isEmpty();
    assertThat(error.at("/error/retry_after").asDouble()).isEqualTo(1.5);
    for (int length : new int[] {1, 125, 126, 127, 65_535, 65_536, 200_000}) {
      var topic = new Topic("chat_session", UUID.randomUUID());
      var data = "{\"text\":\"" + "é".repeat(length) + "\"}";
      var event = new Event(topic, 1, "message.updated", Instant.EPOCH, data);
      assertThat(payload(Frames.event(event)).at("/data/text").asText()).hasSize(length);
    }
  }

  /** As RFC 6455, 5.2 has it, for text that is not masked. */
  private static JsonNode payload(byte[] frame) throws IOException {
    assertThat(frame[0]).isEqualTo((byte) 0x81);
    var buffer = ByteBuffer.wrap(frame).position(1);
    int first = buffer.get();
    long length =
        switch (first) {
          case 126 -> buffer.getShort() & 0xFFFF;
          case 127 -> buffer.getLong();
          default -> first;
        };
    assertThat(length).isEqualTo(buffer.remaining());
    var payload = new byte[buffer.remaining()];
    buffer.get(payload);
    return JSON.readTree(payload);
  }
}
