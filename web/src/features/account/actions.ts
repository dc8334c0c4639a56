import { errorMessage } from "@sardonyx/client";
import type { Action } from "@/features/shared/actions";

export const ACTIONS: readonly Action[] = [
  {
    name: "Sign out",
    kind: "action",
    keywords: "log out logout",
    run: ({ services, toast }) => {
      services
        .signOut(() => services.api.logins.signOut("local"))
        .catch((error: unknown) => toast({ text: errorMessage(error) }));
    },
  },
];
