package io.sardonyx.identity.supabase;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.sardonyx.identity.applications.ApplicationKeys.ApplicationKey;
import io.sardonyx.platform.json.Json;
import io.sardonyx.platform.mail.EmailAddress;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What comes in, when it is fit for use. */
public final class RequestValidation {
  /** It goes into every access token, and those into headers. */
  private static final int MAX_METADATA = 2_000;

  private static final Pattern ENCODED_DOT = Pattern.compile("%2[eE]");
  private static final int MAX_URL = 2_000;

  private RequestValidation() {}

  public static String email(@Nullable String email) {
    if (email == null || email.isBlank()) {
      throw AuthErrors.invalid("An email address is required");
    }
    var stripped = email.strip();
    if (!EmailAddress.isOne(stripped)) {
      throw AuthErrors.invalid("Unable to validate email address: invalid format");
    }
    return stripped.toLowerCase(Locale.ROOT);
  }

  public static String given(@Nullable String value, String name) {
    if (value == null || value.isEmpty() || value.length() > 1_024) {
      throw AuthErrors.invalid(name + " is required");
    }
    return value;
  }

  public static Map<String, Object> metadata(@Nullable Map<String, Object> given) {
    if (given == null) {
      return Map.of();
    }
    try {
      var json = Json.mapper().writeValueAsString(given);
      if (json.getBytes(StandardCharsets.UTF_8).length > MAX_METADATA) {
        throw AuthErrors.invalid("Metadata may have %d bytes".formatted(MAX_METADATA));
      }
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
    var kept = new HashMap<String, Object>();
    given.forEach((name, value) -> {
      if (value != null) {
        kept.put(name, value);
      }
    });
    return kept;
  }

  /** To be merged, so that a null stays and removes what is there. */
  public static JsonObject change(@Nullable Map<String, Object> given) {
    var unused = metadata(given);
    return given == null ? new JsonObject() : new JsonObject(new HashMap<>(given));
  }

  /**
   * Where a link leads in the end: where it asks to, if the application allows that, else where the
   * application's links lead. A token goes along, so it is the application that says where to.
   *
   * @return null for a page of ours
   */
  public static @Nullable String redirect(
      @Nullable ApplicationKey application, @Nullable String wanted) {
    // Whoever runs the organization's settings must not come by its people's tokens.
    var allowed =
        application == null || application.isWorkspace()
            ? List.<String>of()
            : application.redirectUrls();
    if (wanted != null && wanted.length() <= MAX_URL) {
      for (var each : allowed) {
        if (isBelow(each, wanted)) {
          return wanted;
        }
      }
    }
    return allowed.isEmpty() ? null : allowed.getFirst();
  }

  private static boolean isBelow(String allowed, String wanted) {
    try {
      var home = URI.create(allowed);
      // An encoded dot is one to browsers.
      var there = URI.create(ENCODED_DOT.matcher(wanted).replaceAll(".")).normalize();
      var path = home.getRawPath().isEmpty() ? "/" : home.getRawPath();
      var below =
          there.getRawPath() == null || there.getRawPath().isEmpty() ? "/" : there.getRawPath();
      return home.getScheme().equals(there.getScheme())
          && home.getRawAuthority().equals(there.getRawAuthority())
          && there.getRawFragment() == null
          // A browser takes %2e for a dot: what looks as if it were below could lead out again.
          && !below.toLowerCase(Locale.ROOT).contains("%2e")
          && (below.equals(path) || below.startsWith(path.endsWith("/") ? path : path + "/"));
    } catch (IllegalArgumentException malformed) {
      return false;
    }
  }
}
