package io.sardonyx.platform.deletion;

import io.sardonyx.platform.database.Statements;
import java.time.Instant;
import java.util.UUID;

/**
 * Data that organizations keep for a limited time. Beans of this type are found and asked to apply
 * the organizations' retention rules, once a day.
 */
public interface RetainedData {
  /** What a rule may say about it. */
  enum Action {
    ARCHIVE,
    DELETE
  }

  /** As retention rules name it. */
  String kind();

  /**
   * As the workers' role, in steps until nothing is left or the thread is interrupted. Repeated, it
   * goes on: what is done already is no longer found.
   *
   * @param unusedSince records that were last used before
   */
  void apply(Action action, UUID organizationId, Instant unusedSince, Counter counter);

  /** Told in the transaction of each step how many records it concerned. */
  interface Counter {
    void add(Statements tx, int records);
  }
}
