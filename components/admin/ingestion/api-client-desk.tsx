"use client";

import { Cable, Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { Icon } from "@/components/ui/icon";
import type { ApiClientView } from "@/lib/ingestion/api-client-view";
import { ApiClientPanel } from "./api-client-panel";
import { ApiClientTable } from "./api-client-table";
import { RevokeClientPanel } from "./revoke-client-panel";

type ApiClientDeskProps = {
  clients: readonly ApiClientView[];
  mayCreate: boolean;
  mayRevoke: boolean;
  now: string;
};

/** The systems, and the two things that can be done: create one, revoke one. The list is what the server last drew. */
export function ApiClientDesk({ clients, mayCreate, mayRevoke, now }: ApiClientDeskProps) {
  const t = useTranslations("ingestion.clients");
  const router = useRouter();
  const heading = useRef<HTMLHeadingElement>(null);
  const [isCreating, setCreating] = useState(false);
  const [revoking, setRevoking] = useState<ApiClientView | null>(null);
  const [result, setResult] = useState("");
  return (
    <Card padding="none" density="dense" aria-labelledby="clients-title">
      <div className="flex min-h-11 flex-wrap items-center justify-between gap-x-4 gap-y-2 border-b border-line px-4 py-2">
        <h2 ref={heading} tabIndex={-1} id="clients-title" className="text-md/5 font-semibold">
          {t("list")}
        </h2>
        {mayCreate && (
          <Button variant="primary" size="xs" onClick={() => setCreating(true)}>
            <Icon of={Plus} size={16} strokeWidth={2} />
            {t("create")}
          </Button>
        )}
      </div>
      <p role="status" className={result === "" ? "sr-only" : "border-b border-line bg-ok-soft px-4 py-2"}>
        {result}
      </p>
      {clients.length === 0 ? (
        <EmptyState icon={Cable} title={t("empty")} detail={mayCreate ? t("emptyDetail") : undefined} />
      ) : (
        <ApiClientTable clients={clients} onRevoke={mayRevoke ? setRevoking : null} now={now} />
      )}
      <ApiClientPanel
        open={isCreating}
        onClose={() => setCreating(false)}
        onCreated={(name) => {
          setResult(t("result.created", { name }));
          router.refresh();
        }}
      />
      <RevokeClientPanel
        client={revoking}
        onClose={() => setRevoking(null)}
        onRevoked={(name) => {
          setResult(t("result.revoked", { name }));
          setRevoking(null);
          router.refresh();
          // The button that asked goes away with the next list.
          requestAnimationFrame(() => heading.current?.focus());
        }}
      />
    </Card>
  );
}
