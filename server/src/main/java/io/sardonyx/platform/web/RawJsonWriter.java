package io.sardonyx.platform.web;

import io.sardonyx.platform.json.RawJson;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveResourceInfo;
import org.jboss.resteasy.reactive.server.spi.ServerMessageBodyWriter;
import org.jboss.resteasy.reactive.server.spi.ServerRequestContext;

/** Writes the JSON of the database at once, so that the response has a length. */
@Provider
@Produces(MediaType.APPLICATION_JSON)
public class RawJsonWriter implements ServerMessageBodyWriter<RawJson<?>> {

  @Override
  public boolean isWriteable(
      Class<?> type, Type generic, ResteasyReactiveResourceInfo target, MediaType mediaType) {
    return type == RawJson.class;
  }

  @Override
  public boolean isWriteable(
      Class<?> type, Type generic, Annotation[] annotations, MediaType mediaType) {
    return type == RawJson.class;
  }

  @Override
  public void writeResponse(RawJson<?> written, Type generic, ServerRequestContext context) {
    context.serverResponse().end(written.json().getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void writeTo(
      RawJson<?> written,
      Class<?> type,
      Type generic,
      Annotation[] annotations,
      MediaType mediaType,
      MultivaluedMap<String, Object> headers,
      OutputStream out)
      throws IOException {
    out.write(written.json().getBytes(StandardCharsets.UTF_8));
  }
}
