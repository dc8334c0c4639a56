package io.sardonyx.usage;

import io.sardonyx.platform.caller.Caller;
import io.sardonyx.platform.database.Database;
import io.sardonyx.platform.database.Statements;
import jakarta.inject.Singleton;
import java.util.UUID;

/**
 * Records the tokens of every request to a model, once for an answer and a purpose: before the
 * model is asked, what it is about to read, so that a failure or the end of this node leaves that;
 * in the end what it cost, which settles the row.
 */
@Singleton
public class TokenUsageRecorder {
  private final Database database;

  public TokenUsageRecorder(Database database) {
    this.database = database;
  }

  /**
   * Before a model is asked. May be repeated, in place of what was recorded before.
   *
   * @param answerId for which it is asked; any other id where there is no chat
   */
  public void expect(Caller caller, UUID answerId, UsagePurpose purpose, TokenUsage expected) {
    TokenUsageStore.put(database.writing(caller), caller, answerId, purpose, expected, false);
  }

  /** What it cost in the end; the first call counts. */
  public void settle(Caller caller, UUID answerId, UsagePurpose purpose, TokenUsage usage) {
    settle(database.writing(caller), caller, answerId, purpose, usage);
  }

  /** As {@link #settle(Caller, UUID, UsagePurpose, TokenUsage)}, in the caller's transaction. */
  public static void settle(
      Statements tx, Caller caller, UUID answerId, UsagePurpose purpose, TokenUsage usage) {
    TokenUsageStore.put(tx, caller, answerId, purpose, usage, true);
  }

  /** The model refused the request: it cost nothing. */
  public void withdraw(Caller caller, UUID answerId, UsagePurpose purpose) {
    withdraw(database.writing(caller), answerId, purpose);
  }

  /** As {@link #withdraw(Caller, UUID, UsagePurpose)}, in the caller's transaction. */
  public static void withdraw(Statements tx, UUID answerId, UsagePurpose purpose) {
    TokenUsageStore.withdraw(tx, answerId, purpose);
  }

  /** In a transaction of the workers' role: an answer whose node died. */
  public static void settleAbandoned(Statements tx, UUID answerId, int completionTokens) {
    TokenUsageStore.settleAbandoned(tx, answerId, completionTokens);
  }
}
