package io.sardonyx.identity.supabase;

import io.sardonyx.identity.accounts.CodeChallenge;
import io.sardonyx.identity.accounts.CodeChallenge.Method;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Fields of Supabase Auth's requests that many of them have. What would change what is asked, and
 * is not offered here, is refused: whoever sends it must not believe that it was heeded.
 */
public final class RequestFields {
  public static final String CHALLENGE_PATTERN = "[A-Za-z0-9._~-]{43,128}";
  public static final String CHALLENGE_METHOD_PATTERN = "plain|s256|S256";

  private static final Pattern CHALLENGE = Pattern.compile(CHALLENGE_PATTERN);
  public static final String ROLE_PATTERN = "[A-Za-z_][A-Za-z0-9_-]{0,62}";
  private static final Pattern ROLE = Pattern.compile(ROLE_PATTERN);

  /** Whoever checks tokens by them would believe that the installation, or nobody, is calling. */
  private static final Set<String> RESERVED_ROLES =
      Set.of("anon", "service_role", "supabase_admin", "supabase_auth_admin", "postgres");

  private RequestFields() {}

  /** Of which nothing is used: whether somebody is a person, nobody asks. */
  public record MetaSecurity(@Nullable String captchaToken) {
    @Override
    public String toString() {
      return "MetaSecurity";
    }
  }

  public static void requireNoPhone(@Nullable String phone) {
    if (phone != null && !phone.isEmpty()) {
      throw AuthErrors.notOffered("phone_provider_disabled", "Phone numbers are not used here");
    }
  }

  /** Absent, or as if it were. */
  public static void requireNone(@Nullable Object value, String name) {
    if (value != null && !value.equals("") && !value.equals(false)) {
      throw AuthErrors.invalid(name + " is not supported here");
    }
  }

  /**
   * @return null for whoever shows none, and gets tokens at once
   */
  public static @Nullable CodeChallenge challenge(@Nullable String value, @Nullable String method) {
    if ((value == null || value.isEmpty()) && (method == null || method.isEmpty())) {
      return null;
    }
    if (value == null || value.isEmpty() || method == null || method.isEmpty()) {
      throw AuthErrors.invalid("PKCE flow requires code_challenge_method and code_challenge");
    }
    if (!CHALLENGE.matcher(value).matches()) {
      throw AuthErrors.invalid(
          "code_challenge has 43 to 128 letters, digits, dots, underscores, tildes and hyphens");
    }
    return switch (method.toLowerCase(Locale.ROOT)) {
      case "plain" -> new CodeChallenge(value, Method.PLAIN);
      case "s256" -> new CodeChallenge(value, Method.S256);
      default -> throw AuthErrors.invalid("code_challenge_method is plain or s256");
    };
  }

  public static String role(String wanted) {
    if (!ROLE.matcher(wanted).matches()) {
      throw AuthErrors.invalid(
          "role is a name of up to 63 letters, digits, underscores and hyphens");
    }
    if (RESERVED_ROLES.contains(wanted.toLowerCase(Locale.ROOT))) {
      throw AuthErrors.invalid("No user may have the role " + wanted);
    }
    return wanted;
  }
}
