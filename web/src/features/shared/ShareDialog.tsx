import { type ChatSession, errorMessage, type SharedStatus } from "@sardonyx/client";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { Dialog } from "@/ui/Dialog";
import { Notice } from "@/ui/Notice";
import { RadioGroup } from "@/ui/RadioGroup";
import { CopyButton } from "./CopyButton";
import { ShareLinkPart } from "./ShareLinkPart";
import { useMe, useServices } from "./services";

/** Who may read a chat, and the address under which they do. */
export default function ShareDialog({ session, onClose }: { session: ChatSession; onClose: () => void }) {
  const { directory } = useServices();
  const me = useMe();
  const share = useMutation({ mutationFn: (status: SharedStatus) => directory.share(session, status) });
  const [chosen, setChosen] = useState<SharedStatus | null>(null);
  const status = chosen === null || share.isError ? session.shared_status : chosen;
  const address = `${location.origin}/chat/${session.id}`;
  return (
    <Dialog isOpen onClose={onClose} title="Share this chat" description={session.title ?? "New chat"}>
      <RadioGroup<SharedStatus>
        label="Who can read it"
        value={status}
        onChange={(wanted) => {
          setChosen(wanted);
          share.mutate(wanted);
        }}
        options={[
          { value: "private", label: "Only you", hint: "Nobody else can open it." },
          {
            value: "application",
            label: `Everyone in ${me.organization.name}`,
            hint: "They can read new messages, but not write.",
          },
        ]}
      />
      {share.error && <Notice className="mt-3">{errorMessage(share.error)}</Notice>}
      {status === "application" && (
        <div className="mt-4 flex items-center gap-2 rounded-lg border border-line bg-surface py-1 pr-1 pl-3">
          <span className="min-w-0 flex-1 truncate text-sm">{address}</span>
          <CopyButton text={address} label="Copy link address" />
        </div>
      )}
      <ShareLinkPart sessionId={session.id} />
    </Dialog>
  );
}
