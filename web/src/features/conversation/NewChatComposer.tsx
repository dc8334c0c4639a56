import { type Draft, errorMessage, newId, type Persona } from "@sardonyx/client";
import { useNavigate } from "@tanstack/react-router";
import { useEffect, useMemo, useRef, useState } from "react";
import { draftPlace } from "@/features/shared/drafts";
import { usePersonas } from "@/features/shared/personas";
import { useMe, useServices, useStore } from "@/features/shared/services";
import { useShortcuts } from "@/features/shared/shortcuts";
import { Button } from "@/ui/Button";
import { Notice } from "@/ui/Notice";
import { Composer, type ComposerHandle } from "./Composer";
import { PersonaPicker } from "./PersonaPicker";

interface NewChatComposerProps {
  placeholder: string;
  /** The chat that begins here belongs to this project. */
  projectId?: string;
}

/** A chat begins with its first message: the session is made when that is sent. */
export function NewChatComposer({ placeholder, projectId }: NewChatComposerProps) {
  const { drafts, preferences } = useServices();
  const { sendKey } = useStore(preferences.values);
  const me = useMe();
  const place = draftPlace(me, projectId ?? "new");
  const draft = useMemo(() => drafts.at(place), [drafts, place]);
  const personas = usePersonas();
  const [chosen, setChosen] = useState<Persona | null>(null);
  const persona = chosen ?? personas.find((each) => each.is_default) ?? null;
  const start = { ...(chosen ? { persona_id: chosen.id } : {}), projectId };
  const chat = useNewChat(start, draft);
  const composer = useRef<ComposerHandle>(null);
  useShortcuts({ write: () => composer.current?.focus() });
  useEffect(() => {
    // The reader of an answer needs them; there is time to fetch them now. Where that fails, it is
    // done again when they are needed.
    import("./ConversationPage").catch(() => undefined);
    import("./Markdown").catch(() => undefined);
  }, []);

  return (
    <>
      {chat.problem && (
        <Notice
          className="mb-3"
          action={
            <Button size="small" onClick={() => void chat.begin(chat.unsent)}>
              Resend
            </Button>
          }
        >
          {chat.problem}
        </Notice>
      )}
      <Composer
        handle={composer}
        onSend={(content) => void chat.begin(content)}
        placeholder={placeholder}
        draft={draft}
        sendKey={sendKey}
        blockedBecause={chat.isBusy ? "Creating chat…" : null}
        aside={
          personas.length > 1 && <PersonaPicker personas={personas} chosen={persona} onChoose={setChosen} />
        }
      />
      {persona && persona.starters.length > 0 && (
        <ul aria-label="Suggestions" className="mt-4 flex flex-wrap justify-center gap-2">
          {persona.starters.map((starter) => (
            <li key={starter}>
              <button
                type="button"
                disabled={chat.isBusy}
                className="rounded-full border border-line px-4 py-2 text-left text-sm text-soft hover:bg-hover hover:text-ink"
                onClick={() => void chat.begin(starter)}
              >
                {starter}
              </button>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function useNewChat(start: { persona_id?: string; projectId: string | undefined }, draft: Draft) {
  const { api, conversations } = useServices();
  const navigate = useNavigate();
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  // The same id for each attempt, so that a lost answer does not leave an empty chat behind.
  const id = useRef(newId());
  const [unsent, setUnsent] = useState("");

  async function begin(content: string) {
    setBusy(true);
    setProblem(null);
    setUnsent(content);
    // Until there is a chat to send it to, it survives whatever happens to this page.
    draft.write(content);
    try {
      const session = await api.sessions.create({
        id: id.current,
        ...(start.persona_id ? { persona_id: start.persona_id } : {}),
        ...(start.projectId ? { project_id: start.projectId } : {}),
      });
      void conversations.at(session.id).send(content);
      if (draft.read() === content) {
        draft.write("");
      }
      await navigate({ to: "/chat/$id", params: { id: session.id } });
    } catch (error) {
      setProblem(errorMessage(error));
      setBusy(false);
    }
  }

  return { begin, problem, isBusy, unsent };
}
