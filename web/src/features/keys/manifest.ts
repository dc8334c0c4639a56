import { lazy } from "react";
import { defineFeature } from "@/areas/feature";

export const keys = defineFeature({
  commands: [{ shortcut: "keys", Dialog: lazy(() => import("./KeysDialog")) }],
});
