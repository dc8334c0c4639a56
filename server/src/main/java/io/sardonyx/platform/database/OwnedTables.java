package io.sardonyx.platform.database;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The tables of a package. Each table belongs to exactly one package, and no other package's SQL
 * names it: other packages call the owner's public methods, or join one of its {@link #views}. A
 * test compares this with the database and with all SQL of the program.
 */
@Documented
@Target(ElementType.PACKAGE)
@Retention(RetentionPolicy.RUNTIME)
public @interface OwnedTables {
  /** Qualified names, as in {@code platform.projects}. */
  String[] value();

  /**
   * Packages below {@code io.sardonyx} whose SQL may name the tables too: those with which they
   * form one aggregate, read and written in one statement.
   */
  String[] sharedWith() default {};

  /** Views over the tables that every package's SQL may read. */
  String[] views() default {};
}
