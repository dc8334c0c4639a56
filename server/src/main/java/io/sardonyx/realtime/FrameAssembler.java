package io.sardonyx.realtime;

import io.vertx.core.http.WebSocketFrame;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Puts a command together from the frames in which it comes, within the limit. For one thread. */
final class FrameAssembler {
  private final int limit;

  /**
   * Of a command that comes in several frames, which is rare: an idle socket keeps no room for it.
   */
  private @Nullable ByteArrayOutputStream parts;

  FrameAssembler(int limit) {
    this.limit = limit;
  }

  /**
   * @param frame text, binary or a continuation
   * @return the whole message, null when more is to come
   */
  @Nullable String add(WebSocketFrame frame) throws Refused {
    if (frame.isBinary()) {
      throw new Refused(CloseCode.MALFORMED_FRAME, "binary frames are not spoken here");
    }
    var bytes = frame.binaryData().getBytes();
    if (bytes.length == 0 && !frame.isFinal()) {
      throw new Refused(CloseCode.MALFORMED_FRAME, "an empty piece");
    }
    var before = parts;
    if ((before == null ? 0L : before.size()) + bytes.length > limit) {
      throw new Refused(CloseCode.FRAME_TOO_LARGE, "more than " + limit + " bytes");
    }
    if (before == null && frame.isFinal()) {
      return decode(bytes);
    }
    var all = before == null ? new ByteArrayOutputStream() : before;
    all.writeBytes(bytes);
    parts = frame.isFinal() ? null : all;
    return frame.isFinal() ? decode(all.toByteArray()) : null;
  }

  private static String decode(byte[] bytes) throws Refused {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(bytes))
          .toString();
    } catch (CharacterCodingException e) {
      throw new Refused(CloseCode.MALFORMED_FRAME, "not valid UTF-8");
    }
  }

  /** What cannot be a command, and how the socket ends for it. */
  static final class Refused extends Exception {
    private final CloseCode code;

    Refused(CloseCode code, String cause) {
      super(cause, null, false, false);
      this.code = code;
    }

    CloseCode code() {
      return code;
    }

    String reason() {
      return String.valueOf(getMessage());
    }
  }
}
