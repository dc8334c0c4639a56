package io.sardonyx.platform.events;

import io.quarkus.arc.All;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The kinds of topics that features have registered. */
@Singleton
public final class TopicKinds {
  private final Map<String, TopicKind> byName;

  TopicKinds(@All List<TopicKind> kinds) {
    this.byName = kinds.stream().collect(Collectors.toMap(TopicKind::name, Function.identity()));
  }

  public Optional<TopicKind> find(Topic topic) {
    return Optional.ofNullable(byName.get(topic.kind()));
  }
}
