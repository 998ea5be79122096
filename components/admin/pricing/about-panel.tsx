"use client";

import { useTranslations } from "next-intl";
import { Card } from "@/components/ui/card";
import { CardHead } from "@/components/ui/card-head";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { TextArea } from "@/components/ui/text-area";
import type { DraftForm } from "./draft-form";

type AboutPanelProps = {
  form: DraftForm;
  onChange: ((form: DraftForm) => void) | undefined;
  refusals: ReadonlyMap<string, string>;
};

/** What the set is called and why it is made; customers read the reason. */
export function AboutPanel({ form, onChange, refusals }: AboutPanelProps) {
  const t = useTranslations("pricing");
  const label = (text: string) => <span className="text-xs font-normal text-ink-3">{text}</span>;
  return (
    <Card padding="none" density="dense" aria-labelledby="about-title">
      <CardHead density="dense" title={t("about")} titleId="about-title" />
      {onChange ? (
        <div className="grid gap-3 p-4">
          <Field id="change-set-title" label={label(t("titleLabel"))} error={refusals.get("title")}>
            {(control) => (
              <Input
                {...control}
                size="sm"
                required
                maxLength={80}
                value={form.title}
                onChange={(event) => onChange({ ...form, title: event.target.value })}
              />
            )}
          </Field>
          <Field
            id="change-set-reason"
            label={label(t("reasonLabel"))}
            hint={t("reasonHint")}
            error={refusals.get("reason")}
          >
            {(control) => (
              <TextArea
                {...control}
                rows={2}
                maxLength={500}
                value={form.reason}
                onChange={(event) => onChange({ ...form, reason: event.target.value })}
                className="text-sm"
              />
            )}
          </Field>
        </div>
      ) : (
        <p className="p-4 wrap-anywhere whitespace-pre-line">{form.reason}</p>
      )}
    </Card>
  );
}
