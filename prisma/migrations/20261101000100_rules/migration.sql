-- Rules that Prisma's schema language cannot say. Each is an invariant of the product held by the database itself.

-- Needed by exclusion constraints that compare an id with "=" beside a range.
CREATE EXTENSION IF NOT EXISTS btree_gist;

-- Prices are data with a time range: versions of one item never overlap. An empty range is a withdrawn announcement.
ALTER TABLE plan_version ADD CONSTRAINT plan_version_no_overlap
  EXCLUDE USING gist (plan_id WITH =, tstzrange(valid_from, valid_to, '[)') WITH &&);
ALTER TABLE pack_version ADD CONSTRAINT pack_version_no_overlap
  EXCLUDE USING gist (pack_id WITH =, tstzrange(valid_from, valid_to, '[)') WITH &&);
ALTER TABLE model_weight_version ADD CONSTRAINT model_weight_version_no_overlap
  EXCLUDE USING gist (model_id WITH =, tstzrange(valid_from, valid_to, '[)') WITH &&);
ALTER TABLE upstream_cost_version ADD CONSTRAINT upstream_cost_version_no_overlap
  EXCLUDE USING gist (model_id WITH =, tstzrange(valid_from, valid_to, '[)') WITH &&);

ALTER TABLE plan_version ADD CONSTRAINT plan_version_amounts CHECK (price_fen > 0 AND quota_tokens > 0);
ALTER TABLE pack_version ADD CONSTRAINT pack_version_amounts CHECK (price_fen > 0 AND quota_tokens > 0 AND valid_days > 0);
ALTER TABLE model_weight_version ADD CONSTRAINT model_weight_version_amounts
  CHECK (input_milli > 0 AND cached_input_milli > 0 AND output_milli > 0);
ALTER TABLE upstream_cost_version ADD CONSTRAINT upstream_cost_version_amounts
  CHECK (input_micro_yuan >= 0 AND cached_input_micro_yuan >= 0 AND output_micro_yuan >= 0);

-- The past never changes: of a version only the upper bound may be moved, and no version is ever deleted.
CREATE FUNCTION refuse_version_rewrite() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR (to_jsonb(NEW) - 'valid_to') IS DISTINCT FROM (to_jsonb(OLD) - 'valid_to') THEN
    RAISE EXCEPTION '% is history: only valid_to may change', TG_TABLE_NAME
      USING ERRCODE = 'check_violation', CONSTRAINT = 'version_is_history';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER plan_version_history BEFORE UPDATE OR DELETE ON plan_version FOR EACH ROW EXECUTE FUNCTION refuse_version_rewrite();
CREATE TRIGGER pack_version_history BEFORE UPDATE OR DELETE ON pack_version FOR EACH ROW EXECUTE FUNCTION refuse_version_rewrite();
CREATE TRIGGER model_weight_version_history BEFORE UPDATE OR DELETE ON model_weight_version FOR EACH ROW EXECUTE FUNCTION refuse_version_rewrite();
CREATE TRIGGER upstream_cost_version_history BEFORE UPDATE OR DELETE ON upstream_cost_version FOR EACH ROW EXECUTE FUNCTION refuse_version_rewrite();

-- What happened is never rewritten.
CREATE FUNCTION refuse_rewrite() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% rows are never updated or deleted', TG_TABLE_NAME
    USING ERRCODE = 'check_violation', CONSTRAINT = 'immutable_row';
END $$;
CREATE TRIGGER ledger_transaction_immutable BEFORE UPDATE OR DELETE ON ledger_transaction FOR EACH ROW EXECUTE FUNCTION refuse_rewrite();
CREATE TRIGGER ledger_entry_immutable BEFORE UPDATE OR DELETE ON ledger_entry FOR EACH ROW EXECUTE FUNCTION refuse_rewrite();
CREATE TRIGGER ledger_transaction_no_truncate BEFORE TRUNCATE ON ledger_transaction FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewrite();
CREATE TRIGGER ledger_entry_no_truncate BEFORE TRUNCATE ON ledger_entry FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewrite();
CREATE TRIGGER usage_event_immutable BEFORE UPDATE OR DELETE ON usage_event FOR EACH ROW EXECUTE FUNCTION refuse_rewrite();
CREATE TRIGGER audit_entry_immutable BEFORE UPDATE OR DELETE ON audit_entry FOR EACH ROW EXECUTE FUNCTION refuse_rewrite();
CREATE TRIGGER audit_entry_no_truncate BEFORE TRUNCATE ON audit_entry FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewrite();
CREATE TRIGGER consent_immutable BEFORE UPDATE OR DELETE ON consent FOR EACH ROW EXECUTE FUNCTION refuse_rewrite();
CREATE TRIGGER order_event_immutable BEFORE UPDATE OR DELETE ON order_event FOR EACH ROW EXECUTE FUNCTION refuse_rewrite();
CREATE TRIGGER payment_notice_immutable BEFORE UPDATE OR DELETE ON payment_notice FOR EACH ROW EXECUTE FUNCTION refuse_rewrite();

