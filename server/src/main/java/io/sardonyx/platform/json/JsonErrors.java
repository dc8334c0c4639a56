package io.sardonyx.platform.json;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import java.util.Collection;
import java.util.Map;

/**
 * Describes why a document was refused. Jackson's own messages quote the document, which may
 * contain a password, and name our classes.
 */
public final class JsonErrors {
  private JsonErrors() {}

  /**
   * @param field which field; empty when it is the document as a whole
   * @param detail what is wrong with it
   */
  public record JsonError(String code, String field, String detail) {
    public String sentence() {
      return field.isEmpty() ? "Invalid JSON: " + detail + "." : field + ": " + detail + ".";
    }
  }

  public static JsonError describe(JsonProcessingException failure) {
    var field = failure instanceof JsonMappingException at ? FieldPath.name(at.getPath()) : "";
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof StrictJsonParser.Refused refused) {
        return new JsonError("unacceptable_value", refused.field(), refused.reason());
      }
      if (cause instanceof StreamConstraintsException) {
        return new JsonError("json_too_large", field, "it is nested too deeply or too long");
      }
      if (cause instanceof InputCoercionException) {
        return new JsonError("wrong_type", field, "the number is out of range");
      }
      if (cause instanceof JsonParseException parse) {
        return syntax(parse);
      }
    }
    return mismatch(failure, field);
  }

  private static JsonError mismatch(JsonProcessingException failure, String field) {
    if (String.valueOf(failure.getOriginalMessage()).startsWith("Trailing token")) {
      return new JsonError("malformed_json", "", "there is text after the document");
    }
    return switch (failure) {
      case UnrecognizedPropertyException unknown ->
          new JsonError("unknown_field", field, "unknown field");
      case InvalidFormatException wrong -> new JsonError("wrong_type", field, expected(wrong));
      case MismatchedInputException wrong -> new JsonError("wrong_type", field, expected(wrong));
      default -> new JsonError("malformed_json", field, "the value cannot be read");
    };
  }

  private static JsonError syntax(JsonParseException failure) {
    var message = String.valueOf(failure.getOriginalMessage());
    var at = failure.getLocation();
    var where = at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
    if (failure instanceof JsonEOFException) {
      return new JsonError("malformed_json", "", "the document is incomplete");
    }
    if (message.startsWith("Duplicate field")) {
      return new JsonError("duplicate_field", "", "duplicate field" + where);
    }
    if (message.contains("UTF-8")) {
      return new JsonError("invalid_utf8", "", "invalid UTF-8" + where);
    }
    return new JsonError("malformed_json", "", "malformed JSON" + where);
  }

  private static String expected(MismatchedInputException failure) {
    var type = failure.getTargetType();
    if (type == null) {
      return "the value has the wrong type";
    }
    if (type.isEnum()) {
      return "not an allowed value";
    }
    return switch (type.getSimpleName()) {
      case "String" -> "must be a string";
      case "boolean", "Boolean" -> "must be true or false";
      case "int", "Integer", "long", "Long", "short", "Short" -> "must be an integer";
      case "double", "Double", "float", "Float", "BigDecimal" -> "must be a number";
      case "UUID" -> "must be a UUID";
      case "Instant" -> "must be a time like 2026-01-31T12:00:00Z";
      default -> {
        if (Collection.class.isAssignableFrom(type) || type.isArray()) {
          yield "must be an array";
        }
        yield type.isRecord() || Map.class.isAssignableFrom(type)
            ? "must be an object"
            : "the value has the wrong type";
      }
    };
  }
}
