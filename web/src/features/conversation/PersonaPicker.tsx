import type { Persona } from "@sardonyx/client";
import { Bot, ChevronDown } from "lucide-react";
import { Menu, MenuChoice } from "@/ui/Menu";

const STANDARD = "Assistant";

/** Who answers. */
export function PersonaPicker({
  personas,
  chosen,
  onChoose,
}: {
  personas: readonly Persona[];
  chosen: Persona | null;
  onChoose: (persona: Persona | null) => void;
}) {
  const standard = personas.some((each) => each.is_default)
    ? []
    : [{ value: "", label: STANDARD, icon: <Bot /> }];
  return (
    <Menu
      trigger={
        <button
          type="button"
          className="-mr-2 inline-flex max-w-56 items-center gap-1.5 rounded-lg px-2 py-1 text-xs text-soft hover:bg-hover hover:text-ink"
        >
          <Bot className="size-3.5 shrink-0" aria-hidden />
          <span className="sr-only">Assistant</span>
          <span className="truncate">{chosen?.name ?? STANDARD}</span>
          <ChevronDown className="size-3.5 shrink-0" aria-hidden />
        </button>
      }
    >
      <MenuChoice
        value={chosen?.id ?? ""}
        options={[
          ...standard,
          ...personas.map(({ id, name, description }) => ({
            value: id,
            label: name,
            ...(description === "" ? {} : { hint: description }),
            icon: <Bot aria-hidden />,
          })),
        ]}
        onChange={(id) => onChoose(personas.find((each) => each.id === id) ?? null)}
      />
    </Menu>
  );
}
