"use client";

import { useTranslations } from "next-intl";
import { Card } from "@/components/ui/card";
import { CardHead } from "@/components/ui/card-head";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { TextArea } from "@/components/ui/text-area";
import type { Locale } from "@/lib/i18n/locale";
import type { DraftForm } from "./draft-form";

type AboutPanelProps = {
  form: DraftForm;
  onChange: ((form: DraftForm) => void) | undefined;
  refusals: ReadonlyMap<string, string>;
};

/** What the set is called and why it is made; customers read the reason. */
export function AboutPanel({ form, onChange, refusals }: AboutPanelProps) {
  const t = useTranslations("pricing");
  return (
    <Card padding="none" density="dense" aria-labelledby="about-title">
      <CardHead density="dense" title={t("about")} titleId="about-title" />
      {onChange ? (
        <div className="grid gap-3 p-4">
          <Field id="change-set-title" label={<FieldLabel text={t("titleLabel")} />} error={refusals.get("title")}>
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
          <div className="grid gap-3 tablet:grid-cols-2">
            <ReasonField
              field="reason"
              language="zh-CN"
              form={form}
              onChange={onChange}
              label={t("reasonLabel")}
              hint={t("reasonHint")}
              error={refusals.get("reason")}
            />
            <ReasonField
              field="reasonEn"
              language="en"
              form={form}
              onChange={onChange}
              label={t("reasonEnLabel")}
              hint={t("reasonEnHint")}
              error={refusals.get("reasonEn")}
            />
          </div>
        </div>
      ) : (
        <div className="grid gap-2 p-4 wrap-anywhere whitespace-pre-line">
          <p lang="zh-CN">{form.reason}</p>
          {form.reasonEn !== "" && <p lang="en">{form.reasonEn}</p>}
        </div>
      )}
    </Card>
  );
}

type ReasonFieldProps = {
  field: "reason" | "reasonEn";
  /** What it is written in, for spelling and reading aloud. */
  language: Locale;
  form: DraftForm;
  onChange: (form: DraftForm) => void;
  label: string;
  hint: string;
  error: string | undefined;
};

function ReasonField({ field, language, form, onChange, label, hint, error }: ReasonFieldProps) {
  return (
    <Field id={`change-set-${field}`} label={<FieldLabel text={label} />} hint={hint} error={error}>
      {(control) => (
        <TextArea
          {...control}
          lang={language}
          rows={2}
          maxLength={500}
          value={form[field]}
          onChange={(event) => onChange({ ...form, [field]: event.target.value })}
          className="text-sm"
        />
      )}
    </Field>
  );
}

function FieldLabel({ text }: { text: string }) {
  return <span className="text-xs font-normal text-ink-3">{text}</span>;
}
