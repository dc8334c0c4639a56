package io.sardonyx.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import io.sardonyx.testing.Http;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Things of one person, and of the organization that they are in. Each is created when it is first
 * asked for.
 */
public final class Things {
  private final Http person;
  private final Http administrator;
  private final Map<String, String> ids = new HashMap<>();
  private final Map<String, Thing> created = new HashMap<>();

  /**
   * @param administrator who creates what is the organization's
   */
  Things(Http person, Http administrator) {
    this.person = person;
    this.administrator = administrator;
  }

  public Http person() {
    return person;
  }

  public Http administrator() {
    return administrator;
  }

  public String id(Thing thing) {
    var known = ids.get(thing.name());
    if (known == null) {
      known = thing.creation().create(this);
      put(thing, known);
      created.put(thing.name(), thing);
    }
    return known;
  }

  public void put(Thing thing, String id) {
    ids.put(thing.name(), id);
  }

  /** These, but for one that is another's. */
  Things with(Thing thing, String id) {
    var others = new Things(person, administrator);
    others.ids.putAll(ids);
    others.put(thing, id);
    return others;
  }

  /** What was created is there for whom it belongs to, and nobody else left a trace in it. */
  void assertUntouched() {
    for (var thing : Set.copyOf(created.values())) {
      var path = thing.path();
      if (path != null) {
        var text = thing.shown() == null ? id(thing) : thing.shown();
        var at = path.apply(this);
        var seen = person.get(at);
        // What is the organization's is seen by who looks after it.
        var answer = seen.status() == 200 ? seen : administrator.get(at);
        assertThat(answer.expect(200).body())
            .as(thing.name())
            .contains(text)
            .doesNotContainIgnoringCase("intruder");
      }
    }
  }
}
