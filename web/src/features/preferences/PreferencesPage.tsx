import { type ExportFormat, errorMessage, type SendKey, type Theme } from "@sardonyx/client";
import { Download } from "lucide-react";
import { useState } from "react";
import { saveFile } from "@/features/shared/saveFile";
import { useServices, useStore } from "@/features/shared/services";
import { isMac } from "@/features/shared/shortcuts";
import { chooseTheme, useTheme } from "@/features/shared/theme";
import { Button } from "@/ui/Button";
import { Notice } from "@/ui/Notice";
import { RadioGroup } from "@/ui/RadioGroup";

export function PreferencesPage() {
  const { preferences } = useServices();
  const { sendKey } = useStore(preferences.values);
  const theme = useTheme();
  const [problem, setProblem] = useState<string | null>(null);
  const change = (what: Parameters<typeof preferences.change>[0]) => {
    setProblem(null);
    preferences.change(what).catch((error: unknown) => setProblem(errorMessage(error)));
  };
  return (
    <section aria-labelledby="preferences">
      <h2 id="preferences" className="text-xl font-semibold tracking-tight">
        Preferences
      </h2>
      <p className="mt-1 mb-5 text-sm text-soft">Your preferences apply on all your devices.</p>
      {problem && <Notice className="mb-4">{problem}</Notice>}
      <div className="grid max-w-xl gap-7">
        <RadioGroup<Theme>
          label="Theme"
          value={theme}
          onChange={(chosen) => {
            chooseTheme(chosen);
            change({ theme: chosen });
          }}
          options={[
            { value: "system", label: "System" },
            { value: "light", label: "Light" },
            { value: "dark", label: "Dark" },
          ]}
        />
        <RadioGroup<SendKey>
          label="Send messages with"
          value={sendKey}
          onChange={(chosen) => change({ sendKey: chosen })}
          options={[
            { value: "enter", label: "Enter", hint: "Shift + Enter inserts a new line." },
            {
              value: "mod_enter",
              label: `${isMac ? "⌘" : "Ctrl"} + Enter`,
              hint: "Enter inserts a new line.",
            },
          ]}
        />
        <Exports />
      </div>
    </section>
  );
}

function Exports() {
  const { api } = useServices();
  const [busy, setBusy] = useState<ExportFormat | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  async function save(format: ExportFormat) {
    setBusy(format);
    setProblem(null);
    try {
      saveFile(await api.exported(format));
    } catch (error) {
      setProblem(errorMessage(error));
    } finally {
      setBusy(null);
    }
  }
  return (
    <div>
      <h3 className="text-sm font-medium">Export your chats</h3>
      <p className="mt-1 mb-3 text-sm text-soft">
        Markdown contains the visible branches; JSON contains all of them.
      </p>
      {problem && <Notice className="mb-3">{problem}</Notice>}
      <div className="flex flex-wrap gap-2">
        <Button isBusy={busy === "markdown"} onClick={() => void save("markdown")}>
          <Download aria-hidden />
          Export all as Markdown
        </Button>
        <Button isBusy={busy === "json"} onClick={() => void save("json")}>
          <Download aria-hidden />
          Export all as JSON
        </Button>
      </div>
    </div>
  );
}
