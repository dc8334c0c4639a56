package io.sardonyx.platform.deletion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sardonyx.identity.appusers.AppUsers;
import io.sardonyx.identity.appusers.DeletedAppUsers;
import io.sardonyx.identity.profile.OwnTopicData;
import io.sardonyx.messages.ChatData;
import io.sardonyx.personas.DeletedPersonas;
import io.sardonyx.platform.caller.Caller;
import io.sardonyx.platform.crypto.Ids;
import io.sardonyx.projects.DeletedProjects;
import io.sardonyx.sessions.Chats;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** That what was deleted goes for good, a few rows at a time, and nothing else does. */
class RemoveDeletedJobTest {
  private static final int BATCH = 3;

  /** Where a person's rows are, and by which column they are theirs. */
  private static final List<String> THEIRS =
      List.of(
          "topics where writer_id", "chat_sessions where user_id", "chat_messages where user_id");

  private static final String DATA_REMOVED = "app_users where data_removed_at is not null and id";

  private Chats chats;

  @BeforeEach
  void start() {
    chats = new Chats();
    // Rows that go along with others count as well: foreign keys run statements of their own.
    superuser(
        """
        create function platform.few() returns trigger language plpgsql as $$
        begin
          if (select count(*) from gone) > %d then
            raise exception 'more than a few rows of %% at once', tg_table_name;
          end if;
          return null;
        end
        $$
        """
            .formatted(BATCH));
    for (var table : List.of("events", "topics", "chat_messages", "chat_sessions")) {
      superuser(
          """
          create trigger few after delete on platform.%s referencing old table as gone
          for each statement execute function platform.few()
          """
              .formatted(table));
    }
  }

  @AfterEach
  void stop() {
    chats.close();
  }

  @Test
  void aPersonIsOutOfSightAtOnceAndWhatIsTheirsGoesAFewRowsAtATime() {
    var ann = chats.stranger();
    var ben = chats.colleagueOf(ann);
    var shared = talk(ann, 4, 5).getFirst();
    var kept = talk(ben, 2, 5);
    superuser(
        "update platform.chat_sessions set shared_status = 'application' where id = '%s'"
            .formatted(shared));
    assertThat(chats.isThere(ben, shared)).isTrue();

    delete(ann);
    assertThat(chats.isThere(ben, shared)).isFalse();
    assertThat(seen(ben, "app_users")).containsExactly(ben.userId());
    assertThat(seen(ben, "topics")).doesNotContain(shared);
    assertThat(count("topics where access_version = 1 and id", shared))
        .as("so that whoever reads it now is asked again")
        .isEqualTo(1);
    assertThat(count("chat_messages where user_id", ann.userId())).isEqualTo(4 * 6);

    job().run(Instant.now());
    for (var theirs : THEIRS) {
      assertThat(count(theirs, ann.userId())).as(theirs).isZero();
    }
    assertThat(kept).allMatch(session -> chats.isThere(ben, session));
    assertThat(count("chat_messages where user_id", ben.userId())).isEqualTo(2 * 6);
    assertThat(count("app_users where id", ann.userId())).as("refuses their old tokens").isOne();

    superuser(
        "update platform.app_users set deleted_at = now() - interval '26 hours' where id = '%s'"
            .formatted(ann.userId()));
    job().run(Instant.now());
    assertThat(count("app_users where id", ann.userId())).isZero();
    assertThat(count("app_users where id", ben.userId())).isOne();
  }

  /** Until its node dies, or its database is away. */
  @Test
  void aRunThatIsCutOffLeavesTheRowAndTheNextOneGoesOn() {
    var ann = chats.stranger();
    var last = talk(ann, 7, 2).getLast();
    delete(ann);
    var ben = chats.stranger();
    talk(ben, 1, 1);
    delete(ben);
    superuser(
        """
        create function platform.refuse() returns trigger language plpgsql as $$
        begin
          raise exception 'refused on purpose';
        end
        $$;
        create trigger refuse before delete on platform.chat_sessions for each row
        when (old.id = '%s') execute function platform.refuse()
        """
            .formatted(last));

    assertThatThrownBy(() -> job().run(Instant.now())).hasMessageContaining("refused on purpose");
    assertThat(count("chat_messages where user_id", ann.userId())).isZero();
    assertThat(count(DATA_REMOVED, ann.userId())).isZero();
    assertThat(count(DATA_REMOVED, ben.userId())).as("who was next").isOne();

    superuser("drop function platform.refuse cascade");
    job().run(Instant.now());
    for (var theirs : THEIRS) {
      assertThat(count(theirs, ann.userId())).as(theirs).isZero();
    }
  }

