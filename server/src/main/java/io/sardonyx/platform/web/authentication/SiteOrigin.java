package io.sardonyx.platform.web.authentication;

import io.sardonyx.platform.config.Settings;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The origin of our own pages: cookies count for requests from it only. */
@Singleton
public class SiteOrigin {
  private final Optional<String> publicOrigin;

  SiteOrigin(Settings settings) {
    publicOrigin = settings.publicUrl().map(SiteOrigin::of);
  }

  /**
   * @param origin of the page that asks, as browsers say
   * @param authority the host and port that were asked
   */
  public boolean is(String origin, @Nullable String authority) {
    if (publicOrigin.isPresent() && publicOrigin.get().equals(origin)) {
      return true;
    }
    try {
      var asking = URI.create(origin).getAuthority();
      return asking != null && asking.equals(authority);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static String of(String url) {
    var uri = URI.create(url);
    return uri.getScheme() + "://" + uri.getAuthority();
  }
}
