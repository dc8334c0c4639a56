import type { ShortcutName } from "@sardonyx/client";
import { Check, Copy } from "lucide-react";
import { useEffect, useState } from "react";
import { IconButton } from "@/ui/Button";
import { announce } from "./announce";
import { copyText } from "./clipboard";

interface CopyButtonProps {
  text: string;
  label: string;
  /** The key that presses it, where it belongs to a message. */
  shortcut?: ShortcutName;
  className?: string;
}

export function CopyButton({ text, label, shortcut, className }: CopyButtonProps) {
  const [isCopied, setCopied] = useState(false);
  async function copy() {
    const isDone = await copyText(text);
    setCopied(isDone);
    if (isDone) {
      announce("Copied.");
    }
  }
  useEffect(() => {
    const timer = isCopied ? setTimeout(() => setCopied(false), 2_000) : undefined;
    return () => clearTimeout(timer);
  }, [isCopied]);
  return (
    <IconButton
      label={isCopied ? "Copied" : label}
      data-shortcut={shortcut}
      {...(className ? { className } : {})}
      onClick={() => void copy()}
    >
      {isCopied ? <Check /> : <Copy />}
    </IconButton>
  );
}
