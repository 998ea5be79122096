import { getCatalogue } from "@/lib/catalogue/get-catalogue";
import { promisedWeights } from "@/lib/charging/promised-weights";
import type { Weights } from "@/lib/charging/rate";
import { AppError } from "@/lib/errors/app-error";

export interface RatingTerms extends Weights {
  weightVersionId: string;
  versionNo: number;
}

/** The weights at which a bucket promised at `weightsAt` pays for a model at `at`. From the process's catalogue cache. Throws MODEL_UNKNOWN. */
export async function resolveTerms(modelCode: string, weightsAt: Date, at: Date): Promise<RatingTerms> {
  const catalogue = await getCatalogue(at);
  const model = catalogue.models.find(({ code }) => code === modelCode);
  const version = model && model.current && promisedWeights(model.versions, weightsAt.toISOString(), at.toISOString());
  if (!version) throw new AppError("MODEL_UNKNOWN", { model: modelCode });
  const { id, versionNo, inputMilli, cachedInputMilli, outputMilli } = version;
  return { weightVersionId: id, versionNo, inputMilli, cachedInputMilli, outputMilli };
}
