"use client";

import { ArrowRight, X } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { fieldName } from "@/components/pricing/notice-rows";
import { formatTerm } from "@/components/pricing/format-terms";
import { noticeWords } from "@/components/pricing/notice-words";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { CardHead } from "@/components/ui/card-head";
import { Icon } from "@/components/ui/icon";
import { Input } from "@/components/ui/input";
import { Table } from "@/components/ui/table";
import { TableCell } from "@/components/ui/table-cell";
import { TableHeadCell } from "@/components/ui/table-head-cell";
import { TableRow } from "@/components/ui/table-row";
import { changeTenths, type ItemKind, judgeField, termOf, type TermField } from "@/lib/pricing/change-set";
import type { PricedItemView } from "@/lib/pricing/change-set-view";
import { parseTerm } from "@/lib/pricing/term-input";
import { AddItemForm } from "./add-item-form";
import {
  type DraftForm,
  type DraftItem,
  type DraftRow,
  itemKey,
  withFields,
  withoutField,
  withText,
} from "./draft-form";
import { formatTenths } from "./format-tenths";
import { JudgementBadge } from "./judgement-badge";

type ItemsPanelProps = {
  form: DraftForm;
  /** Absent: the set can be read, not changed. */
  onChange: ((form: DraftForm) => void) | undefined;
  items: readonly PricedItemView[];
  /** What the server refused, by item ("plan:lite-10m"). */
  refusals: ReadonlyMap<string, string>;
};

/** The id of a field's input, so that the first wrong one can be focused. */
export function termInputId(key: string, field: TermField): string {
  return `term-${key}-${field}`.replace(/[^\w-]/g, "-");
}

/** What changes: object, field, now, new, change, and what it means for subscribers. */
export function ItemsPanel({ form, onChange, items, refusals }: ItemsPanelProps) {
  const t = useTranslations("pricing");
  const locale = useLocale();
  return (
    <Card padding="none" density="dense" aria-labelledby="what-title">
      <CardHead density="dense" title={t("what")} titleId="what-title" />
      {form.items.length === 0 ? (
        <p className="px-4 py-5 text-ink-2">{t("noItems")}</p>
      ) : (
        <Table density="dense" caption={t("what")} className="max-tablet:block [&_thead]:max-tablet:sr-only">
          <thead>
            <tr>
              <TableHeadCell>{t("object")}</TableHeadCell>
              <TableHeadCell>{t("field")}</TableHeadCell>
              <TableHeadCell numeric>{t("now")}</TableHeadCell>
              <TableHeadCell>{t("newValue")}</TableHeadCell>
              <TableHeadCell numeric>{t("change")}</TableHeadCell>
              <TableHeadCell>{t("forSubscribers")}</TableHeadCell>
              {onChange && (
                <TableHeadCell>
                  <span className="sr-only">{t("removeColumn")}</span>
                </TableHeadCell>
              )}
            </tr>
          </thead>
          <tbody className="max-tablet:block">
            {form.items.flatMap((item) =>
              item.rows.map((row, index) => (
                <ItemRow
                  key={`${itemKey(item)}:${row.field}`}
                  item={item}
                  row={row}
                  isFirst={index === 0}
                  refusal={index === 0 ? refusals.get(itemKey(item)) : undefined}
                  onText={onChange && ((text) => onChange(withText(form, itemKey(item), row.field, text)))}
                  onRemove={onChange && (() => onChange(withoutField(form, itemKey(item), row.field)))}
                />
              )),
            )}
          </tbody>
        </Table>
      )}
      {onChange && (
        <AddItemForm
          items={items}
          chosen={form.items}
          onAdd={(item, fields) => {
            onChange(withFields(form, item, fields, locale));
            focusTerm(itemKey(item), fields[0]);
          }}
        />
      )}
    </Card>
  );
}

/** Goes on typing in the field that was just added, once it is there. */
function focusTerm(key: string, field: TermField | undefined) {
  if (field) requestAnimationFrame(() => document.getElementById(termInputId(key, field))?.focus());
}

