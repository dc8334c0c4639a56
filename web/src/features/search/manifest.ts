import { lazy } from "react";
import { sidebarActions } from "@/areas/chat/slots";
import { defineFeature } from "@/areas/feature";
import { createPart } from "@/features/shared/slots";
import { SearchButton } from "./SearchButton";

export const search = defineFeature({
  parts: [createPart(sidebarActions, SearchButton, 20)],
  commands: [{ shortcut: "search", Dialog: lazy(() => import("./SearchDialog")) }],
});
