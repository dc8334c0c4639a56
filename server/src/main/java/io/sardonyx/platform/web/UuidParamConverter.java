package io.sardonyx.platform.web;

import io.sardonyx.platform.json.StrictScalars;
import io.sardonyx.platform.problem.Problem;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.ext.ParamConverter;
import jakarta.ws.rs.ext.ParamConverterProvider;
import jakarta.ws.rs.ext.Provider;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Parses ids in paths and queries. A malformed id in a path names nothing that exists and returns
 * 404; in a query it is the sender's mistake and returns 400.
 */
@Provider
public class UuidParamConverter implements ParamConverterProvider {
  @Override
  @SuppressWarnings("unchecked") // T is UUID
  public <T> @Nullable ParamConverter<T> getConverter(
      Class<T> type, Type generic, Annotation @Nullable [] annotations) {
    if (type != UUID.class) {
      return null;
    }
    boolean query =
        annotations != null && Arrays.stream(annotations).anyMatch(QueryParam.class::isInstance);
    return (ParamConverter<T>) new OfUuid(query);
  }

  private record OfUuid(boolean query) implements ParamConverter<UUID> {
    @Override
    public UUID fromString(String text) {
      return StrictScalars.uuid(text).orElseThrow(this::refused);
    }

    @Override
    public String toString(UUID id) {
      return id.toString();
    }

    private Problem refused() {
      return query
          ? new Problem(Problem.Kind.MALFORMED, "malformed_parameter", "An id must be a UUID.")
          : new Problem(
              Problem.Kind.NOT_FOUND, "not_found", "A malformed id names nothing that exists.");
    }
  }
}
