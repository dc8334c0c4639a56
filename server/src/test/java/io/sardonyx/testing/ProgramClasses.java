package io.sardonyx.testing;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

/** The classes of the program, without those of its tests; read once, for it takes seconds. */
public final class ProgramClasses {
  private static final JavaClasses ALL =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.sardonyx");

  private ProgramClasses() {}

  public static JavaClasses all() {
    return ALL;
  }
}
