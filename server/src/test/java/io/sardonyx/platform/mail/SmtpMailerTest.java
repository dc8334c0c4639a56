package io.sardonyx.platform.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sardonyx.platform.config.SmtpUrl;
import io.sardonyx.platform.mail.Mailer.MailNotTaken;
import io.vertx.core.Vertx;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a mail server may answer, and that it is never taken for a mail that was sent. */
class SmtpMailerTest {
  private static final String SECRET = "https://chat.example.com/reset-password?token=otp_secret";
  private static final Mail MAIL = new Mail("ann@example.com", "Choose a password", SECRET);

  private static Vertx vertx;

  @BeforeAll
  static void start() {
    vertx = Vertx.vertx();
  }

  @AfterAll
  static void stop() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  @Test
  void whatIsTakenIsSentOnceWithItsText() throws IOException {
    try (var server = new Server("DATA", "354 Go on")) {
      send(server, MAIL);
      assertThat(server.heard("RCPT TO:")).containsExactly("RCPT TO:<ann@example.com>");
      assertThat(server.heard("Subject:")).containsExactly("Subject: Choose a password");
      assertThat(server.heard("Auto-Submitted:")).containsExactly("Auto-Submitted: auto-generated");
    }
  }

  @Test
  void everyRefusalIsToBeTriedAgainAndTellsNoSecret() throws IOException {
    for (var refusal :
        List.of(
            new String[] {"CONNECT", "421 Too busy"},
            new String[] {"MAIL FROM", "550 We do not know you"},
            new String[] {"RCPT TO", "550 No such mailbox"},
            new String[] {"RCPT TO", "451 Come back later"},
            new String[] {"DATA", "554 Not that"})) {
      try (var server = new Server(refusal[0], refusal[1])) {
        assertThatThrownBy(() -> send(server, MAIL))
            .as("%s: %s", (Object[]) refusal)
            .isInstanceOf(MailNotTaken.class)
            .hasMessageContaining(refusal[1].substring(0, 3))
            .hasMessageNotContaining("otp_secret");
      }
    }
  }

  @Test
  void aServerThatHangsUpOrIsAwayHasTakenNothing() throws IOException {
    try (var server = new Server("RCPT TO", "")) {
      assertThatThrownBy(() -> send(server, MAIL)).isInstanceOf(MailNotTaken.class);
      server.close();
      assertThatThrownBy(() -> send(server, MAIL)).isInstanceOf(MailNotTaken.class);
    }
  }

  /** As many as there are connections: none of them is lost to a server that is silent. */
  @Test
  void aServerThatSaysNothingIsGivenUpAndFoundAgainWhenItSpeaks() throws Exception {
    int all = 4;
    try (var server = new Server("DATA", "354 Go on", all);
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var mailer = mailer(server, Duration.ofMillis(1_500));
      try {
        var sending =
            Stream.generate(() -> threads.submit(() -> mailer.send(MAIL))).limit(all).toList();
        for (var each : sending) {
          assertThatThrownBy(each::get).hasCauseInstanceOf(MailNotTaken.class);
        }
        mailer.send(MAIL);
        assertThat(server.heard("RCPT TO:")).hasSize(1);
      } finally {
        mailer.close();
      }
    }
  }

  @Test
  void nobodyWritesFurtherHeadersThroughASubject() throws IOException {
    try (var server = new Server("DATA", "354 Go on")) {
      send(server, new Mail("ann@example.com", "Hello\r\nBcc: eve@example.com", "Text"));
      assertThat(server.heard("Bcc:")).isEmpty();
      assertThat(server.heard("RCPT TO:")).hasSize(1);
    }
  }

  @Test
  void theLogMasksTheAddress() {
    assertThat(LoggedMailer.masked("ann@example.com")).isEqualTo("a…@example.com");
    assertThat(LoggedMailer.masked("@example.com")).isEqualTo("…@example.com");
  }

  private static void send(Server server, Mail mail) {
    var mailer = mailer(server, Duration.ofSeconds(30));
    try {
      mailer.send(mail);
    } finally {
      mailer.close();
    }
  }

  private static SmtpMailer mailer(Server server, Duration patience) {
    var address = SmtpUrl.parse("smtp://127.0.0.1:%d?starttls=none".formatted(server.port()));
    return new SmtpMailer(vertx, address, "Sardonyx <no-reply@example.com>", patience);
  }

  /**
   * Agrees to everything, except that one command gets another answer; none hangs up. To the first
   * ones who come it may say nothing.
   */
  private static final class Server implements AutoCloseable {
    private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final String command;
    private final String answer;
    private final int silences;
    private final List<Socket> unanswered = new CopyOnWriteArrayList<>();

    Server(String command, String answer) throws IOException {
      this(command, answer, 0);
    }

    Server(String command, String answer, int silences) throws IOException {
      this.command = command;
      this.answer = answer;
      this.silences = silences;
      Thread.ofVirtual().start(this::serve);
    }

    int port() {
      return socket.getLocalPort();
    }

    List<String> heard(String prefix) {
      return lines.stream().filter(line -> line.startsWith(prefix)).toList();
    }

    private void serve() {
      while (!socket.isClosed()) {
        if (unanswered.size() < silences) {
          acceptSilently();
          continue;
        }
        try (var client = socket.accept()) {
          var in =
              new BufferedReader(
                  new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
          var out = client.getOutputStream();
          out.write(reply("CONNECT", "220 Here"));
          for (var line = in.readLine(); line != null; line = in.readLine()) {
            lines.add(line);
            var said = reply(line, line.equals(".") || isCommand(line) ? "250 Good" : "");
            if (said.length == 0 && line.startsWith(command)) {
              break;
            }
            out.write(said);
          }
        } catch (IOException gone) {
          // The next one, or nobody any more.
        }
      }
    }

    private void acceptSilently() {
      try {
        unanswered.add(socket.accept());
      } catch (IOException gone) {
        // Nobody any more.
      }
    }

    private static boolean isCommand(String line) {
      return line.matches("(EHLO|HELO|MAIL|RCPT|RSET|NOOP|QUIT).*");
    }

    private byte[] reply(String heard, String usual) {
      var said = heard.startsWith(command) ? answer : usual;
      return (said.isEmpty() ? "" : said + "\r\n").getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public void close() throws IOException {
      socket.close();
      for (var each : unanswered) {
        each.close();
      }
    }
  }
}
