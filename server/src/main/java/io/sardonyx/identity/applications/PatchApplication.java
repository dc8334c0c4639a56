package io.sardonyx.identity.applications;

import io.sardonyx.platform.problem.Problem;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What to change of an application: what is not given stays.
 *
 * @param signUpEnabled whether anybody may make themselves an account
 * @param emailConfirmation whether such an account is of use only after a mail was read
 * @param currentPasswordRequired whether who changes their password or address says the one they
 *     have, or has come by a mail just now; else it is enough to have signed in within a day
 * @param redirectUrls where links in mails may lead, and every page below; the first is where they
 *     lead unless they say
 */
public record PatchApplication(
    @Nullable @Size(min = 1, max = 200) String name,
    @Nullable Boolean isActive,
    @Nullable Boolean signUpEnabled,
    @Nullable Boolean emailConfirmation,
    @Nullable Boolean currentPasswordRequired,
    @Nullable @Size(max = 20) List<@Size(max = 500) String> redirectUrls) {

  boolean redirectsElsewhere() {
    return redirectUrls != null && !redirectUrls.isEmpty();
  }

  /** Schemes of apps on phones are as good as https; what a browser would run is not. */
  void checkRedirectUrls() {
    for (var url : redirectUrls == null ? List.<String>of() : redirectUrls) {
      try {
        var parsed = URI.create(url);
        if (parsed.getScheme() != null
            && !Set.of("javascript", "data", "vbscript", "file", "blob")
                .contains(parsed.getScheme().toLowerCase(Locale.ROOT))
            && parsed.getRawAuthority() != null
            && parsed.getRawUserInfo() == null
            && parsed.getRawFragment() == null) {
          continue;
        }
      } catch (IllegalArgumentException malformed) {
        // Answered below.
      }
      throw Problem.invalid(
          "invalid_redirect_url", "A redirect URL is an address like https://app.example.com/.");
    }
  }
}
