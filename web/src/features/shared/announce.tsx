import { Store } from "@sardonyx/client";
import { useStore } from "./services";

const said = new Store("");

/** Reads this out to who listens instead of looking, when they have time for it. */
export function announce(text: string): void {
  // The same sentence once more is heard only if it is different.
  said.set(said.get() === text ? `${text}\u00a0` : text);
}

/** The one place from which things are read out. */
export function Announcer() {
  return (
    <p role="status" className="sr-only">
      {useStore(said)}
    </p>
  );
}
