package io.sardonyx.fuzz;

import static io.sardonyx.fuzz.RawWebSocket.CONTINUATION;
import static io.sardonyx.fuzz.RawWebSocket.FINAL;
import static io.sardonyx.fuzz.RawWebSocket.PING;
import static io.sardonyx.fuzz.RawWebSocket.TEXT;
import static org.assertj.core.api.Assertions.assertThat;

import io.sardonyx.fuzz.RawWebSocket.Heard.Closed;
import io.sardonyx.testing.SharedNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Who sends what is no frame is told so, and the connection ends (RFC 6455, 5 and 7.1.7). */
class WrongFramesIT {
  private static final Duration SOON = Duration.ofSeconds(10);
  private static final int PROTOCOL_ERROR = 1002;
  private static final int TOO_BIG = 1009;
  private static final int RESERVED_BIT = 0x40;
  private static final int OTHER_RESERVED_BIT = 0x10;
  private static final int RESERVED_DATA = 0x3;
  private static final int RESERVED_CONTROL = 0xB;
  private static final byte[] PAYLOAD =
      "{\"id\":1,\"method\":\"ping\"}".getBytes(StandardCharsets.UTF_8);

  private interface Sending {
    void to(RawWebSocket socket) throws IOException;
  }

  @Test
  void aReservedBitMeansNothingThatWasAgreedUpon() throws IOException {
    assertEnd(PROTOCOL_ERROR, socket -> socket.frame(FINAL | RESERVED_BIT | TEXT, PAYLOAD));
    assertEnd(PROTOCOL_ERROR, socket -> socket.frame(FINAL | OTHER_RESERVED_BIT | TEXT, PAYLOAD));
    assertEnd(PROTOCOL_ERROR, socket -> socket.frame(FINAL | RESERVED_BIT | PING, PAYLOAD));
  }

  @Test
  void thereAreNoOtherKindsOfFrames() throws IOException {
    assertEnd(PROTOCOL_ERROR, socket -> socket.frame(FINAL | RESERVED_DATA, PAYLOAD));
    assertEnd(PROTOCOL_ERROR, socket -> socket.frame(FINAL | RESERVED_CONTROL, PAYLOAD));
  }

  @Test
  void clientsMask() throws IOException {
    assertEnd(PROTOCOL_ERROR, socket -> socket.unmasked(FINAL | TEXT, PAYLOAD));
  }

  @Test
  void aControlFrameIsShortAndWhole() throws IOException {
    assertEnd(PROTOCOL_ERROR, socket -> socket.frame(FINAL | PING, new byte[126]));
    assertEnd(PROTOCOL_ERROR, socket -> socket.frame(PING, PAYLOAD));
  }

  @Test
  void piecesFollowABeginning() throws IOException {
    assertEnd(PROTOCOL_ERROR, socket -> socket.frame(FINAL | CONTINUATION, PAYLOAD));
    assertEnd(
        PROTOCOL_ERROR,
        socket -> {
          socket.frame(TEXT, PAYLOAD);
          socket.frame(TEXT, PAYLOAD);
        });
  }

  @Test
  void aFrameThatIsFarTooLongEndsAtItsHeader() throws IOException {
    assertEnd(TOO_BIG, socket -> socket.announce(FINAL | TEXT, Integer.MAX_VALUE));
  }

  @Test
  void noExtensionIsAgreedUpon() throws IOException {
    var offer = "Sec-WebSocket-Extensions: permessage-deflate, x-webkit-deflate-frame\r\n";
    try (var socket = RawWebSocket.open(SharedNode.get(), offer)) {
      assertThat(socket.head().toLowerCase(Locale.ROOT)).doesNotContain("extensions");
    }
  }

  private static void assertEnd(int code, Sending wrong) throws IOException {
    try (var socket = RawWebSocket.open(SharedNode.get())) {
      wrong.to(socket);
      assertThat(socket.hear(SOON)).isEqualTo(new Closed(code));
    }
  }
}
