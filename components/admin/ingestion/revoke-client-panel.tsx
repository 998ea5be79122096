"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import * as z from "zod/mini";
import { Button } from "@/components/ui/button";
import { Note } from "@/components/ui/note";
import { SidePanel } from "@/components/ui/side-panel";
import { type ApiError, callApi } from "@/lib/http/call-api";
import type { ApiClientView } from "@/lib/ingestion/api-client-view";

const Revoked = z.object({ name: z.string() });

type RevokeClientPanelProps = {
  /** The system in question; null while none is. */
  client: ApiClientView | null;
  onClose: () => void;
  onRevoked: (name: string) => void;
};

/** Says what stops and what does not, then revokes. */
export function RevokeClientPanel({ client, onClose, onRevoked }: RevokeClientPanelProps) {
  const t = useTranslations("ingestion.clients");
  const { mutate, reset, error, isPending } = useMutation<string, ApiError, string>({
    mutationFn: (id) =>
      callApi("POST", `/api/admin/api-clients/${id}/revoke`, { answer: (json) => Revoked.parse(json).name }),
    onSuccess: onRevoked,
  });
  function close() {
    if (isPending) return;
    reset();
    onClose();
  }
  return (
    <SidePanel
      open={client !== null}
      onClose={close}
      kind="form"
      title={client ? t("revoking.title", { name: client.name }) : ""}
      closeLabel={t("form.close")}
    >
      {client && (
        <div className="mt-3 grid gap-4">
          <p className="text-md text-ink-2">{t("revoking.detail")}</p>
          {error && (
            <Note tone="danger" announce="alert">
              {error.message || t("failed")}
            </Note>
          )}
          <div className="flex flex-wrap gap-3">
            <Button
              variant="danger"
              size="sm"
              busy={isPending}
              busyLabel={t("revoking.busy")}
              onClick={() => mutate(client.id)}
            >
              {t("revoking.submit")}
            </Button>
            <Button size="sm" disabled={isPending} onClick={close}>
              {t("revoking.cancel")}
            </Button>
          </div>
        </div>
      )}
    </SidePanel>
  );
}
