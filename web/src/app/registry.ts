import type { Registry } from "@/areas/registry";
import { AREAS } from "./areas";
import * as features from "./features";

export const REGISTRY: Registry = { areas: AREAS, features: Object.values(features) };

/** What all features put into slots. */
export const SLOT_PARTS = REGISTRY.features.flatMap(({ parts }) => parts ?? []);
