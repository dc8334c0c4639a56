import type { Persona } from "@sardonyx/client";
import { Bot, Plus } from "lucide-react";
import { useState } from "react";
import { ErrorNotice } from "@/features/shared/ErrorNotice";
import { useEveryPersona } from "@/features/shared/personas";
import { mayCurate, useMe } from "@/features/shared/services";
import { Button } from "@/ui/Button";
import { Spinner } from "@/ui/Spinner";
import { PersonaCard } from "./PersonaCard";
import { PersonaDialog } from "./PersonaDialog";

export function PersonasPage() {
  const isCurator = mayCurate(useMe());
  const personas = useEveryPersona();
  const [edited, setEdited] = useState<Persona | "new" | null>(null);
  const list = personas.data;
  const add = (
    <Button look="primary" onClick={() => setEdited("new")}>
      <Plus aria-hidden />
      New persona
    </Button>
  );
  return (
    <section aria-labelledby="personas">
      <div className="mb-5 flex flex-wrap items-start justify-between gap-4">
        <div className="max-w-md">
          <h2 id="personas" className="text-xl font-semibold tracking-tight">
            Personas
          </h2>
          <p className="mt-1 text-sm text-soft">
            {isCurator
              ? "Assistants with their own instructions, for you or for everyone."
              : "Assistants with your own instructions. Administrators manage the shared ones."}
          </p>
        </div>
        {list && list.length > 0 && add}
      </div>
      {personas.isPending && <Spinner label="Loading personas" />}
      {personas.isError && <ErrorNotice error={personas.error} onAgain={personas.refetch} />}
      {list?.length === 0 && (
        <div className="flex flex-col items-center gap-3 rounded-2xl border border-dashed border-line px-6 py-12 text-center">
          <Bot className="size-8 text-faint" aria-hidden />
          <p className="font-medium">No personas yet</p>
          <p className="max-w-sm text-sm text-soft">
            A persona has instructions that apply to every answer: an editor, a tutor, an expert on your
            handbook.
          </p>
          {add}
        </div>
      )}
      <ul className="grid grid-cols-1 gap-3">
        {list?.map((persona) => (
          <PersonaCard key={persona.id} persona={persona} onEdit={() => setEdited(persona)} />
        ))}
      </ul>
      {edited && <PersonaDialog persona={edited === "new" ? null : edited} onClose={() => setEdited(null)} />}
    </section>
  );
}
