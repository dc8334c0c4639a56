package io.sardonyx.platform.jobs;

/**
 * Work that is asked for in a transaction with {@link TaskQueue#enqueue}, and done once it is
 * committed, by one node of all. What fails is tried again, later and later, for some hours; so it
 * may be done more than once.
 */
public interface TransactionalTask {
  /** Of all its kind; other releases of the program must find it again. */
  String name();

  void run(String data);
}
