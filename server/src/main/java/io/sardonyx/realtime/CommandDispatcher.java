package io.sardonyx.realtime;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.sardonyx.platform.database.DatabaseUnavailable;
import io.sardonyx.platform.events.Topic;
import io.sardonyx.platform.json.JsonErrors;
import io.sardonyx.platform.problem.Problem;
import io.sardonyx.platform.web.limits.RateClass;
import io.sardonyx.platform.web.limits.RateLimiter;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import org.jboss.logging.Logger;

/** Answers what clients ask, on virtual threads: the gateway's own methods and the features'. */
@Singleton
final class CommandDispatcher {
  private static final Duration A_MOMENT = Duration.ofSeconds(1);
  private static final Logger LOG = Logger.getLogger(CommandDispatcher.class);

  private final Map<String, RealtimeMethod> features = new HashMap<>();
  private final ConnectionMethods connecting;
  private final SubscriptionMethods subscribing;
  private final RateLimiter limiter;
  private final InstantSource clock;

  CommandDispatcher(
      Instance<RealtimeMethod> features,
      ConnectionMethods connecting,
      SubscriptionMethods subscribing,
      RateLimiter limiter,
      InstantSource clock) {
    this.limiter = limiter;
    this.clock = clock;
    this.connecting = connecting;
    this.subscribing = subscribing;
    for (var feature : features) {
      ContractSchemas.requireSchema(feature.name());
      if (this.features.put(feature.name(), feature) != null) {
        throw new IllegalStateException("Two methods are called " + feature.name());
      }
    }
  }

  /** Answers one command, or closes the socket. */
  void handle(Socket socket, Socket.Pending pending) {
    try {
      var command = Command.parse(pending.message());
      if (pending.allowed()) {
        answer(socket, command);
      } else {
        socket.reply(Frames.error(command.id(), tooSoon()));
      }
    } catch (FrameAssembler.Refused refused) {
      close(socket, refused.code(), refused.reason());
    } catch (RejectedExecutionException ending) {
      LOG.debug("A command was not answered: the program ends");
    } catch (Throwable failure) {
      LOG.error("A command failed", failure);
      close(socket, CloseCode.SERVER_ERROR, "something failed here");
    }
  }

  private void answer(Socket socket, Command command) throws FrameAssembler.Refused {
    if (socket.principal().isEmpty() && !command.method().equals("connect")) {
      throw new FrameAssembler.Refused(
          CloseCode.UNAUTHENTICATED, "the first command must be connect");
    }
    try {
      // Among the caller's requests: as many sockets as one may have are no way around the limit.
      socket.principal().ifPresent(as -> limiter.count(RateClass.CALLER, as.caller()));
      var answer = dispatch(socket, command);
      socket.reply(Frames.result(command.id(), answer.result()));
      answer.afterwards().run();
    } catch (Exception failure) {
      socket.reply(Frames.error(command.id(), problem(command, failure)));
      if (socket.principal().isEmpty()) {
        closeUnadmitted(socket, failure);
      }
    }
  }

  private Answer dispatch(Socket socket, Command command) throws Exception {
    return switch (command.method()) {
      case "connect" -> connecting.connect(socket, command.params());
      case "authenticate" -> connecting.authenticate(socket, command.params());
      case "subscribe" -> subscribing.subscribe(socket, command.params());
      case "unsubscribe" -> subscribing.unsubscribe(socket, command.params());
      case "ping" -> subscribing.ping(socket, command.params());
      default -> Answer.of(feature(socket, command));
    };
  }

  private Object feature(Socket socket, Command command) throws Exception {
    var method = features.get(command.method());
    if (method == null) {
      throw new Problem(Problem.Kind.NOT_FOUND, "unknown_method", "There is no such method.");
    }
    var caller = socket.principal().orElseThrow().caller();
    return method.handle(caller, command.params(), pushes(socket));
  }

  private Pushes pushes(Socket socket) {
    return (Topic topic, String type, String data) ->
        socket.replyEphemeral(Frames.about(topic, type, clock.instant(), data));
  }

  private static Problem problem(Command command, Exception failure) {
    return switch (failure) {
      case Problem problem -> problem;
      case JsonProcessingException wrong ->
          Problem.invalid("invalid_params", JsonErrors.describe(wrong).sentence());
      case SocketAuthenticator.OriginRefused refused ->
          Problem.unauthenticated("origin_refused", "Cookies count only from our own pages.");
      case DatabaseUnavailable away ->
          new Problem(Problem.Kind.UNAVAILABLE, "unavailable", "The database is away; try again.");
      default -> {
        LOG.errorf(failure, "The command %s failed", command.method());
        yield new Problem(
            Problem.Kind.UNAVAILABLE, "internal_error", "Something failed here; it was noted.");
      }
    };
  }

  /** Without a caller there is nothing more to say. */
  private static void closeUnadmitted(Socket socket, Exception failure) {
    switch (failure) {
      case SocketAuthenticator.OriginRefused refused ->
          close(socket, CloseCode.ORIGIN_REFUSED, "use a token, or our own page");
      case Problem problem when (problem.kind() == Problem.Kind.UNAUTHENTICATED) ->
          close(
              socket,
              problem.code().contains("expired")
                  ? CloseCode.TOKEN_EXPIRED
                  : CloseCode.UNAUTHENTICATED,
              problem.code());
      case Problem problem when problem.code().equals("too_many_sockets") ->
          close(socket, CloseCode.TOO_MANY_SOCKETS, "close some first");
      case JsonProcessingException wrong ->
          close(socket, CloseCode.UNAUTHENTICATED, "connect was not understood");
      case Problem problem -> close(socket, CloseCode.UNAUTHENTICATED, problem.code());
      default -> close(socket, CloseCode.SERVER_ERROR, "try again");
    }
  }

  private static void close(Socket socket, CloseCode code, String cause) {
    socket.group().execute(() -> socket.close(code, cause));
  }

  private static Problem tooSoon() {
    return Problem.rateLimited("rate_limited", "Too many commands; slow down.", A_MOMENT);
  }

  /**
   * @param afterwards what begins when the reply is on its way
   */
  record Answer(Object result, Runnable afterwards) {
    static Answer of(Object result) {
      return new Answer(result, () -> {});
    }
  }
}
