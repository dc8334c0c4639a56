package io.sardonyx.identity.authentication;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.lettuce.core.SetArgs;
import io.sardonyx.platform.cache.Redis;
import io.sardonyx.platform.json.Json;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Login sessions in Redis, so that a node that has not seen one asks there and not PostgreSQL. What
 * is read here is only as good as {@link PrincipalCache} finds it: Redis may be behind, or have
 * been restored to what it was.
 */
@Singleton
class LoginSessionCache {
  static final Duration TTL = Duration.ofMinutes(5);

  /**
   * The number changes with what is said: a node of another release does not leave half of it out.
   */
  private static final String PREFIX = "sardonyx:login_session:2:";

  private final Redis redis;

  LoginSessionCache(Redis redis) {
    this.redis = redis;
  }

  Optional<Principal> get(UUID loginSessionId) {
    var json =
        redis.<@Nullable String>call(commands -> commands.get(PREFIX + loginSessionId), () -> null);
    try {
      return json == null
          ? Optional.empty()
          : Optional.of(Json.mapper().readValue(json, Principal.class))
              .filter(read -> read.login() != null && read.login().id().equals(loginSessionId));
    } catch (JsonProcessingException ofAnotherRelease) {
      return Optional.empty();
    }
  }

  void put(UUID loginSessionId, Principal principal) {
    String json;
    try {
      json = Json.mapper().writeValueAsString(principal);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
    var unused =
        redis.<@Nullable String>call(
            commands -> commands.set(PREFIX + loginSessionId, json, SetArgs.Builder.ex(TTL)),
            () -> null);
  }
}
