package io.sardonyx.platform.boot;

import java.io.PrintStream;
import java.util.List;

/**
 * Something that the program does and ends, with its stores but without serving: {@code
 * create-organization}. Features contribute them as beans.
 */
public interface ProgramCommand {
  /** As it is typed. */
  String name();

  /** One line for {@code help}: the arguments, and what it does. */
  String usage();

  /**
   * Prints what its user is to know.
   *
   * @return the exit status, 0 when it was done
   */
  int run(List<String> arguments, PrintStream out);
}
