"use client";

import { useLocale, useTranslations } from "next-intl";
import { Badge } from "@/components/ui/badge";
import { Table } from "@/components/ui/table";
import { TableCell } from "@/components/ui/table-cell";
import { TableHeadCell } from "@/components/ui/table-head-cell";
import { TableRow } from "@/components/ui/table-row";
import { formatCount } from "@/lib/i18n/format-number";
import { formatInstant } from "@/lib/i18n/format-time";
import type { DeadLetterView, LetterState } from "@/lib/ingestion/ingested-event";

type DeadLetterTableProps = {
  letters: readonly DeadLetterView[];
  state: LetterState;
  /** Event ids that are chosen; null where nothing can be. */
  chosen: ReadonlySet<string> | null;
  onChoose: (chosen: ReadonlySet<string>) => void;
  onOpen: (eventId: string) => void;
  now: string;
};

// A box of 16 px with a finger's room around it.
const BOX = "relative grid size-8 cursor-pointer place-items-center pointer-coarse:size-11";

/** Dead letters by line; on a phone the rest stands under the event. */
export function DeadLetterTable({ letters, state, chosen, onChoose, onOpen, now }: DeadLetterTableProps) {
  const t = useTranslations("ingestion.letters");
  const locale = useLocale();
  const all = chosen !== null && letters.length > 0 && letters.every(({ eventId }) => chosen.has(eventId));
  const toggled = (eventId: string) => {
    const next = new Set(chosen);
    if (!next.delete(eventId)) next.add(eventId);
    return next;
  };
  const tokens = ({ fields }: DeadLetterView) =>
    t("tokens", {
      model: fields.model || "?",
      input: amount(fields.inputTokens),
      output: amount(fields.outputTokens),
    });
  return (
    <Table density="dense" caption={t("caption")} className="table-fixed">
      <thead>
        <tr>
          {chosen !== null && (
            <TableHeadCell className="w-14">
              <label className={BOX}>
                <span className="sr-only">{t("chooseAll")}</span>
                <input
                  type="checkbox"
                  checked={all}
                  onChange={() => onChoose(new Set(all ? [] : letters.map(({ eventId }) => eventId)))}
                  className="size-4 accent-accent"
                />
              </label>
            </TableHeadCell>
          )}
          <TableHeadCell>{t("column.event")}</TableHeadCell>
          <TableHeadCell className="max-tablet:hidden">
            {state === "dead" ? t("column.reason") : t("column.note")}
          </TableHeadCell>
          <TableHeadCell className="max-desk:hidden">{t("column.usage")}</TableHeadCell>
          <TableHeadCell className="w-32 max-tablet:hidden">{t("column.received")}</TableHeadCell>
        </tr>
      </thead>
      <tbody>
        {letters.map((letter) => (
          <TableRow key={letter.eventId} className="hover:bg-sunken">
            {chosen !== null && (
              <TableCell className="align-top">
                <label className={BOX}>
                  <span className="sr-only">{t("choose", { id: letter.id })}</span>
                  <input
                    type="checkbox"
                    checked={chosen.has(letter.eventId)}
                    onChange={() => onChoose(toggled(letter.eventId))}
                    className="size-4 accent-accent"
                  />
                </label>
              </TableCell>
            )}
            <TableCell rowHead className="align-top font-normal">
              <button
                type="button"
                onClick={() => onOpen(letter.eventId)}
                className="hit-area max-w-full cursor-pointer text-start font-mono text-accent-ink wrap-anywhere hover:underline"
              >
                {letter.id}
              </button>
              <span className="block text-xs wrap-anywhere text-ink-3">{letter.source}</span>
              <span className="block text-ink-2 tablet:hidden">
                <Why letter={letter} />
              </span>
              <span className="block text-xs text-ink-3 tabular-nums tablet:hidden">
                {formatInstant(letter.receivedAt, locale, now)}
              </span>
            </TableCell>
            <TableCell className="align-top wrap-anywhere max-tablet:hidden">
              <Why letter={letter} />
            </TableCell>
            <TableCell className="align-top wrap-anywhere text-ink-2 max-desk:hidden">{tokens(letter)}</TableCell>
            <TableCell className="align-top whitespace-nowrap tabular-nums max-tablet:hidden">
              {formatInstant(letter.receivedAt, locale, now)}
            </TableCell>
          </TableRow>
        ))}
      </tbody>
    </Table>
  );
}

/** A count as counts are written; anything else as the event says it. */
function amount(said: string): string {
  return /^\d{1,15}$/.test(said) ? formatCount(Number(said)) : said || "?";
}

function Why({ letter }: { letter: DeadLetterView }) {
  const t = useTranslations("ingestion.letters");
  if (letter.state === "discarded") return letter.note ?? "";
  return (
    <>
      {t(`reasons.${letter.reason}`)}
      {letter.field !== null && <span className="ms-1.5 font-mono text-xs text-ink-3">{letter.field}</span>}
      {letter.repaired !== null && (
        <Badge tone="accent" className="ms-1.5">
          {t("repairedBadge")}
        </Badge>
      )}
    </>
  );
}
