package io.sardonyx.platform.jobs;

import com.github.kagkarlsson.scheduler.serializer.Serializer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** What a task is given is text, and nothing else is ever read from the queue. */
final class TextSerializer implements Serializer {
  @Override
  public byte @Nullable [] serialize(@Nullable Object data) {
    return data == null ? null : data.toString().getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public <T> @Nullable T deserialize(Class<T> type, byte @Nullable [] serialized) {
    return serialized == null || type != String.class
        ? null
        : type.cast(new String(serialized, StandardCharsets.UTF_8));
  }
}
