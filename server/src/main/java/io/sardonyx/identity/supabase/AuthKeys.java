package io.sardonyx.identity.supabase;

import io.sardonyx.identity.applications.ApplicationKeys;
import io.sardonyx.identity.applications.ApplicationKeys.ApplicationKey;
import io.sardonyx.platform.problem.Problem;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** For which application a request is: its header {@code apikey} says so. */
@Singleton
public class AuthKeys {
  private final ApplicationKeys keys;

  AuthKeys(ApplicationKeys keys) {
    this.keys = keys;
  }

  /** Null without a key: then it is for the Workspace, whichever organization's. */
  public @Nullable ApplicationKey ofAnyKey(HttpServerRequest request) {
    var key = request.getHeader("apikey");
    return key == null ? null : find(key);
  }

  public ApplicationKey of(HttpServerRequest request) {
    return Optional.ofNullable(ofAnyKey(request))
        .orElseThrow(
            () -> Problem.unauthenticated("no_authorization", "No API key found in request"));
  }

  /** Only the application's backend knows the secret. */
  public ApplicationKey ofSecret(HttpServerRequest request) {
    var application = of(request);
    if (!application.isSecret()) {
      throw Problem.forbidden("not_admin", "User not allowed");
    }
    return application;
  }

  private ApplicationKey find(String key) {
    return keys.find(key)
        .orElseThrow(() -> Problem.unauthenticated("no_authorization", "Invalid API key"));
  }
}
