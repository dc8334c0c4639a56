package io.sardonyx.platform.web.edge;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.sardonyx.platform.config.AddressRanges;
import io.sardonyx.platform.config.Settings;
import io.sardonyx.platform.problem.Problem;
import io.sardonyx.platform.web.ClientAddress;
import io.sardonyx.platform.web.Correlation;
import io.sardonyx.platform.web.ProblemWriter;
import io.sardonyx.platform.web.SecurityHeaders;
import io.sardonyx.platform.web.Tls;
import io.sardonyx.platform.web.limits.RateLimiter;
import io.sardonyx.platform.web.limits.RateLimits.Kind;
import io.sardonyx.platform.web.routes.LargeBodies;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * What every request passes first, on the event loop: correlation, headers, the flood guard, its
 * body. StaticFiles are served here; the rest goes on to JAX-RS and the realtime gateway.
 */
@Singleton
public class Edge {
  private static final Logger LOG = Logger.getLogger(Edge.class);

  /** Of one request's body, in bytes. */
  static final int MAX_BODY = 1_000_000;

  /** Of all bodies in flight, in bytes, as far as they have no more than that. */
  static final long MAX_BODIES = 64_000_000;

  /** Of those that come from one network. */
  static final long MAX_BODIES_PER_NETWORK = 8_000_000;

  /**
   * Of all that have more, where that is allowed: read and passed on, each takes about five times
   * its size of the heap.
   */
  static final long MAX_LARGE_BODIES = Math.min(128_000_000, Runtime.getRuntime().maxMemory() / 10);

  /** A body that is not there by then never will be. */
  static final long BODY_MILLIS = 20_000;

  static final int MAX_IN_FLIGHT = 10_000;
  static final int MAX_IN_FLIGHT_PER_NETWORK = 2_000;

  private static final String REALTIME = "/realtime/";

  /** By who must know how we are, above all when somebody floods us. */
  private static final Set<String> WATCHED = Set.of("/health", "/ready", "/metrics");

  private static final int FIRST = 1_000;
  private static final int PAGES = 500;

  private final ConcurrencyLimiter guard =
      new ConcurrencyLimiter(MAX_IN_FLIGHT_PER_NETWORK, MAX_IN_FLIGHT);
  private final RequestBody bodies;
  private final StaticFiles pages = new StaticFiles(Edge.class.getClassLoader());
  private final ClientAddress clients;
  private final Tls tls;
  private final RateLimiter limiter;

  Edge(Settings settings, RateLimiter limiter, Instance<LargeBodies> large) {
    this.limiter = limiter;
    bodies = RequestBody.within(large);
    clients = new ClientAddress(AddressRanges.parse(settings.trustedProxies().orElse("")));
    tls = new Tls(settings.publicUrl().orElse(""));
  }

  void routes(@Observes Filters filters, Router router) {
    filters.register(this::begin, FIRST);
    filters.register(pages::serve, PAGES);
    router.route().order(Integer.MIN_VALUE).failureHandler(this::failed);
    for (int status : new int[] {400, 404, 405, 406, 413, 414, 415}) {
      router.errorHandler(status, routing -> ProblemWriter.write(routing.request(), status));
    }
    router.errorHandler(500, this::failed);
  }

  private void begin(RoutingContext routing) {
    var request = routing.request();
    Correlation.begin(request);
    SecurityHeaders.ofData(request.response().headers(), tls.isPromised(request));
    tls.note(routing);
    var unreadable = MalformedRequest.in(request);
    if (unreadable.isPresent()) {
      ProblemWriter.write(request, unreadable.get());
      return;
    }
    var network = ClientAddress.network(clients.note(routing));
    if (isRealtime(request)) {
      if (counted(request, network, Kind.ADDRESS) && counted(request, network, Kind.CONNECT)) {
        routing.next();
      }
      return;
    }
    ConcurrencyLimiter.Share share;
    try {
      share = guard.enter(network);
    } catch (Problem busy) {
      request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
      ProblemWriter.write(request, busy);
      return;
    }
    routing.addEndHandler(end -> guard.leave(share));
    if (!WATCHED.contains(String.valueOf(request.path()))
        && !counted(request, network, Kind.ADDRESS)) {
      return;
    }
    boolean forAll = CorsHeaders.isFor(request);
    if (forAll) {
      CorsHeaders.allow(request);
    }
    if (forAll && isPreflight(routing)) {
      request.response().setStatusCode(204).end();
      return;
    }
    if (isPreflight(routing)) {
      ProblemWriter.write(
          request,
          Problem.forbidden(
              "origin_not_allowed", "StaticFiles of other origins may not use this address."));
      return;
    }
    bodies.read(routing, share);
  }

  /**
   * @return false when it was one too many, and was told so
   */
  private boolean counted(HttpServerRequest request, String network, Kind kind) {
    try {
      limiter.count(request, kind, network);
      return true;
    } catch (Problem tooOften) {
      ProblemWriter.write(request, tooOften);
      return false;
    }
  }

  /** The gateway counts its sockets itself, and they stay for as long as they like. */
  private static boolean isRealtime(HttpServerRequest request) {
    return request.method() == HttpMethod.GET
        && String.valueOf(request.path()).startsWith(REALTIME)
        && request.headers().contains(HttpHeaders.UPGRADE);
  }

  private static boolean isPreflight(RoutingContext routing) {
    return routing.request().method() == HttpMethod.OPTIONS
        && routing.request().headers().contains(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD);
  }

  /** What went wrong before or beside JAX-RS: a head without Host, a broken handler. */
  private void failed(RoutingContext routing) {
    var request = routing.request();
    int status = routing.statusCode() < 400 ? 500 : routing.statusCode();
    if (Correlation.requestId(request) == null) {
      Correlation.begin(request);
      SecurityHeaders.ofData(request.response().headers(), tls.isPromised(request));
    }
    if (status >= 500) {
      LOG.errorf(routing.failure(), "%s %s failed", request.method(), request.path());
    }
    ProblemWriter.write(request, status);
  }
}
