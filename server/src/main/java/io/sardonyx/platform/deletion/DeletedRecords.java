package io.sardonyx.platform.deletion;

/**
 * Records that are marked as deleted, which nobody sees any more. Beans of this type are found and
 * asked every minute to remove theirs for good.
 */
public interface DeletedRecords {
  /**
   * In steps, each a transaction of its own that holds its locks for a moment, the record itself
   * last: interrupted or killed anywhere, the next run goes on with what is left.
   *
   * @param limit rows that one statement may touch, and records of one run
   */
  void remove(int limit);
}
