package io.sardonyx.assistants;

import io.quarkus.runtime.StartupEvent;
import io.sardonyx.platform.caller.Caller;
import io.sardonyx.platform.web.Revocations;
import io.sardonyx.sessions.Messages;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Everybody who reads answers over HTTP on this node. */
@Singleton
public class AnswerFeeds {
  private final AnswerFeed.Sources sources;
  private final Set<AnswerFeed> open = ConcurrentHashMap.newKeySet();

  AnswerFeeds(AnswerPipeline pipeline, AnswerParts parts, Messages messages) {
    this.sources = new AnswerFeed.Sources(pipeline, parts, messages);
  }

  void started(@Observes StartupEvent event, Revocations revocations) {
    revocations.listen(revocation -> {
      var concerned = open.stream().map(AnswerFeed::caller).filter(revocation::concerns).toList();
      if (!concerned.isEmpty()) {
        var refused = revocations.refused(concerned);
        open.stream().filter(feed -> refused.contains(feed.caller())).forEach(AnswerFeed::refuse);
      }
    });
  }

  /** To be closed when its reader is gone. */
  AnswerFeed open(Caller caller, UUID sessionId, UUID answerId, int after) {
    var feed = new AnswerFeed(sources, caller, sessionId, answerId, after);
    open.add(feed);
    return feed;
  }

  void close(AnswerFeed feed) {
    open.remove(feed);
  }

  /** What is there after a part, for a reader who gets the rest as events. */
  List<Part> backlog(Caller caller, UUID sessionId, UUID answerId, int after) {
    return new AnswerFeed(sources, caller, sessionId, answerId, after).backlog();
  }
}
