-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateTable
CREATE TABLE "account" (
    "cell" SMALLINT NOT NULL,
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'active',
    "display_name" TEXT NOT NULL,
    "phone" TEXT NOT NULL,
    "subscriber_id" TEXT NOT NULL,
    "region_code" TEXT NOT NULL,
    "locale" TEXT NOT NULL DEFAULT 'zh-CN',
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "frozen_at" TIMESTAMPTZ(3),

    CONSTRAINT "account_pkey" PRIMARY KEY ("cell","id")
);

-- CreateTable
CREATE TABLE "phone_directory" (
    "cell" SMALLINT NOT NULL,
    "phone" TEXT NOT NULL,
    "subscriber_id" TEXT NOT NULL,
    "account_cell" SMALLINT NOT NULL,
    "account_id" UUID NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "phone_directory_pkey" PRIMARY KEY ("cell","phone")
);

-- CreateTable
CREATE TABLE "consent" (
    "cell" SMALLINT NOT NULL,
    "id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "document" TEXT NOT NULL,
    "document_version" TEXT NOT NULL,
    "accepted_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "consent_pkey" PRIMARY KEY ("cell","id")
);

-- CreateTable
CREATE TABLE "audit_entry" (
    "seq" BIGINT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "actor_kind" TEXT NOT NULL,
    "actor_id" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "subject_kind" TEXT NOT NULL,
    "subject_id" TEXT NOT NULL,
    "reason" TEXT,
    "before" JSONB NOT NULL,
    "after" JSONB NOT NULL,
    "request_id" TEXT NOT NULL,
    "prev_hash" TEXT NOT NULL,
    "hash" TEXT NOT NULL,

    CONSTRAINT "audit_entry_pkey" PRIMARY KEY ("seq")
);

