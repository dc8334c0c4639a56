package io.sardonyx.models.clients;

import io.sardonyx.models.ProviderKind;
import io.sardonyx.platform.problem.Problem;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The base address of a provider. Administrators choose it, and self-hosted models live on loopback
 * and private addresses, so those are allowed; redirects are not followed, and nothing may hide a
 * name or password in it.
 */
public final class ProviderAddress {
  private ProviderAddress() {}

  /**
   * As it is stored: without a slash at the end.
   *
   * @throws Problem unless it is allowed
   */
  public static String normalize(@Nullable String address, ProviderKind kind) {
    if (address == null) {
      return kind.defaultAddress();
    }
    var uri = parse(address.strip());
    var scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    if (!scheme.equals("https") && !scheme.equals("http")) {
      throw refused("must begin with https:// or http://");
    }
    if (uri.getHost() == null || uri.getHost().isEmpty()) {
      throw refused("must name a host");
    }
    if (uri.getRawUserInfo() != null) {
      throw refused("must not hold a user or password; give the key as key");
    }
    if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
      throw refused("must not hold a query or fragment");
    }
    return uri.toString().replaceAll("/+$", "");
  }

  /** Host and port, for error messages. */
  public static String host(String address) {
    var uri = URI.create(address);
    return uri.getPort() < 0 ? uri.getHost() : uri.getHost() + ":" + uri.getPort();
  }

  private static URI parse(String address) {
    try {
      return new URI(address).parseServerAuthority();
    } catch (URISyntaxException e) {
      throw refused("is not an address");
    }
  }

  private static Problem refused(String why) {
    return Problem.invalid("invalid_request", "base_url " + why + ".");
  }
}
