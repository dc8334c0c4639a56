package io.sardonyx.platform.web;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import java.util.Map;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.RecordComponentInfo;
import org.jspecify.annotations.Nullable;

/**
 * Says in the API's document what the records say: a component that may be null is null or may be
 * left out, every other one is always there.
 */
final class Presence {
  private static final DotName NULLABLE = DotName.createSimple(Nullable.class);
  private static final PropertyNamingStrategies.NamingBase NAMES =
      (PropertyNamingStrategies.NamingBase) PropertyNamingStrategies.SNAKE_CASE;

  private final Map<String, ClassInfo> records;

  /**
   * Two records of one name would be two schemas, one of them with a number: neither is touched.
   */
  Presence(IndexView index) {
    records =
        index.getKnownDirectSubclasses(DotName.createSimple(Record.class)).stream()
            .collect(Collectors.groupingBy(ClassInfo::simpleName))
            .entrySet()
            .stream()
            .filter(named -> named.getValue().size() == 1)
            .collect(
                Collectors.toUnmodifiableMap(
                    Map.Entry::getKey, named -> named.getValue().getFirst()));
  }

  void say(Map<String, Schema> schemas) {
    schemas.forEach((name, schema) -> {
      var found = records.containsKey(name) ? records.get(name) : generic(name);
      if (found != null && schema.getProperties() != null) {
        found.recordComponents().forEach(component -> say(schema, component));
      }
    });
  }

  /** A page of things is called after both: {@code ListedApiKey}. */
  private @Nullable ClassInfo generic(String name) {
    return records.values().stream()
        .filter(known -> !known.typeParameters().isEmpty() && name.startsWith(known.simpleName()))
        .findFirst()
        .orElse(null);
  }

  private static void say(Schema schema, RecordComponentInfo component) {
    var name = NAMES.translate(component.name());
    var property = schema.getProperties().get(name);
    if (property == null) {
      return;
    }
    if (!component.type().hasAnnotation(NULLABLE)) {
      if (schema.getRequired() == null || !schema.getRequired().contains(name)) {
        schema.addRequired(name);
      }
    } else if (property.getRef() != null || property.getEnumeration() != null) {
      schema.addProperty(
          name,
          OASFactory.createSchema()
              .description(property.getDescription())
              .addAnyOf(property.description(null))
              .addAnyOf(OASFactory.createSchema().addType(Schema.SchemaType.NULL)));
    } else {
      property.addType(Schema.SchemaType.NULL);
    }
  }
}
