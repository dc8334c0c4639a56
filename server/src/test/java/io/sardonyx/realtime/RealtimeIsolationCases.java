package io.sardonyx.realtime;

import io.sardonyx.isolation.IsolationCases;
import io.sardonyx.isolation.MethodCase;
import java.util.List;

class RealtimeIsolationCases implements IsolationCases {
  @Override
  public List<MethodCase> methods() {
    return List.of(
        MethodCase.ofSocket("connect"),
        MethodCase.ofSocket("authenticate"),
        MethodCase.ofSocket("ping"),
        MethodCase.ofSocket("unsubscribe"),
        MethodCase.ofSubscription("subscribe"));
  }
}
