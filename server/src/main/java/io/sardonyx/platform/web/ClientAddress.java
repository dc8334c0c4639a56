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
 * From which address a request comes. It is the peer's; where that is a proxy of ours, the last
 * address before it that is none. Anybody can write what they like further left in {@code
 * X-Forwarded-For}: a proxy adds the address that it saw itself at the right.
 *
 * <p>A proxy looks after one of {@code X-Forwarded-For} and {@code Forwarded} (RFC 7239) and passes
 * the other on as it came. So where both are there, they must name the same client; otherwise the
 * proxy's own address counts.
 */
public final class ClientAddress {
  private static final String KEY = "sardonyx.client_address";
  private static final String FOR = "for=";

  private final AddressRanges proxies;

  public ClientAddress(AddressRanges proxies) {
    this.proxies = proxies;
  }

  /** As the edge found it out. */
  public static String of(RoutingContext routing) {
    String found = routing.get(KEY);
    return Objects.requireNonNull(found, "The edge has not seen this request.");
  }

  /**
   * What shares its limits with the address: itself, or the network of an IPv6 address, because
   * whoever has one has at least the 2^64 of its network.
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

  /** Finds it out, once for each request. */
  public String note(RoutingContext routing) {
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

  /** From right to left, as long as those who say it are proxies of ours. */
  private @Nullable InetAddress client(InetAddress peer, List<String> chain) {
    if (chain.isEmpty()) {
      return null;
    }
    var client = peer;
    for (var each : chain.reversed()) {
      var said = parse(each);
      if (said.isEmpty()) {
        return client;
      }
      client = said.get();
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

  /** With a port or without; empty for {@code unknown} and for names that hide somebody. */
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

  /** The zone of a link-local address means something on this machine only. */
  public static String withoutZone(String address) {
    int zone = address.indexOf('%');
    return zone < 0 ? address : address.substring(0, zone);
  }
}
