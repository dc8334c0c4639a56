package io.sardonyx.platform.web;

import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;

/** Errors as problem documents (RFC 9457): the form of every route that declares no other. */
public final class ProblemDialect implements ErrorDialect {
  public static final ProblemDialect INSTANCE = new ProblemDialect();

  private ProblemDialect() {}

  @Override
  public ErrorResponse response(ProblemDocument problem, HttpServerRequest request) {
    return ErrorResponse.of(problem.status(), problem);
  }

  @Override
  public String schemaName() {
    return "Problem";
  }

  @Override
  public String mediaType() {
    return ProblemDocument.MEDIA_TYPE;
  }

  @Override
  public Schema schema() {
    var error =
        schema(SchemaType.OBJECT, "An invalid field")
            .addProperty("field", schema(SchemaType.STRING, "Its path, as in settings.theme"))
            .addProperty("detail", schema(SchemaType.STRING, "Why it is invalid"))
            .required(List.of("field", "detail"));
    return schema(SchemaType.OBJECT, "A problem document (RFC 9457)")
        .addProperty("type", schema(SchemaType.STRING, "about:blank"))
        .addProperty("title", schema(SchemaType.STRING, "The reason phrase of the status"))
        .addProperty("status", schema(SchemaType.INTEGER, "The HTTP status"))
        .addProperty("code", schema(SchemaType.STRING, "A stable code, for programs"))
        .addProperty("detail", schema(SchemaType.STRING, "A sentence for a person"))
        .addProperty(
            "request_id", schema(SchemaType.STRING, "The value of the X-Request-Id header"))
        .addProperty("errors", OASFactory.createSchema().addType(SchemaType.ARRAY).items(error))
        .required(List.of("type", "title", "status", "code", "detail"));
  }

  private static Schema schema(SchemaType type, String description) {
    return OASFactory.createSchema().addType(type).description(description);
  }
}