-- CreateTable
CREATE TABLE "audit_head" (
    "id" INTEGER NOT NULL,
    "seq" BIGINT NOT NULL,
    "hash" TEXT NOT NULL,

    CONSTRAINT "audit_head_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "plan" (
    "id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "number" TEXT NOT NULL,
    "audience" TEXT NOT NULL,
    "name_zh" TEXT NOT NULL,
    "name_en" TEXT NOT NULL,
    "extras" TEXT[],
    "sort_order" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "plan_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "plan_version" (
    "id" UUID NOT NULL,
    "plan_id" UUID NOT NULL,
    "version_no" INTEGER NOT NULL,
    "price_fen" BIGINT NOT NULL,
    "quota_tokens" BIGINT NOT NULL,
    "valid_from" TIMESTAMPTZ(3) NOT NULL,
    "valid_to" TIMESTAMPTZ(3),
    "change_set_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "plan_version_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "pack" (
    "id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "number" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "name_zh" TEXT NOT NULL,
    "name_en" TEXT NOT NULL,
    "sort_order" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "pack_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "pack_version" (
    "id" UUID NOT NULL,
    "pack_id" UUID NOT NULL,
    "version_no" INTEGER NOT NULL,
    "price_fen" BIGINT NOT NULL,
    "quota_tokens" BIGINT NOT NULL,
    "valid_days" INTEGER NOT NULL,
    "valid_from" TIMESTAMPTZ(3) NOT NULL,
    "valid_to" TIMESTAMPTZ(3),
    "change_set_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "pack_version_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "supplier" (
    "id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "name_zh" TEXT NOT NULL,
    "name_en" TEXT NOT NULL,

    CONSTRAINT "supplier_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "model" (
    "id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "supplier_id" UUID NOT NULL,
    "family" TEXT NOT NULL,
    "display_name" TEXT NOT NULL,
    "display_name_zh" TEXT NOT NULL,
    "context_tokens" INTEGER NOT NULL,
    "default_output_tokens" INTEGER NOT NULL,
    "sort_order" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "model_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "model_weight_version" (
    "id" UUID NOT NULL,
    "model_id" UUID NOT NULL,
    "version_no" INTEGER NOT NULL,
    "input_milli" INTEGER NOT NULL,
    "cached_input_milli" INTEGER NOT NULL,
    "output_milli" INTEGER NOT NULL,
    "valid_from" TIMESTAMPTZ(3) NOT NULL,
    "valid_to" TIMESTAMPTZ(3),
    "change_set_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "model_weight_version_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "upstream_cost_version" (
    "id" UUID NOT NULL,
    "model_id" UUID NOT NULL,
    "version_no" INTEGER NOT NULL,
    "input_micro_yuan" BIGINT NOT NULL,
    "cached_input_micro_yuan" BIGINT NOT NULL,
    "output_micro_yuan" BIGINT NOT NULL,
    "valid_from" TIMESTAMPTZ(3) NOT NULL,
    "valid_to" TIMESTAMPTZ(3),
    "note" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "upstream_cost_version_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "everyday_task" (
    "code" TEXT NOT NULL,
    "name_zh" TEXT NOT NULL,
    "name_en" TEXT NOT NULL,
    "unit_zh" TEXT NOT NULL,
    "unit_en" TEXT NOT NULL,
    "input_tokens" INTEGER NOT NULL,
    "cached_input_tokens" INTEGER NOT NULL,
    "output_tokens" INTEGER NOT NULL,
    "sort_order" INTEGER NOT NULL,

    CONSTRAINT "everyday_task_pkey" PRIMARY KEY ("code")
);

-- CreateTable
CREATE TABLE "upstream" (
    "id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "base_url" TEXT NOT NULL,
    "key_box" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "upstream_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "upstream_route" (
    "id" UUID NOT NULL,
    "upstream_id" UUID NOT NULL,
    "model_id" UUID NOT NULL,
    "upstream_model" TEXT NOT NULL,
    "priority" INTEGER NOT NULL,

    CONSTRAINT "upstream_route_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "node_lease" (
    "id" UUID NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "left_at" TIMESTAMPTZ(3),

    CONSTRAINT "node_lease_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "slice" (
    "cell" SMALLINT NOT NULL,
    "id" UUID NOT NULL,
    "node_id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "key_id" UUID NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'open',
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "closed_at" TIMESTAMPTZ(3),
    "returned_tokens" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "slice_pkey" PRIMARY KEY ("cell","id")
);

-- CreateTable
CREATE TABLE "slice_part" (
    "cell" SMALLINT NOT NULL,
    "slice_id" UUID NOT NULL,
    "grant_id" UUID NOT NULL,
    "reserved_tokens" BIGINT NOT NULL,
    "consumed_tokens" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "slice_part_pkey" PRIMARY KEY ("cell","slice_id","grant_id")
);

-- CreateTable
CREATE TABLE "token_grant" (
    "cell" SMALLINT NOT NULL,
    "id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "source" TEXT NOT NULL,
    "source_id" UUID NOT NULL,
    "name_zh" TEXT NOT NULL,
    "name_en" TEXT NOT NULL,
    "granted_tokens" BIGINT NOT NULL,
    "remaining_tokens" BIGINT NOT NULL,
    "reserved_tokens" BIGINT NOT NULL DEFAULT 0,
    "consumed_tokens" BIGINT NOT NULL DEFAULT 0,
    "expired_tokens" BIGINT NOT NULL DEFAULT 0,
    "refunded_tokens" BIGINT NOT NULL DEFAULT 0,
    "transferred_tokens" BIGINT NOT NULL DEFAULT 0,
    "net_price_fen" BIGINT NOT NULL,
    "recognised_fen" BIGINT NOT NULL DEFAULT 0,
    "model_scope" TEXT[],
    "weights_at" TIMESTAMPTZ(3) NOT NULL,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "token_grant_pkey" PRIMARY KEY ("cell","id")
);

-- CreateTable
CREATE TABLE "business_clock" (
    "id" INTEGER NOT NULL,
    "offset_ms" BIGINT NOT NULL,

    CONSTRAINT "business_clock_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "request_key" (
    "cell" SMALLINT NOT NULL,
    "account_id" UUID NOT NULL,
    "route" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "body_hash" TEXT NOT NULL,
    "answer" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "request_key_pkey" PRIMARY KEY ("cell","account_id","route","key")
);

-- CreateTable
CREATE TABLE "api_key" (
    "cell" SMALLINT NOT NULL,
    "id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "secret_hmac" TEXT NOT NULL,
    "hint" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "last_used_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "api_key_pkey" PRIMARY KEY ("cell","id")
);

-- CreateTable
CREATE TABLE "ledger_transaction" (
    "cell" SMALLINT NOT NULL,
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "reference" TEXT NOT NULL,
    "occurred_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ledger_transaction_pkey" PRIMARY KEY ("cell","id")
);

-- CreateTable
CREATE TABLE "ledger_entry" (
    "cell" SMALLINT NOT NULL,
    "transaction_id" UUID NOT NULL,
    "line" SMALLINT NOT NULL,
    "account_code" TEXT NOT NULL,
    "unit" TEXT NOT NULL,
    "amount" BIGINT NOT NULL,
    "customer_id" UUID,
    "grant_id" UUID,

    CONSTRAINT "ledger_entry_pkey" PRIMARY KEY ("cell","transaction_id","line")
);

-- CreateTable
CREATE TABLE "product_order" (
    "cell" SMALLINT NOT NULL,
    "id" UUID NOT NULL,
    "number" TEXT NOT NULL,
    "account_id" UUID NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'awaiting_payment',
    "item_kind" TEXT NOT NULL,
    "item_code" TEXT NOT NULL,
    "item_version_id" UUID NOT NULL,
    "tariff_number" TEXT NOT NULL,
    "name_zh" TEXT NOT NULL,
    "name_en" TEXT NOT NULL,
    "quantity" INTEGER NOT NULL,
    "unit_price_fen" BIGINT NOT NULL,
    "amount_fen" BIGINT NOT NULL,
    "vat_fen" BIGINT NOT NULL,
    "quota_tokens" BIGINT NOT NULL,
    "valid_days" INTEGER,
    "auto_renew" BOOLEAN NOT NULL,
    "auto_renew_terms" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "payable_until" TIMESTAMPTZ(3) NOT NULL,
    "paid_at" TIMESTAMPTZ(3),
    "fulfilled_at" TIMESTAMPTZ(3),
    "closed_at" TIMESTAMPTZ(3),
    "grant_id" UUID,

    CONSTRAINT "product_order_pkey" PRIMARY KEY ("cell","id")
);

-- CreateTable
CREATE TABLE "order_event" (
    "cell" SMALLINT NOT NULL,
    "id" UUID NOT NULL,
    "order_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "detail" JSONB NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "order_event_pkey" PRIMARY KEY ("cell","id")
);

-- CreateTable
CREATE TABLE "payment" (
    "cell" SMALLINT NOT NULL,
    "id" UUID NOT NULL,
    "order_id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "provider" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'pending',
    "amount_fen" BIGINT NOT NULL,
    "received_fen" BIGINT,
    "provider_transaction_id" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "settled_at" TIMESTAMPTZ(3),

    CONSTRAINT "payment_pkey" PRIMARY KEY ("cell","id")
);

-- CreateTable
CREATE TABLE "payment_notice" (
    "cell" SMALLINT NOT NULL,
    "id" UUID NOT NULL,
    "provider" TEXT NOT NULL,
    "notice_id" TEXT NOT NULL,
    "payment_id" UUID NOT NULL,
    "body" JSONB NOT NULL,
    "outcome" TEXT NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "payment_notice_pkey" PRIMARY KEY ("cell","id")
);

-- CreateTable
CREATE TABLE "change_set" (
    "id" UUID NOT NULL,
    "number" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "reason_en" TEXT NOT NULL DEFAULT '',
    "status" TEXT NOT NULL DEFAULT 'draft',
    "effective_at" TIMESTAMPTZ(3) NOT NULL,
    "subscription_policy" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_by" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "submitted_by" UUID,
    "submitted_at" TIMESTAMPTZ(3),
    "approved_by" UUID,
    "approved_at" TIMESTAMPTZ(3),
    "published_by" UUID,
    "published_at" TIMESTAMPTZ(3),
    "closed_by" UUID,
    "closed_at" TIMESTAMPTZ(3),
    "closed_reason" TEXT,

    CONSTRAINT "change_set_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "change_set_item" (
    "id" UUID NOT NULL,
    "change_set_id" UUID NOT NULL,
    "item_kind" TEXT NOT NULL,
    "item_id" UUID NOT NULL,
    "before" JSONB NOT NULL,
    "after" JSONB NOT NULL,
    "saved_by" UUID NOT NULL,

    CONSTRAINT "change_set_item_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "change_set_contributor" (
    "change_set_id" UUID NOT NULL,
    "staff_id" UUID NOT NULL,

    CONSTRAINT "change_set_contributor_pkey" PRIMARY KEY ("change_set_id","staff_id")
);

-- CreateTable
CREATE TABLE "one_time_code" (
    "cell" SMALLINT NOT NULL,
    "id" UUID NOT NULL,
    "phone" TEXT NOT NULL,
    "code_hmac" TEXT NOT NULL,
    "tries_left" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "consumed_at" TIMESTAMPTZ(3),

    CONSTRAINT "one_time_code_pkey" PRIMARY KEY ("cell","id")
);

-- CreateTable
CREATE TABLE "customer_session" (
    "cell" SMALLINT NOT NULL,
    "id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "user_agent" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "customer_session_pkey" PRIMARY KEY ("cell","id")
);

-- CreateTable
CREATE TABLE "staff_member" (
    "id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "roles" TEXT[],
    "password_hash" TEXT NOT NULL,
    "totp_secret_box" TEXT NOT NULL,
    "totp_last_counter" BIGINT NOT NULL DEFAULT 0,
    "failed_tries" INTEGER NOT NULL DEFAULT 0,
    "locked_until" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "disabled_at" TIMESTAMPTZ(3),

    CONSTRAINT "staff_member_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "staff_recovery_code" (
    "id" UUID NOT NULL,
    "staff_id" UUID NOT NULL,
    "code_hmac" TEXT NOT NULL,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "staff_recovery_code_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "staff_session" (
    "id" UUID NOT NULL,
    "staff_id" UUID NOT NULL,
    "user_agent" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "staff_session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sandbox_message" (
    "cell" SMALLINT NOT NULL,
    "id" UUID NOT NULL,
    "recipient" TEXT NOT NULL,
    "template" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "code" TEXT,
    "sent_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "sandbox_message_pkey" PRIMARY KEY ("cell","id")
);

-- CreateTable
CREATE TABLE "rate_limit" (
    "key" TEXT NOT NULL,
    "points" INTEGER NOT NULL DEFAULT 0,
    "expire" BIGINT,

    CONSTRAINT "rate_limit_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "subscription" (
    "cell" SMALLINT NOT NULL,
    "id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "plan_id" UUID NOT NULL,
    "plan_version_id" UUID NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'active',
    "anchor_day" INTEGER NOT NULL,
    "auto_renew" BOOLEAN NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "subscription_pkey" PRIMARY KEY ("cell","id")
);

-- CreateTable
CREATE TABLE "subscription_period" (
    "cell" SMALLINT NOT NULL,
    "id" UUID NOT NULL,
    "subscription_id" UUID NOT NULL,
    "sequence" INTEGER NOT NULL,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,
    "price_fen" BIGINT NOT NULL,
    "plan_version_id" UUID NOT NULL,
    "order_id" UUID NOT NULL,
    "grant_id" UUID NOT NULL,

    CONSTRAINT "subscription_period_pkey" PRIMARY KEY ("cell","id")
);

-- Partitioned by day, which the schema language cannot say: a day can be moved to cheaper storage or dropped whole.
CREATE TABLE "usage_event" (
    "cell" SMALLINT NOT NULL,
    "day" DATE NOT NULL,
    "id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "key_id" UUID NOT NULL,
    "model_code" TEXT NOT NULL,
    "weight_version_id" UUID NOT NULL,
    "input_milli" INTEGER NOT NULL,
    "cached_input_milli" INTEGER NOT NULL,
    "output_milli" INTEGER NOT NULL,
    "input_tokens" BIGINT NOT NULL,
    "cached_input_tokens" BIGINT NOT NULL,
    "output_tokens" BIGINT NOT NULL,
    "plan_tokens" BIGINT NOT NULL,
    "shortfall_tokens" BIGINT NOT NULL DEFAULT 0,
    "debits" JSONB NOT NULL,
    "occurred_at" TIMESTAMPTZ(3) NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,
    "request_id" TEXT NOT NULL,
    "outcome" TEXT NOT NULL,
    "streamed" BOOLEAN NOT NULL,
    "latency_ms" INTEGER NOT NULL,
    "upstream_code" TEXT NOT NULL,

    CONSTRAINT "usage_event_pkey" PRIMARY KEY ("cell","day","id")
) PARTITION BY RANGE ("day");

-- CreateTable
CREATE TABLE "usage_daily" (
    "cell" SMALLINT NOT NULL,
    "account_id" UUID NOT NULL,
    "day" DATE NOT NULL,
    "model_code" TEXT NOT NULL,
    "key_id" UUID NOT NULL,
    "requests" BIGINT NOT NULL,
    "input_tokens" BIGINT NOT NULL,
    "cached_input_tokens" BIGINT NOT NULL,
    "output_tokens" BIGINT NOT NULL,
    "plan_tokens" BIGINT NOT NULL,
    "shortfall_tokens" BIGINT NOT NULL,

    CONSTRAINT "usage_daily_pkey" PRIMARY KEY ("cell","account_id","day","model_code","key_id")
);

-- CreateTable
CREATE TABLE "upstream_loss" (
    "cell" SMALLINT NOT NULL,
    "day" DATE NOT NULL,
    "model_code" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "requests" BIGINT NOT NULL,
    "output_tokens" BIGINT NOT NULL,

    CONSTRAINT "upstream_loss_pkey" PRIMARY KEY ("cell","day","model_code","reason")
);

-- CreateIndex
CREATE INDEX "consent_cell_account_id_idx" ON "consent"("cell", "account_id");

-- CreateIndex
CREATE INDEX "audit_entry_subject_kind_subject_id_seq_idx" ON "audit_entry"("subject_kind", "subject_id", "seq");

-- CreateIndex
CREATE UNIQUE INDEX "plan_code_key" ON "plan"("code");

-- CreateIndex
CREATE UNIQUE INDEX "plan_number_key" ON "plan"("number");

-- CreateIndex
CREATE UNIQUE INDEX "plan_version_plan_id_version_no_key" ON "plan_version"("plan_id", "version_no");

-- CreateIndex
CREATE UNIQUE INDEX "pack_code_key" ON "pack"("code");

-- CreateIndex
CREATE UNIQUE INDEX "pack_number_key" ON "pack"("number");

-- CreateIndex
CREATE UNIQUE INDEX "pack_version_pack_id_version_no_key" ON "pack_version"("pack_id", "version_no");

-- CreateIndex
CREATE UNIQUE INDEX "supplier_code_key" ON "supplier"("code");

-- CreateIndex
CREATE UNIQUE INDEX "model_code_key" ON "model"("code");

-- CreateIndex
CREATE UNIQUE INDEX "model_weight_version_model_id_version_no_key" ON "model_weight_version"("model_id", "version_no");

-- CreateIndex
CREATE UNIQUE INDEX "upstream_cost_version_model_id_version_no_key" ON "upstream_cost_version"("model_id", "version_no");

-- CreateIndex
CREATE UNIQUE INDEX "upstream_code_key" ON "upstream"("code");

-- CreateIndex
CREATE UNIQUE INDEX "upstream_route_upstream_id_model_id_key" ON "upstream_route"("upstream_id", "model_id");

-- CreateIndex
CREATE INDEX "slice_cell_status_node_id_idx" ON "slice"("cell", "status", "node_id");

-- CreateIndex
CREATE INDEX "slice_part_cell_grant_id_idx" ON "slice_part"("cell", "grant_id");

-- CreateIndex
CREATE INDEX "token_grant_cell_account_id_expires_at_idx" ON "token_grant"("cell", "account_id", "expires_at");

-- CreateIndex
CREATE INDEX "token_grant_cell_expires_at_idx" ON "token_grant"("cell", "expires_at");

-- CreateIndex
CREATE UNIQUE INDEX "token_grant_cell_source_source_id_key" ON "token_grant"("cell", "source", "source_id");

-- CreateIndex
CREATE INDEX "request_key_cell_created_at_idx" ON "request_key"("cell", "created_at");

-- CreateIndex
CREATE INDEX "api_key_cell_account_id_created_at_idx" ON "api_key"("cell", "account_id", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "api_key_cell_secret_hmac_key" ON "api_key"("cell", "secret_hmac");

-- CreateIndex
CREATE UNIQUE INDEX "ledger_transaction_cell_kind_reference_key" ON "ledger_transaction"("cell", "kind", "reference");

-- CreateIndex
CREATE INDEX "ledger_entry_cell_grant_id_idx" ON "ledger_entry"("cell", "grant_id");

-- CreateIndex
CREATE INDEX "product_order_cell_account_id_created_at_idx" ON "product_order"("cell", "account_id", "created_at");

-- CreateIndex
CREATE INDEX "product_order_cell_status_payable_until_idx" ON "product_order"("cell", "status", "payable_until");

-- CreateIndex
CREATE UNIQUE INDEX "product_order_cell_number_key" ON "product_order"("cell", "number");

-- CreateIndex
CREATE INDEX "order_event_cell_order_id_at_idx" ON "order_event"("cell", "order_id", "at");

-- CreateIndex
CREATE INDEX "payment_cell_order_id_idx" ON "payment"("cell", "order_id");

-- CreateIndex
CREATE UNIQUE INDEX "payment_cell_provider_provider_transaction_id_key" ON "payment"("cell", "provider", "provider_transaction_id");

-- CreateIndex
CREATE INDEX "payment_notice_cell_payment_id_idx" ON "payment_notice"("cell", "payment_id");

-- CreateIndex
CREATE UNIQUE INDEX "change_set_number_key" ON "change_set"("number");

-- CreateIndex
CREATE UNIQUE INDEX "change_set_item_change_set_id_item_kind_item_id_key" ON "change_set_item"("change_set_id", "item_kind", "item_id");

-- CreateIndex
CREATE INDEX "one_time_code_cell_phone_created_at_idx" ON "one_time_code"("cell", "phone", "created_at");

-- CreateIndex
CREATE INDEX "customer_session_cell_account_id_created_at_idx" ON "customer_session"("cell", "account_id", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "staff_member_email_key" ON "staff_member"("email");

-- CreateIndex
CREATE INDEX "staff_recovery_code_staff_id_idx" ON "staff_recovery_code"("staff_id");

-- CreateIndex
CREATE INDEX "staff_session_staff_id_created_at_idx" ON "staff_session"("staff_id", "created_at");

-- CreateIndex
CREATE INDEX "sandbox_message_cell_recipient_sent_at_idx" ON "sandbox_message"("cell", "recipient", "sent_at");

-- CreateIndex
CREATE INDEX "rate_limit_expire_idx" ON "rate_limit"("expire");

-- CreateIndex
CREATE INDEX "subscription_cell_account_id_started_at_idx" ON "subscription"("cell", "account_id", "started_at");

-- CreateIndex
CREATE UNIQUE INDEX "subscription_period_cell_subscription_id_sequence_key" ON "subscription_period"("cell", "subscription_id", "sequence");

-- CreateIndex
CREATE INDEX "usage_event_cell_account_id_occurred_at_idx" ON "usage_event"("cell", "account_id", "occurred_at");

-- AddForeignKey
ALTER TABLE "consent" ADD CONSTRAINT "consent_cell_account_id_fkey" FOREIGN KEY ("cell", "account_id") REFERENCES "account"("cell", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "plan_version" ADD CONSTRAINT "plan_version_plan_id_fkey" FOREIGN KEY ("plan_id") REFERENCES "plan"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "pack_version" ADD CONSTRAINT "pack_version_pack_id_fkey" FOREIGN KEY ("pack_id") REFERENCES "pack"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "model" ADD CONSTRAINT "model_supplier_id_fkey" FOREIGN KEY ("supplier_id") REFERENCES "supplier"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "model_weight_version" ADD CONSTRAINT "model_weight_version_model_id_fkey" FOREIGN KEY ("model_id") REFERENCES "model"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "upstream_cost_version" ADD CONSTRAINT "upstream_cost_version_model_id_fkey" FOREIGN KEY ("model_id") REFERENCES "model"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "upstream_route" ADD CONSTRAINT "upstream_route_upstream_id_fkey" FOREIGN KEY ("upstream_id") REFERENCES "upstream"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "upstream_route" ADD CONSTRAINT "upstream_route_model_id_fkey" FOREIGN KEY ("model_id") REFERENCES "model"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "slice_part" ADD CONSTRAINT "slice_part_cell_slice_id_fkey" FOREIGN KEY ("cell", "slice_id") REFERENCES "slice"("cell", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "slice_part" ADD CONSTRAINT "slice_part_cell_grant_id_fkey" FOREIGN KEY ("cell", "grant_id") REFERENCES "token_grant"("cell", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "token_grant" ADD CONSTRAINT "token_grant_cell_account_id_fkey" FOREIGN KEY ("cell", "account_id") REFERENCES "account"("cell", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "api_key" ADD CONSTRAINT "api_key_cell_account_id_fkey" FOREIGN KEY ("cell", "account_id") REFERENCES "account"("cell", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ledger_entry" ADD CONSTRAINT "ledger_entry_cell_transaction_id_fkey" FOREIGN KEY ("cell", "transaction_id") REFERENCES "ledger_transaction"("cell", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "product_order" ADD CONSTRAINT "product_order_cell_account_id_fkey" FOREIGN KEY ("cell", "account_id") REFERENCES "account"("cell", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "order_event" ADD CONSTRAINT "order_event_cell_order_id_fkey" FOREIGN KEY ("cell", "order_id") REFERENCES "product_order"("cell", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "payment" ADD CONSTRAINT "payment_cell_order_id_fkey" FOREIGN KEY ("cell", "order_id") REFERENCES "product_order"("cell", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "change_set_item" ADD CONSTRAINT "change_set_item_change_set_id_fkey" FOREIGN KEY ("change_set_id") REFERENCES "change_set"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "change_set_contributor" ADD CONSTRAINT "change_set_contributor_change_set_id_fkey" FOREIGN KEY ("change_set_id") REFERENCES "change_set"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "customer_session" ADD CONSTRAINT "customer_session_cell_account_id_fkey" FOREIGN KEY ("cell", "account_id") REFERENCES "account"("cell", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "subscription" ADD CONSTRAINT "subscription_cell_account_id_fkey" FOREIGN KEY ("cell", "account_id") REFERENCES "account"("cell", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "subscription_period" ADD CONSTRAINT "subscription_period_cell_subscription_id_fkey" FOREIGN KEY ("cell", "subscription_id") REFERENCES "subscription"("cell", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