  @Test
  void anApplicationGoesWithEverybodyInItAndNoOtherDoes() {
    var ann = chats.stranger();
    var people =
        Stream.concat(
                Stream.of(ann), IntStream.range(0, 2 * BATCH).mapToObj(i -> chats.colleagueOf(ann)))
            .toList();
    people.forEach(person -> talk(person, 2, 3));
    var other = chats.stranger();
    talk(other, 1, 1);
    superuser(
        """
        update platform.applications set deleted_at = now(), is_active = false where id = '%s'
        """
            .formatted(ann.applicationId()));

    job().run(Instant.now());
    assertThat(count("applications where id", ann.applicationId())).isZero();
    assertThat(count("chat_messages where application_id", ann.applicationId())).isZero();
    assertThat(count("events where application_id", ann.applicationId())).isZero();
    assertThat(count("applications where id", other.applicationId())).isOne();
    assertThat(count("chat_messages where user_id", other.userId())).isEqualTo(2);
  }

  @Test
  void chatsStayWhenTheirPersonaAndTheirProjectGoAndLetGoOfThemAFewAtATime() {
    var ann = chats.stranger();
    var talked = talk(ann, 2 * BATCH + 1, 1);
    var persona = Ids.next();
    var project = Ids.next();
    var whose =
        "'%s', '%s', '%s'".formatted(ann.organizationId(), ann.applicationId(), ann.userId());
    superuser(
        """
        insert into platform.personas
          (id, organization_id, application_id, owner_id, name, deleted_at)
        values ('%s', %s, 'P', now())
        """
            .formatted(persona, whose));
    superuser(
        """
        insert into platform.projects
          (id, organization_id, application_id, user_id, name, deleted_at)
        values ('%s', %s, 'P', now())
        """
            .formatted(project, whose));
    superuser(
        "update platform.chat_sessions set persona_id = '%s', project_id = '%s'"
            .formatted(persona, project));
    superuser(
        """
        create trigger few_changed after update on platform.chat_sessions referencing old table as gone
        for each statement execute function platform.few()
        """);
    assertThat(seen(ann, "personas")).isEmpty();
    assertThat(seen(ann, "projects")).isEmpty();

    job().run(Instant.now());
    assertThat(count("personas where id", persona)).isZero();
    assertThat(count("projects where id", project)).isZero();
    assertThat(talked).allMatch(session -> chats.isThere(ann, session));
    assertThat(count("chat_sessions where persona_id is null and user_id", ann.userId()))
        .isEqualTo(talked.size());
  }

  private RemoveDeletedJob job() {
    var data = List.<UserData>of(new ChatData(), new OwnTopicData());
    return new RemoveDeletedJob(
        List.of(
            new DeletedPersonas(chats.database),
            new DeletedProjects(chats.database),
            new DeletedAppUsers(chats.database, data)),
        BATCH);
  }

  private void delete(Caller caller) {
    assertThat(chats.database.<Boolean>asWorker(tx -> AppUsers.delete(tx, caller.userId())))
        .isTrue();
  }

  private List<UUID> talk(Caller caller, int sessions, int messages) {
    return Stream.generate(() -> chats.newSession(caller))
        .limit(sessions)
        .peek(session ->
            IntStream.range(0, messages).forEach(i -> chats.say(caller, session, "Hello " + i)))
        .toList();
  }

  private List<UUID> seen(Caller caller, String table) {
    var ids = new ArrayList<UUID>();
    chats
        .database
        .reading(caller)
        .query("select id from platform." + table)
        .forEach(row -> ids.add(row.getUUID("id")));
    return ids;
  }

  private long count(String what, UUID whose) {
    try (var superuser = chats.superuser();
        var statement = superuser.createStatement();
        var rows =
            statement.executeQuery(
                "select count(*) from platform.%s = '%s'".formatted(what, whose))) {
      rows.next();
      return rows.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private void superuser(String sql) {
    try (var superuser = chats.superuser();
        var statement = superuser.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
