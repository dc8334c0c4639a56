package io.sardonyx.identity.passwords;

import io.sardonyx.platform.config.Settings;
import io.sardonyx.platform.database.Database;
import io.sardonyx.platform.problem.Problem;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which passwords are good enough, after NIST SP 800-63B-4 (3.1.1.2): long ones, of whatever
 * characters, which are not among the first that are tried.
 */
@Singleton
public class PasswordRules {
  private final Database database;
  private final int minLength;

  @Inject
  PasswordRules(Database database, Settings settings) {
    this(database, settings.passwordLength());
  }

  PasswordRules(Database database, int minLength) {
    this.database = database;
    this.minLength = minLength;
  }

  /**
   * Whose password it is: what is known of them is tried first.
   *
   * @param organizationId null for one that is only being made
   */
  public record PasswordOwner(@Nullable UUID organizationId, String email) {}

  private record Organization(String name, int minLength) {}

  /**
   * @throws Problem {@code password_too_short} or {@code password_too_common}
   */
  public void check(String password, PasswordOwner whose) {
    var organization = organization(whose.organizationId());
    int needed = Math.max(minLength, organization.minLength());
    var normalized = Normalizer.normalize(password, Normalizer.Form.NFKC);
    if (normalized.codePointCount(0, normalized.length()) < needed) {
      throw Problem.invalid(
          "password_too_short", "A password needs at least %d characters.".formatted(needed));
    }
    if (WeakPasswords.contains(normalized, words(whose.email(), organization.name()))) {
      throw Problem.invalid(
          "password_too_common",
          "This is among the first that are tried. Take a sentence of your own.");
    }
  }

  private static List<String> words(String email, String organization) {
    var words = new ArrayList<String>();
    words.add("sardonyx");
    words.add("password");
    for (var text : List.of(email, organization)) {
      for (var word : text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+", -1)) {
        if (word.length() > 3) {
          words.add(word);
        }
      }
    }
    return words;
  }

  private Organization organization(@Nullable UUID id) {
    if (id != null) {
      for (var row :
          database
              .working()
              .query(
                  "select name, password_length from platform.organizations where id = $1", id)) {
        var own = row.getInteger("password_length");
        return new Organization(row.getString("name"), own == null ? 0 : own);
      }
    }
    return new Organization("", 0);
  }
}
