package io.sardonyx.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GroupCommitTest {
  @Test
  void eachWriteGetsItsOwnAnswer() throws Exception {
    var together =
        new GroupCommit<Integer, Integer>(2, 8, batch -> batch.stream().map(i -> i * 2).toList());
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var writes =
          IntStream.range(0, 10_000).<Callable<Integer>>mapToObj(i -> () -> together.write(i));
      var answers = new ArrayList<Integer>();
      for (var answer : threads.invokeAll(writes.toList())) {
        answers.add(answer.get());
      }
      assertThat(answers).isEqualTo(IntStream.range(0, 10_000).map(i -> i * 2).boxed().toList());
    }
  }

  @Test
  void whatArrivesMeanwhileIsTheNextBatch() throws Exception {
    var first = new CountDownLatch(1);
    var batches = new ConcurrentLinkedQueue<List<Integer>>();
    var together =
        new GroupCommit<Integer, Integer>(
            1,
            8,
            batch -> {
              batches.add(batch);
              if (batches.size() == 1) {
                await(first);
              }
              return batch;
            });
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var one = threads.submit(() -> together.write(1));
      while (batches.isEmpty()) {
        Thread.onSpinWait();
      }
      var others =
          List.of(threads.submit(() -> together.write(2)), threads.submit(() -> together.write(3)));
      while (together.waiting() < 2) {
        Thread.onSpinWait();
      }
      first.countDown();
      assertThat(one.get()).isEqualTo(1);
      for (var other : others) {
        other.get();
      }
    }
    assertThat(batches).hasSize(2);
    assertThat(List.copyOf(batches).getLast()).containsExactlyInAnyOrder(2, 3);
  }

  @Test
  void aBatchThatFailsFailsItsWritesAndNoOthers() {
    var together =
        new GroupCommit<Integer, Integer>(
            1,
            8,
            batch -> {
              if (batch.contains(13)) {
                throw new DatabaseUnavailable(new IllegalStateException("gone"));
              }
              return batch;
            });
    assertThatThrownBy(() -> together.write(13)).isInstanceOf(DatabaseUnavailable.class);
    assertThat(together.write(14)).isEqualTo(14);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
