package io.sardonyx.platform.web.edge;

import io.sardonyx.platform.web.ProblemWriter;
import io.sardonyx.platform.web.SecurityHeaders;
import io.sardonyx.platform.web.routes.Route;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Serves what was built for the browser out of the program's own archive. An address without a file
 * is a place inside the page, which finds its way itself.
 */
final class StaticFiles {
  /** Addresses that are for programs; a page never answers there. */
  private static final List<String> NOT_PAGES =
      List.of(
          "/api",
          "/auth",
          "/realtime",
          "/rest",
          "/graphql",
          "/storage",
          "/functions",
          "/v1",
          "/health",
          "/ready",
          "/metrics",
          "/openapi",
          "/.well-known",
          "/q");

  private static final String BUILT = "META-INF/resources";
  private static final String MANUAL = "docs";
  private static final String DOCS = "/docs";
  private static final Route PAGE = new Route("page", true, Set.of(), null, null);
  private static final String INDEX = "/index.html";
  private static final String HASHED = "/assets/";
  private static final CharSequence IMMUTABLE =
      HttpHeaders.createOptimized("public, max-age=31536000, immutable");
  private static final CharSequence NO_CACHE = HttpHeaders.createOptimized("no-cache");
  private static final String NOT_BUILT =
      "Sardonyx runs, but its page was not built. The API is described at /docs.\n";

  private final ClassLoader archive;
  private final ConcurrentHashMap<String, StaticFile> assets = new ConcurrentHashMap<>();

  StaticFiles(ClassLoader archive) {
    this.archive = archive;
  }

  void serve(RoutingContext routing) {
    var request = routing.request();
    var path = request.path();
    boolean reading = request.method() == HttpMethod.GET || request.method() == HttpMethod.HEAD;
    if (!reading || path == null || isForPrograms(path)) {
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
      ProblemWriter.write(request, 404);
    } else {
      asset(BUILT, INDEX)
          .ifPresentOrElse(index -> send(request, index, NO_CACHE), () -> sayNotBuilt(request));
    }
  }

  /** The readable form of the API's document; it is written by hand and lies beside the classes. */
  private void sendDocs(HttpServerRequest request, String path) {
    var name = path.length() <= DOCS.length() + 1 ? INDEX : path.substring(DOCS.length());
    asset(MANUAL, name)
        .ifPresentOrElse(
            asset -> send(request, asset, NO_CACHE), () -> ProblemWriter.write(request, 404));
  }

  static boolean isForPrograms(String path) {
    for (var prefix : NOT_PAGES) {
      if (path.startsWith(prefix)
          && (path.length() == prefix.length()
              || path.charAt(prefix.length()) == '/'
              || path.charAt(prefix.length()) == '.')) {
        return true;
      }
    }
    return false;
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

  private static void sayNotBuilt(HttpServerRequest request) {
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
