import { Table } from "@/components/ui/table";
import { TableCell } from "@/components/ui/table-cell";
import { TableHeadCell } from "@/components/ui/table-head-cell";
import { TableRow } from "@/components/ui/table-row";
import { TextLink } from "@/components/ui/text-link";
import { formatCount } from "@/lib/i18n/format-number";
import type { ChartDay, UsageChart } from "@/lib/usage/usage-chart";

export type ChartTableLabels = {
  readonly show: string;
  readonly caption: string;
  readonly day: string;
  readonly total: string;
  readonly previous: string;
};

type ChartTableProps = {
  chart: UsageChart;
  labels: ChartTableLabels;
  /** Day as it is written, by day. */
  dayNames: Readonly<Record<string, string>>;
  /** Where a day leads: the keyboard's way to what a click on a bar does. */
  dayLinks?: Readonly<Record<string, string>>;
};

/** On a phone only the totals stand in columns; the parts stay for screen readers, and the page lists them by series. */
const PART = "@max-[640px]:sr-only";

/** The chart's twin: the same prepared figures, every digit, and totals that equal those above. */
export function ChartTable({ chart, labels, dayNames, dayLinks }: ChartTableProps) {
  const several = chart.series.length > 1;
  return (
    <details className="@container relative mt-3 text-sm">
      <summary className="hit-area inline-block py-1 text-accent-ink">{labels.show}</summary>
      <Table caption={labels.caption} density="dense" className="mt-2">
        <thead>
          <tr>
            <TableHeadCell>{labels.day}</TableHeadCell>
            {several &&
              chart.series.map((one) => (
                <TableHeadCell key={one.key} numeric className={PART}>
                  {one.name}
                </TableHeadCell>
              ))}
            <TableHeadCell numeric>{labels.total}</TableHeadCell>
            {chart.hasPrevious && <TableHeadCell numeric>{labels.previous}</TableHeadCell>}
          </tr>
        </thead>
        <tbody>
          {chart.days.map((day, index) => (
            <TableRow key={day.day}>
              <TableCell rowHead>
                <DayName day={day} name={dayNames[day.day] ?? day.label} link={dayLinks?.[day.day]} />
              </TableCell>
              {several &&
                chart.series.map((one) => (
                  <TableCell key={one.key} numeric className={PART}>
                    {formatCount(one.values[index] ?? 0)}
                  </TableCell>
                ))}
              <TableCell numeric>{formatCount(day.total)}</TableCell>
              {chart.hasPrevious && (
                <TableCell numeric>{day.previous === null ? "" : formatCount(day.previous)}</TableCell>
              )}
            </TableRow>
          ))}
        </tbody>
        <tfoot>
          <TableRow total>
            <TableCell rowHead>{labels.total}</TableCell>
            {several &&
              chart.series.map((one) => (
                <TableCell key={one.key} numeric className={PART}>
                  {formatCount(one.total)}
                </TableCell>
              ))}
            <TableCell numeric>{formatCount(chart.total)}</TableCell>
            {chart.hasPrevious && <TableCell numeric>{formatCount(chart.previousTotal ?? 0)}</TableCell>}
          </TableRow>
        </tfoot>
      </Table>
    </details>
  );
}

function DayName({ day, name, link }: { day: ChartDay; name: string; link: string | undefined }) {
  if (!link || day.total === 0) return name;
  return <TextLink href={link}>{name}</TextLink>;
}
