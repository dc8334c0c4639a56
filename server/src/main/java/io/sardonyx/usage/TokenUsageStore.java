package io.sardonyx.usage;

import io.sardonyx.platform.caller.Caller;
import io.sardonyx.platform.database.Statements;
import java.util.UUID;

/**
 * The SQL of token usage: one row for each answer and purpose. It carries its own organization and
 * user, so that it remains when the chat is gone.
 */
final class TokenUsageStore {
  private TokenUsageStore() {}

  /**
   * Replaces what was recorded for it so far; does nothing if that is settled.
   *
   * @param settled whether nothing follows
   */
  static void put(
      Statements tx,
      Caller caller,
      UUID answerId,
      UsagePurpose purpose,
      TokenUsage usage,
      boolean settled) {
    tx.query(
        """
        with recorded as (
          update platform.token_usage set model_provider_id = $6, model = $7, prompt_tokens = $8,
            completion_tokens = $9, is_estimated = $10, is_settled = $11
          where answer_id = $1 and purpose = $2 and not is_settled returning answer_id)
        insert into platform.token_usage (answer_id, purpose, organization_id, application_id,
          user_id, model_provider_id, model, prompt_tokens, completion_tokens, is_estimated,
          is_settled)
        select $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11
        where not exists (select from recorded)
        on conflict (answer_id, purpose) do nothing
        """,
        answerId,
        purpose.wireName(),
        caller.organizationId(),
        caller.applicationId(),
        caller.userId(),
        usage.modelProviderId(),
        usage.model(),
        usage.promptTokens(),
        usage.completionTokens(),
        usage.estimated(),
        settled);
  }

  /** It cost nothing. */
  static void withdraw(Statements tx, UUID answerId, UsagePurpose purpose) {
    tx.query(
        """
        delete from platform.token_usage
        where answer_id = $1 and purpose = $2 and not is_settled
        """,
        answerId,
        purpose.wireName());
  }

  /**
   * As a worker: what was recorded before its model was asked is all that is known of the prompt.
   */
  static void settleAbandoned(Statements tx, UUID answerId, int completionTokens) {
    tx.query(
        """
        update platform.token_usage set completion_tokens = $2, is_settled = true
        where answer_id = $1 and purpose = 'answer' and not is_settled
        """,
        answerId,
        completionTokens);
  }
}
