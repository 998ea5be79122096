import { SearchX } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { Receipt } from "@/components/account/receipt";
import { EmptyState } from "@/components/ui/empty-state";
import { AppError } from "@/lib/errors/app-error";
import type { RequestContext } from "@/lib/http/request-context";
import type { Locale } from "@/lib/i18n/locale";
import { getUsageReceipt, GetUsageReceiptInput } from "@/lib/usage/get-usage-receipt";
import type { UsageReceipt } from "@/lib/usage/usage";

type ReceiptOfCallProps = {
  ctx: RequestContext;
  /** As the address names it. */
  call: string;
  modelNames: Readonly<Record<string, string>>;
  locale: Locale;
};

/** The receipt that the address names, or that there is none. */
export async function ReceiptOfCall({ ctx, call, modelNames, locale }: ReceiptOfCallProps) {
  const receipt = await receiptOrNull(ctx, call);
  if (receipt) {
    const modelName = modelNames[receipt.modelCode] ?? receipt.modelCode;
    return <Receipt receipt={receipt} modelName={modelName} locale={locale} now={ctx.now.toISOString()} />;
  }
  const t = await getTranslations("usage.receipt");
  return <EmptyState icon={SearchX} title={t("missing")} detail={t("missingDetail")} />;
}

async function receiptOrNull(ctx: RequestContext, call: string): Promise<UsageReceipt | null> {
  const input = GetUsageReceiptInput.safeParse({ eventId: call });
  if (!input.success) return null;
  try {
    return await getUsageReceipt(ctx, input.data);
  } catch (error) {
    if (error instanceof AppError && error.code === "NOT_FOUND") return null;
    throw error;
  }
}
