package io.sardonyx.models.clients;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.sardonyx.models.ModelProvider;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * What a provider has refused of that which requests always have. It is asked again without, and
 * later requests leave it out, until the provider is changed or for a day.
 */
public final class RefusedFields {
  /** What not every server of the protocol takes. */
  public enum Field {
    STREAM_OPTIONS("stream_options"),
    /** Newer models of OpenAI want {@code max_completion_tokens}. */
    MAX_TOKENS("max_completion_tokens"),
    /** Templates of some models have no place for it. */
    SYSTEM_MESSAGE(
        "system role not supported|does not support 'system'"
            + "|system (message|prompt|role|instruction)s?.{0,30}not (supported|enabled|allowed)"
            + "|developer instruction is not enabled|roles must alternate user/assistant");

    private final Pattern refusal;

    Field(String refusal) {
      this.refusal = Pattern.compile(refusal);
    }
  }

  private record Key(UUID providerId, Instant updatedAt) {}

  private static final Cache<Key, RefusedFields> KNOWN =
      Caffeine.newBuilder().maximumSize(10_000).expireAfterWrite(Duration.ofDays(1)).build();

  private final Set<Field> fields = ConcurrentHashMap.newKeySet();

  private RefusedFields() {}

  public static RefusedFields of(ModelProvider provider) {
    return KNOWN.get(new Key(provider.id(), provider.updatedAt()), absent -> new RefusedFields());
  }

  public boolean contains(Field field) {
    return fields.contains(field);
  }

  /**
   * @param error the body of a response with the status 400 or 422
   * @return whether it refuses what was not known to be refused: a request without it may succeed
   */
  public boolean addRefused(String error) {
    boolean isNew = false;
    for (var field : Field.values()) {
      isNew |= addRefused(error, field);
    }
    return isNew;
  }

  /**
   * As {@link #addRefused(String)}, of one field: for a request whose other fields are not ours.
   */
  public boolean addRefused(String error, Field field) {
    return field.refusal.matcher(error.toLowerCase(Locale.ROOT)).find() && fields.add(field);
  }
}
