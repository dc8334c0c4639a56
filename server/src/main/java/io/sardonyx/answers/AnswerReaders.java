package io.sardonyx.answers;

import io.quarkus.runtime.StartupEvent;
import io.sardonyx.messages.Messages;
import io.sardonyx.platform.caller.Caller;
import io.sardonyx.platform.web.authentication.Revocations;
import io.sardonyx.sessions.ChatPermissions;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Everybody who reads answers over HTTP on this node. */
@Singleton
public class AnswerReaders {
  private final AnswerReader.Sources sources;
  private final Revocations revocations;
  private final Set<AnswerReader> open = ConcurrentHashMap.newKeySet();
  private final Set<AnswerReader> unsure = ConcurrentHashMap.newKeySet();

  AnswerReaders(
      AnswerPipeline pipeline, AnswerParts parts, Messages messages, Revocations revocations) {
    this.sources = new AnswerReader.Sources(pipeline, parts, messages);
    this.revocations = revocations;
  }

  void started(@Observes StartupEvent event) {
    revocations.listen(revocation ->
        refuse(open.stream().filter(feed -> revocation.concerns(feed.caller())).toList()));
  }

  /** To be closed when its reader is gone. */
  AnswerReader open(Caller caller, UUID sessionId, UUID answerId, int after) {
    var feed = new AnswerReader(sources, caller, sessionId, answerId, after);
    open.add(feed);
    if (revocations.hasChangedLately(caller)) {
      unsure.add(feed);
    }
    return feed;
  }

  /** What is next for its reader, whom a revocation may have overtaken on the way here. */
  List<AnswerReader.Item> next(AnswerReader feed) throws InterruptedException {
    if (unsure.contains(feed)) {
      refuse(List.of(feed));
      unsure.remove(feed);
    }
    return feed.next();
  }

  /** Of these, the ones whose readers may not read any more. */
  private void refuse(List<AnswerReader> feeds) {
    var refused =
        feeds.isEmpty()
            ? Set.<Caller>of()
            : revocations.without(
                ChatPermissions.READ, feeds.stream().map(AnswerReader::caller).toList());
    feeds.stream().filter(feed -> refused.contains(feed.caller())).forEach(AnswerReader::refuse);
  }

  void close(AnswerReader feed) {
    open.remove(feed);
    unsure.remove(feed);
  }

  /** What is there after a part, for a reader who gets the rest as events. */
  List<AnswerPart> backlog(Caller caller, UUID sessionId, UUID answerId, int after) {
    return new AnswerReader(sources, caller, sessionId, answerId, after).backlog();
  }
}
