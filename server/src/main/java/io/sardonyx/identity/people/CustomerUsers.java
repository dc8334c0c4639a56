package io.sardonyx.identity.people;

import io.sardonyx.platform.problem.Problem;
import io.vertx.pgclient.PgException;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** The people who manage an organization. */
public class CustomerUsers {
  /** Enough to catch a slip; whether it exists only a mail can tell. */
  private static final Pattern EMAIL = Pattern.compile("[^\\s@]+@[^\\s@]+");

  private static final String UNIQUE_VIOLATION = "23505";

  private CustomerUsers() {}

  static void checkEmail(String email) {
    if (email.length() > 254 || !EMAIL.matcher(email).matches()) {
      throw Problem.invalid("email_invalid", "This is no e-mail address.");
    }
  }

  static <T> T refusingTaken(Supplier<T> work) {
    try {
      return work.get();
    } catch (PgException e) {
      if (UNIQUE_VIOLATION.equals(e.getSqlState())) {
        throw Problem.conflict("email_taken", "Somebody with this e-mail address exists already.");
      }
      throw e;
    }
  }
}
