import type { Me, Shortcut } from "@sardonyx/client";
import type { Action } from "@/features/shared/actions";
import type { Command } from "../feature";
import type { listMenu, Registry } from "../registry";

/** What is in the first load: a file that imported it would cut that into small pieces. */
interface FirstLoad {
  readonly listMenu: typeof listMenu;
  readonly shortcuts: readonly Shortcut[];
}

/** The commands, actions and pages of all features that this person may use, in the order of the registry. */
export async function listActions(
  registry: Registry,
  me: Me,
  { listMenu, shortcuts }: FirstLoad,
): Promise<readonly Action[]> {
  const { features, areas } = registry;
  const commands = features
    .flatMap((feature) => feature.commands ?? [])
    .flatMap((each) => actionOf(each, shortcuts));
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

function actionOf({ shortcut }: Command, shortcuts: readonly Shortcut[]): readonly Action[] {
  const found = shortcuts.find(({ name }) => name === shortcut);
  // The palette does not offer itself.
  if (!found || shortcut === "search") {
    return [];
  }
  const [keys] = found.keys;
  const run: Action["run"] = ({ runCommand }) => runCommand(shortcut);
  return [{ name: found.says, kind: "action", run, ...(keys ? { keys } : {}) }];
}
