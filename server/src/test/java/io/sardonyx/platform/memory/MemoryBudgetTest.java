package io.sardonyx.platform.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sardonyx.platform.problem.Problem;
import java.util.ArrayList;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;

class MemoryBudgetTest {
  private static final long MB = 1 << 20;

  private final MemoryBudget budget = new MemoryBudget(100 * MB);
  private final UUID ann = UUID.randomUUID();
  private final UUID bob = UUID.randomUUID();

  @Test
  void oneTenantAloneHasHalf() {
    try (var reserved = budget.open(ann)) {
      reserved.reserve(49 * MB);
      assertThatThrownBy(() -> reserved.reserve(2 * MB))
          .isInstanceOfSatisfying(
              Problem.class, full -> assertThat(full.code()).isEqualTo("out_of_memory"));
      assertThat(budget.held()).isBetween(49 * MB, 50 * MB);
    }
    assertThat(budget.held()).isZero();
  }

  /** Whatever it divides it into. */
  @Test
  void theReservationsOfATenantCountTogether() {
    var reservations = new ArrayList<MemoryReservation>();
    assertThatThrownBy(
            () -> {
              while (reservations.size() < 200) {
                reservations.add(budget.open(ann));
                reservations.getLast().reserve(MB);
              }
            })
        .isInstanceOf(Problem.class);
    assertThat(reservations.size()).isBetween(50, 51);
    reservations.forEach(MemoryReservation::close);
    assertThat(budget.held()).isZero();
  }

  @Test
  void thereIsAlwaysSomethingLeftForTheNextTenant() {
    var greedy = new ArrayList<MemoryReservation>();
    for (int tenant = 0; tenant < 5; tenant++) {
      var reserved = budget.open(UUID.randomUUID());
      greedy.add(reserved);
      assertThatThrownBy(
              () -> {
                while (true) {
                  reserved.reserve(64 << 10);
                }
              })
          .isInstanceOf(Problem.class);
    }
    try (var small = budget.open(bob)) {
      assertThatCode(() -> small.reserve(MB / 2)).doesNotThrowAnyException();
    }
    greedy.forEach(MemoryReservation::close);
    assertThat(budget.held()).isZero();
  }

  @Test
  void whatIsReleasedIsFreeForOthers() {
    try (var first = budget.open(ann);
        var second = budget.open(bob)) {
      first.reserve(45 * MB);
      assertThatThrownBy(() -> second.reserve(40 * MB)).isInstanceOf(Problem.class);
      first.release(44 * MB);
      second.reserve(40 * MB);
    }
    assertThat(budget.held()).isZero();
  }

  /** Two threads may end an answer. */
  @Test
  void closingTwiceGivesBackOnce() {
    var reserved = budget.open(ann);
    reserved.reserve(10 * MB);
    reserved.close();
    reserved.close();
    reserved.reserve(10 * MB);
    assertThat(budget.held()).isZero();
  }

  @Test
  void manyThreadsLoseNothing() throws Exception {
    try (var threads = Executors.newFixedThreadPool(8)) {
      var done = new ArrayList<Future<?>>();
      for (int i = 0; i < 2_000; i++) {
        done.add(
            threads.submit(() -> {
              try (var reserved =
                  budget.open(ThreadLocalRandom.current().nextBoolean() ? ann : bob)) {
                for (int step = 0; step < 20; step++) {
                  reserved.reserve(ThreadLocalRandom.current().nextInt(100_000));
                }
              }
            }));
      }
      for (var each : done) {
        each.get();
      }
    }
    assertThat(budget.held()).isZero();
  }
}
