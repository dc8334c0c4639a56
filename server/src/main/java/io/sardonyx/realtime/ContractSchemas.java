package io.sardonyx.realtime;

/** The schemas that are published with the program. */
final class ContractSchemas {
  private static final String METHODS = "/contract/realtime/methods/";

  private ContractSchemas() {}

  /**
   * @throws IllegalStateException for a method that nobody has described
   */
  static void requireSchema(String method) {
    if (ContractSchemas.class.getResource(METHODS + method + ".json") == null) {
      throw new IllegalStateException(
          "The method %s needs a schema: contract/realtime/methods/%s.json"
              .formatted(method, method));
    }
  }
}
