package io.sardonyx.platform.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.UUID;

/**
 * The JSON mapper of HTTP and of the realtime gateway: snake_case, times in RFC 3339 UTC, strict
 * parsing. Unknown and repeated fields, scalars of another type, text after the document, NUL
 * characters and lone surrogates (which PostgreSQL cannot store) are refused, with the name of the
 * field.
 *
 * <p>A component of type {@code Optional} tells a field that is null (empty) from one that is
 * absent (null).
 */
@Dependent
public class Json {
  /** Levels of arrays and objects. */
  public static final int MAX_DEPTH = 64;

  /** Characters of one string; above the largest request body. */
  public static final int MAX_STRING = 24_000_000;

  private static final int MAX_NAME = 256;
  private static final int MAX_NUMBER = 64;
  private static final ObjectMapper MAPPER = strict();

  public static ObjectMapper mapper() {
    return MAPPER;
  }

  @Produces
  @Singleton
  ObjectMapper objectMapper() {
    return MAPPER;
  }

  private static ObjectMapper strict() {
    var limits =
        StreamReadConstraints.builder()
            .maxNestingDepth(MAX_DEPTH)
            .maxStringLength(MAX_STRING)
            .maxNameLength(MAX_NAME)
            .maxNumberLength(MAX_NUMBER)
            .build();
    var mapper =
        JsonMapper.builder(new StrictJsonFactory(limits))
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .addModule(new JavaTimeModule())
            .addModule(new Jdk8Module().configureReadAbsentAsNull(true))
            .addModule(
                new SimpleModule("sardonyx")
                    .addDeserializer(Instant.class, new StrictScalars.OfInstant())
                    .addDeserializer(UUID.class, new StrictScalars.OfUuid()))
            .build();
    mapper.coercionConfigDefaults().setAcceptBlankAsEmpty(false);
    mapper
        .coercionConfigFor(LogicalType.Textual)
        .setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
        .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
        .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
    mapper
        .coercionConfigFor(LogicalType.Enum)
        .setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail);
    mapper.getFactory().disable(JsonParser.Feature.INCLUDE_SOURCE_IN_LOCATION);
    return mapper;
  }
}
