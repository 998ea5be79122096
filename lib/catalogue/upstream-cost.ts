import type { VersionState } from "@/lib/catalogue/catalogue";
import type { LocalText } from "@/lib/i18n/locale";

/** What a supplier charges for a million model tokens during a range, in micro-yuan. */
export interface UpstreamCostView {
  versionNo: number;
  inputMicroYuan: number;
  cachedInputMicroYuan: number;
  outputMicroYuan: number;
  validFrom: string;
  validTo: string | null;
  state: VersionState;
  note: string | null;
}

export interface ModelCostsView {
  code: string;
  name: LocalText;
  supplierName: LocalText;
  /** Newest first. */
  versions: UpstreamCostView[];
}
