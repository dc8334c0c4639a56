package io.sardonyx.sessions;

import io.sardonyx.answers.AnswerResult;
import io.sardonyx.answers.AnswerSlot;
import io.sardonyx.answers.AnswerTarget;
import io.sardonyx.answers.Answers;
import io.sardonyx.answers.AssistantSettings;
import io.sardonyx.messages.ChatAnswers;
import io.sardonyx.messages.ChatMessage;
import io.sardonyx.messages.MessagePage;
import io.sardonyx.messages.Messages;
import io.sardonyx.messages.SendMessage;
import io.sardonyx.messages.SentMessage;
import io.sardonyx.messages.ToolCalls;
import io.sardonyx.platform.caller.Caller;
import io.sardonyx.platform.caller.Role;
import io.sardonyx.platform.crypto.Ids;
import io.sardonyx.platform.database.Database;
import io.sardonyx.platform.events.Event;
import io.sardonyx.platform.events.EventBus;
import io.sardonyx.platform.events.EventLog;
import io.sardonyx.platform.events.Revocation;
import io.sardonyx.platform.events.Topic;
import io.sardonyx.platform.problem.Problem;
import io.sardonyx.testing.TestPostgres;
import io.sardonyx.usage.TokenUsage;
import io.sardonyx.usage.TokenUsageRecorder;
import io.vertx.core.Vertx;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The use cases over a real PostgreSQL; nobody answers, and what is published is collected. */
public final class Chats implements AutoCloseable {
  public final TestPostgres postgres = TestPostgres.start();
  final Vertx vertx = Vertx.vertx();
  public final Database database = postgres.open(vertx, 16);
  public final List<Event> published = new CopyOnWriteArrayList<>();
  public final List<AnswerTarget> started = new CopyOnWriteArrayList<>();
  final List<UUID> stopped = new CopyOnWriteArrayList<>();
  final List<Revocation> revoked = new CopyOnWriteArrayList<>();
  public final UUID node = UUID.randomUUID();

  /** Whether nobody may have another answer. */
  public volatile boolean full;

  private final EventBus bus =
      new EventBus() {
        @Override
        public void publish(Event event) {
          published.add(event);
        }

        @Override
        public void publishEphemeral(Topic topic, String type, String data) {}

        @Override
        public void publish(Revocation revocation, long accessVersion) {
          revoked.add(revocation);
        }
      };
  private final Answers writer =
      new Answers() {
        @Override
        public AnswerSlot reserve(Caller caller, Supplier<AssistantSettings> settings) {
          if (full) {
            throw Problem.rateLimited("too_many_answers", "Wait.", Duration.ofSeconds(1));
          }
          return new AnswerSlot() {
            @Override
            public UUID node() {
              return node;
            }

            @Override
            public void start(AnswerTarget target) {
              started.add(target);
            }

            @Override
            public void close() {}
          };
        }

        @Override
        public void stop(UUID answerId) {
          stopped.add(answerId);
        }

        @Override
        public void stopAll(Topic topic) {
          stopped.add(topic.id());
        }
      };

  public final EventLog events = new EventLog(bus);
  public final ChatSessions sessions = new ChatSessions(database, events, writer);
  public final ChatAnswers answers = new ChatAnswers(database, events, sessions);
  public final Messages messages = new Messages(database, events, bus, writer, answers, sessions);
  public final ToolCalls toolCalls = new ToolCalls(database);
  public final TokenUsageRecorder usage = new TokenUsageRecorder(database);

  /** Somebody in an organization of their own. */
  public Caller stranger() {
    var organization = Ids.next();
    var application = Ids.next();
    database
        .working()
        .query("insert into platform.organizations (id, name) values ($1, 'O')", organization);
    database
        .working()
        .query(
            """
            insert into platform.applications (id, organization_id, name, publishable_key)
            values ($1, $2, 'A', $3)
            """,
            application,
            organization,
            application.toString());
    return appUser(organization, application);
  }

  /** Somebody else in the same application. */
  public Caller colleagueOf(Caller caller) {
    return appUser(caller.organizationId(), caller.applicationId());
  }

  private Caller appUser(UUID organization, UUID application) {
    var id = Ids.next();
    database
        .working()
        .query(
            """
            insert into platform.app_users
              (id, organization_id, application_id, external_id, display_name)
            values ($1, $2, $3, $4, 'U')
            """,
            id,
            organization,
            application,
            id.toString());
    return new Caller(organization, application, id, Role.APP_USER, null);
  }

  /** The same person, when they own the organization. */
  public static Caller owner(Caller caller) {
    return new Caller(
        caller.organizationId(), caller.applicationId(), caller.userId(), Role.OWNER, null);
  }

  /** Whom no policy binds. */
  public Connection superuser() throws SQLException {
    return postgres.superuser();
  }

  /** As the superuser. */
  public void execute(String sql) {
    postgres.execute(sql);
  }

  public InactiveSessions agedSessions() {
    return new InactiveSessions(database, events);
  }

  public void pin(Caller caller, UUID session) {
    sessions.update(
        caller, session, new UpdateSession(null, null, null, null, null, true, null, null));
  }

  /** Whether it is neither deleted nor somebody else's. */
  public boolean isThere(Caller caller, UUID session) {
    return ChatSessionStore.find(database.reading(caller), session, false).isPresent();
  }

  public UUID newSession(Caller caller) {
    return sessions.create(caller, titled(null)).session().id();
  }

  static CreateSession titled(@Nullable String title) {
    return new CreateSession(null, title, null, null, null, null);
  }

  /** Sends without asking for an answer. */
  public ChatMessage say(Caller caller, UUID session, String content) {
    return sayAfter(caller, session, null, content);
  }

  public ChatMessage sayAfter(Caller caller, UUID session, @Nullable UUID parent, String content) {
    var wanted = new SendMessage(UUID.randomUUID(), content, parent, false, null);
    return messages.send(caller, session, wanted).message().read();
  }

  /** Sends, and closes the answer as if a model had said it. */
  public SentMessage ask(
      Caller caller, UUID session, @Nullable UUID parent, String question, String reply) {
    var sent =
        messages.send(
            caller, session, new SendMessage(UUID.randomUUID(), question, parent, true, null));
    answer(caller, answerOf(sent).id(), reply);
    return sent;
  }

  public static ChatMessage answerOf(SentMessage sent) {
    return Objects.requireNonNull(sent.answer()).read();
  }

  public Optional<ChatMessage> answer(Caller caller, UUID answer, String reply) {
    return answers.end(
        caller,
        answer,
        new AnswerResult(
            AnswerResult.Status.COMPLETE,
            reply,
            null,
            "test",
            new TokenUsage(null, "test", 11, 7, false)));
  }

  public MessagePage page(Caller caller, UUID session, @Nullable UUID cursor, int limit) {
    return messages.page(caller, session, cursor, limit).read();
  }

  public List<String> shown(Caller caller, UUID session) {
    return page(caller, session, null, 100).data().stream().map(ChatMessage::content).toList();
  }

  public List<Event> log(Caller caller, Topic topic) {
    return EventLog.after(database.reading(caller), topic, 0, 100_000);
  }

  @Override
  public void close() {
    database.close();
    try {
      vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
    postgres.close();
  }
}
