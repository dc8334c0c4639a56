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
  private final SocketAuthenticator admission;
  private final Sockets sockets;
  private final InstantSource clock;
  private final long heartbeatMillis;

  ConnectionMethods(
      SocketAuthenticator admission, Sockets sockets, InstantSource clock, Settings settings) {
    this.admission = admission;
    this.sockets = sockets;
    this.clock = clock;
    this.heartbeatMillis = SocketLimits.of(settings).heartbeat().toMillis();
  }

  Answer connect(Socket socket, JsonNode params)
      throws JsonProcessingException, SocketAuthenticator.OriginRefused {
    var given = Json.mapper().treeToValue(params, Token.class);
    if (socket.admitted().isPresent()) {
      throw Problem.conflict("already_connected", "This socket is connected; use authenticate.");
    }
    var admitted = admission.admit(socket.knock(), given.accessToken, given.publishableKey);
    sockets.admit(socket, admitted);
    return Answer.of(
        new Connected(
            socket.id(),
            admitted.caller().userId(),
            heartbeatMillis,
            clock.instant(),
            admitted.expiresAt()));
  }

  /** Renews in place: the same user, with a token that ends later. */
  Answer authenticate(Socket socket, JsonNode params)
      throws JsonProcessingException, SocketAuthenticator.OriginRefused {
    var given = Json.mapper().treeToValue(params, Token.class);
    var admitted = admission.admit(socket.knock(), given.accessToken, given.publishableKey);
    if (!socket.isOf(admitted.caller().userId())) {
      throw Problem.forbidden("other_user", "A socket stays with its user; open another one.");
    }
    sockets.renew(socket, admitted);
    return Answer.of(new Renewed(clock.instant(), admitted.expiresAt()));
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
