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
  void whatWasReadBeforeAChangeIsNotBelieved() {
    record(user, NOW);
    assertThat(recent.noneSince(Set.of(login, user), NOW.minusSeconds(60))).isFalse();
    assertThat(recent.noneSince(Set.of(login, user), NOW)).isFalse();
  }

  @Test
  void whatWasReadWhileAChangeWasBeingCommittedIsNotBelieved() {
    record(user, NOW);
    var end = NOW.plus(RecentChanges.COMMIT_TAKES_AT_MOST);
    assertThat(recent.noneSince(Set.of(user), end)).isFalse();
    assertThat(recent.noneSince(Set.of(user), end.plusMillis(1))).isTrue();
  }

  @Test
  void aChangeOfSomebodyElseIsNoMatter() {
    record(Ids.next(), NOW);
    assertThat(recent.noneSince(Set.of(login, user), NOW.minusSeconds(60))).isTrue();
  }

  @Test
  void anOldMessageDoesNotUndoWhatANewerOneSaid() {
    record(user, NOW);
    assertThat(recent.record(List.of(new PrincipalChange(user, NOW.minusSeconds(3600))))).isEmpty();
    assertThat(recent.noneSince(Set.of(user), NOW)).isFalse();
  }

  @Test
  void aChangeIsNewsOnce() {
    assertThat(record(user, NOW)).containsExactly(user);
    assertThat(record(user, NOW)).isEmpty();
    assertThat(record(user, NOW.plusSeconds(1))).containsExactly(user);
  }

  @Test
  void whenMoreChangesThanCanBeRememberedNothingReadBeforeIsBelieved() {
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
  void beforeTheFirstAnswerItKnowsThatItKnowsNothing() {
    assertThat(recent.age()).isGreaterThan(Duration.ofHours(1));
    assertThat(recent.readFrom()).isNull();
    recent.read(new PrincipalChangeStore.ChangePage(List.of(), NOW), System.nanoTime());
    assertThat(recent.age()).isLessThan(Duration.ofMinutes(1));
    assertThat(recent.readFrom()).isEqualTo(NOW.minus(RecentChanges.COMMIT_TAKES_AT_MOST));
  }

  @Test
  void whatNoNodeOfOursSaidIsNoChange() {
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
