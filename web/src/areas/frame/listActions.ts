import { type Me, SHORTCUTS } from "@sardonyx/client";
import type { Action } from "@/features/shared/actions";
import type { Command } from "../feature";
import { listMenu, type Registry } from "../registry";

/** The commands, actions and pages of all features that this person may use, in the order of the registry. */
export async function listActions(registry: Registry, me: Me): Promise<readonly Action[]> {
  const { features, areas } = registry;
  const commands = features.flatMap((feature) => feature.commands ?? []).flatMap(actionOf);
  const loaded = await Promise.all(features.map((feature) => feature.actions?.() ?? []));
  const pages = areas.flatMap((area) =>
    listMenu(registry, area, me).map(({ name, route }): Action => {
      return { name: `${area.name}: ${name}`, kind: "page", run: ({ navigate }) => navigate(route.fullPath) };
    }),
  );
  return [...commands, ...loaded.flat(), ...pages].filter(
    ({ permission }) => !permission || me.permissions.includes(permission),
  );
}

function actionOf({ shortcut }: Command): readonly Action[] {
  const found = SHORTCUTS.find(({ name }) => name === shortcut);
  // The palette does not offer itself.
  if (!found || shortcut === "search") {
    return [];
  }
  const [keys] = found.keys;
  const run: Action["run"] = ({ runCommand }) => runCommand(shortcut);
  return [{ name: found.says, kind: "action", run, ...(keys ? { keys } : {}) }];
}
