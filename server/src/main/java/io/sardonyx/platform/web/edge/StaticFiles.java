package io.sardonyx.platform.web.edge;

import io.sardonyx.platform.web.ProblemWriter;
import io.sardonyx.platform.web.SecurityHeaders;
import io.sardonyx.platform.web.routes.Route;
import io.sardonyx.platform.web.routes.RouteTable;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Serves the web application from the program's own archive. A path without a file belongs to the
 * client-side router and gets the index page, unless it is for programs: {@link
 * RouteTable#isForPrograms}.
 */
final class StaticFiles {
  private static final String BUILT = "META-INF/resources";
  private static final String MANUAL = "docs";
  private static final String DOCS = "/docs";
  private static final Route PAGE = Route.undeclared("page");
  private static final String INDEX = "/index.html";
  private static final String HASHED = "/assets/";
  private static final CharSequence IMMUTABLE =
      HttpHeaders.createOptimized("public, max-age=31536000, immutable");
  private static final CharSequence NO_CACHE = HttpHeaders.createOptimized("no-cache");
  private static final String NOT_BUILT =
      "Sardonyx is running, but the web application was not built. The API docs are at /docs.\n";

  private final ClassLoader archive;
  private final ConcurrentHashMap<String, StaticFile> assets = new ConcurrentHashMap<>();

  private final RouteTable routes;
  private final ProblemWriter problems;

  StaticFiles(ClassLoader archive, RouteTable routes, ProblemWriter problems) {
    this.archive = archive;
    this.routes = routes;
    this.problems = problems;
  }

  void serve(RoutingContext routing) {
    var request = routing.request();
    var path = request.path();
    boolean reading = request.method() == HttpMethod.GET || request.method() == HttpMethod.HEAD;
    if (!reading || path == null || routes.isForPrograms(path)) {
      routing.next();
      return;
    }
    routing.put(Route.KEY, PAGE);
    if (path.equals(DOCS) || path.startsWith(DOCS + "/")) {
      sendDocs(request, path);
      return;
    }
    var asset = path.endsWith("/") ? Optional.<StaticFile>empty() : asset(BUILT, path);
    if (asset.isPresent()) {
      send(request, asset.get(), path.startsWith(HASHED) ? IMMUTABLE : NO_CACHE);
    } else if (path.startsWith(HASHED) || !acceptsHtml(request)) {
      problems.write(request, 404);
    } else {
      asset(BUILT, INDEX)
          .ifPresentOrElse(index -> send(request, index, NO_CACHE), () -> sendNotBuilt(request));
    }
  }

  /** The pages that render the API document. */
  private void sendDocs(HttpServerRequest request, String path) {
    var name = path.length() <= DOCS.length() + 1 ? INDEX : path.substring(DOCS.length());
    asset(MANUAL, name)
        .ifPresentOrElse(
            asset -> send(request, asset, NO_CACHE), () -> problems.write(request, 404));
  }

  private Optional<StaticFile> asset(String root, String path) {
    var known = assets.get(root + path);
    if (known != null) {
      return Optional.of(known);
    }
    var read = StaticFile.read(archive, root, path);
    read.ifPresent(asset -> assets.put(root + path, asset));
    return read;
  }

  private static void send(HttpServerRequest request, StaticFile asset, CharSequence caching) {
    var response = request.response();
    SecurityHeaders.ofPage(response.headers());
    response
        .putHeader(HttpHeaders.CACHE_CONTROL, caching)
        .putHeader(HttpHeaders.ETAG, asset.etag())
        .putHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
    if (asset.etag().equals(request.getHeader(HttpHeaders.IF_NONE_MATCH))) {
      response.setStatusCode(304).end();
      return;
    }
    var form = asset.form(request.getHeader(HttpHeaders.ACCEPT_ENCODING));
    response.putHeader(HttpHeaders.CONTENT_TYPE, asset.type());
    if (form.encoding() != null) {
      response.putHeader(HttpHeaders.CONTENT_ENCODING, form.encoding());
    }
    if (request.method() == HttpMethod.HEAD) {
      response.putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(form.bytes().length())).end();
    } else {
      response.end(form.bytes());
    }
  }

  private static void sendNotBuilt(HttpServerRequest request) {
    request
        .response()
        .putHeader(HttpHeaders.CONTENT_TYPE, "text/plain; charset=utf-8")
        .end(NOT_BUILT);
  }

  private static boolean acceptsHtml(HttpServerRequest request) {
    @Nullable String accept = request.getHeader(HttpHeaders.ACCEPT);
    return accept == null || accept.contains("text/html") || accept.contains("*/*");
  }
}
