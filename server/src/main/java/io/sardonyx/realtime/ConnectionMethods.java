package io.sardonyx.realtime;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.sardonyx.platform.config.Settings;
import io.sardonyx.platform.json.Json;
import io.sardonyx.platform.problem.Problem;
import io.sardonyx.realtime.CommandDispatcher.Answer;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The methods by which a socket gets and keeps its caller. */
@Singleton
final class ConnectionMethods {
  private final SocketAuthenticator authenticator;
  private final Sockets sockets;
  private final InstantSource clock;
  private final long heartbeatMillis;

  ConnectionMethods(
      SocketAuthenticator authenticator, Sockets sockets, InstantSource clock, Settings settings) {
    this.authenticator = authenticator;
    this.sockets = sockets;
    this.clock = clock;
    this.heartbeatMillis = SocketLimits.of(settings).heartbeat().toMillis();
  }

  Answer connect(Socket socket, JsonNode params)
      throws JsonProcessingException, SocketAuthenticator.OriginRefused {
    var given = Json.mapper().treeToValue(params, Token.class);
    if (socket.principal().isPresent()) {
      throw Problem.conflict("already_connected", "This socket is connected; use authenticate.");
    }
    var principal =
        authenticator.authenticate(socket.upgrade(), given.accessToken, given.publishableKey);
    sockets.authenticate(socket, principal);
    return Answer.of(
        new Connected(
            socket.id(),
            principal.caller().userId(),
            heartbeatMillis,
            clock.instant(),
            principal.expiresAt()));
  }

  /** Renews in place: the same user, with a token that ends later. */
  Answer authenticate(Socket socket, JsonNode params)
      throws JsonProcessingException, SocketAuthenticator.OriginRefused {
    var given = Json.mapper().treeToValue(params, Token.class);
    var principal =
        authenticator.authenticate(socket.upgrade(), given.accessToken, given.publishableKey);
    if (!socket.isOf(principal.caller().userId())) {
      throw Problem.forbidden("other_user", "A socket stays with its user; open another one.");
    }
    sockets.renew(socket, principal);
    return Answer.of(new Renewed(clock.instant(), principal.expiresAt()));
  }

  private record Token(@Nullable String accessToken, @Nullable String publishableKey) {}

  private record Connected(
      UUID connectionId,
      UUID userId,
      long heartbeatIntervalMs,
      Instant serverTime,
      @Nullable Instant expiresAt) {}

  private record Renewed(Instant serverTime, @Nullable Instant expiresAt) {}
}
