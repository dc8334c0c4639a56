package io.sardonyx.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.sardonyx.testing.Http;
import io.sardonyx.testing.RawHttp;
import io.sardonyx.testing.SharedNode;
import java.net.SocketException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who takes so long to read an export that they are signed out meanwhile. */
class SlowReaderIT {
  private static final String SESSIONS = "/api/v1/chat/sessions";

  /** Both ends of a connection keep some megabytes each: there must be much more. */
  private static final int MESSAGES = 3_000;

  private static final int LENGTH = 20_000;

  @ParameterizedTest
  @ValueSource(strings = {"json", "markdown"})
  void whoIsSignedOutWhileTheyReadGetsNoMoreAndNothingThatLooksWhole(String format)
      throws Exception {
    var node = SharedNode.get();
    var reader = Http.of(node).signedInAsAdmin();
    var session = reader.post(SESSIONS, Map.of("title", "Long")).expect(201).text("/id");
    fill(session);
    var path = SESSIONS + "/" + session + "/export?format=" + format;
    try (var http = RawHttp.connect(node)) {
      http.send(
          "GET %s HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\n\r\n"
              .formatted(path, reader.token()));
      var read = http.until("A message of many words", Duration.ofSeconds(30));
      assertThat(read).startsWith("HTTP/1.1 200 ");
      // Meanwhile it is written until nobody takes more.
      Thread.sleep(1_000);
      var login = reader.get("/api/v1/me").text("/login_session_id");
      Http.of(node).signedInAsAdmin().delete("/api/v1/login-sessions/" + login).expect(204);
      Thread.sleep(1_500);
      var rest = rest(http);
      assertThat(rest.length()).isLessThan(MESSAGES * LENGTH / 2);
      assertThat(rest).as("its last chunk").doesNotEndWith("\r\n0\r\n\r\n");
    } finally {
      // For good, or whatever else is to be found would be indexed after all this.
      SharedNode.home()
          .execute("delete from platform.chat_sessions where id = '%s'".formatted(session));
    }
  }

  private static String rest(RawHttp http) throws Exception {
    try {
      return http.everything(Duration.ofSeconds(30));
    } catch (SocketException reset) {
      throw new AssertionError("What was there could not be read", reset);
    }
  }

  /** One message after the other, as if they had been sent. */
  private static void fill(String session) {
    SharedNode.home()
        .execute(
            """
            insert into platform.chat_messages
              (id, session_id, organization_id, application_id, user_id, parent_id, kind, content)
            select i.id, s.id, s.organization_id, s.application_id, s.user_id,
              coalesce(lag(i.id) over (order by i.n), s.leaf_id), 'user',
              rpad('A message of many words ', %d, 'words ')
            from platform.chat_sessions s, lateral (
              select n, uuidv7() as id from generate_series(1, %d) n order by n) i
            where s.id = '%3$s';
            update platform.chat_sessions s set leaf_id = (
              select m.id from platform.chat_messages m where m.session_id = s.id
              order by m.id desc limit 1)
            where s.id = '%3$s'
            """
                .formatted(LENGTH, MESSAGES, session));
  }
}
