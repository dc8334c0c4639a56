package io.sardonyx.platform.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.sardonyx.platform.cache.Redis;
import io.sardonyx.platform.caller.Caller;
import io.sardonyx.platform.caller.Role;
import io.sardonyx.platform.database.Database;
import io.sardonyx.testing.Eventually;
import io.sardonyx.testing.TestPostgres;
import io.sardonyx.testing.TestRedis;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A kind of topic whose readers are the members of a room, which come and go; on two nodes. */
class MembershipTopicTest {
  private static final Duration A_SECOND = Duration.ofSeconds(1);

  private final TestPostgres postgres = TestPostgres.start();
  private final Vertx vertx = Vertx.vertx();
  private final Database database = postgres.open(vertx, 8);
  private final TestRedis server = new TestRedis();
  private final List<Node> nodes = List.of(new Node(), new Node());
  private final UUID organization = UUID.randomUUID();
  private final UUID application = UUID.randomUUID();
  private final Caller ann = member();
  private final Caller ben = member();
  private final Caller eve = member();
  private final Topic room = new Topic("room", UUID.randomUUID());

  /** As a feature does it in its migration: a table under policies, and the kind. */
  @BeforeEach
  void furnish() {
    postgres.execute(
        """
        create table platform.room_members (
          room_id uuid, organization_id uuid, application_id uuid, user_id uuid, writes boolean);
        select system.protect('platform.room_members');
        create policy api_select on platform.room_members for select to sardonyx_api
          using (organization_id = (select platform.caller_organization())
            and application_id = (select platform.caller_application()));
        grant select, insert, delete on platform.room_members to sardonyx_worker;
        create policy worker on platform.room_members to sardonyx_worker
          using (true) with check (true);
        select system.register_topic_kind('room',
          readable => $$exists (select from platform.room_members m
            where m.room_id = topics.id and m.user_id = (select platform.caller_user()))$$,
          writable => $$exists (select from platform.room_members m where m.room_id = topics.id
            and m.user_id = (select platform.caller_user()) and m.writes)$$);
        """);
    database
        .working()
        .query("insert into platform.organizations (id, name) values ($1, 'O')", organization);
    database
        .working()
        .query(
            """
            insert into platform.applications (id, organization_id, name, publishable_key)
            values ($1, $2, 'A', 'pk')
            """,
            application,
            organization);
    EventLog.createTopic(database.working(), room, organization, application, null);
    join(ann, true);
    join(ben, false);
    for (var node : nodes) {
      Eventually.within(Duration.ofSeconds(15), () -> node.redis.isBusUp());
    }
  }

  @AfterEach
  void stop() {
    nodes.forEach(Node::close);
    server.close();
    database.close();
    vertx.close().toCompletionStage().toCompletableFuture().join();
    postgres.close();
  }

