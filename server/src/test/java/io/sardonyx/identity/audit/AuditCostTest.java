package io.sardonyx.identity.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.sardonyx.platform.caller.Caller;
import io.sardonyx.platform.caller.Role;
import io.sardonyx.platform.database.Statements;
import io.sardonyx.sessions.Chats;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What reading the log costs PostgreSQL, in pages that it touches, where there is much in it. */
class AuditCostTest {
  private static final Pattern BUFFERS = Pattern.compile("Buffers: shared hit=(\\d+)");
  private static final int DAYS = 300;
  private static final int A_DAY = 100;

  /** Of a page of fifty events, each with two names, and of the index above them. */
  private static final int FEW = 500;

  private static Chats chats;
  private static Caller owner;
  private static UUID rare;

  @BeforeAll
  static void fill() throws SQLException {
    chats = new Chats();
    var busy = chats.stranger();
    owner =
        new Caller(busy.organizationId(), busy.applicationId(), busy.userId(), Role.OWNER, null);
    rare = UUID.randomUUID();
    try (var connection = chats.superuser();
        var statement = connection.createStatement()) {
      statement.execute(
          """
          insert into platform.audit_events
            (id, organization_id, application_id, app_user_id, action, target_type, target_id, at)
          select uuidv7(make_interval(secs => extract(epoch from at - now()))), '%1$s', '%2$s',
            case when n %% 10000 = 0 then '%4$s'::uuid else '%3$s' end, 'app_user.updated',
            'app_user', '%3$s', at
          from (select n, now() - n * interval '1 day' / %6$d as at
            from generate_series(1, %5$d) n) events
          """
              .formatted(
                  busy.organizationId(),
                  busy.applicationId(),
                  busy.userId(),
                  rare,
                  DAYS * A_DAY,
                  A_DAY));
      statement.execute("vacuum analyze platform.audit_events");
    }
  }

  @AfterAll
  static void stop() {
    chats.close();
  }

  @Test
  void aPageOfADayLongAgoIsReadLikeTheFirst() {
    var day = OffsetDateTime.now(ZoneOffset.UTC).minusDays(DAYS / 2);
    var found = read(new AuditQuery(null, null, day, day.plusDays(1), null, 50));
    assertThat(found.events()).hasSize(51);
    assertThat(found.events())
        .allMatch(event ->
            !event.at().isBefore(day.toInstant())
                && event.at().isBefore(day.plusDays(1).toInstant()));
    assertThat(found.pages()).as(found.plan()).isLessThan(FEW);
    var next = found.events().get(49).id();
    var rest = read(new AuditQuery(null, null, day, day.plusDays(1), null, 60), next);
    assertThat(rest.events()).as("a hundred a day").hasSize(50);
    assertThat(rest.pages()).as(rest.plan()).isLessThan(FEW);
  }

  @Test
  void whatSomebodyDidThatDidLittleIsFoundAmongWhatOthersDid() {
    var found = read(new AuditQuery(null, rare, null, null, null, 50));
    assertThat(found.events()).hasSize(3).allMatch(event -> rare.equals(event.appUserId()));
    assertThat(found.pages()).as(found.plan()).isLessThan(FEW);
    var since = OffsetDateTime.ofInstant(Instant.now().minus(Duration.ofDays(150)), ZoneOffset.UTC);
    assertThat(read(new AuditQuery(null, rare, since, null, null, 50)).events()).hasSize(1);
  }

  private record Found(List<AuditEvent> events, String plan) {
    int pages() {
      var buffers = BUFFERS.matcher(plan);
      assertThat(buffers.find()).as(plan).isTrue();
      return Integer.parseInt(buffers.group(1));
    }
  }

  private static Found read(AuditQuery query) {
    return read(query, null);
  }

  private static Found read(AuditQuery query, @Nullable UUID after) {
    return chats.database.as(
        owner,
        tx -> {
          var plan = new AtomicReference<>("");
          var explained =
              new Statements() {
                @Override
                public RowSet<Row> query(String sql, @Nullable Object... arguments) {
                  // A new connection reads pages of the catalogue first, which is no matter.
                  for (int i = 0; i < 2; i++) {
                    var lines = new StringBuilder();
                    tx.query("explain (analyze, buffers, timing off) " + sql, arguments)
                        .forEach(row -> lines.append(row.getString(0)).append('\n'));
                    plan.set(lines.toString());
                  }
                  return tx.query(sql, arguments);
                }

                @Override
                public void afterCommit(Runnable action) {
                  tx.afterCommit(action);
                }
              };
          var events = AuditStore.list(explained, query, after, List.of());
          return new Found(events, plan.get());
        });
  }
}
