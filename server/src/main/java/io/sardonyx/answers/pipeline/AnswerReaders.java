package io.sardonyx.answers.pipeline;

import io.quarkus.runtime.StartupEvent;
import io.sardonyx.answers.AnswerSource;
import io.sardonyx.platform.caller.Caller;
import io.sardonyx.platform.web.authentication.Revocations;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** The readers of answers on this node. */
@Singleton
public class AnswerReaders {
  private final AnswerPipeline pipeline;
  private final AnswerParts parts;
  private final Revocations revocations;
  private final Set<AnswerReader> open = ConcurrentHashMap.newKeySet();
  private final Set<AnswerReader> unverified = ConcurrentHashMap.newKeySet();

  AnswerReaders(AnswerPipeline pipeline, AnswerParts parts, Revocations revocations) {
    this.pipeline = pipeline;
    this.parts = parts;
    this.revocations = revocations;
  }

  void started(@Observes StartupEvent event) {
    revocations.listen(revocation ->
        verify(open.stream().filter(reader -> revocation.concerns(reader.caller())).toList()));
  }

  /** To be closed when its reader is gone. */
  AnswerReader open(Caller caller, AnswerSource source, int after) {
    var reader = new AnswerReader(pipeline, parts, caller, source, after);
    open.add(reader);
    if (revocations.hasChangedLately(caller)) {
      unverified.add(reader);
    }
    return reader;
  }

  /** The next items of a reader, whose request a revocation may have overtaken. */
  List<AnswerReader.Item> next(AnswerReader reader) throws InterruptedException {
    if (unverified.contains(reader)) {
      verify(List.of(reader));
      unverified.remove(reader);
    }
    return reader.next();
  }

  /** Revokes those of the readers who have lost the permission to read. */
  private void verify(List<AnswerReader> candidates) {
    candidates.stream()
        .collect(Collectors.groupingBy(reader -> reader.source().readPermission()))
        .forEach((permission, readers) -> {
          var revoked =
              revocations.without(permission, readers.stream().map(AnswerReader::caller).toList());
          readers.stream()
              .filter(reader -> revoked.contains(reader.caller()))
              .forEach(AnswerReader::revoke);
        });
  }

  void close(AnswerReader reader) {
    open.remove(reader);
    unverified.remove(reader);
  }

  /** The parts that are there after a part, for a reader who gets later ones as events. */
  public List<AnswerPart> backlog(Caller caller, AnswerSource source, int after) {
    return new AnswerReader(pipeline, parts, caller, source, after).backlog();
  }
}
