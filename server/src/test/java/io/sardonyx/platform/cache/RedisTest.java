package io.sardonyx.platform.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.output.StatusOutput;
import io.lettuce.core.protocol.Command;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import io.sardonyx.testing.Eventually;
import io.sardonyx.testing.FaultProxy;
import io.sardonyx.testing.TestRedis;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RedisTest {
  private final TestRedis server = new TestRedis();
  private FaultProxy network;
  private Redis redis;

  @BeforeEach
  void connect() {
    network = new FaultProxy(server.port());
    redis = Redis.open("redis://127.0.0.1:" + network.port());
    Eventually.within(Duration.ofSeconds(15), () -> redis.isUp() && redis.isBusUp());
  }

  @AfterEach
  void disconnect() {
    redis.close();
    network.close();
    server.close();
  }

  @Test
  void aCommandIsAnswered() {
    assertThat(redis.<String>call(r -> r.set("greeting", "hello"), () -> "away")).isEqualTo("OK");
    assertThat(redis.<String>call(r -> r.get("greeting"), () -> "away")).isEqualTo("hello");
  }

  @Test
  void whatIsPublishedIsHeardInOrder() {
    var heard = new CopyOnWriteArrayList<String>();
    var subscription = redis.subscribe("channel", heard::add);
    assertThat(subscription.awaitConfirmed(Duration.ofSeconds(2))).isTrue();
    for (int i = 0; i < 100; i++) {
      redis.publish("channel", "m" + i);
    }
    Eventually.within(Duration.ofSeconds(15), () -> heard.size() == 100);
    assertThat(heard).startsWith("m0", "m1").endsWith("m98", "m99");
    subscription.close();
    redis.publish("channel", "nobody listens");
    redis.call(r -> r.ping(), () -> "away");
    assertThat(heard).hasSize(100);
  }

  @Test
  void whoPublishesIsToldHowManyHeard() {
    var told = new CopyOnWriteArrayList<Long>();
    redis.publish("heard by few", "m", told::add);
    Eventually.within(Duration.ofSeconds(15), () -> told.size() == 1);
    var subscription = redis.subscribe("heard by few", message -> {});
    assertThat(subscription.awaitConfirmed(Duration.ofSeconds(2))).isTrue();
    redis.publish("heard by few", "m", told::add);
    Eventually.within(Duration.ofSeconds(15), () -> told.size() == 2);
    assertThat(told).containsExactly(0L, 1L);
  }

  @Test
  void commandsThatAreSentTogetherAreDoneFromTheFirstOn() {
    var both = List.<Command<String, String, ?>>of(add("1-0"), add("2-0"));
    assertThat(redis.sendAll(both, refusal -> false)).isEqualTo(2);
    assertThat(redis.sendAll(both, refusal -> refusal.contains("equal or smaller"))).isEqualTo(2);
    var oneOfThem = List.<Command<String, String, ?>>of(add("3-0"), add("1-0"), add("4-0"));
    assertThat(redis.sendAll(oneOfThem, refusal -> false)).isEqualTo(1);
    server.kill();
    Eventually.within(Duration.ofSeconds(15), () -> !redis.isUp());
    assertThat(redis.sendAll(both, refusal -> true)).isZero();
  }

  private static Command<String, String, String> add(String id) {
    return new Command<>(
        CommandType.XADD,
        new StatusOutput<>(StringCodec.UTF8),
        new CommandArgs<>(StringCodec.UTF8).addKey("stream").add(id).add("name").add("value"));
  }

  @Test
  void withoutRedisTheFallbackAnswersAtOnce() {
    server.kill();
    Eventually.within(Duration.ofSeconds(15), () -> !redis.isUp());
    long begun = System.nanoTime();
    for (int i = 0; i < 1000; i++) {
      assertThat(redis.<String>call(r -> r.get("key"), () -> "fallback")).isEqualTo("fallback");
    }
    assertThat(System.nanoTime() - begun).isLessThan(Duration.ofSeconds(5).toNanos());
  }

  @Test
  void listenersHearAgainAfterARestart() {
    var heard = new CopyOnWriteArrayList<String>();
    var changes = new CopyOnWriteArrayList<Boolean>();
    redis.onBusChange(changes::add);
    redis.subscribe("channel", heard::add);
    server.kill();
    Eventually.within(Duration.ofSeconds(15), () -> !redis.isBusUp());
    server.restart();
    Eventually.within(Duration.ofSeconds(15), () -> redis.isBusUp() && redis.isUp());
    redis.publish("channel", "again");
    Eventually.within(Duration.ofSeconds(15), () -> heard.contains("again"));
    Eventually.within(Duration.ofSeconds(15), () -> endsWith(changes, false, true));
  }

  @Test
  void aShortCutIsToldThoughTheBusIsBackBeforeAnybodyAsks() {
    var changes = new CopyOnWriteArrayList<Boolean>();
    redis.onBusChange(changes::add);
    network.cut();
    Eventually.within(Duration.ofSeconds(15), () -> endsWith(changes, false, true));
  }

  @Test
  void aConnectionThatSilentlyCarriesNothingIsNoticed() {
    network.stall();
    Eventually.within(Duration.ofSeconds(15), () -> !redis.isBusUp());
    Eventually.within(
        Duration.ofSeconds(15),
        () -> {
          redis.call(r -> r.get("key"), () -> "fallback");
          return !redis.isUp();
        });
    long begun = System.nanoTime();
    redis.call(r -> r.get("key"), () -> "fallback");
    assertThat(System.nanoTime() - begun).isLessThan(Duration.ofSeconds(5).toNanos());
    network.heal();
    Eventually.within(Duration.ofSeconds(15), () -> redis.isBusUp() && redis.isUp());
  }

  @Test
  void itIsWaitedForUntilItAnswersAndNoLongerThanAllowed() {
    network.partition();
    Eventually.within(Duration.ofSeconds(15), () -> !redis.isUp());
    assertThat(redis.answersWithin(Duration.ofMillis(300))).isFalse();
    try (var later = Executors.newSingleThreadScheduledExecutor()) {
      later.schedule(network::heal, 300, TimeUnit.MILLISECONDS);
      assertThat(redis.answersWithin(Duration.ofSeconds(15))).isTrue();
    }
  }

  @Test
  void whatIsSubscribedWhileRedisIsAwayIsHeardWhenItComes() {
    network.partition();
    Eventually.within(Duration.ofSeconds(15), () -> !redis.isBusUp());
    var heard = new CopyOnWriteArrayList<String>();
    var subscription = redis.subscribe("late", heard::add);
    assertThat(subscription.awaitConfirmed(Duration.ofMillis(100))).isFalse();
    network.heal();
    assertThat(subscription.awaitConfirmed(Duration.ofSeconds(15))).isTrue();
    Eventually.within(Duration.ofSeconds(15), redis::isUp);
    redis.publish("late", "here");
    Eventually.within(Duration.ofSeconds(15), () -> heard.contains("here"));
  }

  @Test
  void theProgramStartsWithoutRedisAndFindsItLater() {
    network.partition();
    try (var late = Redis.open("redis://127.0.0.1:" + network.port())) {
      assertThat(late.isUp()).isFalse();
      assertThat(late.<String>call(r -> r.get("key"), () -> "fallback")).isEqualTo("fallback");
      network.heal();
      Eventually.within(Duration.ofSeconds(15), () -> late.isUp() && late.isBusUp());
    }
  }

  private static boolean endsWith(List<Boolean> changes, Boolean... last) {
    int from = changes.size() - last.length;
    return from >= 0 && changes.subList(from, changes.size()).equals(List.of(last));
  }
}
