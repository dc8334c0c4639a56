package io.sardonyx.platform.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.time.Instant;
import java.util.UUID;

class EventsFuzzTest {
  private static final Topic TOPIC = Topic.chatSession(new UUID(1, 2));

  @FuzzTest
  void aTopicIsReadAsItIsWrittenAndInNoOtherForm(FuzzedDataProvider data) {
    var text = data.consumeRemainingAsString();
    Topic.parse(text).ifPresent(topic -> assertThat(topic).hasToString(text));
    var own = Topic.chatSession(new UUID(text.hashCode(), text.length()));
    assertThat(Topic.parse(own.toString())).contains(own);
  }

  @FuzzTest
  void whatANodeTellsIsHeardAsItWasSaid(FuzzedDataProvider data) {
    var at = Instant.ofEpochSecond(data.consumeInt(), data.consumeInt(0, 999_999_999));
    var event =
        new Event(
            TOPIC, data.consumeLong(), "message.created", at, data.consumeRemainingAsString());
    assertThat(BusMessage.decode(TOPIC, BusMessage.encode("node", event)))
        .isEqualTo(new BusMessage.Happened("node", event));
    var user = new UUID(event.seq(), at.getEpochSecond());
    assertThat(BusMessage.decode(TOPIC, BusMessage.encodeRestricted("node", user)))
        .isEqualTo(new BusMessage.Restricted("node", user));
  }

  /** As Redis may bring it: what is understood says the same when it is said again. */
  @FuzzTest
  void whatNodesTellEachOtherIsUnderstoodOrRefused(FuzzedDataProvider data) {
    try {
      switch (BusMessage.decode(TOPIC, data.consumeRemainingAsString())) {
        case BusMessage.Happened heard ->
            assertThat(BusMessage.decode(TOPIC, BusMessage.encode(heard.node(), heard.event())))
                .isEqualTo(heard);
        case BusMessage.Restricted heard ->
            assertThat(
                    BusMessage.decode(
                        TOPIC, BusMessage.encodeRestricted(heard.node(), heard.userId())))
                .isEqualTo(heard);
        case BusMessage.Joined heard ->
            assertThat(BusMessage.decode(TOPIC, BusMessage.encodeJoined(heard.node())))
                .isEqualTo(heard);
      }
    } catch (IllegalArgumentException refused) {
      // As it says that it does.
    }
  }
}
