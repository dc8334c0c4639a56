import { createContext, type FunctionComponent, useContext, useMemo } from "react";

/** A place in a page that several features fill, each without knowing the others. */
export interface Slot<P extends object> {
  readonly name: string;
  /** Never set: it carries the type of the properties that each part gets. */
  readonly props?: P;
}

/** What a feature puts into a slot. */
export interface SlotPart {
  readonly slot: Slot<never>;
  readonly Part: FunctionComponent<never>;
  /** Lower comes first. */
  readonly order: number;
}

export function createSlot<P extends object = object>(name: string): Slot<P> {
  return { name };
}

export function createPart<P extends object>(slot: Slot<P>, Part: FunctionComponent<P>, order = 0): SlotPart {
  return { slot: slot as Slot<never>, Part, order };
}

/** All parts of all features, whatever their slot. */
export const SlotPartsContext = createContext<readonly SlotPart[]>([]);

/** Shows the parts of a slot, in their order. */
export function SlotParts<P extends object>({ slot, props }: { slot: Slot<P>; props: P }) {
  const all = useContext(SlotPartsContext);
  const parts = useMemo(
    () => all.filter((each) => each.slot === slot).toSorted((one, other) => one.order - other.order),
    [all, slot],
  );
  return parts.map(({ Part }, index) => {
    const Typed = Part as FunctionComponent<P>;
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a slot never change
    return <Typed key={index} {...props} />;
  });
}
