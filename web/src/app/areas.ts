// The areas, in the order in which menus offer them. An area is added here and in router.ts.
import { administration } from "@/areas/administration/area";
import type { Area } from "@/areas/area";
import { chat } from "@/areas/chat/area";
import { settings } from "@/areas/settings/area";
import { signIn } from "@/areas/sign-in/area";
import { studio } from "@/areas/studio/area";

export const AREAS: readonly Area[] = [signIn, chat, settings, studio, administration];
