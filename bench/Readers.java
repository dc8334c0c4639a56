import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Users who each have a chat open on a socket, say something, and read the answer as it comes. */
final class Readers implements AutoCloseable {
  private static final int LIMIT_SECONDS = 180;
  private static final int TOPIC_END = "{\"topic\":\"chat_session:".length() + 36;

  /** Follows the topic where an event has no number. */
  private static final byte[] PART =
      "\",\"type\":\"answer.part\"".getBytes(StandardCharsets.US_ASCII);

  private final Application application;
  private final RealtimeClients sockets;
  private final List<RealtimeClients.Client> clients = new ArrayList<>();
  private final Answer[] answers;
  private int listening;
  private int parts;
  private int over;

  /**
   * @param tokens of each answer
   */
  Readers(Testbed testbed, Application application, int count, int tokens) throws IOException {
    this.application = application;
    this.sockets = new RealtimeClients(testbed.program().port(), this::hear);
    this.answers = new Answer[count];
    Arrays.setAll(answers, user -> new Answer(tokens));
  }

  Answer[] answers() {
    return answers;
  }

  void listen() throws IOException {
    for (int user = 0; user < answers.length; user++) {
      var client = sockets.open(user);
      clients.add(client);
      client.send(Commands.connect(application, user));
      client.send(Commands.subscribe("chat_session:" + session(user)));
    }
    sockets.runUntil(() -> listening == answers.length, LIMIT_SECONDS);
  }

  /** Returns when the first answer begins. */
  void ask() throws IOException {
    clients.forEach(client -> client.send(Commands.send(session(client.number()))));
    sockets.runUntil(() -> parts > 0, LIMIT_SECONDS);
  }

  /**
   * @param meanwhile called often, and answers true
   */
  void read(BooleanSupplier meanwhile) throws IOException {
    sockets.runUntil(() -> meanwhile.getAsBoolean() && over == answers.length, LIMIT_SECONDS);
  }

  @Override
  public void close() throws IOException {
    sockets.close();
  }

  private void hear(RealtimeClients.Client client, byte[] frames, int offset, int length) {
    var answer = answers[client.number()];
    int type = offset + TOPIC_END;
    if (length > TOPIC_END + PART.length
        && Arrays.equals(frames, type, type + PART.length, PART, 0, PART.length)) {
      answer.part(frames, offset, length);
      parts++;
      return;
    }
    var text = new String(frames, offset, length, StandardCharsets.UTF_8);
    if (text.contains("\"error\":{")) {
      throw new IllegalStateException(text);
    } else if (text.contains("\"type\":\"caught_up\"")) {
      listening++;
    } else if (text.contains("\"type\":\"message.updated\"") && !answer.isOver()) {
      answer.message(text);
      over++;
    }
  }

  private static String session(int user) {
    return new Operation.Draw(user, 0).sessionId();
  }
}
