package io.sardonyx.identity.organizations;

import io.sardonyx.platform.config.Settings;
import io.sardonyx.platform.database.Database;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.URI;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which organization may reach this machine with what it connects, so that a model on a laptop
 * works at once: the first one, as long as the server itself listens on this machine only, or the
 * operator has named a model here ({@code SARDONYX_MODEL_URL}).
 */
@Singleton
public class LoopbackAccess {
  private final Database database;
  private final boolean isLocal;
  private volatile @Nullable UUID first;

  public LoopbackAccess(Database database, Settings settings) {
    this.database = database;
    this.isLocal =
        isLoopback(settings.host()) && settings.publicUrl().isEmpty()
            || settings
                .modelUrl()
                .map(url -> URI.create(url).getHost())
                .filter(LoopbackAccess::isLoopback)
                .isPresent();
  }

  public boolean permits(UUID organizationId) {
    return isLocal && organizationId.equals(first());
  }

  private @Nullable UUID first() {
    var known = first;
    if (known == null) {
      known = Organizations.first(database.working()).orElse(null);
      first = known;
    }
    return known;
  }

  private static boolean isLoopback(String host) {
    if (host.equals("localhost")) {
      return true;
    }
    try {
      var literal = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
      return InetAddress.ofLiteral(literal).isLoopbackAddress();
    } catch (IllegalArgumentException name) {
      return false;
    }
  }
}
