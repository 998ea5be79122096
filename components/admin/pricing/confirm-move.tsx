"use client";

import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { SidePanel } from "@/components/ui/side-panel";
import { TextArea } from "@/components/ui/text-area";
import { formatClock, formatFullDay } from "@/lib/i18n/format-time";
import type { ChangeSetView } from "@/lib/pricing/change-set-view";

/** Moves that ask once more; the first two want a reason that colleagues can read. */
export const CONFIRMED_MOVES = ["reject", "withdraw", "publish", "discard"] as const;
export type ConfirmedMove = (typeof CONFIRMED_MOVES)[number];

type ConfirmMoveProps = {
  move: ConfirmedMove | null;
  set: ChangeSetView;
  onClose: () => void;
  onConfirm: (move: ConfirmedMove, reason: string | undefined) => void;
};

/** Says what a move leads to, takes its reason, and makes it. */
export function ConfirmMove({ move, set, onClose, onConfirm }: ConfirmMoveProps) {
  const t = useTranslations("pricing");
  const locale = useLocale();
  const [reason, setReason] = useState("");
  const asksReason = move === "reject" || move === "withdraw";
  const at = `${formatFullDay(set.effectiveAt, locale)} ${formatClock(set.effectiveAt)}`;
  return (
    <SidePanel
      open={move !== null}
      onClose={onClose}
      kind="form"
      title={move ? t(`confirm.${move}`) : ""}
      closeLabel={t("close")}
    >
      {move && (
        <form
          className="mt-3 grid gap-4"
          onSubmit={(event) => {
            event.preventDefault();
            onConfirm(move, asksReason ? reason.trim() : undefined);
            setReason("");
          }}
        >
          <p className="text-md text-ink-2">{t(`confirm.${move}Detail`, { at })}</p>
          {asksReason && (
            <Field id="move-reason" label={t("confirm.reason")}>
              {(control) => (
                <TextArea
                  {...control}
                  required
                  maxLength={500}
                  value={reason}
                  onChange={(event) => setReason(event.target.value)}
                />
              )}
            </Field>
          )}
          <div className="flex flex-wrap gap-3">
            <Button
              type="submit"
              variant={move === "publish" ? "primary" : "danger"}
              size="sm"
              disabled={asksReason && reason.trim() === ""}
            >
              {t(`move.${move}`)}
            </Button>
            <Button size="sm" onClick={onClose}>
              {t("confirm.cancel")}
            </Button>
          </div>
        </form>
      )}
    </SidePanel>
  );
}
