import { classNames } from "@/components/ui/class-names";

type WalletGaugeProps = { left: number; granted: number; label: string; muted?: boolean };

/**
 * What is left of one bucket. The meter is there for those who listen; browsers draw its parts each in their own way,
 * so what is seen is a bar like every other here.
 */
export function WalletGauge({ left, granted, label, muted = false }: WalletGaugeProps) {
  const most = Math.max(1, granted);
  return (
    <div className="relative h-2 overflow-hidden rounded-xs bg-sunken inset-ring inset-ring-line">
      <meter min={0} max={most} value={left} aria-label={label} className="absolute inset-0 size-full opacity-0" />
      <span
        aria-hidden="true"
        data-amount=""
        className={classNames("block h-full rounded-xs", muted ? "bg-line-strong" : "bg-accent")}
        style={{ width: `${(left / most) * 100}%` }}
      />
    </div>
  );
}
