package io.sardonyx.answers.pipeline;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.sardonyx.answers.AnswerSource;
import io.sardonyx.platform.caller.Caller;
import io.sardonyx.platform.json.Json;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * An answer as server-sent events, pulled when the socket has taken what was before. That a reader
 * is gone shows at the latest with the next comment, and does not stop the answer.
 */
@Singleton
public class AnswerStream {
  private final AnswerReaders readers;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  AnswerStream(AnswerReaders readers) {
    this.readers = readers;
  }

  public Multi<OutboundSseEvent> open(Sse sse, Caller caller, AnswerSource source, int after) {
    return Multi.createFrom()
        .resource(
            () -> readers.open(caller, source, after),
            reader ->
                Multi.createBy()
                    .repeating()
                    .uni(() ->
                        Uni.createFrom().item(() -> next(sse, reader)).runSubscriptionOn(threads))
                    .whilst(events -> !reader.isFinished())
                    .onItem()
                    .<OutboundSseEvent>disjoint())
        .withFinalizer(readers::close);
  }

  public OutboundSseEvent event(Sse sse, String name, Object data) {
    return sse.newEventBuilder().name(name).data(String.class, json(data)).build();
  }

  private List<OutboundSseEvent> next(Sse sse, AnswerReader reader) {
    try {
      var items = readers.next(reader);
      return items.isEmpty() && !reader.isFinished()
          ? List.of(sse.newEventBuilder().comment("still there").build())
          : items.stream().map(item -> event(sse, item)).toList();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("The reader is gone", e);
    }
  }

  private OutboundSseEvent event(Sse sse, AnswerReader.Item item) {
    return switch (item) {
      case AnswerReader.Item.Part(AnswerPart part) ->
          sse.newEventBuilder()
              .id(Integer.toString(part.part()))
              .name("part")
              .data(String.class, json(part))
              .build();
      case AnswerReader.Item.Done(var answer) ->
          event(sse, "done", Map.of("message", answer.message()));
      case AnswerReader.Item.Gone() -> event(sse, "gone", Map.of());
    };
  }

  private static String json(Object value) {
    try {
      return Json.mapper().writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  @PreDestroy
  void close() {
    threads.shutdownNow();
  }
}
