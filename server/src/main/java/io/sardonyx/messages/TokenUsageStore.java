package io.sardonyx.messages;

import io.sardonyx.platform.caller.Caller;
import io.sardonyx.platform.database.Statements;
import io.sardonyx.usage.TokenUsage;
import java.util.UUID;

/**
 * The SQL of noting what models read and wrote: one row for an answer and a purpose. It carries its
 * own organization and user, so that it stands when the chat is gone.
 */
final class TokenUsageStore {
  private TokenUsageStore() {}

  /**
   * In place of what was noted for it so far; nothing happens if that is settled.
   *
   * @param settled whether nothing follows
   */
  static void put(
      Statements tx,
      Caller caller,
      UUID answerId,
      String purpose,
      TokenUsage usage,
      boolean settled) {
    tx.query(
        """
        with noted as (
          update platform.token_usage set model_provider_id = $6, model = $7, prompt_tokens = $8,
            completion_tokens = $9, is_estimated = $10, is_settled = $11
          where answer_id = $1 and purpose = $2 and not is_settled returning answer_id)
        insert into platform.token_usage (answer_id, purpose, organization_id, application_id,
          user_id, model_provider_id, model, prompt_tokens, completion_tokens, is_estimated,
          is_settled)
        select $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11
        where not exists (select from noted)
        on conflict (answer_id, purpose) do nothing
        """,
        answerId,
        purpose,
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

  /** It cost nothing after all. */
  static void withdraw(Statements tx, UUID answerId, String purpose) {
    tx.query(
        """
        delete from platform.token_usage
        where answer_id = $1 and purpose = $2 and not is_settled
        """,
        answerId,
        purpose);
  }

  /** As a worker: what was noted before its model was asked is all that is known of the prompt. */
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
