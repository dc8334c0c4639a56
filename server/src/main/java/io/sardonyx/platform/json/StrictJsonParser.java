package io.sardonyx.platform.json;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.JsonParserDelegate;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Refuses text that PostgreSQL cannot store (NUL, half of a surrogate pair) and numbers that no
 * double can hold, wherever in the document they stand, whatever they are read into.
 */
public final class StrictJsonParser extends JsonParserDelegate {
  StrictJsonParser(JsonParser delegate) {
    super(delegate);
  }

  @Override
  public @Nullable JsonToken nextToken() throws IOException {
    var token = delegate.nextToken();
    if (token == JsonToken.FIELD_NAME) {
      check(delegate.currentName());
    } else if (token == JsonToken.VALUE_STRING) {
      check(delegate.getText());
    } else if (token == JsonToken.VALUE_NUMBER_FLOAT
        && !Double.isFinite(delegate.getDoubleValue())) {
      throw new Refused(delegate, "the number is too large");
    }
    return token;
  }

  @Override
  public @Nullable JsonToken nextValue() throws IOException {
    var token = nextToken();
    return token == JsonToken.FIELD_NAME ? nextToken() : token;
  }

  @Override
  public JsonParser skipChildren() throws IOException {
    if (!isExpectedStartObjectToken() && !isExpectedStartArrayToken()) {
      return this;
    }
    for (int open = 1; open > 0; ) {
      var token = nextToken();
      if (token == null) {
        return this;
      }
      open += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
    }
    return this;
  }

  private void check(String text) throws Refused {
    for (int i = 0, length = text.length(); i < length; i++) {
      char c = text.charAt(i);
      if (c == 0) {
        throw new Refused(delegate, "the text contains a NUL character");
      }
      if (Character.isSurrogate(c)) {
        if (!Character.isHighSurrogate(c)
            || i + 1 == length
            || !Character.isLowSurrogate(text.charAt(i + 1))) {
          throw new Refused(delegate, "the text contains an unpaired surrogate");
        }
        i++;
      }
    }
  }

  /** The reason, fit to be shown to the sender, and the field. */
  public static final class Refused extends JsonParseException {
    private final String reason;
    private final String field;

    Refused(JsonParser parser, String reason) {
      super(parser, reason);
      this.reason = reason;
      this.field = FieldPath.name(parser.getParsingContext().pathAsPointer());
    }

    String reason() {
      return reason;
    }

    String field() {
      return field;
    }
  }
}
