import { machineRoute } from "@/lib/http/machine-route";
import { authenticateClient } from "@/lib/ingestion/authenticate-client";
import { ingestEvents } from "@/lib/ingestion/ingest-events";
import { presentAnswers } from "@/lib/ingestion/present-answers";
import { readReport } from "@/lib/ingestion/read-report";

export const POST = machineRoute({
  authenticate: authenticateClient,
  read: readReport,
  run: (ctx, report) => ingestEvents(ctx, report.events),
  present: presentAnswers,
});
