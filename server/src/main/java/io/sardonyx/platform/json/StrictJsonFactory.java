package io.sardonyx.platform.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.io.IOContext;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import java.io.DataInput;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;

/**
 * Creates parsers that check every name, string and number. Buffers are pooled globally: a pool for
 * each thread would be new for every request, because each has a virtual thread of its own.
 */
final class StrictJsonFactory extends JsonFactory {
  StrictJsonFactory(StreamReadConstraints limits) {
    super(
        new JsonFactoryBuilder()
            .streamReadConstraints(limits)
            .recyclerPool(JsonRecyclerPools.sharedConcurrentDequePool()));
  }

  private StrictJsonFactory(StrictJsonFactory original) {
    super(original, null);
  }

  @Override
  public JsonFactory copy() {
    return new StrictJsonFactory(this);
  }

  @Override
  protected JsonParser _createParser(InputStream in, IOContext context) throws IOException {
    return new StrictJsonParser(super._createParser(in, context));
  }

  @Override
  protected JsonParser _createParser(Reader reader, IOContext context) throws IOException {
    return new StrictJsonParser(super._createParser(reader, context));
  }

  @Override
  protected JsonParser _createParser(
      char[] data, int offset, int length, IOContext context, boolean recyclable)
      throws IOException {
    return new StrictJsonParser(super._createParser(data, offset, length, context, recyclable));
  }

  @Override
  protected JsonParser _createParser(byte[] data, int offset, int length, IOContext context)
      throws IOException {
    return new StrictJsonParser(super._createParser(data, offset, length, context));
  }

  @Override
  protected JsonParser _createParser(DataInput input, IOContext context) throws IOException {
    return new StrictJsonParser(super._createParser(input, context));
  }
}
