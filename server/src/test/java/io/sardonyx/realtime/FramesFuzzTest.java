package io.sardonyx.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocketFrame;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

class FramesFuzzTest {
  private static final int LIMIT = 300;

  @FuzzTest
  void aCommandIsUnderstoodOrRefusedWithAReason(FuzzedDataProvider data) {
    try {
      var command = Command.parse(data.consumeRemainingAsString());
      assertThat(command.params().isObject()).isTrue();
      assertThat(command.id().isTextual() || command.id().isIntegralNumber()).isTrue();
      assertThat(command.method()).hasSizeLessThanOrEqualTo(64);
    } catch (Incoming.Refused refused) {
      assertThat(refused.code()).isEqualTo(CloseCode.MALFORMED_FRAME);
      assertThat(refused.reason()).isNotBlank();
    }
  }

  /** In how many pieces bytes come makes no difference; nor does it what is wrong with them. */
  @FuzzTest
  void aMessageIsTheSameInHoweverManyPieces(FuzzedDataProvider data) {
    var pieces = new ArrayList<byte[]>();
    for (int count = data.consumeInt(1, 6); count > 0; count--) {
      pieces.add(data.consumeBytes(100));
    }
    pieces.removeIf(piece -> piece.length == 0);
    if (pieces.isEmpty()) {
      return;
    }
    var whole = Buffer.buffer();
    pieces.forEach(whole::appendBytes);
    var all = whole.getBytes();
    if (isUtf8(all) && all.length <= LIMIT) {
      assertThat(heard(pieces)).isEqualTo(new String(all, StandardCharsets.UTF_8));
    } else {
      assertThat(heard(pieces)).isNull();
    }
  }

  private static @Nullable String heard(ArrayList<byte[]> pieces) {
    var incoming = new Incoming(LIMIT);
    try {
      @Nullable String message = null;
      for (int i = 0; i < pieces.size(); i++) {
        var bytes = Buffer.buffer(pieces.get(i));
        message = incoming.add(WebSocketFrame.continuationFrame(bytes, i == pieces.size() - 1));
      }
      return message;
    } catch (Incoming.Refused refused) {
      return null;
    }
  }

  private static boolean isUtf8(byte[] bytes) {
    var text = new String(bytes, StandardCharsets.UTF_8);
    return Arrays.equals(text.getBytes(StandardCharsets.UTF_8), bytes);
  }
}
