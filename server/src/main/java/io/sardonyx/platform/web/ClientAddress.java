package io.sardonyx.platform.web;

import io.sardonyx.platform.config.AddressRanges;
import io.sardonyx.platform.crypto.Hashes;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The address of the client that sent a request: the peer's or, where that is a trusted proxy, the
 * last address in {@code X-Forwarded-For} that is not a trusted proxy. A proxy appends the address
 * that it saw; anybody can write what stands further left.
 *
 * <p>A proxy maintains one of {@code X-Forwarded-For} and {@code Forwarded} (RFC 7239) and passes
 * the other on unchanged. So where both are there, they must name the same client; otherwise the
 * proxy's own address counts.
 */
public final class ClientAddress {
  private static final String KEY = "sardonyx.client_address";
  private static final String FOR = "for=";

  private final AddressRanges proxies;

  public ClientAddress(AddressRanges proxies) {
    this.proxies = proxies;
  }

  /** The address that the edge resolved. */
  public static String of(RoutingContext routing) {
    String found = routing.get(KEY);
    return Objects.requireNonNull(found, "The edge has not seen this request.");
  }

  /**
   * The network that an address shares its limits with: an IPv4 address itself, or the /64 of an
   * IPv6 address, because whoever has one address has all of them.
   */
  public static String network(String address) {
    if (address.indexOf(':') < 0) {
      return address;
    }
    try {
      var bytes = InetAddress.ofLiteral(address).getAddress();
      return Hashes.hex(Arrays.copyOf(bytes, bytes.length == 16 ? 8 : 4));
    } catch (IllegalArgumentException notAnAddress) {
      return address;
    }
  }

  /** Resolves the address of a request and keeps it in the routing context. */
  public String resolve(RoutingContext routing) {
    var request = routing.request();
    var peer = withoutZone(String.valueOf(request.remoteAddress().hostAddress()));
    var address = find(peer, request.headers());
    routing.put(KEY, address);
    return address;
  }

  String find(String peer, MultiMap headers) {
    var seen = parse(peer);
    if (seen.isEmpty() || !proxies.contain(seen.get())) {
      return peer;
    }
    var own = seen.get();
    var first = client(own, listed(headers, "x-forwarded-for"));
    var second = client(own, forwarded(headers));
    var named = first == null ? second : first;
    boolean contradict = first != null && second != null && !first.equals(second);
    return named == null || contradict ? peer : withoutZone(named.getHostAddress());
  }

  /** Reads the chain from right to left while the hops are trusted proxies. */
  private @Nullable InetAddress client(InetAddress peer, List<String> chain) {
    if (chain.isEmpty()) {
      return null;
    }
    var client = peer;
    for (var each : chain.reversed()) {
      var hop = parse(each);
      if (hop.isEmpty()) {
        return client;
      }
      client = hop.get();
      if (!proxies.contain(client)) {
        return client;
      }
    }
    return client;
  }

  private static List<String> listed(MultiMap headers, String name) {
    var all = new ArrayList<String>();
    for (var line : headers.getAll(name)) {
      for (var each : line.split(",", -1)) {
        all.add(each.strip());
      }
    }
    return all;
  }

  private static List<String> forwarded(MultiMap headers) {
    var all = new ArrayList<String>();
    for (var hop : listed(headers, "forwarded")) {
      var node = "";
      for (var pair : hop.split(";", -1)) {
        var text = pair.strip();
        if (text.regionMatches(true, 0, FOR, 0, FOR.length())) {
          node = text.substring(FOR.length()).replace("\"", "");
        }
      }
      all.add(node);
    }
    return all;
  }

  /** With or without a port; empty for {@code unknown} and for obfuscated names. */
  private static Optional<InetAddress> parse(String text) {
    var address = text;
    if (text.startsWith("[")) {
      int end = text.indexOf(']');
      address = end < 0 ? text : text.substring(1, end);
    } else if (text.indexOf(':') == text.lastIndexOf(':') && text.indexOf(':') > 0) {
      address = text.substring(0, text.indexOf(':'));
    }
    try {
      return Optional.of(InetAddress.ofLiteral(withoutZone(address)));
    } catch (IllegalArgumentException none) {
      return Optional.empty();
    }
  }

  /** Without the zone of a link-local address, which has a meaning on this machine only. */
  public static String withoutZone(String address) {
    int zone = address.indexOf('%');
    return zone < 0 ? address : address.substring(0, zone);
  }
}
