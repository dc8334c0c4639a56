package io.sardonyx.isolation;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Something that belongs to somebody and has an id, which the paths of routes and the parameters of
 * methods name.
 *
 * @param creation makes one, and answers its id
 * @param path where who made it sees it; null where nobody looks
 * @param shown what is seen there and proves that it is as it was; null for its id
 */
public record Thing(
    String name,
    Creation creation,
    @Nullable Function<Things, String> path,
    @Nullable String shown) {

  /** Creates the thing in the name of whom it is to belong to. */
  public interface Creation {
    String create(Things things);
  }

  public static Thing of(String name, Creation creation) {
    return new Thing(name, creation, null, null);
  }

  /** That nobody touched it is seen here: there is this text, and none of an intruder. */
  public Thing shown(Function<Things, String> at, String text) {
    return new Thing(name, creation, at, text);
  }

  /** That it is there is seen here, by its id. */
  public Thing shown(Function<Things, String> at) {
    return new Thing(name, creation, at, null);
  }

  @Override
  public String toString() {
    return name;
  }
}
