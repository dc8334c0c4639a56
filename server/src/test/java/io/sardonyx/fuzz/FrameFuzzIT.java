package io.sardonyx.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sardonyx.realtime.Schemas;
import io.sardonyx.testing.Eventually;
import io.sardonyx.testing.Home;
import io.sardonyx.testing.Http;
import io.sardonyx.testing.ModelServer;
import io.sardonyx.testing.Node;
import io.sardonyx.testing.RealtimeClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * Commands made at random from the realtime contract, every other one spoiled, on several sockets:
 * a good one gets one reply, a bad one an error or the end, and who sits beside them misses
 * nothing.
 */
class FrameFuzzIT {
  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final int SPEAKERS = 4;

  /** RFC 6455, 7.4.1: what is no frame, and a frame that is too long for anything. */
  private static final Set<Integer> OF_WEBSOCKETS = Set.of(1002, 1009);

  private static final Map<String, String> SETTINGS =
      Map.of("SARDONYX_REALTIME_COMMANDS_PER_SECOND", "1000000");
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final Seed seed = Seed.forSeconds(10);
  private final Random random = seed.random();
  private final Values values = new Values(random, JsonNodeFactory.instance.objectNode());
  private final Mutations mutations = new Mutations(random);
  private final Findings findings = new Findings();
  private final Map<String, Integer> seen = new TreeMap<>();
  private final Set<String> neverDone = new TreeSet<>(Schemas.methods());
  private final Set<Integer> codes =
      Schemas.read(Schemas.CONTRACT.resolve("close-codes.json"))
          .valueStream()
          .map(code -> code.path("code").asInt())
          .collect(Collectors.toSet());
  private final List<String> sessions = new ArrayList<>();
  private final List<String> answers = new ArrayList<>();
  private String token = "";
  private int sent;
  private int done;

  @Test
  void whateverIsSaidEveryoneIsAnsweredAndNobodyElseIsHurt() throws IOException {
    System.out.println("Frames at random: " + seed);
    try (var home = Home.prepared();
        var node = Node.start(home, SETTINGS);
        var model = ModelServer.start();
        var load = Load.measured()) {
      var admin = Http.of(node).signedInAsAdmin();
      token = admin.token();
      prepare(admin, model.url());
      var watched = session(admin);
      try (var bystander = RealtimeClient.connect(node.port(), token)) {
        bystander.subscribe("chat_session:" + watched, 0);
        speak(node, load, () -> rename(admin, watched));
        rename(admin, watched);
        missedNothing(bystander, admin, watched);
      }
      findings.addErrors(node);
    }
    System.out.println(sent + " messages: " + seen);
    System.out.println("never done: " + neverDone);
    findings.assertNone(seed);
    assertThat(done).as("how many were done").isGreaterThan(sent / 4);
    assertThat(neverDone).as("what was never done").containsOnly("connect");
  }

  private void prepare(Http admin, String model) {
    var provider = Map.of("name", "m", "kind", "openai", "base_url", model, "model", "m");
    admin.post("/api/v1/model-providers", provider).expect(201);
    for (int i = 0; i < 3; i++) {
      var session = session(admin);
      var message = Map.of("client_message_id", UUID.randomUUID(), "content", "Hello?");
      sessions.add(session);
      answers.add(
          admin
              .post("/api/v1/chat/sessions/" + session + "/messages", message)
              .expect(201)
              .text("/answer/id"));
    }
  }

  private static String session(Http admin) {
    return admin.post("/api/v1/chat/sessions", Map.of("title", "t")).expect(201).text("/id");
  }

  private static void rename(Http admin, String session) {
    var title = Map.of("title", UUID.randomUUID().toString());
    admin.put("/api/v1/chat/sessions/" + session, title).expect(200);
  }

  /** Everything that happened was heard, once and in order, and the socket is still good. */
  private static void missedNothing(RealtimeClient bystander, Http admin, String session) {
    var address = "/api/v1/chat/sessions/" + session;
    long head = admin.get(address).json().path("head_seq").asLong();
    var topic = "chat_session:" + session;
    Eventually.within(LIMIT, () -> bystander.seqs(topic).contains(head));
    assertThat(bystander.seqs(topic)).isEqualTo(LongStream.rangeClosed(1, head).boxed().toList());
    assertThat(bystander.call("ping", Map.of()).path("heads").path(topic).asLong()).isEqualTo(head);
  }

