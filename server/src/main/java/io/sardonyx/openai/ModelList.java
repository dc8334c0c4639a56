package io.sardonyx.openai;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/** A list of models in OpenAI's form. */
public record ModelList(String object, List<Model> data) {
  public ModelList {
    data = List.copyOf(data);
  }

  static ModelList of(List<Model> models) {
    return new ModelList("list", models);
  }

  /**
   * A model to request.
   *
   * @param id its name in requests
   * @param created in seconds since 1970
   * @param ownedBy whether it is a model of the organization or a persona
   */
  public record Model(
      String id, String object, long created, @JsonProperty("owned_by") String ownedBy) {}
}
