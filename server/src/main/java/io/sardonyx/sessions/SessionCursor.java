package io.sardonyx.sessions;

import io.sardonyx.platform.problem.Problem;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A place in a list of chat sessions. Something said in a session moves it to the first place: it
 * is never found twice on the way down, and who saw a list from its first page on finds there what
 * has moved since.
 */
public record SessionCursor(Instant lastActivityAt, UUID id) {
  /** Before the first one of any list. */
  static final SessionCursor START =
      new SessionCursor(Instant.parse("9999-12-31T00:00:00Z"), new UUID(-1, -1));

  private static final int LENGTH = 3 * Long.BYTES;

  /**
   * @param cursor of an earlier page; null for the first page
   */
  static SessionCursor parse(@Nullable String cursor) {
    if (cursor == null) {
      return START;
    }
    try {
      var bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(cursor));
      if (bytes.remaining() == LENGTH) {
        var at = Instant.EPOCH.plus(bytes.getLong(), ChronoUnit.MICROS);
        if (!at.isBefore(Instant.EPOCH) && !at.isAfter(START.lastActivityAt)) {
          return new SessionCursor(at, new UUID(bytes.getLong(), bytes.getLong()));
        }
      }
    } catch (IllegalArgumentException notOurs) {
      // The same response as for one of the wrong length.
    }
    throw new Problem(Problem.Kind.MALFORMED, "malformed_cursor", "The cursor is malformed.");
  }

  String text() {
    var bytes =
        ByteBuffer.allocate(LENGTH)
            .putLong(ChronoUnit.MICROS.between(Instant.EPOCH, lastActivityAt))
            .putLong(id.getMostSignificantBits())
            .putLong(id.getLeastSignificantBits());
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
  }
}
