"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState, useTransition } from "react";
import * as z from "zod/mini";
import { type ApiError, callApi } from "@/lib/http/call-api";
import type { MoveName } from "@/lib/pricing/change-set";
import type { ChangeSetView } from "@/lib/pricing/change-set-view";
import type { contentOf } from "./draft-form";

type Content = NonNullable<ReturnType<typeof contentOf>>;

/** Saves the content, makes the move, or first the one and then the other. */
export interface ChangeSetWrite {
  content?: Content | undefined;
  move?: MoveName | undefined;
  reason?: string | undefined;
}

const PATHS: Record<MoveName, string> = {
  submit: "submit",
  takeBack: "take-back",
  discard: "discard",
  approve: "approve",
  reject: "reject",
  publish: "publish",
  withdraw: "withdraw",
};

const Saved = z.object({ version: z.number() });
const versionIn = (json: unknown) => Saved.parse(json).version;

/**
 * The writes of one change set. Each names the version that this browser has seen; after each the page is read again.
 * `isStale`: the page now shows a version that somebody else made.
 */
export function useChangeSetWrites(set: ChangeSetView) {
  const router = useRouter();
  const [isReading, startReading] = useTransition();
  const [seenVersion, setSeenVersion] = useState(set.version);
  const path = `/api/admin/change-sets/${set.number}` as const;

  async function write({ content, move, reason }: ChangeSetWrite): Promise<void> {
    let version = seenVersion;
    if (content) {
      version = await callApi("PUT", path, { body: { ...content, version }, answer: versionIn });
      setSeenVersion(version);
    }
    if (!move) return;
    const body = reason === undefined ? { version } : { version, reason };
    setSeenVersion(await callApi("POST", `${path}/${PATHS[move]}`, { body, answer: versionIn }));
  }

  const mutation = useMutation<undefined, ApiError, ChangeSetWrite>({
    mutationFn: async (input) => {
      await write(input);
      return undefined;
    },
    onSettled: () => startReading(() => router.refresh()),
  });

  const isBusy = mutation.isPending || isReading;
  return {
    write: mutation.mutate,
    error: mutation.error,
    forgetError: mutation.reset,
    running: isBusy ? mutation.variables : undefined,
    isBusy,
    isStale: !isBusy && set.version > seenVersion,
    adopt: () => setSeenVersion(set.version),
  };
}
