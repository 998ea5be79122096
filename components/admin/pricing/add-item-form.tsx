"use client";

import { Plus } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useId, useState } from "react";
import { fieldName } from "@/components/pricing/notice-rows";
import { noticeWords } from "@/components/pricing/notice-words";
import { Button } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import { Select } from "@/components/ui/select";
import { TERM_FIELDS, type TermField } from "@/lib/pricing/change-set";
import type { PricedItemView } from "@/lib/pricing/change-set-view";
import { type DraftItem, itemKey } from "./draft-form";

type AddItemFormProps = {
  items: readonly PricedItemView[];
  chosen: readonly DraftItem[];
  onAdd: (item: PricedItemView, fields: readonly TermField[]) => void;
};

const ALL = "all";

/** Chooses an object and one of its fields, or all. What another published set will change cannot be chosen. */
export function AddItemForm({ items, chosen, onAdd }: AddItemFormProps) {
  const t = useTranslations("pricing");
  const locale = useLocale();
  const ids = useId();
  const [key, setKey] = useState("");
  const [field, setField] = useState<string>(ALL);
  const item = items.find((candidate) => itemKey(candidate) === key);
  const had = chosen.find((other) => itemKey(other) === key)?.rows ?? [];
  const open = item ? TERM_FIELDS[item.kind].filter((name) => !had.some((row) => row.field === name)) : [];
  const chosenFields = field === ALL ? open : open.filter((name) => name === field);

  return (
    <form
      className="flex flex-wrap items-end gap-2 border-t border-line px-4 py-3"
      onSubmit={(event) => {
        event.preventDefault();
        if (!item || chosenFields.length === 0) return;
        onAdd(item, chosenFields);
        setField(ALL);
        if (chosenFields.length === open.length) setKey("");
      }}
    >
      <div className="min-w-48 flex-1">
        <label htmlFor={`${ids}-item`} className="mb-1 block text-xs text-ink-3">
          {t("addObject")}
        </label>
        <Select
          id={`${ids}-item`}
          size="xs"
          value={key}
          onChange={(event) => {
            setKey(event.target.value);
            setField(ALL);
          }}
          options={[{ value: "", label: t("choose") }, ...items.map((candidate) => optionOf(candidate))]}
        />
      </div>
      <div className="min-w-36 flex-1">
        <label htmlFor={`${ids}-field`} className="mb-1 block text-xs text-ink-3">
          {t("addField")}
        </label>
        <Select
          id={`${ids}-field`}
          size="xs"
          value={field}
          disabled={!item}
          onChange={(event) => setField(event.target.value)}
          options={[
            { value: ALL, label: t("addAll") },
            ...open.map((name) => ({ value: name, label: item ? fieldName(item.kind, name, locale) : name })),
          ]}
        />
      </div>
      <Button type="submit" size="xs" className="min-h-8" disabled={chosenFields.length === 0}>
        <Icon of={Plus} size={16} strokeWidth={2} />
        {t("add")}
      </Button>
    </form>
  );

  function optionOf(candidate: PricedItemView) {
    const name = `${noticeWords(locale)(`kind.${candidate.kind}`)} · ${candidate.name[locale]}`;
    const rows = chosen.find((other) => itemKey(other) === itemKey(candidate))?.rows.length ?? 0;
    const isFull = rows === TERM_FIELDS[candidate.kind].length;
    const label = candidate.announcedIn
      ? t("announcedIn", { item: name, number: candidate.announcedIn })
      : isFull
        ? t("taken", { item: name })
        : name;
    return { value: itemKey(candidate), label, disabled: candidate.announcedIn !== null || isFull };
  }
}
