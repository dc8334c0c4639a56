package io.sardonyx.messages;

import io.sardonyx.answers.AssistantSettings;
import io.sardonyx.models.Sampling;
import io.sardonyx.platform.database.Statements;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;

/** The SQL of the settings for answers in a session. */
final class AssistantSettingsStore {
  private AssistantSettingsStore() {}

  /** The default persona's where the caller may no longer use the session's. */
  static AssistantSettings find(Statements tx, UUID sessionId) {
    var rows =
        tx.query(
            """
            select nullif(p.instructions, '') as of_persona,
              nullif(j.instructions, '') as of_project,
              p.model_provider_id, p.temperature, p.top_p, p.max_tokens
            from platform.chat_sessions s
            left join lateral (
              select * from platform.persona_settings p
              where p.organization_id = s.organization_id
                and p.application_id = s.application_id
                and (p.id = s.persona_id or p.is_default)
              order by coalesce(p.id = s.persona_id, false) desc limit 1) p on true
            left join platform.project_instructions j on j.id = s.project_id
            where s.id = $1
            """,
            sessionId);
    for (var row : rows) {
      return new AssistantSettings(
          Stream.of(row.getString("of_persona"), row.getString("of_project"))
              .filter(Objects::nonNull)
              .toList(),
          row.getUUID("model_provider_id"),
          new Sampling(
              row.getDouble("temperature"), row.getDouble("top_p"), row.getInteger("max_tokens")));
    }
    return new AssistantSettings(List.of(), null, Sampling.DEFAULT);
  }
}
