import { poolSql } from "@/lib/db/sql";
import { newUuid } from "@/lib/ids/ids";

/** Makes a model half as dear again from an instant on, as a published change set would. Before anything reads the catalogue. */
export async function raiseWeights(modelCode: string, from: Date): Promise<void> {
  await poolSql(
    "UPDATE model_weight_version v SET valid_to = $2 FROM model m WHERE m.id = v.model_id AND m.code = $1 AND v.valid_to IS NULL",
    [modelCode, from],
  );
  await poolSql(
    `INSERT INTO model_weight_version (id, model_id, version_no, input_milli, cached_input_milli, output_milli, valid_from, created_at)
     SELECT $2, m.id, 2, v.input_milli * 3 / 2, v.cached_input_milli * 3 / 2, v.output_milli * 3 / 2, $3, $3
       FROM model m JOIN model_weight_version v ON v.model_id = m.id WHERE m.code = $1`,
    [modelCode, newUuid(from), from],
  );
}
