-- AlterTable
ALTER TABLE "upstream" ADD COLUMN     "apis" TEXT[] DEFAULT ARRAY['chat']::TEXT[],
ADD COLUMN     "connect_ms" INTEGER,
ADD COLUMN     "first_byte_ms" INTEGER,
ADD COLUMN     "idle_ms" INTEGER;

-- AlterTable
ALTER TABLE "upstream_route" ADD COLUMN     "weight" INTEGER NOT NULL DEFAULT 1;

-- AlterTable
ALTER TABLE "api_key" ADD COLUMN     "allowed_addresses" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "day_cap_tokens" BIGINT,
ADD COLUMN     "expires_at" TIMESTAMPTZ(3),
ADD COLUMN     "model_scope" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "month_cap_tokens" BIGINT,
ADD COLUMN     "previous_hmac" TEXT,
ADD COLUMN     "previous_until" TIMESTAMPTZ(3),
ADD COLUMN     "requests_per_minute" INTEGER,
ADD COLUMN     "tokens_per_minute" BIGINT,
ADD COLUMN     "total_cap_tokens" BIGINT;

-- AlterTable
ALTER TABLE "usage_event" ADD COLUMN     "api" TEXT NOT NULL DEFAULT 'chat';

-- DropForeignKey
ALTER TABLE "ledger_entry" DROP CONSTRAINT "ledger_entry_cell_transaction_id_fkey";

-- CreateTable
CREATE TABLE "api_client" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "secret_hmac" TEXT NOT NULL,
    "hint" TEXT NOT NULL,
    "sources" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "created_by" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "last_used_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "api_client_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ingested_event" (
    "cell" SMALLINT NOT NULL,
    "source" TEXT NOT NULL,
    "source_id" TEXT NOT NULL,
    "event_id" UUID NOT NULL,
    "client_id" UUID NOT NULL,
    "status" TEXT NOT NULL,
    "reason" TEXT,
    "account_cell" SMALLINT,
    "subject_id" UUID,
    "body" JSONB NOT NULL,
    "body_hash" TEXT NOT NULL,
    "repaired" JSONB,
    "note" TEXT,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "closed_at" TIMESTAMPTZ(3),

    CONSTRAINT "ingested_event_pkey" PRIMARY KEY ("cell","source","source_id")
);

-- CreateTable
CREATE TABLE "key_minute" (
    "cell" SMALLINT NOT NULL,
    "key_id" UUID NOT NULL,
    "minute" TIMESTAMPTZ(3) NOT NULL,
    "taken_requests" INTEGER NOT NULL,
    "taken_tokens" BIGINT NOT NULL,

    CONSTRAINT "key_minute_pkey" PRIMARY KEY ("cell","key_id","minute")
);

-- CreateIndex
CREATE UNIQUE INDEX "api_client_name_key" ON "api_client"("name");

-- CreateIndex
CREATE UNIQUE INDEX "api_client_secret_hmac_key" ON "api_client"("secret_hmac");

-- CreateIndex
CREATE INDEX "ingested_event_cell_status_received_at_idx" ON "ingested_event"("cell", "status", "received_at");

-- CreateIndex
CREATE INDEX "key_minute_cell_minute_idx" ON "key_minute"("cell", "minute");

-- CreateIndex
CREATE UNIQUE INDEX "api_key_cell_previous_hmac_key" ON "api_key"("cell", "previous_hmac");

-- Limits are positive or absent.
ALTER TABLE api_key ADD CONSTRAINT api_key_limits CHECK (
  least(day_cap_tokens, month_cap_tokens, total_cap_tokens, tokens_per_minute) > 0 AND requests_per_minute > 0);
ALTER TABLE key_minute ADD CONSTRAINT key_minute_amounts CHECK (taken_requests >= 0 AND taken_tokens >= 0);
ALTER TABLE upstream_route ADD CONSTRAINT upstream_route_weight CHECK (weight > 0);
ALTER TABLE upstream ADD CONSTRAINT upstream_apis CHECK (
  apis <@ ARRAY['chat', 'completions', 'embeddings', 'responses', 'messages'] AND cardinality(apis) > 0);
ALTER TABLE upstream ADD CONSTRAINT upstream_timeouts CHECK (least(connect_ms, first_byte_ms, idle_ms) > 0);

-- The built-in upstream speaks every protocol of the gateway.
UPDATE upstream SET apis = ARRAY['chat', 'completions', 'embeddings', 'responses', 'messages'] WHERE base_url = 'sandbox://built-in';

-- What was taken in is known for ever: no row of it goes.
ALTER TABLE ingested_event ADD CONSTRAINT ingested_event_status CHECK (status IN ('received', 'settled', 'dead', 'discarded'));
ALTER TABLE ingested_event ADD CONSTRAINT ingested_event_reason CHECK (status <> 'dead' OR reason IS NOT NULL);
CREATE TRIGGER ingested_event_for_ever BEFORE DELETE ON ingested_event FOR EACH ROW EXECUTE FUNCTION refuse_rewrite();

-- What a key with caps, and an account on other nodes, has set aside: open slices.
CREATE INDEX slice_open ON slice (cell, account_id, key_id) WHERE status = 'open';

-- Rows that every flush changes: room on their page keeps the new version beside the old one, and out of the indexes.
ALTER TABLE account SET (fillfactor = 80);
ALTER TABLE api_key SET (fillfactor = 80);
ALTER TABLE token_grant SET (fillfactor = 70);
ALTER TABLE slice_part SET (fillfactor = 70);
ALTER TABLE usage_daily SET (fillfactor = 70);

-- An entry belongs to a transaction. Ledger transactions are never deleted, so looking when entries come in is enough; one
-- look per statement takes a third of the time of a foreign key's look per entry (settlement inserts thousands at once).
CREATE OR REPLACE FUNCTION refuse_unbalanced_entries() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE bad record;
BEGIN
  SELECT cell, transaction_id, unit, sum(amount) AS total INTO bad
    FROM inserted GROUP BY cell, transaction_id, unit HAVING sum(amount) <> 0 LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'ledger transaction % is off by % %', bad.transaction_id, bad.total, bad.unit
      USING ERRCODE = 'check_violation', CONSTRAINT = 'ledger_balances';
  END IF;
  SELECT i.transaction_id INTO bad
    FROM (SELECT DISTINCT cell, transaction_id FROM inserted) i
   WHERE NOT EXISTS (SELECT 1 FROM ledger_transaction t WHERE t.cell = i.cell AND t.id = i.transaction_id) LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'ledger transaction % does not exist', bad.transaction_id
      USING ERRCODE = 'foreign_key_violation', CONSTRAINT = 'ledger_entry_transaction';
  END IF;
  RETURN NULL;
END $$;
