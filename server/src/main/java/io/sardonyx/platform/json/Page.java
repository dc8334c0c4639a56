package io.sardonyx.platform.json;

import io.sardonyx.platform.problem.Problem;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list.
 *
 * @param nextCursor the cursor of the next page; null on the last
 */
public record Page<T>(List<T> data, @Nullable String nextCursor) {
  public static final int MAX_LIMIT = 100;

  public Page {
    data = List.copyOf(data);
  }

  /**
   * @param found one more than {@code limit} when there is a next page
   */
  public static <T> Page<T> of(List<T> found, int limit, Function<T, UUID> id) {
    if (found.size() <= limit) {
      return new Page<>(found, null);
    }
    var page = found.subList(0, limit);
    return new Page<>(page, cursor(id.apply(page.getLast())));
  }

  /** The id after which a page begins; null for the first page. */
  public static @Nullable UUID after(@Nullable String cursor) {
    if (cursor == null) {
      return null;
    }
    try {
      var bytes = Base64.getUrlDecoder().decode(cursor);
      if (bytes.length == 16) {
        var halves = ByteBuffer.wrap(bytes);
        return new UUID(halves.getLong(), halves.getLong());
      }
    } catch (IllegalArgumentException notOurs) {
      // The same response as for one of the wrong length.
    }
    throw new Problem(Problem.Kind.MALFORMED, "malformed_cursor", "The cursor is malformed.");
  }

  private static String cursor(UUID id) {
    var bytes =
        ByteBuffer.allocate(16)
            .putLong(id.getMostSignificantBits())
            .putLong(id.getLeastSignificantBits());
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
  }
}
