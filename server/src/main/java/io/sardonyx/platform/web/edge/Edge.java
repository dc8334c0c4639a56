package io.sardonyx.platform.web.edge;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.sardonyx.platform.config.AddressRanges;
import io.sardonyx.platform.config.Settings;
import io.sardonyx.platform.memory.MemoryBudget;
import io.sardonyx.platform.problem.Problem;
import io.sardonyx.platform.web.ClientAddress;
import io.sardonyx.platform.web.Correlation;
import io.sardonyx.platform.web.Draining;
import io.sardonyx.platform.web.ProblemWriter;
import io.sardonyx.platform.web.SecurityHeaders;
import io.sardonyx.platform.web.Tls;
import io.sardonyx.platform.web.limits.RateClass;
import io.sardonyx.platform.web.limits.RateLimiter;
import io.sardonyx.platform.web.routes.Route;
import io.sardonyx.platform.web.routes.RouteGroup;
import io.sardonyx.platform.web.routes.RouteTable;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.jboss.logging.Logger;

/**
 * What every request passes first, on the event loop: correlation, security headers, limits, CORS,
 * its body. Static files are served here; all other requests go on to JAX-RS and the realtime
 * gateway. What differs between routes is what they declare: {@link RouteTable}.
 */
@Singleton
public class Edge {
  private static final Logger LOG = Logger.getLogger(Edge.class);

  static final int MAX_IN_FLIGHT = 10_000;
  static final int MAX_IN_FLIGHT_PER_NETWORK = 2_000;

  /** How long a request that has begun keeps the program from stopping. */
  private static final Duration DRAIN_LIMIT = Duration.ofSeconds(10);

  private static final Duration DRAIN_CHECK = Duration.ofMillis(10);
  private static final int AFTER_SOCKETS = 3_000;

  private static final int FIRST = 1_000;
  private static final int PAGES = 500;

  private final ConcurrencyLimiter concurrency =
      new ConcurrencyLimiter(MAX_IN_FLIGHT_PER_NETWORK, MAX_IN_FLIGHT);
  private final RouteTable routes;
  private final ProblemWriter problems;
  private final RequestBody bodies;
  private final StaticFiles pages;
  private final ClientAddress clients;
  private final Tls tls;
  private final RateLimiter limiter;
  private volatile boolean draining;

  Edge(
      Settings settings,
      RateLimiter limiter,
      RouteTable routes,
      ProblemWriter problems,
      MemoryBudget memory) {
    this.limiter = limiter;
    this.routes = routes;
    this.problems = problems;
    bodies = new RequestBody(routes, problems, BodyLimits.DEFAULT, memory);
    pages = new StaticFiles(Edge.class.getClassLoader(), routes, problems);
    clients = new ClientAddress(AddressRanges.parse(settings.trustedProxies().orElse("")));
    tls = new Tls(settings.publicUrl().orElse(""));
  }

  void routes(@Observes Filters filters, Router router) {
    filters.register(this::begin, FIRST);
    filters.register(pages::serve, PAGES);
    router.route().order(Integer.MIN_VALUE).failureHandler(this::failed);
    for (int status : new int[] {400, 404, 405, 406, 413, 414, 415}) {
      router.errorHandler(status, routing -> problems.write(routing.request(), status));
    }
    router.errorHandler(500, this::failed);
  }

  /**
   * Waits until the requests that have begun are answered. Not the framework's own wait: that
   * counts a WebSocket as a request which never ends, and always takes as long as it may.
   */
  void drain(@Observes @Priority(AFTER_SOCKETS) Draining event) {
    draining = true;
    long end = System.nanoTime() + DRAIN_LIMIT.toNanos();
    try {
      while (concurrency.inFlight() > 0 && System.nanoTime() < end) {
        Thread.sleep(DRAIN_CHECK);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void begin(RoutingContext routing) {
    var request = routing.request();
    Correlation.begin(request);
    if (draining && request.version() != HttpVersion.HTTP_2) {
      request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
    }
    SecurityHeaders.ofData(request.response().headers(), tls.isHstsAllowed(request));
    tls.resolve(routing);
    var group = routes.groupOf(String.valueOf(request.path()));
    boolean isAllowedOrigin = CorsHeaders.allow(request, group.cors());
    var malformed = MalformedRequest.in(request);
    if (malformed.isPresent()) {
      problems.write(request, malformed.get());
      return;
    }
    var network = ClientAddress.network(clients.resolve(routing));
    if (group.webSockets() && isUpgrade(request)) {
      routing.put(Route.KEY, Route.undeclared(group.prefix()));
      if (count(request, network, RateClass.ADDRESS) && countGroup(request, network, group)) {
        routing.next();
      }
      return;
    }
    ConcurrencyLimiter.Share share;
    try {
      share = concurrency.enter(network);
    } catch (Problem busy) {
      request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
      problems.write(request, busy);
      return;
    }
    routing.addEndHandler(end -> concurrency.leave(share));
    boolean isCounted = !routes.isRateLimitExempt(String.valueOf(request.path()));
    if (isCounted && !count(request, network, RateClass.ADDRESS)) {
      return;
    }
    if (!group.webSockets() && !countGroup(request, network, group)) {
      return;
    }
    if (!CorsHeaders.isPreflight(request)) {
      bodies.read(routing, share);
    } else if (isAllowedOrigin) {
      request.response().setStatusCode(204).end();
    } else {
      problems.write(
          request,
          Problem.forbidden(
              "origin_not_allowed", "Pages of other origins may not use this address."));
    }
  }

  private boolean countGroup(HttpServerRequest request, String network, RouteGroup group) {
    var rateClass = group.rateClass();
    return rateClass.isEmpty() || count(request, network, rateClass.get());
  }

  /**
   * @return false when the limit is reached, which the response then says
   */
  private boolean count(HttpServerRequest request, String network, String rateClass) {
    try {
      limiter.count(request, rateClass, network);
      return true;
    } catch (Problem limited) {
      problems.write(request, limited);
      return false;
    }
  }

  private static boolean isUpgrade(HttpServerRequest request) {
    return request.method() == HttpMethod.GET && request.headers().contains(HttpHeaders.UPGRADE);
  }

  /** What failed before or beside JAX-RS: a head without Host, a broken handler. */
  private void failed(RoutingContext routing) {
    var request = routing.request();
    int status = routing.statusCode() < 400 ? 500 : routing.statusCode();
    if (Correlation.requestId(request) == null) {
      Correlation.begin(request);
      SecurityHeaders.ofData(request.response().headers(), tls.isHstsAllowed(request));
    }
    if (status >= 500) {
      LOG.errorf(routing.failure(), "%s %s failed", request.method(), request.path());
    }
    problems.write(request, status);
  }
}
