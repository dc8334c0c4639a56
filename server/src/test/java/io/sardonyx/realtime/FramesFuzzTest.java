package io.sardonyx.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
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
      assertThat(command.id().asText()).isNotEmpty().hasSizeLessThanOrEqualTo(64);
      assertThat(command.method()).hasSizeLessThanOrEqualTo(64);
    } catch (FrameAssembler.Refused refused) {
      assertThat(refused.code()).isEqualTo(CloseCode.MALFORMED_FRAME);
      assertThat(refused.reason()).isNotBlank();
    }
  }

  @FuzzTest
  void aGoodCommandIsUnderstoodAsItWasSaid(FuzzedDataProvider data) throws FrameAssembler.Refused {
    var id =
        data.consumeBoolean()
            ? LongNode.valueOf(data.consumeLong())
            : TextNode.valueOf("i" + data.consumeAsciiString(60).replaceAll("\\p{Cntrl}", ""));
    var method = "m" + data.consumeAsciiString(60).replaceAll("\\W", "");
    var command = JsonNodeFactory.instance.objectNode().put("method", method);
    command.set("id", id);
    command.putObject("params").put("a", data.consumeInt());
    var heard = Command.parse(command.toString());
    assertThat(heard.id().asText()).isEqualTo(id.asText());
    assertThat(heard.method()).isEqualTo(method);
    assertThat(heard.params()).isEqualTo(command.get("params"));
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
    var incoming = new FrameAssembler(LIMIT);
    try {
      var message = heard(incoming, pieces);
      assertThat(heard(incoming, pieces)).as("once more").isEqualTo(message);
      return message;
    } catch (FrameAssembler.Refused refused) {
      return null;
    }
  }

  private static @Nullable String heard(FrameAssembler incoming, ArrayList<byte[]> pieces)
      throws FrameAssembler.Refused {
    @Nullable String message = null;
    for (int i = 0; i < pieces.size(); i++) {
      var bytes = Buffer.buffer(pieces.get(i));
      message = incoming.add(WebSocketFrame.continuationFrame(bytes, i == pieces.size() - 1));
    }
    return message;
  }

  private static boolean isUtf8(byte[] bytes) {
    var text = new String(bytes, StandardCharsets.UTF_8);
    return Arrays.equals(text.getBytes(StandardCharsets.UTF_8), bytes);
  }
}
