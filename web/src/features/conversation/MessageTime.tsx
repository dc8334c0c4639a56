import { useServices } from "@/features/shared/services";
import { fullTime, shortTime } from "@/features/shared/times";

export function MessageTime({ at }: { at: string }) {
  const { clock } = useServices();
  const time = new Date(at);
  return (
    <time dateTime={at} title={fullTime(time)} className="px-1 text-xs text-faint">
      {shortTime(time, clock.now())}
    </time>
  );
}
