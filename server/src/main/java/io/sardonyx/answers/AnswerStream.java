package io.sardonyx.answers;

import com.fasterxml.jackson.core.JsonProcessingException;
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
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * An answer as server-sent events. Asks for what is next when the socket has taken what was before;
 * that the reader is gone shows at the latest when it is told that all is well, and does not stop
 * the answer.
 */
@Singleton
public class AnswerStream {
  private final AnswerReaders feeds;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  AnswerStream(AnswerReaders feeds) {
    this.feeds = feeds;
  }

  Multi<OutboundSseEvent> of(Sse sse, Caller caller, UUID sessionId, UUID answerId, int after) {
    return Multi.createFrom()
        .resource(
            () -> feeds.open(caller, sessionId, answerId, after),
            feed ->
                Multi.createBy()
                    .repeating()
                    .uni(() ->
                        Uni.createFrom().item(() -> next(sse, feed)).runSubscriptionOn(threads))
                    .whilst(events -> !feed.isOver())
                    .onItem()
                    .<OutboundSseEvent>disjoint())
        .withFinalizer(feeds::close);
  }

  OutboundSseEvent event(Sse sse, String name, Object data) {
    return sse.newEventBuilder().name(name).data(String.class, json(data)).build();
  }

  private List<OutboundSseEvent> next(Sse sse, AnswerReader feed) {
    try {
      var items = feeds.next(feed);
      return items.isEmpty() && !feed.isOver()
          ? List.of(sse.newEventBuilder().comment("still there").build())
          : items.stream().map(item -> event(sse, item)).toList();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("The reader is gone", e);
    }
  }

  private OutboundSseEvent event(Sse sse, AnswerReader.Item item) {
    return switch (item) {
      case AnswerReader.Item.Piece(AnswerPart part) ->
          sse.newEventBuilder()
              .id(Integer.toString(part.part()))
              .name("part")
              .data(String.class, json(part))
              .build();
      case AnswerReader.Item.Done(var message) -> event(sse, "done", Map.of("message", message));
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
