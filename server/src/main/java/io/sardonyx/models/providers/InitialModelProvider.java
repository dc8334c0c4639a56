package io.sardonyx.models.providers;

import io.sardonyx.identity.organizations.Organizations;
import io.sardonyx.models.ModelProvider;
import io.sardonyx.models.ProviderKind;
import io.sardonyx.models.clients.ProviderAddress;
import io.sardonyx.platform.boot.FirstRun;
import io.sardonyx.platform.config.Settings;
import io.sardonyx.platform.crypto.Ids;
import io.sardonyx.platform.crypto.Sealing;
import io.sardonyx.platform.database.Database;
import io.sardonyx.platform.problem.Problem;
import io.vertx.pgclient.PgException;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Connects the model of the settings to the first organization, while it has none. A start never
 * changes an existing provider.
 */
@Singleton
public class InitialModelProvider implements FirstRun {
  private static final String UNIQUE_VIOLATION = "23505";
  private static final Logger LOG = Logger.getLogger(InitialModelProvider.class);

  private final Database database;
  private final Sealing sealing;
  private final Settings settings;

  InitialModelProvider(Database database, Sealing sealing, Settings settings) {
    this.database = database;
    this.sealing = sealing;
    this.settings = settings;
  }

  /** Called after the bean that creates the organization. */
  @Override
  public Optional<FirstOwner> createFirstOrganization(Settings given) {
    if (given.modelUrl().isPresent() || given.model().isPresent()) {
      connect();
    }
    return Optional.empty();
  }

  private void connect() {
    if (settings.modelUrl().isEmpty() || settings.model().isEmpty()) {
      LOG.warn("SARDONYX_MODEL_URL and SARDONYX_MODEL are needed together: no model is connected.");
      return;
    }
    try {
      connect(settings.modelUrl().get(), settings.model().get());
    } catch (Problem refused) {
      LOG.warnf("SARDONYX_MODEL_URL: %s No model is connected.", refused.detail());
    } catch (PgException refused) {
      if (!UNIQUE_VIOLATION.equals(refused.getSqlState())) {
        throw refused;
      }
      // Another node did the same at the same time.
    }
  }

  private void connect(String url, String model) {
    var address = ProviderAddress.normalize(url, ProviderKind.OPENAI);
    var id = Ids.next();
    var key =
        settings
            .modelKey()
            .map(text ->
                sealing.seal(text.getBytes(StandardCharsets.UTF_8), Models.sealingContext(id)))
            .orElse(null);
    var provider =
        new ModelProvider(
            id,
            model,
            ProviderKind.OPENAI,
            address,
            model,
            key != null,
            true,
            null,
            null,
            Instant.EPOCH,
            Instant.EPOCH);
    database.asWorker(tx -> {
      var organization =
          Organizations.first(tx).filter(found -> !ModelProviderStore.hasAny(tx, found));
      organization.ifPresent(found -> {
        ModelProviderStore.insert(tx, found, provider, key);
        LOG.infof("Connected the model %s at %s.", model, ProviderAddress.host(address));
      });
      return organization;
    });
  }
}
