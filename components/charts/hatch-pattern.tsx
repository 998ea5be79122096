/** Stripes for what is not one thing: "other" series. Refer to it by `fill="url(#id)"`. */
export function HatchPattern({ id }: { id: string }) {
  return (
    <pattern id={id} width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
      <rect width="5" height="5" className="fill-surface" />
      <rect width="2.5" height="5" className="fill-chart-other" />
    </pattern>
  );
}
