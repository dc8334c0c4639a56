package io.sardonyx.platform.events;

import static io.sardonyx.isolation.Rule.APPLICATION_MEMBERS;
import static io.sardonyx.isolation.Rule.owner;

import io.sardonyx.isolation.IsolationCases;
import io.sardonyx.isolation.Rule;
import io.sardonyx.isolation.Someone;
import io.sardonyx.isolation.TableCase;
import java.util.List;
import java.util.Set;

/** Everybody has a topic of their own, and one of a chat session; one of those is shared. */
class EventIsolationCases implements IsolationCases {
  private static final Someone SHARES = Someone.SHOP_ADMIN;

  private static final Rule.Allowed SHARED =
      APPLICATION_MEMBERS.and((caller, row) ->
          row.has("id", SHARES.id("session")) || row.has("topic_id", SHARES.id("session")));

  private static final Rule.Allowed OWNS_TOPIC =
      APPLICATION_MEMBERS.and((caller, row) ->
          Set.of(caller.user(), caller.id("session")).contains(row.id("topic_id")));

  @Override
  public List<TableCase> tables() {
    return List.of(
        TableCase.of("topics", Rule.readWrite(owner("writer_id").or(SHARED), owner("writer_id")))
            .workers("select", "insert", "update", "delete")
            .perUser(
                """
                insert into platform.topics (organization_id, application_id, writer_id, id, kind)
                values ({organization}, {application}, {user}, {user}, 'app_user'),
                  ({organization}, {application}, {user}, {session}, 'chat_session')
                """),
        TableCase.of("events", Rule.readInsert(OWNS_TOPIC.or(SHARED), OWNS_TOPIC))
            .workers("select", "insert", "delete")
            .redundant("api_select", "organization", "application")
            .redundant("api_insert", "organization", "application")
            .perUser(
                """
                insert into platform.events
                  (topic_id, seq, organization_id, application_id, type, data)
                values ({user}, 1, {organization}, {application}, 'e', '{}'),
                  ({session}, 1, {organization}, {application}, 'e', '{}')
                """));
  }
}
