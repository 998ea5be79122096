import type { ReactNode } from "react";

type ChartFigureProps = {
  /** What the chart says, in one sentence. */
  summary: string;
  legend?: ReactNode;
  legendPlace?: "above" | "below";
  /** The table twin. */
  table: ReactNode;
  /** The drawing, which is hidden from screen readers: they get the sentence and the table. */
  children: ReactNode;
};

/** A chart as everyone can read it: drawing, legend, summary sentence, table. */
export function ChartFigure({ summary, legend, legendPlace = "above", table, children }: ChartFigureProps) {
  return (
    <figure className="m-0">
      <figcaption className="sr-only">{summary}</figcaption>
      {legend && legendPlace === "above" && <div className="mb-3">{legend}</div>}
      {children}
      {legend && legendPlace === "below" && <div className="mt-2">{legend}</div>}
      {table}
    </figure>
  );
}