type ItemRowProps = {
  item: DraftItem;
  row: DraftRow;
  isFirst: boolean;
  refusal: string | undefined;
  onText: ((text: string) => void) | undefined;
  onRemove: (() => void) | undefined;
};

function ItemRow({ item, row, isFirst, refusal, onText, onRemove }: ItemRowProps) {
  const t = useTranslations("pricing");
  const locale = useLocale();
  const { field, text } = row;
  const name = item.name[locale];
  const label = fieldName(item.kind, field, locale);
  const days = (count: number) => noticeWords(locale)("days", { days: count });
  const before = termOf(item.base, field);
  const after = parseTerm(field, text, locale);
  const problem = after === null ? t(`invalidValue.${unitOf(item.kind, field)}`) : refusal;
  const inputId = termInputId(itemKey(item), field);

  return (
    <TableRow className="max-tablet:grid max-tablet:grid-cols-[minmax(0,1fr)_minmax(0,1fr)_auto] max-tablet:items-center max-tablet:px-1 max-tablet:py-2">
      <TableCell rowHead className="max-tablet:px-3">
        <span className={isFirst ? undefined : "tablet:sr-only"}>{name}</span>
      </TableCell>
      <TableCell
        className={`first-letter:uppercase max-tablet:text-end tablet:whitespace-nowrap ${onRemove ? "" : "max-tablet:col-span-2"}`}
      >
        {label}
      </TableCell>
      <TableCell numeric className="text-ink-2 max-tablet:col-start-1 max-tablet:text-start">
        {formatTerm(field, before, { locale, days })}
      </TableCell>
      <TableCell className="max-tablet:col-span-2">
        <span className="flex items-center gap-2">
          <Icon of={ArrowRight} size={14} strokeWidth={2} className="text-ink-3" />
          {onText ? (
            <span className="w-28 flex-none">
              <Input
                id={inputId}
                size="xs"
                numeric
                inputMode="decimal"
                autoComplete="off"
                aria-label={t("newValueOf", { item: name, field: label })}
                aria-invalid={problem !== undefined || undefined}
                aria-describedby={problem === undefined ? undefined : `${inputId}-error`}
                value={text}
                onChange={(event) => onText(event.target.value)}
                {...affix(field, t(`unit.${unitOf(item.kind, field)}`))}
              />
            </span>
          ) : (
            <b className="font-semibold tabular-nums">{formatTerm(field, after ?? before, { locale, days })}</b>
          )}
        </span>
        {problem !== undefined && (
          <span id={`${inputId}-error`} className="mt-1 block max-w-64 text-xs text-danger">
            {problem}
          </span>
        )}
      </TableCell>
      <TableCell numeric className="font-semibold max-tablet:col-start-1 max-tablet:text-start">
        {after === null ? null : formatTenths(changeTenths(before, after))}
      </TableCell>
      <TableCell className="max-tablet:col-span-2 max-tablet:text-end">
        {after === null ? null : <JudgementBadge kind={item.kind} judgement={judgeField(field, before, after)} />}
      </TableCell>
      {onRemove && (
        <TableCell className="max-tablet:col-start-3 max-tablet:row-start-1 max-tablet:-my-1 max-tablet:group-data-[density=dense]/table:ps-0 tablet:w-10">
          <Button
            variant="ghost"
            size="iconSm"
            aria-label={t("remove", { item: name, field: label })}
            onClick={onRemove}
          >
            <X aria-hidden="true" size={16} strokeWidth={2} />
          </Button>
        </TableCell>
      )}
    </TableRow>
  );
}

function unitOf(kind: ItemKind, field: TermField): "priceFen" | "quotaTokens" | "validDays" | "weight" {
  if (kind === "weight") return "weight";
  return field === "priceFen" || field === "quotaTokens" || field === "validDays" ? field : "weight";
}

/** Money has its sign before the digits, everything else its unit after them; weights are bare numbers. */
function affix(field: TermField, unit: string) {
  if (field === "priceFen") return { prefix: unit };
  return field === "quotaTokens" || field === "validDays" ? { suffix: unit } : {};
}
