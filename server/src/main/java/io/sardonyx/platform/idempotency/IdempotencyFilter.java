package io.sardonyx.platform.idempotency;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.sardonyx.platform.caller.Caller;
import io.sardonyx.platform.database.DatabaseUnavailable;
import io.sardonyx.platform.idempotency.IdempotencyKeys.Answer;
import io.sardonyx.platform.json.Json;
import io.sardonyx.platform.problem.Problem;
import io.sardonyx.platform.web.authentication.RequestCaller;
import io.sardonyx.platform.web.routes.Idempotent;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Before and after what is {@link Idempotent}, where the sender gave a key. */
@Provider
@Singleton
@Idempotent
@Priority(Priorities.USER)
public class IdempotencyFilter implements ContainerRequestFilter, ContainerResponseFilter {
  static final String KEY = "Idempotency-Key";
  static final String REPLAYED = "Idempotency-Replayed";

  private static final Logger LOG = Logger.getLogger(IdempotencyFilter.class);
  private static final String CLAIMED = "sardonyx.idempotency-key";
  private static final int MAX_LENGTH = 255;

  /** Asked for late: filters are made before there is a database. */
  private final Instance<IdempotencyKeys> keys;

  public IdempotencyFilter(Instance<IdempotencyKeys> keys) {
    this.keys = keys;
  }

  private record Claimed(Caller caller, String key) {}

  @Override
  public void filter(ContainerRequestContext request) throws IOException {
    var key = request.getHeaderString(KEY);
    if (key == null) {
      return;
    }
    if (key.isEmpty()
        || key.length() > MAX_LENGTH
        || !key.chars().allMatch(c -> c > 32 && c < 127)) {
      throw new Problem(
          Problem.Kind.MALFORMED,
          "malformed_idempotency_key",
          "An Idempotency-Key has 1 to 255 printable characters and no spaces.");
    }
    var body = request.getEntityStream().readAllBytes();
    request.setEntityStream(new ByteArrayInputStream(body));
    var caller = RequestCaller.of(request.getSecurityContext());
    var earlier = keys.get().claim(caller, key, hash(request, body));
    if (earlier.isEmpty()) {
      request.setProperty(CLAIMED, new Claimed(caller, key));
    } else {
      request.abortWith(again(earlier.get()));
    }
  }

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    if (request.getProperty(CLAIMED) instanceof Claimed claimed) {
      request.removeProperty(CLAIMED);
      try {
        settle(claimed, response);
      } catch (DatabaseUnavailable gone) {
        LOG.warnf("The answer to a request with an idempotency key could not be kept: %s", gone);
      }
    }
  }

  /** After a fault of ours it is not certain what was done: the key stays claimed. */
  private void settle(Claimed claimed, ContainerResponseContext response) {
    int status = response.getStatus();
    if (status < 300) {
      keys.get()
          .answer(claimed.caller(), claimed.key(), new Answer(status, json(response.getEntity())));
    } else if (status < 500) {
      keys.get().release(claimed.caller(), claimed.key());
    }
  }

  private static Response again(Answer answer) {
    var response = Response.status(answer.status()).header(REPLAYED, "true");
    return answer.body().length == 0
        ? response.build()
        : response.type(MediaType.APPLICATION_JSON_TYPE).entity(answer.body()).build();
  }

  private static byte[] json(@Nullable Object entity) {
    try {
      return entity == null ? new byte[0] : Json.mapper().writeValueAsBytes(entity);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] hash(ContainerRequestContext request, byte[] body) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      var what =
          request.getMethod() + " " + request.getUriInfo().getRequestUri().getRawPath() + "\n";
      digest.update(what.getBytes(StandardCharsets.UTF_8));
      return digest.digest(body);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
