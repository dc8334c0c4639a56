import { useQuery } from "@tanstack/react-query";
import { Boxes, Plus } from "lucide-react";
import { useState } from "react";
import type { ModelProvider } from "@/core";
import { Failure } from "@/features/shared/Failure";
import { PlaceHeading } from "@/features/shared/PlaceHeading";
import { isAdministrator, useMe, useServices } from "@/features/shared/services";
import { Button } from "@/ui/Button";
import { Spinner } from "@/ui/Spinner";
import { ProviderCard } from "./ProviderCard";
import { ProviderDialog } from "./ProviderDialog";
import { PROVIDERS_KEY } from "./providers";

export function ModelsPage() {
  return isAdministrator(useMe()) ? (
    <Models />
  ) : (
    <PlaceHeading id="models" title="Models" lead="Only administrators connect models. Ask one of yours." />
  );
}

function Models() {
  const { api } = useServices();
  const providers = useQuery({ queryKey: PROVIDERS_KEY, queryFn: api.providers.list });
  const [edited, setEdited] = useState<ModelProvider | "new" | null>(null);
  const list = providers.data?.data;
  return (
    <section aria-labelledby="models">
      <PlaceHeading
        id="models"
        title="Models"
        lead="The language models that answer in your organization."
        action={
          list &&
          list.length > 0 && (
            <Button look="primary" onClick={() => setEdited("new")}>
              <Plus aria-hidden />
              Connect a model
            </Button>
          )
        }
      />
      {providers.isPending && <Spinner label="Loading models" />}
      {providers.isError && <Failure error={providers.error} onAgain={providers.refetch} />}
      {list?.length === 0 && <NoModels onConnect={() => setEdited("new")} />}
      <ul className="grid grid-cols-1 gap-3">
        {list?.map((provider) => (
          <ProviderCard key={provider.id} provider={provider} onEdit={() => setEdited(provider)} />
        ))}
      </ul>
      {edited && (
        <ProviderDialog
          provider={edited === "new" ? null : edited}
          isFirst={list?.length === 0}
          onClose={() => setEdited(null)}
        />
      )}
    </section>
  );
}

function NoModels({ onConnect }: { onConnect: () => void }) {
  return (
    <div className="flex flex-col items-center gap-3 rounded-2xl border border-dashed border-line px-6 py-12 text-center">
      <Boxes className="size-8 text-faint" aria-hidden />
      <p className="font-medium">No model is connected</p>
      <p className="max-w-sm text-sm text-soft">
        Connect OpenAI, Anthropic, Ollama, or any address that speaks OpenAI's protocol. Until then the
        built-in assistant only says that there is none.
      </p>
      <Button look="primary" className="mt-2" onClick={onConnect}>
        <Plus aria-hidden />
        Connect a model
      </Button>
    </div>
  );
}
