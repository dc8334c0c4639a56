import { Check, Copy } from "lucide-react";
import { useEffect, useState } from "react";
import { IconButton } from "@/ui/Button";
import { copyText } from "./clipboard";

export function CopyButton({ text, label, className }: { text: string; label: string; className?: string }) {
  const [isCopied, setCopied] = useState(false);
  useEffect(() => {
    const timer = isCopied ? setTimeout(() => setCopied(false), 2_000) : undefined;
    return () => clearTimeout(timer);
  }, [isCopied]);
  return (
    <IconButton
      label={isCopied ? "Copied" : label}
      {...(className ? { className } : {})}
      onClick={() => void copyText(text).then(setCopied)}
    >
      {isCopied ? <Check /> : <Copy />}
    </IconButton>
  );
}
