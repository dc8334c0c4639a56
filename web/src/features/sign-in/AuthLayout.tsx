import { type ReactNode, useEffect } from "react";
import { Logo } from "@/ui/Logo";

/** A page of the sign-in area: the logo, what it is about, and one card. */
export function AuthLayout({
  title,
  lead,
  children,
}: {
  title: string;
  lead?: ReactNode;
  children: ReactNode;
}) {
  useEffect(() => {
    document.title = `${title} · Sardonyx`;
  }, [title]);
  return (
    <>
      <div className="mb-7 flex flex-col items-center gap-4 text-center">
        <Logo className="size-12" />
        <h1 className="text-2xl font-semibold tracking-tight text-balance">{title}</h1>
        {lead && <p className="text-soft text-balance">{lead}</p>}
      </div>
      {children}
    </>
  );
}

export const AUTH_CARD = "grid gap-4 rounded-2xl border border-line bg-page p-5 shadow-xs sm:p-6";
