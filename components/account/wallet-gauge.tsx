import { classNames } from "@/components/ui/class-names";

type WalletGaugeProps = { left: number; granted: number; label: string; muted?: boolean; className?: string };

// The browser's own gauge parts, drawn like every other bar here.
const PARTS = [
  "[&::-webkit-meter-inner-element]:block [&::-webkit-meter-inner-element]:h-2 [&::-webkit-meter-inner-element]:relative",
  "[&::-webkit-meter-bar]:h-2 [&::-webkit-meter-bar]:rounded-xs [&::-webkit-meter-bar]:border-0 [&::-webkit-meter-bar]:bg-none [&::-webkit-meter-bar]:bg-sunken [&::-webkit-meter-bar]:inset-ring [&::-webkit-meter-bar]:inset-ring-line",
  "[&::-webkit-meter-optimum-value]:rounded-xs [&::-webkit-meter-optimum-value]:bg-none",
  "[&::-moz-meter-bar]:rounded-xs [&::-moz-meter-bar]:bg-none",
].join(" ");

/** What is left of one bucket. */
export function WalletGauge({ left, granted, label, muted = false, className }: WalletGaugeProps) {
  return (
    <meter
      min={0}
      max={Math.max(1, granted)}
      value={left}
      aria-label={label}
      className={classNames(
        "block h-2 w-full appearance-none rounded-xs bg-sunken bg-none",
        PARTS,
        muted
          ? "[&::-webkit-meter-optimum-value]:bg-line-strong [&::-moz-meter-bar]:bg-line-strong"
          : "[&::-webkit-meter-optimum-value]:bg-accent [&::-moz-meter-bar]:bg-accent",
        className,
      )}
    />
  );
}
