package io.sardonyx.realtime;

import io.sardonyx.platform.config.Settings;
import io.sardonyx.platform.web.limits.RateClass;
import io.sardonyx.platform.web.limits.RateClassProvider;
import io.sardonyx.platform.web.routes.RouteGroup;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** Where WebSockets are opened, and how often. */
@Singleton
public class RealtimeRoutes implements RouteGroup, RateClassProvider {
  static final String PATH = "/realtime/v1";

  /** Requests for a WebSocket, whoever turns out to have sent them. */
  private static final String CONNECT = "connect";

  @Override
  public String prefix() {
    return PATH;
  }

  @Override
  public boolean webSockets() {
    return true;
  }

  @Override
  public Optional<String> rateClass() {
    return Optional.of(CONNECT);
  }

  @Override
  public List<RateClass> rateClasses() {
    return List.of(RateClass.perAddress(CONNECT, Settings::realtimeConnectsPerAddress));
  }
}