  private void speak(Node node, Load load, Runnable happen) throws IOException {
    var speakers = new ArrayList<Speaker>();
    try {
      for (int i = 0; i < SPEAKERS; i++) {
        speakers.add(new Speaker(node, token, findings, load));
      }
      long end = System.nanoTime() + seed.duration().toNanos();
      while (System.nanoTime() < end) {
        var speaker = values.pick(speakers);
        if (random.nextBoolean()) {
          sayGood(speaker);
        } else {
          sayBad(speaker);
        }
        if (random.nextInt(20) == 0) {
          happen.run();
        }
        sent++;
      }
    } finally {
      for (var speaker : speakers) {
        speaker.close();
      }
    }
  }

  private void sayGood(Speaker speaker) throws IOException {
    var command = command();
    var method = command.path("method").asText();
    assertThat(Schemas.command(command)).as("%s, of our own making", command).isEmpty();
    sendInPieces(speaker.socket(), bytes(command));
    var answer = speaker.answer();
    count("good", answer);
    if (answer.hung()) {
      found(method, "hung", command, answer);
    }
    if (answer.replies().size() != 1 || answer.closed() != null) {
      found(method, "not one reply to a good command", command, answer);
      return;
    }
    var reply = answer.replies().getFirst();
    Schemas.reply(method, reply).stream()
        .findFirst()
        .ifPresent(why -> found(method, why, command, answer));
    if (!reply.path("id").asText().equals(command.path("id").asText())) {
      found(method, "a reply to another", command, answer);
    }
    if (reply.has("result")) {
      done++;
      neverDone.remove(method);
    }
  }

  private void sayBad(Speaker speaker) throws IOException {
    switch (random.nextInt(4)) {
      case 0 -> sayWrongFrame(speaker);
      case 1 -> sayUnheardOf(speaker);
      default -> saySpoiled(speaker);
    }
  }

  /** JSON of the wrong kind, or none. */
  private void saySpoiled(Speaker speaker) throws IOException {
    var command = command();
    var method = command.path("method").asText();
    var bytes = mutations.spoil(command);
    sendInPieces(speaker.socket(), bytes);
    var answer = speaker.answer();
    count("spoiled", answer);
    judgeBad(method, show(bytes), answer, codes);
    if (!fits(bytes) && answer.replies().stream().anyMatch(reply -> reply.has("result"))) {
      found(method, "took what its schema refuses", show(bytes), answer);
    }
  }

  /** Good JSON that is no command, or too much of it. */
  private void sayUnheardOf(Speaker speaker) throws IOException {
    var command = command();
    switch (random.nextInt(4)) {
      case 0 -> command.put("method", values.text(1 + random.nextInt(80)));
      case 1 -> command.put("id", "i".repeat(65));
      case 2 -> command.put("more", "x".repeat(70_000 + random.nextInt(800_000)));
      default -> command.set("params", JSON.createArrayNode());
    }
    sendInPieces(speaker.socket(), bytes(command));
    var answer = speaker.answer();
    count("unheard of", answer);
    judgeBad("commands", show(bytes(command)), answer, codes);
  }

  /** Bits that are none of a frame's. */
  private void sayWrongFrame(Speaker speaker) throws IOException {
    var socket = speaker.socket();
    var good = bytes(command());
    int kind = random.nextInt(9);
    switch (kind) {
      case 0 -> socket.frame(RawWebSocket.FINAL | RawWebSocket.BINARY, good);
      case 1 -> socket.frame(RawWebSocket.FINAL | RawWebSocket.CONTINUATION, good);
      case 2 -> socket.frame(RawWebSocket.TEXT, new byte[0]);
      case 3 -> socket.frame(RawWebSocket.FINAL | 0x40 | RawWebSocket.TEXT, good);
      case 4 -> socket.frame(RawWebSocket.FINAL | (3 + random.nextInt(5)), good);
      case 5 -> socket.unmasked(RawWebSocket.FINAL | RawWebSocket.TEXT, good);
      case 6 -> socket.frame(RawWebSocket.FINAL | RawWebSocket.PING, mutations.noise(200));
      case 7 -> {
        socket.frame(RawWebSocket.TEXT, good);
        socket.text("{}"); // A new message within another.
      }
      default -> socket.frame(RawWebSocket.FINAL | RawWebSocket.TEXT, mutations.noise(300));
    }
    var answer = speaker.answerOrEnd();
    count("wrong frame", answer);
    judgeBad("frames", "kind " + kind + ": " + show(good), answer, withThoseOfWebSockets());
  }

