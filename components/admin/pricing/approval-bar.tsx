"use client";

import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Note } from "@/components/ui/note";
import type { MoveName } from "@/lib/pricing/change-set";
import type { ChangeSetView } from "@/lib/pricing/change-set-view";
import { ApprovalSteps } from "./approval-steps";
import { CONFIRMED_MOVES, type ConfirmedMove, ConfirmMove } from "./confirm-move";
import type { ChangeSetWrite } from "./use-change-set-writes";

type ApprovalBarProps = {
  set: ChangeSetView;
  now: string;
  isUnsaved: boolean;
  isBusy: boolean;
  /** What is being written now, for the button that says so. */
  running: ChangeSetWrite | undefined;
  /** What went wrong last, in words. */
  problem: string | null;
  onSave: () => void;
  onMove: (move: MoveName, reason?: string) => void;
};

const PRIMARY: readonly MoveName[] = ["submit", "approve", "publish"];
const DANGER: readonly MoveName[] = ["reject", "withdraw", "discard"];

/** How far the set is, and what this person may do with it. Nobody sees a button that they may not press. */
export function ApprovalBar({ set, now, isUnsaved, isBusy, running, problem, onSave, onMove }: ApprovalBarProps) {
  const t = useTranslations("pricing");
  const [asking, setAsking] = useState<ConfirmedMove | null>(null);
  const moves = [...set.moves].sort((a, b) => Number(PRIMARY.includes(a)) - Number(PRIMARY.includes(b)));
  const hint = hintOf(set);
  const steps = useRef<HTMLDivElement>(null);
  const shownStatus = useRef(set.status);

  // A move takes its own button away; the keyboard goes on from the steps, which say what became of it.
  useEffect(() => {
    if (shownStatus.current === set.status) return;
    shownStatus.current = set.status;
    steps.current?.focus({ preventScroll: true });
  }, [set.status]);

  function begin(move: MoveName) {
    const confirmed = CONFIRMED_MOVES.find((name) => name === move);
    if (confirmed) setAsking(confirmed);
    else onMove(move);
  }

  return (
    <div className="sticky bottom-0 z-5 -mx-4 mt-auto -mb-5 border-t border-line bg-surface px-4 py-3 shadow-2 tablet:-mx-6 tablet:px-6">
      <div aria-live="assertive">
        {problem !== null && (
          <Note tone="danger" className="mb-3 text-sm">
            {problem}
          </Note>
        )}
      </div>
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
        <div ref={steps} tabIndex={-1}>
          <ApprovalSteps set={set} now={now} />
        </div>
        <div className="flex flex-wrap items-center gap-3 max-tablet:w-full max-tablet:[&>button]:flex-auto">
          <span role="status" className="text-ink-3 max-tablet:sr-only">
            {set.maySave && isUnsaved ? t("unsaved") : hint === null ? null : t(`hint.${hint}`)}
          </span>
          {moves
            .filter((move) => !PRIMARY.includes(move))
            .map((move) => (
              <MoveButton key={move} move={move} isBusy={isBusy} running={running} onPress={begin} />
            ))}
          {set.maySave && (
            <Button
              size="sm"
              busy={isBusy && running !== undefined && running.move === undefined}
              busyLabel={t("saving")}
              disabled={isBusy || !isUnsaved}
              onClick={onSave}
            >
              {isUnsaved ? t("save") : t("saved")}
            </Button>
          )}
          {moves
            .filter((move) => PRIMARY.includes(move))
            .map((move) => (
              <MoveButton key={move} move={move} isBusy={isBusy} running={running} onPress={begin} />
            ))}
        </div>
      </div>
      <ConfirmMove
        move={asking}
        set={set}
        onClose={() => setAsking(null)}
        onConfirm={(move, reason) => {
          setAsking(null);
          onMove(move, reason);
        }}
      />
    </div>
  );
}

type MoveButtonProps = {
  move: MoveName;
  isBusy: boolean;
  running: ChangeSetWrite | undefined;
  onPress: (move: MoveName) => void;
};

function MoveButton({ move, isBusy, running, onPress }: MoveButtonProps) {
  const t = useTranslations("pricing");
  const variant = PRIMARY.includes(move) ? "primary" : DANGER.includes(move) ? "danger" : "secondary";
  return (
    <Button
      size="sm"
      variant={variant}
      busy={isBusy && running?.move === move}
      busyLabel={t("moving")}
      disabled={isBusy}
      onClick={() => onPress(move)}
    >
      {t(`move.${move}`)}
    </Button>
  );
}

function hintOf(set: ChangeSetView): "mine" | "readOnly" | null {
  if (set.isMine && (set.status === "draft" || set.status === "submitted" || set.status === "approved")) return "mine";
  return set.moves.length === 0 ? "readOnly" : null;
}
