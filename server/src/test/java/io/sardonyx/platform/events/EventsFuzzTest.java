package io.sardonyx.platform.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.sardonyx.platform.events.ReaderChange.EverybodyExcept;
import io.sardonyx.platform.events.ReaderChange.Only;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

class EventsFuzzTest {
  private static final Topic TOPIC = new Topic("chat_session", new UUID(1, 2));

  @FuzzTest
  void aTopicIsReadAsItIsWrittenAndInNoOtherForm(FuzzedDataProvider data) {
    var text = data.consumeRemainingAsString();
    Topic.parse(text).ifPresent(topic -> assertThat(topic).hasToString(text));
    var own = new Topic("chat_session", new UUID(text.hashCode(), text.length()));
    assertThat(Topic.parse(own.toString())).contains(own);
  }

  @FuzzTest
  void aMessageIsDecodedAsItWasEncoded(FuzzedDataProvider data) {
    var at = Instant.ofEpochSecond(data.consumeInt(), data.consumeInt(0, 999_999_999));
    var event =
        new Event(
            TOPIC, data.consumeLong(), "message.created", at, data.consumeRemainingAsString());
    assertThat(BusMessage.decode(TOPIC, BusMessage.encode("node", event)))
        .isEqualTo(new BusMessage.Published("node", event));
    var user = new UUID(event.seq(), at.getEpochSecond());
    for (var change : List.of(new EverybodyExcept(user), new Only(user))) {
      assertThat(BusMessage.decode(TOPIC, BusMessage.encodeRevoked("node", event.seq(), change)))
          .isEqualTo(new BusMessage.Revoked("node", event.seq(), change));
    }
  }

  /** As Redis may bring it: what is understood says the same when it is said again. */
  @FuzzTest
  void aMessageIsDecodedOrRefused(FuzzedDataProvider data) {
    try {
      switch (BusMessage.decode(TOPIC, data.consumeRemainingAsString())) {
        case BusMessage.Published read ->
            assertThat(BusMessage.decode(TOPIC, BusMessage.encode(read.node(), read.event())))
                .isEqualTo(read);
        case BusMessage.Revoked read ->
            assertThat(
                    BusMessage.decode(
                        TOPIC,
                        BusMessage.encodeRevoked(read.node(), read.accessVersion(), read.change())))
                .isEqualTo(read);
        case BusMessage.Subscribed read ->
            assertThat(BusMessage.decode(TOPIC, BusMessage.encodeSubscribed(read.node())))
                .isEqualTo(read);
      }
    } catch (IllegalArgumentException refused) {
      // As it says that it does.
    }
  }
}
