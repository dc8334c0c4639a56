package io.sardonyx.platform.web.openapi;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.RecordComponentInfo;
import org.jspecify.annotations.Nullable;

/**
 * Describes in the API document which fields of the records are nullable: a nullable component is
 * optional and may be null, every other one is required.
 */
final class Nullability {
  private static final DotName NULLABLE = DotName.createSimple(Nullable.class);
  private static final PropertyNamingStrategies.NamingBase NAMES =
      (PropertyNamingStrategies.NamingBase) PropertyNamingStrategies.SNAKE_CASE;

  private final Map<String, List<ClassInfo>> records;

  Nullability(IndexView index) {
    records =
        index.getKnownDirectSubclasses(DotName.createSimple(Record.class)).stream()
            .collect(Collectors.groupingBy(ClassInfo::simpleName));
  }

  void describe(Map<String, Schema> schemas) {
    schemas.forEach((name, schema) -> {
      var found = schema.getProperties() == null ? null : find(name, schema);
      if (found != null) {
        found.recordComponents().forEach(component -> describe(schema, component));
      }
    });
  }

  /** Of records with the same name, the schema of all but one has a number behind it. */
  private @Nullable ClassInfo find(String name, Schema schema) {
    var named = records.getOrDefault(name.replaceAll("\\d+$", ""), List.of());
    return switch (named.size()) {
      case 0 -> generic(name);
      case 1 -> named.getFirst();
      default ->
          named.stream()
              .filter(each -> names(each).equals(schema.getProperties().keySet()))
              .findFirst()
              .orElse(null);
    };
  }

  private static Set<String> names(ClassInfo found) {
    return found.recordComponents().stream()
        .map(component -> NAMES.translate(component.name()))
        .collect(Collectors.toUnmodifiableSet());
  }

  /** A page of things is called after both: {@code ListedApiKey}. */
  private @Nullable ClassInfo generic(String name) {
    return records.values().stream()
        .flatMap(List::stream)
        .filter(known -> !known.typeParameters().isEmpty() && name.startsWith(known.simpleName()))
        .findFirst()
        .orElse(null);
  }

  private static void describe(Schema schema, RecordComponentInfo component) {
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
    } else if (property.getAnyOf() != null) {
      property.addAnyOf(OASFactory.createSchema().addType(Schema.SchemaType.NULL));
    } else if (property.getType() == null || !property.getType().contains(Schema.SchemaType.NULL)) {
      property.addType(Schema.SchemaType.NULL);
    }
  }
}
