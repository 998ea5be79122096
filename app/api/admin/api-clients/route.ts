import { route } from "@/lib/http/route";
import { createApiClient, CreateApiClientInput } from "@/lib/ingestion/create-api-client";
import { findApiClients, FindApiClientsInput } from "@/lib/ingestion/find-api-clients";

export const GET = route({ input: FindApiClientsInput, run: findApiClients });
export const POST = route({ input: CreateApiClientInput, run: createApiClient, status: 201 });
