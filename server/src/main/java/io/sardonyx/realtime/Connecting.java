package io.sardonyx.realtime;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.sardonyx.platform.config.Settings;
import io.sardonyx.platform.problem.Problem;
import io.sardonyx.platform.web.Json;
import io.sardonyx.realtime.Commands.Answer;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The methods by which a socket gets and keeps its caller. */
@Singleton
final class Connecting {
  private final Admission admission;
  private final Sockets sockets;
  private final InstantSource clock;
  private final long heartbeatMillis;

  Connecting(Admission admission, Sockets sockets, InstantSource clock, Settings settings) {
    this.admission = admission;
    this.sockets = sockets;
    this.clock = clock;
    this.heartbeatMillis = Limits.of(settings).heartbeat().toMillis();
  }

  Answer connect(Socket socket, JsonNode params)
      throws JsonProcessingException, Admission.OriginRefused {
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
      throws JsonProcessingException, Admission.OriginRefused {
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