-- Double entry: what one statement inserts balances per transaction and unit. A transaction's entries are inserted by
-- one statement, so a statement-level trigger over its transition table is enough (and three times as fast as a
-- deferred row trigger).
CREATE FUNCTION refuse_unbalanced_entries() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE bad record;
BEGIN
  SELECT cell, transaction_id, unit, sum(amount) AS total INTO bad
    FROM inserted GROUP BY cell, transaction_id, unit HAVING sum(amount) <> 0 LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'ledger transaction % is off by % %', bad.transaction_id, bad.total, bad.unit
      USING ERRCODE = 'check_violation', CONSTRAINT = 'ledger_balances';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER ledger_entry_balances AFTER INSERT ON ledger_entry
  REFERENCING NEW TABLE AS inserted FOR EACH STATEMENT EXECUTE FUNCTION refuse_unbalanced_entries();
ALTER TABLE ledger_entry ADD CONSTRAINT ledger_entry_amount CHECK (amount <> 0);
ALTER TABLE ledger_entry ADD CONSTRAINT ledger_entry_unit CHECK (unit IN ('CNY', 'TOKEN'));
ALTER TABLE ledger_entry ADD CONSTRAINT ledger_entry_account CHECK (account_code IN (
  'tokens.bucket', 'tokens.issued', 'tokens.consumed', 'tokens.expired', 'tokens.refunded',
  'cash.sandbox', 'contract_liability', 'revenue', 'vat_payable', 'unapplied_receipts', 'refunds_payable',
  'partner_payable', 'partner_share_expense', 'refunds', 'goodwill', 'promotion', 'in_transit'));

-- A bucket adds up at every instant, and nothing in it is negative: no path can overdraw.
ALTER TABLE token_grant ADD CONSTRAINT token_grant_adds_up CHECK (
  granted_tokens = remaining_tokens + reserved_tokens + consumed_tokens + expired_tokens + refunded_tokens + transferred_tokens);
ALTER TABLE token_grant ADD CONSTRAINT token_grant_not_negative CHECK (
  granted_tokens > 0 AND remaining_tokens >= 0 AND reserved_tokens >= 0 AND consumed_tokens >= 0
  AND expired_tokens >= 0 AND refunded_tokens >= 0 AND transferred_tokens >= 0);
ALTER TABLE token_grant ADD CONSTRAINT token_grant_money CHECK (
  net_price_fen >= 0 AND recognised_fen >= 0 AND recognised_fen <= net_price_fen);
ALTER TABLE token_grant ADD CONSTRAINT token_grant_validity CHECK (expires_at > starts_at);
ALTER TABLE slice_part ADD CONSTRAINT slice_part_not_negative CHECK (reserved_tokens >= 0 AND consumed_tokens >= 0);
ALTER TABLE slice ADD CONSTRAINT slice_status CHECK (status IN ('open', 'released', 'lapsed'));

ALTER TABLE usage_event ADD CONSTRAINT usage_event_counts CHECK (
  input_tokens >= 0 AND cached_input_tokens >= 0 AND cached_input_tokens <= input_tokens AND output_tokens >= 0
  AND plan_tokens >= 0 AND shortfall_tokens >= 0 AND shortfall_tokens <= plan_tokens);

-- Day partitions of usage events: made ahead by the worker, and by whoever moves the clock.
CREATE FUNCTION create_usage_partitions(first_day date, last_day date) RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
  d date := first_day;
  made integer := 0;
  part text;
BEGIN
  -- Two makers at once must not collide on a name.
  PERFORM pg_advisory_xact_lock(hashtext('create_usage_partitions'));
  WHILE d <= last_day LOOP
    part := 'usage_event_' || to_char(d, 'YYYYMMDD');
    IF to_regclass(part) IS NULL THEN
      EXECUTE format('CREATE TABLE %I PARTITION OF usage_event FOR VALUES FROM (%L) TO (%L)', part, d, d + 1);
      made := made + 1;
    END IF;
    d := d + 1;
  END LOOP;
  RETURN made;
END $$;

-- States.
ALTER TABLE account ADD CONSTRAINT account_state CHECK (kind IN ('person', 'company') AND status IN ('active', 'frozen'));
ALTER TABLE product_order ADD CONSTRAINT product_order_status CHECK (status IN ('awaiting_payment', 'fulfilled', 'expired', 'cancelled'));
ALTER TABLE product_order ADD CONSTRAINT product_order_amounts CHECK (
  quantity > 0 AND unit_price_fen > 0 AND amount_fen = unit_price_fen * quantity AND vat_fen >= 0 AND vat_fen < amount_fen AND quota_tokens > 0);
