package io.sardonyx.sessions;

import io.sardonyx.platform.caller.Caller;
import io.sardonyx.platform.database.Statements;
import java.util.UUID;

/** The SQL of noting what models read and wrote. */
final class TokenUsageStore {
  private TokenUsageStore() {}

  /** Once for an answer and a purpose: a second time changes nothing. */
  static void record(Statements tx, UUID answerId, String purpose, TokenUsage usage) {
    tx.query(
        """
        insert into platform.token_usage (answer_id, purpose, organization_id, application_id,
          user_id, model_provider_id, model, prompt_tokens, completion_tokens, is_estimated)
        select id, $2, organization_id, application_id, user_id, $3, $4, $5, $6, $7
        from platform.chat_messages where id = $1
        on conflict (answer_id, purpose) do nothing
        """,
        answerId,
        purpose,
        usage.modelProviderId(),
        usage.model(),
        usage.promptTokens(),
        usage.completionTokens(),
        usage.estimated());
  }

  static void recordApi(Statements tx, Caller caller, UUID id, TokenUsage usage) {
    tx.query(
        """
        insert into platform.token_usage (answer_id, purpose, organization_id, application_id,
          user_id, model_provider_id, model, prompt_tokens, completion_tokens, is_estimated)
        values ($1, 'api', $2, $3, $4, $5, $6, $7, $8, $9)
        """,
        id,
        caller.organizationId(),
        caller.applicationId(),
        caller.userId(),
        usage.modelProviderId(),
        usage.model(),
        usage.promptTokens(),
        usage.completionTokens(),
        usage.estimated());
  }
}
