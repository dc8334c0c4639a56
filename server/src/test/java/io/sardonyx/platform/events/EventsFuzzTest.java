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
    assertThat(WireEvent.decode(TOPIC, WireEvent.encode("node", event)))
        .isEqualTo(new WireEvent.Happened("node", event));
    var user = new UUID(event.seq(), at.getEpochSecond());
    assertThat(WireEvent.decode(TOPIC, WireEvent.encodeRestricted("node", user)))
        .isEqualTo(new WireEvent.Restricted("node", user));
  }

  /** As Redis may bring it: what is understood says the same when it is said again. */
  @FuzzTest
  void whatNodesTellEachOtherIsUnderstoodOrRefused(FuzzedDataProvider data) {
    try {
      switch (WireEvent.decode(TOPIC, data.consumeRemainingAsString())) {
        case WireEvent.Happened heard ->
            assertThat(WireEvent.decode(TOPIC, WireEvent.encode(heard.node(), heard.event())))
                .isEqualTo(heard);
        case WireEvent.Restricted heard ->
            assertThat(
                    WireEvent.decode(
                        TOPIC, WireEvent.encodeRestricted(heard.node(), heard.userId())))
                .isEqualTo(heard);
        case WireEvent.Joined heard ->
            assertThat(WireEvent.decode(TOPIC, WireEvent.encodeJoined(heard.node())))
                .isEqualTo(heard);
      }
    } catch (IllegalArgumentException refused) {
      // As it says that it does.
    }
  }
}
