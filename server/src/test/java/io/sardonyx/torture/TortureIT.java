package io.sardonyx.torture;

import static org.assertj.core.api.Assertions.assertThat;

import io.sardonyx.testing.Eventually;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * Kill -9 of a node, of Redis and of PostgreSQL, in turns, while clients write and read. {@code
 * ./sardonyx torture 1000} does it a thousand times; here it is a short form. {@link
 * BrokenOnPurposeIT} shows that it notices what it is there for; what follows it here shows that of
 * the audit at its end.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TortureIT {
  private static final int CYCLES = Integer.getInteger("torture.cycles", 6);

  /** So many messages have fewer events than are caught up with. */
  private static final int SHORT_RUN = 300;

  private static final Duration LIMIT = Duration.ofSeconds(60);

  private static Torture torture;

  @BeforeAll
  static void start() {
    torture = Torture.begin();
  }

  @AfterAll
  static void stop() {
    torture.close();
  }

  @Test
  @Order(1)
  void nothingAcknowledgedIsLostNothingComesTwiceAndThereIsNoHole() throws Exception {
    torture.run(CYCLES);
  }

  @Test
  @Order(2)
  void theAuditFindsAMessageThatIsThereTwice() throws Exception {
    sabotage(
        "said twice",
        """
        insert into platform.chat_messages (id, session_id, organization_id, application_id,
          user_id, parent_id, kind, content, client_message_id)
        select uuidv7(), session_id, organization_id, application_id, user_id, parent_id, kind,
          content, uuidv7()
        from platform.chat_messages where session_id = '%s' and kind = 'user' limit 1
        """,
        torture.writer(0));
  }

  @Test
  @Order(3)
  void theAuditFindsThatAnAcknowledgedMessageIsGone() throws Exception {
    sabotage(
        "acknowledged and lost",
        """
        delete from platform.chat_messages where id = (
          select id from platform.chat_messages where session_id = '%s' and kind = 'user'
          order by id desc limit 1)
        """,
        torture.writer(1));
  }

  @Test
  @Order(4)
  void theAuditFindsAHoleInTheLogAndNoReaderIsLedOverIt() throws Exception {
    var writer = torture.writer(2);
    sabotage(
        "the log has a hole",
        "delete from platform.events where topic_id = '%s' and seq = 5",
        writer);
    try (var reader = torture.follower(writer.session())) {
      Eventually.within(LIMIT, () -> !reader.snapshots().isEmpty(), () -> "Read " + reader.seqs());
      var before = List.of(1L, 2L, 3L, 4L);
      // None at all after a long run: there is more than anybody is made to catch up with.
      assertThat(reader.seqs())
          .isIn(writer.count() < SHORT_RUN ? List.of(before) : List.of(before, List.of()));
      assertThat(reader.violations()).isEmpty();
    }
  }

  private static void sabotage(String expected, String sql, Writer writer) throws SQLException {
    try (var superuser = torture.cluster().postgres().superuser();
        var statement = superuser.createStatement()) {
      assertThat(statement.executeUpdate(sql.formatted(writer.session()))).isEqualTo(1);
      assertThat(new Audit(superuser).of(writer.session(), writer.acknowledged()))
          .anySatisfy(wrong -> assertThat(wrong).startsWith(expected));
    }
  }
}
