package io.sardonyx.assistants;

import io.sardonyx.platform.caller.Caller;
import io.sardonyx.platform.caller.Permission;
import io.sardonyx.platform.config.Settings;
import io.sardonyx.platform.crypto.Sealing;
import io.sardonyx.platform.database.Database;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * The models that answer. Which provider an organization has now is asked each time, so that a
 * change counts at once on every node; the connections of one version of it are kept.
 */
@Singleton
public class Models {
  private static final int KEPT = 200;

  private final Database database;
  private final Sealing sealing;
  private final Settings settings;
  private final Map<UUID, Version> kept =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, Version> eldest) {
          return size() > KEPT;
        }
      };

  Models(Database database, Sealing sealing, Settings settings) {
    this.database = database;
    this.sealing = sealing;
    this.settings = settings;
  }

  static String sealingContext(UUID providerId) {
    return "key of model provider " + providerId;
  }

  /** Who answers the caller. */
  Model answering(Caller caller) {
    var provider = ModelProviderStore.defaultOf(database.working(), caller.organizationId());
    return provider.isPresent()
        ? of(provider.get())
        : new BuiltInModel(caller.may(Permission.MODEL_PROVIDERS_MANAGE));
  }

  ProviderModel of(SealedProvider sealed) {
    var provider = sealed.provider();
    synchronized (kept) {
      var version = kept.get(provider.id());
      if (version == null || !version.updatedAt().equals(provider.updatedAt())) {
        version = new Version(provider.updatedAt(), open(sealed));
        kept.put(provider.id(), version);
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
      return new ProviderModel(provider, key, settings.modelTimeout());
    } catch (Sealing.CannotUnseal changed) {
      throw new ModelFailure(
          "The key of the model provider cannot be read any more. An administrator can give it"
              + " again under Settings → Models.",
          false,
          changed);
    }
  }

  private record Version(Instant updatedAt, ProviderModel model) {}
}
