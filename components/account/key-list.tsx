import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { ProgressBar } from "@/components/ui/progress-bar";
import { Table } from "@/components/ui/table";
import { TableCell } from "@/components/ui/table-cell";
import { TableHeadCell } from "@/components/ui/table-head-cell";
import { TableRow } from "@/components/ui/table-row";
import type { KeyRow, KeyWords } from "./key-words";

type Ask = (kind: "change" | "rotate" | "revoke", row: KeyRow) => void;

type KeyListProps = { rows: readonly KeyRow[]; words: KeyWords; onAsk: Ask };

/** Keys with their state and limits: a table at a desk, a list on anything narrower. */
export function KeyList({ rows, words, onAsk }: KeyListProps) {
  const { columns } = words;
  return (
    <>
      <Table caption={words.list} className="hidden desk:table">
        <thead>
          <tr>
            <TableHeadCell>{columns.name}</TableHeadCell>
            <TableHeadCell>{columns.hint}</TableHeadCell>
            <TableHeadCell>{columns.created}</TableHeadCell>
            <TableHeadCell>{columns.lastUsed}</TableHeadCell>
            <TableHeadCell>{columns.state}</TableHeadCell>
            <TableHeadCell>
              <span className="sr-only">{columns.action}</span>
            </TableHeadCell>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <TableRow key={row.id}>
              <TableCell rowHead className="w-80">
                <KeyName row={row} />
                <KeyLimitsSummary row={row} />
              </TableCell>
              <TableCell>
                <span className="font-mono text-sm whitespace-nowrap">{row.hint}</span>
              </TableCell>
              <TableCell>{row.created}</TableCell>
              <TableCell>{row.lastUsed}</TableCell>
              <TableCell>
                <KeyState row={row} />
              </TableCell>
              <TableCell numeric>
                <KeyActions row={row} words={words} onAsk={onAsk} />
              </TableCell>
            </TableRow>
          ))}
        </tbody>
      </Table>
      <ul className="desk:hidden">
        {rows.map((row) => (
          <li key={row.id} className="border-t border-line py-4 first:border-t-0">
            <div className="flex items-start justify-between gap-3">
              <KeyName row={row} />
              <KeyState row={row} />
            </div>
            <p className="mt-1 flex flex-wrap gap-x-3 text-sm text-ink-3">
              <span className="font-mono text-ink-2">{row.hint}</span>
              <span>{row.lastUsed}</span>
            </p>
            <KeyLimitsSummary row={row} />
            <KeyActions row={row} words={words} onAsk={onAsk} />
          </li>
        ))}
      </ul>
    </>
  );
}

function KeyName({ row }: { row: KeyRow }) {
  return (
    <span
      className={row.isLive ? "min-w-0 font-semibold wrap-anywhere" : "min-w-0 font-normal wrap-anywhere text-ink-3"}
    >
      {row.name}
    </span>
  );
}

function KeyState({ row }: { row: KeyRow }) {
  return <Badge tone={row.tone}>{row.state}</Badge>;
}

/** How far its caps are used, and its other limits in a line. */
function KeyLimitsSummary({ row }: { row: KeyRow }) {
  if (row.caps.length === 0 && row.facts.length === 0) return null;
  return (
    <div className="mt-2 grid gap-2 text-sm font-normal text-ink-2">
      {row.caps.map(({ window, text, part }) => (
        <div key={window}>
          <span aria-hidden="true">{text}</span>
          <ProgressBar label={text} to={part} className="mt-1" />
        </div>
      ))}
      {row.facts.length > 0 && (
        <ul className="flex flex-wrap gap-x-3 text-ink-3">
          {row.facts.map((fact) => (
            <li key={fact}>{fact}</li>
          ))}
        </ul>
      )}
    </div>
  );
}

function KeyActions({ row, words, onAsk }: { row: KeyRow } & Omit<KeyListProps, "rows">) {
  if (!row.isLive) return null;
  return (
    <div className="flex gap-2 max-desk:mt-3 desk:justify-end">
      <Button size="sm" aria-label={row.changeLabel} onClick={() => onAsk("change", row)}>
        {words.change}
      </Button>
      <Button size="sm" aria-label={row.rotateLabel} onClick={() => onAsk("rotate", row)}>
        {words.rotate}
      </Button>
      <Button size="sm" aria-label={row.revokeLabel} onClick={() => onAsk("revoke", row)}>
        {words.revoke}
      </Button>
    </div>
  );
}
