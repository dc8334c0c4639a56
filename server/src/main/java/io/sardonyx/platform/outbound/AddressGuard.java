package io.sardonyx.platform.outbound;

import io.sardonyx.platform.config.AddressRanges;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/**
 * Which network addresses requests that tenants cause may reach: public ones, and those that the
 * operator allows. Everything else would let a tenant speak to this machine, its neighbours or a
 * cloud's metadata service in our name (server-side request forgery).
 *
 * <p>It looks at the address that is connected to, never at a name: names may resolve to anything,
 * and to something else the next time.
 */
public final class AddressGuard {
  /** From IANA's registries of special-purpose addresses for IPv4 and IPv6, and multicast. */
  private static final AddressRanges SPECIAL =
      AddressRanges.parse(
          """
          0.0.0.0/8, 10.0.0.0/8, 100.64.0.0/10, 127.0.0.0/8, 169.254.0.0/16, 172.16.0.0/12,
          192.0.0.0/24, 192.0.2.0/24, 192.88.99.0/24, 192.168.0.0/16, 198.18.0.0/15,
          198.51.100.0/24, 203.0.113.0/24, 224.0.0.0/4, 240.0.0.0/4,
          ::/128, ::1/128, 100::/64, 100:0:0:1::/64, 2001::/23, 2001:db8::/32, 3fff::/20, 5f00::/16,
          fc00::/7, fe80::/10, fec0::/10, ff00::/8
          """);

  private static final AddressRanges LOOPBACK = AddressRanges.parse("127.0.0.0/8, ::1");

  /** IPv6 addresses that carry an IPv4 address, and at which byte: what they lead to counts. */
  private static final List<Embedding> EMBEDDINGS =
      List.of(
          new Embedding("::/96", 12),
          new Embedding("::ffff:0:0:0/96", 12),
          new Embedding("64:ff9b::/96", 12),
          new Embedding("64:ff9b:1::/48", 12),
          new Embedding("2002::/16", 2));

  private final AddressRanges allowed;

  /**
   * @param allowed what the operator allows although it is not public
   */
  public AddressGuard(AddressRanges allowed) {
    this.allowed = allowed;
  }

  /**
   * @param loopback whether this machine may be reached too
   */
  public boolean permits(InetAddress address, boolean loopback) {
    var meant = target(address);
    return allowed.contain(meant)
        || (loopback && LOOPBACK.contain(meant))
        || !SPECIAL.contain(meant);
  }

  /** The IPv4 address that an IPv6 address stands for, else the address itself. */
  private static InetAddress target(InetAddress address) {
    for (var embedding : EMBEDDINGS) {
      if (embedding.covers(address)) {
        return embedding.embedded(address);
      }
    }
    return address;
  }

  private record Embedding(AddressRanges range, int at) {
    Embedding(String range, int at) {
      this(AddressRanges.parse(range), at);
    }

    boolean covers(InetAddress address) {
      return range.contain(address) && !isUnspecifiedOrLoopback(address);
    }

    InetAddress embedded(InetAddress address) {
      try {
        return InetAddress.getByAddress(Arrays.copyOfRange(address.getAddress(), at, at + 4));
      } catch (UnknownHostException e) {
        throw new IllegalStateException(e); // Four bytes are an address.
      }
    }

    private static boolean isUnspecifiedOrLoopback(InetAddress address) {
      return address.isAnyLocalAddress() || address.isLoopbackAddress();
    }
  }
}