  private void judgeBad(String where, String said, Speaker.Answer answer, Set<Integer> allowed) {
    if (answer.hung()) {
      found(where, "hung", said, answer);
    } else if (answer.closed() != null && !allowed.contains(answer.closed())) {
      found(where, "closed with " + answer.closed(), said, answer);
    } else if (answer.closed() == null && answer.replies().isEmpty()) {
      found(where, "passed over in silence", said, answer);
    } else if (answer.replies().size() > 1) {
      found(where, "more than one reply", said, answer);
    } else {
      answer.replies().stream()
          .filter(reply -> reply.has("error"))
          .flatMap(reply -> Schemas.reply("ping", reply).stream())
          .findFirst()
          .ifPresent(why -> found(where, why, said, answer));
    }
  }

  private ObjectNode command() {
    var method = values.pick(List.copyOf(Schemas.methods()));
    var schema = Schemas.read(Schemas.CONTRACT.resolve("methods").resolve(method + ".json"));
    var params = values.of(schema.at("/$defs/params"), "", this::known);
    var command = JSON.createObjectNode();
    if (random.nextBoolean()) {
      command.put("id", values.word());
    } else {
      command.put("id", random.nextLong());
    }
    return command.put("method", method).set("params", params);
  }

  private Optional<JsonNode> known(String name) {
    return switch (name) {
      case "session_id" -> some(sessions.getLast());
      case "message_id" -> some(answers.getLast());
      case "topic", "topics[]" -> random.nextInt(5) == 0 ? Optional.empty() : some(topic());
      case "access_token" -> some(token);
      case "parent_id", "publishable_key" -> Optional.of(JsonNodeFactory.instance.nullNode());
      default -> Optional.empty();
    };
  }

  private String topic() {
    return "chat_session:" + (random.nextBoolean() ? values.pick(sessions) : UUID.randomUUID());
  }

  private static Optional<JsonNode> some(String text) {
    return Optional.of(JsonNodeFactory.instance.textNode(text));
  }

  /** In one frame or several, with a ping between them. */
  private void sendInPieces(RawWebSocket socket, byte[] message) throws IOException {
    int from = 0;
    int kind = RawWebSocket.TEXT;
    while (message.length - from > 1 && random.nextInt(3) == 0) {
      int to = from + 1 + random.nextInt(message.length - from - 1);
      socket.frame(kind, Arrays.copyOfRange(message, from, to));
      socket.frame(RawWebSocket.FINAL | RawWebSocket.PING, new byte[3]);
      kind = RawWebSocket.CONTINUATION;
      from = to;
    }
    socket.frame(RawWebSocket.FINAL | kind, Arrays.copyOfRange(message, from, message.length));
  }

  private static boolean fits(byte[] bytes) {
    try {
      return Schemas.command(JSON.readTree(bytes)).isEmpty();
    } catch (IOException notJson) {
      return false;
    }
  }

  private Set<Integer> withThoseOfWebSockets() {
    var all = new TreeSet<>(codes);
    all.addAll(OF_WEBSOCKETS);
    return all;
  }

  private void count(String kind, Speaker.Answer answer) {
    var what =
        answer.closed() != null
            ? "closed " + answer.closed()
            : answer.replies().stream()
                .map(reply -> reply.has("result") ? "result" : reply.at("/error/code").asText())
                .collect(Collectors.joining(" and "));
    seen.merge(kind + ": " + what, 1, Integer::sum);
  }

  private void found(String where, String what, Object said, Speaker.Answer answer) {
    var text = said.toString();
    findings.add(
        where,
        what,
        "  said " + text.substring(0, Math.min(text.length(), 1_000)) + "\n  heard " + answer);
  }

  private static byte[] bytes(JsonNode node) {
    return node.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static String show(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }
}
