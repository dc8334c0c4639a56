import { Check } from "lucide-react";
import { DropdownMenu as Primitive } from "radix-ui";
import { type ComponentProps, type ReactNode, useRef, useState } from "react";
import { cn } from "./cn";

const ITEM = [
  "flex cursor-default items-center gap-2.5 rounded-lg px-2.5 py-2 text-sm outline-none select-none",
  "data-[highlighted]:bg-hover data-[disabled]:opacity-45 [&_svg]:size-4 [&_svg]:text-soft",
];

interface MenuProps {
  trigger: ReactNode;
  children: ReactNode;
  side?: "top" | "bottom";
  align?: "start" | "end";
  onOpenChange?: (isOpen: boolean) => void;
  onCloseAutoFocus?: (event: Event) => void;
}

export function Menu({
  trigger,
  children,
  side = "bottom",
  align = "end",
  onOpenChange,
  onCloseAutoFocus,
}: MenuProps) {
  const button = useRef<HTMLButtonElement>(null);
  // Within the part of the page that it belongs to: outside of every landmark a screen reader would not look.
  const [part, setPart] = useState<HTMLElement | null>(null);
  return (
    <Primitive.Root
      modal={false}
      onOpenChange={(isOpen) => {
        setPart(button.current?.closest<HTMLElement>("[role=dialog], aside, main") ?? null);
        onOpenChange?.(isOpen);
      }}
    >
      <Primitive.Trigger ref={button} asChild>
        {trigger}
      </Primitive.Trigger>
      <Primitive.Portal container={part}>
        <Primitive.Content
          side={side}
          align={align}
          sideOffset={6}
          collisionPadding={8}
          {...(onCloseAutoFocus ? { onCloseAutoFocus } : {})}
          className="z-50 max-h-(--radix-dropdown-menu-content-available-height) min-w-44 overflow-y-auto rounded-xl border border-line bg-page p-1.5 shadow-lg data-[state=open]:animate-fade-in"
        >
          {children}
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}

export function MenuItem({
  isDanger = false,
  className,
  ...rest
}: ComponentProps<typeof Primitive.Item> & { isDanger?: boolean }) {
  return (
    <Primitive.Item
      className={cn(ITEM, isDanger && "text-danger [&_svg]:text-danger!", className)}
      {...rest}
    />
  );
}

export function MenuLabel({ children }: { children: ReactNode }) {
  return (
    <Primitive.Label className="max-w-72 truncate px-2.5 py-1.5 text-xs text-soft">
      {children}
    </Primitive.Label>
  );
}

export function MenuSeparator() {
  return <Primitive.Separator className="my-1.5 h-px bg-line" />;
}

/** One of several; the chosen one is ticked. */
export function MenuChoice<T extends string>({
  value,
  options,
  onChange,
}: {
  value: T;
  options: readonly { value: T; label: string; hint?: string; icon: ReactNode }[];
  onChange: (value: T) => void;
}) {
  return (
    <Primitive.RadioGroup value={value} onValueChange={(chosen) => onChange(chosen as T)}>
      {options.map((option) => (
        <Primitive.RadioItem
          key={option.value}
          value={option.value}
          className={cn(ITEM)}
          onSelect={(event) => event.preventDefault()}
        >
          {option.icon}
          <span className="max-w-72 min-w-0 flex-1">
            <span className="block truncate">{option.label}</span>
            {option.hint && <span className="line-clamp-2 text-xs text-soft">{option.hint}</span>}
          </span>
          <Primitive.ItemIndicator>
            <Check aria-hidden />
          </Primitive.ItemIndicator>
        </Primitive.RadioItem>
      ))}
    </Primitive.RadioGroup>
  );
}
