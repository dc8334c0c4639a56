import java.util.UUID;

/** What clients say on the realtime socket; contract/realtime describes it. */
final class Commands {
  private Commands() {}

  static String connect(Application application, int user) {
    return """
    {"id":"connect","method":"connect","params":{"access_token":"%s","publishable_key":"%s"}}"""
        .formatted(application.token(user), application.publishableKey());
  }

  static String subscribe(String topic) {
    return """
    {"id":"subscribe","method":"subscribe","params":{"topics":[{"topic":"%s"}]}}"""
        .formatted(topic);
  }

  static String send(String sessionId) {
    return """
    {"id":"send","method":"messages.send","params":{"session_id":"%s","client_message_id":"%s",\
    "content":"What time is it?"}}"""
        .formatted(sessionId, UUID.randomUUID());
  }
}
