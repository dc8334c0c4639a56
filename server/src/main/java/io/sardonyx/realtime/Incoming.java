package io.sardonyx.realtime;

import io.vertx.core.http.WebSocketFrame;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Puts a command together from the frames in which it comes, within the limit. For one thread. */
final class Incoming {
  private final int limit;
  private final ByteArrayOutputStream parts = new ByteArrayOutputStream();

  Incoming(int limit) {
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
    if (parts.size() + (long) bytes.length > limit) {
      throw new Refused(CloseCode.FRAME_TOO_LARGE, "more than " + limit + " bytes");
    }
    parts.writeBytes(bytes);
    if (!frame.isFinal()) {
      return null;
    }
    var message = decode(parts.toByteArray());
    parts.reset();
    return message;
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
