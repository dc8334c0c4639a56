package io.sardonyx.realtime;

import io.netty.channel.EventLoop;
import io.sardonyx.platform.caller.Caller;
import io.sardonyx.platform.config.Settings;
import io.sardonyx.platform.problem.Problem;
import io.sardonyx.platform.web.authentication.Revocations;
import io.sardonyx.platform.web.authentication.Revocations.Revocation;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** All sockets of this node: on which event loop, of which address and of whom. */
@Singleton
final class Sockets {
  private static final int CALLERS_A_QUESTION = 1_000;

  private final Map<EventLoop, EventLoopSockets> groups = new ConcurrentHashMap<>();
  private final Set<Socket> all = ConcurrentHashMap.newKeySet();
  private final Map<String, Integer> byNetwork = new ConcurrentHashMap<>();
  private final Map<UUID, Set<Socket>> byUser = new ConcurrentHashMap<>();
  private final SocketLimits limits;
  private final Revocations revocations;

  Sockets(Settings settings, Revocations revocations) {
    this.revocations = revocations;
    this.limits = SocketLimits.of(settings);
  }

  SocketLimits limits() {
    return limits;
  }

  EventLoopSockets group(EventLoop loop) {
    return groups.computeIfAbsent(loop, EventLoopSockets::new);
  }

  Collection<EventLoopSockets> groups() {
    return groups.values();
  }

  Set<Socket> all() {
    return all;
  }

  /**
   * @return whether the address may have another one; then it has
   */
  boolean open(String network) {
    int limit = limits.socketsPerAddress();
    int has = byNetwork.merge(network, 1, Integer::sum);
    if (limit > 0 && has > limit) {
      close(network);
      return false;
    }
    return true;
  }

  void close(String network) {
    byNetwork.computeIfPresent(network, (same, has) -> has == 1 ? null : has - 1);
  }

  void add(Socket socket) {
    all.add(socket);
  }

  void remove(Socket socket) {
    all.remove(socket);
    close(socket.upgrade().network());
    forget(socket);
  }

  private void forget(Socket socket) {
    socket
        .principal()
        .ifPresent(as ->
            byUser.computeIfPresent(
                as.caller().userId(),
                (user, theirs) -> {
                  theirs.remove(socket);
                  return theirs.isEmpty() ? null : theirs;
                }));
  }

  /**
   * @throws Problem when the user has too many
   */
  void authenticate(Socket socket, SocketPrincipal principal) {
    var user = principal.caller().userId();
    byUser.compute(
        user,
        (same, present) -> {
          var theirs = present == null ? ConcurrentHashMap.<Socket>newKeySet() : present;
          if (theirs.size() >= limits.socketsPerUser()) {
            throw Problem.rateLimited(
                "too_many_sockets",
                "You may have up to " + limits.socketsPerUser() + " connections at once.",
                Duration.ofSeconds(10));
          }
          theirs.add(socket);
          return theirs;
        });
    renew(socket, principal);
    if (socket.isClosed()) {
      forget(socket);
    }
  }

  /** A revocation may have overtaken the authentication; of later ones the socket hears. */
  void renew(Socket socket, SocketPrincipal principal) {
    socket.authenticate(principal);
    if (revocations.hasChangedLately(principal.caller())) {
      try {
        closeRefused(List.of(socket));
      } catch (RuntimeException undecided) {
        close(socket, CloseCode.SERVER_ERROR, "try again");
        throw undecided;
      }
    }
  }

  /** On a thread that may block. */
  void revoked(Revocation revocation) {
    closeRefused(
        all.stream()
            .filter(socket ->
                socket.principal().filter(as -> revocation.concerns(as.caller())).isPresent())
            .toList());
  }

  /**
   * Closes those whose callers are none any more, and those who have other rights than when they
   * came: what they follow and may do is decided anew when they come back. Blocks.
   */
  void closeRefused(Collection<Socket> asked) {
    var theirs = new HashMap<Caller, Set<Socket>>();
    for (var socket : asked) {
      socket
          .principal()
          .ifPresent(as -> theirs.computeIfAbsent(as.caller(), c -> new HashSet<>()).add(socket));
    }
    var callers = List.copyOf(theirs.keySet());
    for (int from = 0; from < callers.size(); from += CALLERS_A_QUESTION) {
      var some = callers.subList(from, Math.min(callers.size(), from + CALLERS_A_QUESTION));
      var today = revocations.today(some);
      for (var caller : some) {
        var now = today.get(caller);
        if (now == null) {
          theirs
              .getOrDefault(caller, Set.of())
              .forEach(socket -> close(socket, CloseCode.LOGIN_REVOKED, "you were signed out"));
        } else if (!now.equals(caller)) {
          theirs
              .getOrDefault(caller, Set.of())
              .forEach(socket -> close(socket, CloseCode.RIGHTS_CHANGED, "come back"));
        }
      }
    }
  }

  private static void close(Socket socket, CloseCode code, String cause) {
    socket.group().execute(() -> socket.close(code, cause));
  }
}
