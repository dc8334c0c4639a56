package io.sardonyx.platform.outbound;

import io.sardonyx.platform.config.AddressRanges;
import io.sardonyx.platform.config.Settings;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.impl.VertxInternal;
import io.vertx.core.net.SocketAddress;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.util.concurrent.ExecutionException;
import javax.net.ssl.SSLException;
import org.jboss.logging.Logger;

/**
 * The one client for HTTP requests that leave the program: to model providers, webhooks, and
 * whatever else tenants name. A name is resolved once, the address is held against {@link
 * AddressGuard}, and that address is connected to. Redirects are not followed: a response of 3xx is
 * its caller's, and following it is another request.
 */
@Singleton
public class OutboundHttp {
  private static final int CONNECT_MILLIS = 10_000;
  private static final int IDLE_SECONDS = 30;
  private static final int MAX_HEADERS = 64 << 10;

  /** What is open at once is limited by whoever asks: none waits here for another's end. */
  private static final int MAX_CONNECTIONS = 100_000;

  private static final Logger LOG = Logger.getLogger(OutboundHttp.class);

  private final VertxInternal vertx;
  private final HttpClient http;
  private final AddressGuard guard;

  @Inject
  OutboundHttp(Vertx vertx, Settings settings) {
    this(
        vertx,
        new AddressGuard(AddressRanges.parse(settings.outboundAllowedAddresses().orElse(""))));
  }

  public OutboundHttp(Vertx vertx, AddressGuard guard) {
    this.vertx = (VertxInternal) vertx;
    this.guard = guard;
    // HTTP/1.1, because some local servers know no other.
    this.http =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setConnectTimeout(CONNECT_MILLIS)
                .setKeepAliveTimeout(IDLE_SECONDS)
                .setMaxHeaderSize(MAX_HEADERS)
                .setMaxPoolSize(MAX_CONNECTIONS));
  }

  /**
   * @param loopback whether this machine may be reached
   */
  public OutboundClient client(boolean loopback) {
    return new OutboundClient(this, loopback);
  }

  /**
   * A request whose connection is open; nothing of it was sent.
   *
   * @param options with host, port, TLS and the rest; the server is set here
   * @param loopback whether this machine may be reached
   * @return fails with {@link Unreachable}, whatever keeps the connection from being made, unless
   *     the address is permitted and its TLS fails: that is an {@link SSLException}
   */
  Future<HttpClientRequest> request(RequestOptions options, boolean loopback) {
    if (options.getProxyOptions() != null) {
      // The operator's proxy connects, and decides.
      return http.request(new RequestOptions(options).setFollowRedirects(false));
    }
    try {
      return connect(options, resolve(options.getHost()), loopback)
          .recover(failure ->
              Future.failedFuture(
                  failure instanceof SSLException ? failure : unreachable(options, failure)));
    } catch (IOException unknown) {
      return Future.failedFuture(unreachable(options, unknown));
    }
  }

  /** Waits on the caller's virtual thread: the request's events then stay on one event loop. */
  private InetAddress resolve(String host) throws IOException {
    var resolved = Promise.<InetAddress>promise();
    vertx.resolveAddress(withoutBrackets(host), resolved);
    try {
      return resolved.future().toCompletionStage().toCompletableFuture().get();
    } catch (ExecutionException unknown) {
      throw new IOException(unknown.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    }
  }

  private Future<HttpClientRequest> connect(
      RequestOptions options, InetAddress address, boolean loopback) {
    if (!guard.permits(address, loopback)) {
      return Future.failedFuture(
          new ConnectException(address.getHostAddress() + " is not public and not allowed"));
    }
    // The name stays what the Host header and TLS say; the address is the one that was looked at.
    return http.request(
        new RequestOptions(options)
            .setFollowRedirects(false)
            .setServer(
                SocketAddress.inetSocketAddress(options.getPort(), address.getHostAddress())));
  }

  private static Unreachable unreachable(RequestOptions options, Throwable failure) {
    LOG.infof("No connection to %s: %s", options.getHost(), failure.getMessage());
    return new Unreachable(failure);
  }

  private static String withoutBrackets(String host) {
    return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
  }

  @PreDestroy
  void close() {
    var unused = http.close();
  }
}
