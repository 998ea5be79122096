import type { Locale, LocalText } from "@/lib/i18n/locale";
import {
  type ChangeItem,
  diffItem,
  type ItemKind,
  sameTerms,
  TERM_FIELDS,
  termOf,
  type TermField,
  type Terms,
} from "@/lib/pricing/change-set";
import type { ChangeSetView } from "@/lib/pricing/change-set-view";
import { parseTerm, printTerm } from "@/lib/pricing/term-input";
import { fromBeijingInput, toBeijingInput } from "@/lib/time/beijing-input";
import { toInstant } from "@/lib/time/calendar";

/** A field being changed, as typed. */
export interface DraftRow {
  field: TermField;
  text: string;
}

export interface DraftItem {
  kind: ItemKind;
  code: string;
  name: LocalText;
  /** What it is compared with: the terms in force, or, once submitted, those it was drafted against. */
  base: Terms;
  rows: DraftRow[];
}

/** A change set as the editor holds it: text where a person types. */
export interface DraftForm {
  title: string;
  reason: string;
  reasonEn: string;
  /** A `datetime-local` value, Beijing time. */
  effectiveAt: string;
  items: DraftItem[];
}

export function itemKey(item: { kind: ItemKind; code: string }): string {
  return `${item.kind}:${item.code}`;
}

/** The editor's form for a set as the server has it. */
export function formOf(set: ChangeSetView, locale: Locale): DraftForm {
  const items = set.items.map(({ kind, code, name, before, after, inForce }) => {
    const base = set.maySave ? inForce : before;
    const changed = TERM_FIELDS[kind].filter((field) => before[field] !== after[field]);
    const fields: readonly TermField[] = changed.length > 0 ? changed : TERM_FIELDS[kind].slice(0, 1);
    return {
      kind,
      code,
      name,
      base,
      rows: fields.map((field) => ({ field, text: printTerm(field, termOf(after, field), locale) })),
    };
  });
  const { title, reason, reasonEn } = set;
  return { title, reason, reasonEn, effectiveAt: toBeijingInput(toInstant(set.effectiveAt)), items };
}

/** The item as it would be saved; a field that is not typed right yet counts as unchanged. */
function changeOf(item: DraftItem, locale: Locale): ChangeItem {
  const after: Terms = { ...item.base };
  for (const { field, text } of item.rows) {
    const value = parseTerm(field, text, locale);
    if (value !== null) after[field] = value;
  }
  const { kind, code, name, base: before } = item;
  return { kind, code, name, before, after };
}

/** What is sent to the server; null while something is not typed right. */
export function contentOf(form: DraftForm, locale: Locale) {
  const effectiveAt = fromBeijingInput(form.effectiveAt);
  const isTyped = form.items.every((item) => item.rows.every((row) => parseTerm(row.field, row.text, locale) !== null));
  if (!effectiveAt || !isTyped || form.title.trim() === "") return null;
  const items = form.items.map((item) => {
    const { kind, code, after } = changeOf(item, locale);
    return { kind, code, after };
  });
  return {
    title: form.title.trim(),
    reason: form.reason.trim(),
    reasonEn: form.reasonEn.trim(),
    effectiveAt: effectiveAt.toISOString(),
    subscriptionPolicy: "next_renewal" as const,
    items,
  };
}

/** Whether saving would change something: the form differs from the set, or the terms in force have moved since. */
export function isUnsaved(form: DraftForm, set: ChangeSetView, locale: Locale): boolean {
  const content = contentOf(form, locale);
  if (!content) return true;
  const sameHead =
    content.title === set.title &&
    content.reason === set.reason &&
    content.reasonEn === set.reasonEn &&
    content.effectiveAt.slice(0, 16) === toInstant(set.effectiveAt).toISOString().slice(0, 16);
  if (!sameHead || content.items.length !== set.items.length) return true;
  return !set.items.every((saved) => {
    const item = content.items.find((other) => itemKey(other) === itemKey(saved));
    return item && sameTerms(saved.kind, item.after, saved.after) && sameTerms(saved.kind, saved.before, saved.inForce);
  });
}

/** All items as changes, those that change nothing left out. */
export function changesOf(form: DraftForm, locale: Locale): ChangeItem[] {
  return form.items.map((item) => changeOf(item, locale)).filter((item) => diffItem(item).length > 0);
}

/** Adds fields of an item to the form, with the present values to start from. Fields already there stay as they are. */
export function withFields(
  form: DraftForm,
  item: { kind: ItemKind; code: string; name: LocalText; terms: Terms },
  fields: readonly TermField[],
  locale: Locale,
): DraftForm {
  const existing = form.items.find((other) => itemKey(other) === itemKey(item));
  const had = existing?.rows ?? [];
  const rows = TERM_FIELDS[item.kind].flatMap((field) => {
    const row = had.find((other) => other.field === field);
    if (row) return [row];
    return fields.includes(field) ? [{ field, text: printTerm(field, termOf(item.terms, field), locale) }] : [];
  });
  if (existing) return { ...form, items: form.items.map((other) => (other === existing ? { ...other, rows } : other)) };
  const { kind, code, name, terms: base } = item;
  return { ...form, items: [...form.items, { kind, code, name, base, rows }] };
}

/** The form with one field's text changed. */
export function withText(form: DraftForm, key: string, field: TermField, text: string): DraftForm {
  return mapRows(form, key, (rows) => rows.map((row) => (row.field === field ? { ...row, text } : row)));
}

/** The form without one field; an item without fields leaves too. */
export function withoutField(form: DraftForm, key: string, field: TermField): DraftForm {
  return mapRows(form, key, (rows) => rows.filter((row) => row.field !== field));
}

function mapRows(form: DraftForm, key: string, change: (rows: DraftRow[]) => DraftRow[]): DraftForm {
  const items = form.items.map((item) => (itemKey(item) === key ? { ...item, rows: change(item.rows) } : item));
  return { ...form, items: items.filter((item) => item.rows.length > 0) };
}