ALTER TABLE payment ADD CONSTRAINT payment_status CHECK (status IN ('pending', 'succeeded', 'declined', 'unapplied'));
ALTER TABLE subscription ADD CONSTRAINT subscription_status CHECK (status IN ('active', 'ended'));

-- One running plan per account.
CREATE UNIQUE INDEX subscription_one_running ON subscription (cell, account_id) WHERE status = 'active';
-- An order is fulfilled by one bucket; a bucket comes from one order.
CREATE UNIQUE INDEX subscription_period_one_per_order ON subscription_period (cell, order_id);

-- Four eyes: whoever saved an item of a change set neither approves nor rejects nor publishes it, and does not withdraw
-- it once it is approved. Items change only in a draft, and a draft that was approved cannot come back.
ALTER TABLE change_set ADD CONSTRAINT change_set_status CHECK (
  status IN ('draft', 'submitted', 'approved', 'published', 'rejected', 'withdrawn', 'superseded'));
ALTER TABLE change_set ADD CONSTRAINT change_set_approval CHECK (
  status NOT IN ('approved', 'published') OR (approved_by IS NOT NULL AND approved_at IS NOT NULL));
CREATE FUNCTION refuse_own_approval() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE judge uuid := NULL;
BEGIN
  IF NEW.status IS DISTINCT FROM OLD.status THEN
    judge := CASE
      WHEN NEW.status = 'approved' THEN NEW.approved_by
      WHEN NEW.status = 'published' THEN NEW.published_by
      WHEN NEW.status = 'rejected' THEN NEW.closed_by
      WHEN NEW.status IN ('withdrawn', 'superseded') AND OLD.status IN ('approved', 'published') THEN NEW.closed_by
    END;
    IF NEW.status = 'draft' AND OLD.status <> 'submitted' THEN
      RAISE EXCEPTION 'only a submitted change set returns to draft' USING ERRCODE = 'check_violation', CONSTRAINT = 'change_set_moves';
    END IF;
  END IF;
  IF NEW.approved_by IS DISTINCT FROM OLD.approved_by AND NEW.approved_by IS NOT NULL THEN judge := NEW.approved_by; END IF;
  IF judge IS NOT NULL AND EXISTS (
    SELECT 1 FROM change_set_contributor c WHERE c.change_set_id = NEW.id AND c.staff_id = judge
    UNION ALL SELECT 1 WHERE NEW.created_by = judge
  ) THEN
    RAISE EXCEPTION 'whoever drafts a change set cannot decide on it' USING ERRCODE = 'check_violation', CONSTRAINT = 'change_set_four_eyes';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER change_set_four_eyes BEFORE UPDATE ON change_set FOR EACH ROW EXECUTE FUNCTION refuse_own_approval();
CREATE FUNCTION refuse_item_outside_draft() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  set_id uuid := CASE WHEN TG_OP = 'DELETE' THEN OLD.change_set_id ELSE NEW.change_set_id END;
BEGIN
  -- The row lock makes a save wait for a submit or approval that is under way.
  PERFORM 1 FROM change_set WHERE id = set_id AND status = 'draft' FOR UPDATE;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'items change only in a draft' USING ERRCODE = 'check_violation', CONSTRAINT = 'change_set_draft_only';
  END IF;
  RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER change_set_item_draft_only BEFORE INSERT OR UPDATE OR DELETE ON change_set_item
  FOR EACH ROW EXECUTE FUNCTION refuse_item_outside_draft();
-- Whoever saves an item is a contributor, whichever way the save came.
CREATE FUNCTION note_contributor() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO change_set_contributor (change_set_id, staff_id) VALUES (NEW.change_set_id, NEW.saved_by) ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;
CREATE TRIGGER change_set_item_contributor AFTER INSERT OR UPDATE ON change_set_item
  FOR EACH ROW EXECUTE FUNCTION note_contributor();
CREATE TRIGGER change_set_contributor_immutable BEFORE UPDATE OR DELETE ON change_set_contributor
  FOR EACH ROW EXECUTE FUNCTION refuse_rewrite();

-- Single rows that always exist.
ALTER TABLE audit_head ADD CONSTRAINT audit_head_one CHECK (id = 1);
INSERT INTO audit_head (id, seq, hash) VALUES (1, 0, repeat('0', 64));
ALTER TABLE business_clock ADD CONSTRAINT business_clock_one CHECK (id = 1);
INSERT INTO business_clock (id, offset_ms) VALUES (1, 0);
