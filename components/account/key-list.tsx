import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Table } from "@/components/ui/table";
import { TableCell } from "@/components/ui/table-cell";
import { TableHeadCell } from "@/components/ui/table-head-cell";
import { TableRow } from "@/components/ui/table-row";
import type { KeyRow, KeyWords } from "./key-words";

type KeyListProps = { rows: readonly KeyRow[]; words: KeyWords; onRevoke: (row: KeyRow) => void };

/** Keys with their state: a table at a desk, a list on a phone. */
export function KeyList({ rows, words, onRevoke }: KeyListProps) {
  const { columns } = words;
  return (
    <>
      <Table caption={words.list} className="hidden tablet:table">
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
              <TableCell rowHead>
                <span className={row.isLive ? "font-semibold wrap-anywhere" : "wrap-anywhere text-ink-3"}>
                  {row.name}
                </span>
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
                <RevokeButton row={row} words={words} onRevoke={onRevoke} />
              </TableCell>
            </TableRow>
          ))}
        </tbody>
      </Table>
      <ul className="tablet:hidden">
        {rows.map((row) => (
          <li key={row.id} className="border-t border-line py-3 first:border-t-0">
            <div className="flex items-start justify-between gap-3">
              <span className={row.isLive ? "min-w-0 font-semibold wrap-anywhere" : "min-w-0 wrap-anywhere text-ink-3"}>
                {row.name}
              </span>
              <KeyState row={row} />
            </div>
            <div className="mt-1 flex items-end justify-between gap-3 text-sm text-ink-3">
              <div className="min-w-0">
                <p className="font-mono text-ink-2">{row.hint}</p>
                <p>{row.lastUsed}</p>
              </div>
              <RevokeButton row={row} words={words} onRevoke={onRevoke} />
            </div>
          </li>
        ))}
      </ul>
    </>
  );
}

function KeyState({ row }: { row: KeyRow }) {
  return <Badge tone={row.isLive ? "ok" : "plain"}>{row.state}</Badge>;
}

function RevokeButton({ row, words, onRevoke }: { row: KeyRow } & Omit<KeyListProps, "rows">) {
  if (!row.isLive) return null;
  return (
    <Button size="sm" aria-label={row.revokeLabel} onClick={() => onRevoke(row)}>
      {words.revoke}
    </Button>
  );
}
