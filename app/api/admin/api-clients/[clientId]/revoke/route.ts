import { route } from "@/lib/http/route";
import { revokeApiClient, RevokeApiClientInput } from "@/lib/ingestion/revoke-api-client";

export const POST = route({ input: RevokeApiClientInput, run: revokeApiClient });
