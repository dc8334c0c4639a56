package io.sardonyx.identity;

import io.sardonyx.testing.Eventually;
import io.sardonyx.testing.Home;
import java.sql.SQLException;
import java.time.Duration;

/** The tasks behind signing up and mailing links, in the database of a home. */
record SignUpTasks(Home home) {
  void await() {
    Eventually.within(
        Duration.ofSeconds(30),
        () -> count("system.tasks where task_name in ('sign-up', 'send-link')") == 0);
  }

  /**
   * @param what a table, and perhaps a condition
   */
  long count(String what) {
    try (var superuser = home.superuser();
        var statement = superuser.createStatement();
        var rows = statement.executeQuery("select count(*) from " + what)) {
      rows.next();
      return rows.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** So that what is done before the answer can be told from what is done after it. */
  void postpone(boolean on) {
    if (on) {
      home.execute(
          """
          create function system.postpone() returns trigger language plpgsql as $$
          begin
            new.execution_time := now() + interval '1 hour';
            return new;
          end
          $$;
          create trigger postpone before insert on system.tasks
          for each row execute function system.postpone();
          """);
    } else {
      home.execute("drop function system.postpone cascade");
      home.execute("update system.tasks set execution_time = now() where task_name = 'sign-up'");
    }
  }
}
