package io.sardonyx.identity.authentication;

import static org.assertj.core.api.Assertions.assertThat;

import io.sardonyx.platform.crypto.Ids;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RecentChangesTest {
  private static final Instant NOW = Instant.parse("2026-03-29T01:00:00Z");

  private final RecentChanges recent = new RecentChanges(() -> NOW);
  private final UUID login = Ids.next();
  private final UUID user = Ids.next();

  @Test
  void what_was_read_before_a_change_is_not_believed() {
    record(user, NOW);
    assertThat(recent.noneSince(Set.of(login, user), NOW.minusSeconds(60))).isFalse();
    assertThat(recent.noneSince(Set.of(login, user), NOW)).isFalse();
  }

  @Test
  void what_was_read_while_a_change_was_being_committed_is_not_believed() {
    record(user, NOW);
    var end = NOW.plus(RecentChanges.COMMIT_TAKES_AT_MOST);
    assertThat(recent.noneSince(Set.of(user), end)).isFalse();
    assertThat(recent.noneSince(Set.of(user), end.plusMillis(1))).isTrue();
  }

  @Test
  void a_change_of_somebody_else_is_no_matter() {
    record(Ids.next(), NOW);
    assertThat(recent.noneSince(Set.of(login, user), NOW.minusSeconds(60))).isTrue();
  }

  @Test
  void an_old_message_does_not_undo_what_a_newer_one_said() {
    record(user, NOW);
    assertThat(recent.record(List.of(new PrincipalChange(user, NOW.minusSeconds(3600))))).isEmpty();
    assertThat(recent.noneSince(Set.of(user), NOW)).isFalse();
  }

  @Test
  void a_change_is_news_once() {
    assertThat(record(user, NOW)).containsExactly(user);
    assertThat(record(user, NOW)).isEmpty();
    assertThat(record(user, NOW.plusSeconds(1))).containsExactly(user);
  }

  @Test
  void when_more_changes_than_can_be_remembered_nothing_read_before_is_believed() {
    recent.read(new PrincipalChangeStore.ChangePage(List.of(), NOW), System.nanoTime());
    var many = new ArrayList<PrincipalChange>();
    for (int i = 0; i < 100_001; i++) {
      many.add(new PrincipalChange(new UUID(0, i), NOW));
    }
    recent.record(many);
    assertThat(recent.noneSince(Set.of(user), NOW)).isFalse();
    assertThat(recent.noneSince(Set.of(user), NOW.plus(Duration.ofMinutes(2)))).isTrue();
  }

  @Test
  void before_the_first_answer_it_knows_that_it_knows_nothing() {
    assertThat(recent.age()).isGreaterThan(Duration.ofHours(1));
    assertThat(recent.readFrom()).isNull();
    recent.read(new PrincipalChangeStore.ChangePage(List.of(), NOW), System.nanoTime());
    assertThat(recent.age()).isLessThan(Duration.ofMinutes(1));
    assertThat(recent.readFrom()).isEqualTo(NOW.minus(RecentChanges.COMMIT_TAKES_AT_MOST));
  }

  @Test
  void what_no_node_of_ours_said_is_no_change() {
    for (var text : new String[] {"", "@", "x@y", user + "@", user + "@yesterday", "@" + NOW}) {
      assertThat(PrincipalChange.parse(text)).as(text).isEmpty();
    }
    assertThat(PrincipalChange.parse(new PrincipalChange(user, NOW).toString()))
        .contains(new PrincipalChange(user, NOW));
  }

  private Set<UUID> record(UUID subject, Instant at) {
    return recent.record(List.of(new PrincipalChange(subject, at)));
  }
}
