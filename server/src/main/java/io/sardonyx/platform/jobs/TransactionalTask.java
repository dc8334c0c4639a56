package io.sardonyx.platform.jobs;

/**
 * Work that is enqueued in a transaction with {@link TaskQueue#enqueue} and run once after its
 * commit, by one of all nodes. What fails is retried, with growing pauses, for half a day; so it
 * may run more than once.
 */
public interface TransactionalTask {
  /** Unique among all tasks; other releases of the program must find it again. */
  String name();

  /** In which it waits, and with which others it shares threads. */
  TaskQueue queue();

  void run(String data);
}