  @Test
  void membersReadAndThoseWhoMayWriteWriteAndNobodyElse() {
    say(ann, "hello");
    assertThat(read(ann)).containsExactly("said");
    assertThat(read(ben)).containsExactly("said");
    assertThat(read(eve)).isEmpty();
    assertThatThrownBy(() -> say(ben, "me too")).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> say(eve, "me too")).isInstanceOf(IllegalStateException.class);
    assertThat(EventLog.head(database.reading(ann), room).orElseThrow().headSeq()).isEqualTo(1);
    // Who joins reads at once what was said before, and nothing was written to the topic for it.
    join(eve, true);
    assertThat(read(eve)).containsExactly("said");
    say(eve, "there you are");
    assertThat(read(ben)).hasSize(2);
  }

  @Test
  void whoeverLeavesIsOutOnEveryNodeAndTheOthersGoOnUndisturbed() {
    var readers = new ArrayList<Reader>();
    for (var node : nodes) {
      readers.add(node.subscribe(ann));
      readers.add(node.subscribe(ben));
    }
    say(ann, "hello");
    Eventually.within(A_SECOND, () -> readers.stream().allMatch(each -> each.seqs.size() == 1));
    leave(ben, nodes.getFirst());
    Eventually.within(
        A_SECOND, () -> readers.stream().allMatch(each -> each.ended == each.is(ben)));
    // The comparison of heads sees the new access version, and finds that it is known.
    nodes.forEach(Node::compare);
    for (var reader : readers) {
      assertThat(reader.seqs).as("what tells of it").hasSize(reader.is(ben) ? 1 : 2);
      assertThat(reader.asked).as("another's access was not in question").isZero();
    }
  }

  @Test
  void withoutRedisTheAccessOfEachIsAskedAgain() {
    var readers = new ArrayList<Reader>();
    for (var node : nodes) {
      readers.add(node.subscribe(ann));
      readers.add(node.subscribe(ben));
    }
    server.kill();
    for (var node : nodes) {
      Eventually.within(Duration.ofSeconds(15), () -> !node.redis.isBusUp());
    }
    leave(ben, nodes.getFirst());
    Eventually.within(
        TopicHeadPoller.ALERT.plus(A_SECOND),
        () -> readers.stream().allMatch(each -> each.ended == each.is(ben)));
    assertThat(readers.get(1).asked).as("on the node that it happened on").isZero();
    assertThat(readers.get(2).asked).as("on the other").isEqualTo(1);
  }

  @Test
  void nothingIsPublishedOfWhatIsRolledBack() {
    var node = nodes.getFirst();
    var reader = node.subscribe(ann);
    assertThatThrownBy(() ->
            database.as(
                ann,
                tx -> {
                  node.log.revokeAccess(
                      tx, new Revocation(room, new ReaderChange.Only(ann.userId())));
                  node.log.append(tx, room, "said", "{}");
                  throw new IllegalStateException("undone");
                }))
        .hasMessage("undone");
    say(ann, "hello");
    Eventually.within(A_SECOND, () -> reader.seqs.equals(List.of(1L)));
    assertThat(reader.ended).isFalse();
  }

  @Test
  void eventsOfSeveralTopicsAreNumberedTopicByTopic() {
    var other = new Topic("room", UUID.randomUUID());
    EventLog.createTopic(database.working(), other, organization, application, null);
    database
        .working()
        .query(
            "insert into platform.room_members values ($1, $2, $3, $4, true)",
            other.id(),
            organization,
            application,
            ann.userId());
    var unknown = UUID.randomUUID();
    var rows =
        nodes
            .getFirst()
            .log
            .append(
                database.writing(ann),
                """
                select topic_id, kind, seq, type, at, data::text as data
                from platform.append_events($1, $2, array['{}', '{}', '{}', '{}', '{}']::json[])
                """,
                new UUID[] {room.id(), other.id(), unknown, room.id(), other.id()},
                new String[] {"a", "b", "c", "d", "e"});
    var written = new ArrayList<String>();
    for (var row : rows) {
      var topic = row.getUUID("topic_id").equals(room.id()) ? "room" : "other";
      written.add(topic + row.getLong("seq") + row.getString("type"));
    }
    assertThat(written).containsExactlyInAnyOrder("room1a", "room2d", "other1b", "other2e");
  }

  private Caller member() {
    return new Caller(organization, application, UUID.randomUUID(), Role.APP_USER, null);
  }

  private void join(Caller member, boolean writes) {
    database
        .working()
        .query(
            "insert into platform.room_members values ($1, $2, $3, $4, $5)",
            room.id(),
            organization,
            application,
            member.userId(),
            writes);
  }

  private void leave(Caller member, Node node) {
    database.asWorker(tx -> {
      tx.query("delete from platform.room_members where user_id = $1", member.userId());
      node.log.revokeAccess(tx, new Revocation(room, new ReaderChange.Only(member.userId())));
      node.log.append(tx, room, "member.left", "{}");
      return true;
    });
  }

  private void say(Caller member, String what) {
    nodes
        .getFirst()
        .log
        .append(database.writing(member), room, "said", "{\"what\":\"" + what + "\"}");
  }

  private List<String> read(Caller reader) {
    return EventLog.after(database.reading(reader), room, 0, 100).stream()
        .map(Event::type)
        .toList();
  }

  /** What a node of the program has. */
  private final class Node implements AutoCloseable {
    final Redis redis = Redis.open(server.url());
    final TopicFeeds feeds =
        new TopicFeeds(redis, database, InstantSource.system(), new SimpleMeterRegistry());
    final EventLog log = new EventLog(feeds);
    private final TopicHeadPoller poller = new TopicHeadPoller(feeds, database, redis);

    Node() {
      poller.start(new StartupEvent());
    }

    Reader subscribe(Caller caller) {
      var reader = new Reader(caller);
      feeds.subscribe(List.of(room), reader);
      return reader;
    }

    void compare() {
      var reader = new EventLogReader(database);
      for (var feed : feeds.all()) {
        feed.compare(feed.delivered(), reader.positions(List.of(feed.topic())).get(feed.topic()));
      }
    }

    @Override
    public void close() {
      poller.stop(new ShutdownEvent());
      redis.close();
    }
  }

  /** A subscription of somebody's. */
  private final class Reader implements TopicListener {
    final List<Long> seqs = new CopyOnWriteArrayList<>();
    volatile boolean ended;
    volatile int asked;
    private final Caller caller;

    Reader(Caller caller) {
      this.caller = caller;
    }

    boolean is(Caller other) {
      return caller.equals(other);
    }

    @Override
    public void deliver(Delivery delivery) {
      if (!ended) {
        seqs.add(delivery.event().seq());
      }
    }

    @Override
    public void snapshotNeeded(Topic topic, long headSeq) {}

    @Override
    public void accessRevoked(Topic topic, ReaderChange change) {
      ended |= change.revokes(caller.userId());
    }

    @Override
    public void accessChanged(Topic topic) {
      asked++;
      ended |= EventLog.head(database.reading(caller), topic).isEmpty();
    }
  }
}
