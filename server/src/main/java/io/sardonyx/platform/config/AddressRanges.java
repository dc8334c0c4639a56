package io.sardonyx.platform.config;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;

/** Some addresses of the network, as {@code 10.0.0.0/8, 2001:db8::1} says them. */
public final class AddressRanges {
  private final List<Range> ranges;

  private AddressRanges(List<Range> ranges) {
    this.ranges = ranges;
  }

  /**
   * @param text empty for none
   * @throws IllegalArgumentException for what is neither an address nor a range of them
   */
  public static AddressRanges parse(String text) {
    return new AddressRanges(
        Arrays.stream(text.split(",", -1))
            .map(String::strip)
            .filter(each -> !each.isEmpty())
            .map(Range::parse)
            .toList());
  }

  public boolean contain(InetAddress address) {
    var bytes = address.getAddress();
    return ranges.stream().anyMatch(range -> range.contains(bytes));
  }

  /**
   * @param bits how many of the first bits all of its addresses share
   */
  private record Range(byte[] first, int bits) {
    static Range parse(String text) {
      int slash = text.indexOf('/');
      var first = InetAddress.ofLiteral(slash < 0 ? text : text.substring(0, slash)).getAddress();
      int all = first.length * Byte.SIZE;
      if (slash < 0) {
        return new Range(first, all);
      }
      var length = text.substring(slash + 1);
      if (!length.matches("[0-9]{1,3}") || Integer.parseInt(length) > all) {
        throw new IllegalArgumentException(text + " is no range of addresses.");
      }
      return new Range(first, Integer.parseInt(length));
    }

    boolean contains(byte[] address) {
      if (address.length != first.length) {
        return false;
      }
      int whole = bits / Byte.SIZE;
      if (!Arrays.equals(first, 0, whole, address, 0, whole)) {
        return false;
      }
      int rest = bits % Byte.SIZE;
      return rest == 0 || ((first[whole] ^ address[whole]) & 0xff) >> (Byte.SIZE - rest) == 0;
    }
  }
}
