package io.sardonyx.platform.web;

import io.sardonyx.platform.problem.Problem;
import jakarta.ws.rs.ext.ParamConverter;
import jakarta.ws.rs.ext.ParamConverterProvider;
import jakarta.ws.rs.ext.Provider;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;

/** Parses {@code true} and {@code false}; the framework would take all other text for false. */
@Provider
public class BooleanParamConverter implements ParamConverterProvider {
  @Override
  @SuppressWarnings("unchecked") // T is Boolean
  public <T> @Nullable ParamConverter<T> getConverter(
      Class<T> type, Type generic, Annotation @Nullable [] annotations) {
    return type == Boolean.class || type == boolean.class
        ? (ParamConverter<T>) new OfBoolean()
        : null;
  }

  private record OfBoolean() implements ParamConverter<Boolean> {
    @Override
    public Boolean fromString(String text) {
      return switch (text) {
        case "true" -> true;
        case "false" -> false;
        default ->
            throw new Problem(
                Problem.Kind.MALFORMED,
                "malformed_parameter",
                "The parameter must be true or false.");
      };
    }

    @Override
    public String toString(Boolean value) {
      return value.toString();
    }
  }
}
