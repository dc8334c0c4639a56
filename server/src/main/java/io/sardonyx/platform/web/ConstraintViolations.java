package io.sardonyx.platform.web;

import io.sardonyx.platform.web.ProblemDocument.FieldError;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Translates the validator's constraint violations into field errors with wire names. */
final class ConstraintViolations {
  private ConstraintViolations() {}

  static List<FieldError> errors(ConstraintViolationException failure) {
    return failure.getConstraintViolations().stream()
        .map(ConstraintViolations::error)
        .sorted(Comparator.comparing(FieldError::field).thenComparing(FieldError::detail))
        .toList();
  }

  static String sentence(List<FieldError> errors) {
    return errors.stream()
        .map(error -> error.field() + " " + error.detail())
        .collect(Collectors.joining("; ", "", "."));
  }

  private static FieldError error(ConstraintViolation<?> violation) {
    var name = new StringBuilder();
    for (Path.Node node : violation.getPropertyPath()) {
      if (node.getKind() == ElementKind.PROPERTY) {
        name.append(name.isEmpty() ? "" : ".").append(snakeCase(node.getName()));
      } else if (node.getKind() == ElementKind.PARAMETER && violation.getLeafBean() == null) {
        name.append(snakeCase(node.getName()));
      }
      if (node.getIndex() != null) {
        name.append('[').append(node.getIndex()).append(']');
      }
    }
    return new FieldError(
        name.isEmpty() ? lastName(violation.getPropertyPath()) : name.toString(),
        violation.getMessage());
  }

  private static String lastName(Path path) {
    var name = "body";
    for (Path.Node node : path) {
      name = node.getName() == null ? name : node.getName();
    }
    return snakeCase(name);
  }

  private static String snakeCase(String name) {
    return name.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
  }
}
