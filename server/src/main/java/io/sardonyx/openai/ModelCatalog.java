package io.sardonyx.openai;

import io.sardonyx.models.providers.ModelChoice;
import io.sardonyx.models.providers.Models;
import io.sardonyx.personas.Persona;
import io.sardonyx.personas.Personas;
import io.sardonyx.platform.caller.Caller;
import io.sardonyx.platform.problem.Problem;
import jakarta.inject.Singleton;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * The models that a caller can name: the organization's, by their name there or at the provider,
 * and the personas that they may use, by id, name, or slug.
 */
@Singleton
public class ModelCatalog {
  private final Models models;
  private final Personas personas;

  ModelCatalog(Models models, Personas personas) {
    this.models = models;
    this.personas = personas;
  }

  /** The organization's first; a persona whose slug is taken is listed by its id. */
  List<ModelList.Model> list(Caller caller) {
    var all = new ArrayList<ModelList.Model>();
    var taken = new HashSet<String>();
    for (var model : models.choices(caller)) {
      taken.add(model.name());
      all.add(model(model).listed());
    }
    for (var persona : personas.names(caller)) {
      var slug = slug(persona.name());
      var id = !slug.isEmpty() && taken.add(slug) ? slug : persona.id().toString();
      all.add(new ModelList.Model(id, "model", persona.createdAt().getEpochSecond(), "persona"));
    }
    return all;
  }

  /**
   * @throws Problem if there is no such model that the caller may use
   */
  RequestedModel find(Caller caller, String name) {
    var choices = models.choices(caller);
    return choices.stream()
        .filter(model -> model.name().equals(name))
        .findFirst()
        .or(() -> choices.stream().filter(model -> model.model().equals(name)).findFirst())
        .map(ModelCatalog::model)
        .or(() -> persona(caller, name))
        .orElseThrow(() ->
            new Problem(
                Problem.Kind.NOT_FOUND,
                "model_not_found",
                "The model `%s` does not exist, or you may not use it.".formatted(name)));
  }

  /** Of several with one name, the first. */
  private Optional<RequestedModel> persona(Caller caller, String name) {
    var all = personas.names(caller);
    return all.stream()
        .filter(persona -> persona.id().toString().equals(name))
        .findFirst()
        .or(() -> all.stream().filter(persona -> slug(persona.name()).equals(name)).findFirst())
        .or(() -> all.stream().filter(persona -> persona.name().equals(name)).findFirst())
        .map(found -> model(name, personas.get(caller, found.id())));
  }

  private static RequestedModel model(ModelChoice model) {
    return new RequestedModel(model.name(), createdAt(model.id()), model.id(), null);
  }

  private static RequestedModel model(String id, Persona persona) {
    return new RequestedModel(
        id, persona.createdAt().getEpochSecond(), persona.modelProviderId(), persona);
  }

  /** The timestamp of a UUID of version 7, in seconds. */
  private static long createdAt(UUID id) {
    return (id.getMostSignificantBits() >>> 16) / 1_000;
  }

  static String slug(String name) {
    return Normalizer.normalize(name, Normalizer.Form.NFKD)
        .toLowerCase(Locale.ROOT)
        .replaceAll("\\p{M}+", "")
        .replaceAll("[^\\p{L}\\p{N}]+", "-")
        .replaceAll("^-|-$", "");
  }
}
