package io.sardonyx.platform.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.UUID;

class EventsFuzzTest {
  private static final Topic TOPIC = Topic.chatSession(new UUID(1, 2));

  @FuzzTest
  void aTopicIsReadAsItIsWrittenAndInNoOtherForm(FuzzedDataProvider data) {
    var text = data.consumeRemainingAsString();
    Topic.parse(text).ifPresent(topic -> assertThat(topic).hasToString(text));
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
