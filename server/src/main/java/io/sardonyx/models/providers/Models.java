package io.sardonyx.models.providers;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.sardonyx.chat.ChatPermissions;
import io.sardonyx.identity.organizations.LoopbackAccess;
import io.sardonyx.models.Model;
import io.sardonyx.models.ModelFailure;
import io.sardonyx.models.clients.BuiltInModel;
import io.sardonyx.models.clients.ProviderModel;
import io.sardonyx.platform.caller.Caller;
import io.sardonyx.platform.config.Settings;
import io.sardonyx.platform.crypto.Sealing;
import io.sardonyx.platform.database.Database;
import io.sardonyx.platform.outbound.OutboundHttp;
import io.sardonyx.platform.problem.Problem;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The models of organizations. The providers are read each time, so that a change counts at once on
 * every node; the model of one version of a provider is cached.
 */
@Singleton
public class Models {
  private static final int MAX_CACHED = 200;

  private final Database database;
  private final Sealing sealing;
  private final Settings settings;
  private final OutboundHttp http;
  private final LoopbackAccess loopback;
  private final Cache<UUID, Boolean> restricted =
      Caffeine.newBuilder().expireAfterWrite(Duration.ofSeconds(5)).maximumSize(10_000).build();
  private final Map<UUID, Version> versions =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, Version> eldest) {
          return size() > MAX_CACHED;
        }
      };

  Models(
      Database database,
      Sealing sealing,
      Settings settings,
      OutboundHttp http,
      LoopbackAccess loopback) {
    this.database = database;
    this.sealing = sealing;
    this.settings = settings;
    this.http = http;
    this.loopback = loopback;
  }

  static String sealingContext(UUID providerId) {
    return "key of model provider " + providerId;
  }

  /**
   * The model that answers the caller.
   *
   * @param providerId null for the organization's default, or the first that the caller's role may
   *     use
   * @throws Problem when the caller's role may not use it, or none of them
   */
  public Model find(Caller caller, @Nullable UUID providerId) {
    var all = ModelProviderStore.of(database.working(), caller.organizationId());
    return all.isEmpty()
        ? new BuiltInModel(caller.may(ModelPermissions.MANAGE_PROVIDERS))
        : of(choose(caller, all, providerId));
  }

  /** Those that the caller's role may use, the default first. */
  public List<ModelChoice> choices(Caller caller) {
    caller.require(ChatPermissions.READ);
    return ModelProviderStore.of(database.working(), caller.organizationId()).stream()
        .map(SealedProvider::provider)
        .filter(provider -> provider.allows(caller.role()))
        .map(ModelChoice::of)
        .toList();
  }

  /** Whether some models are restricted to roles; cached for some seconds. */
  public boolean areRestricted(UUID organizationId) {
    return restricted.get(
        organizationId,
        id ->
            ModelProviderStore.of(database.working(), id).stream()
                .anyMatch(sealed -> sealed.provider().roles() != null));
  }

  private static SealedProvider choose(
      Caller caller, List<SealedProvider> all, @Nullable UUID providerId) {
    var named =
        all.stream().filter(sealed -> sealed.provider().id().equals(providerId)).findFirst();
    if (named.isPresent() && !named.get().provider().allows(caller.role())) {
      throw notAllowed("the model " + named.get().provider().name());
    }
    return named
        .or(() ->
            all.stream().filter(sealed -> sealed.provider().allows(caller.role())).findFirst())
        .orElseThrow(() -> notAllowed("any of the models"));
  }

  private static Problem notAllowed(String what) {
    return Problem.forbidden(
        "model_not_allowed",
        "Your role may not use %s here. Choose another assistant, or ask an administrator."
            .formatted(what));
  }

  ProviderModel of(SealedProvider sealed) {
    var provider = sealed.provider();
    synchronized (versions) {
      var version = versions.get(provider.id());
      if (version == null || !version.updatedAt().equals(provider.updatedAt())) {
        version = new Version(provider.updatedAt(), open(sealed));
        versions.put(provider.id(), version);
      }
      return version.model();
    }
  }

  private ProviderModel open(SealedProvider sealed) {
    var provider = sealed.provider();
    var sealedKey = sealed.sealedKey();
    try {
      var key =
          sealedKey == null
              ? null
              : new String(
                  sealing.unseal(sealedKey, sealingContext(provider.id())), StandardCharsets.UTF_8);
      var client = http.client(loopback.permits(sealed.organizationId()));
      return new ProviderModel(provider, key, client, settings.modelFirstTokenTimeout());
    } catch (Sealing.CannotUnseal changed) {
      throw new ModelFailure(
          "The key of the model provider cannot be decrypted. An administrator can enter it"
              + " again under Settings → Models.",
          false,
          changed);
    }
  }

  private record Version(Instant updatedAt, ProviderModel model) {}
}
