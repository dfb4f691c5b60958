-- 行级安全 A batch belongs to its county, an item to the household's town.
SELECT zhongfu_protect('payments_batch', 'SELECT, INSERT, UPDATE', 'SELECT');
SELECT zhongfu_protect('payments_item', 'SELECT, INSERT', 'SELECT');

-- What was approved is never changed again, and nothing is added to it.
CREATE OR REPLACE FUNCTION payments_approved_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.status = 'approved' THEN
        RAISE EXCEPTION '已审批的批次不可更改 / an approved batch stays as it is' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER payments_batch_stays BEFORE UPDATE OR DELETE ON payments_batch
    FOR EACH ROW EXECUTE FUNCTION payments_approved_stays();

-- An item pays what its entitlement says, in a draft of the same month, within the entitlement's months.
CREATE OR REPLACE FUNCTION payments_item_of_entitlement() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    -- FOR UPDATE: an approval that runs at the same time waits, or is waited for.
    PERFORM 1 FROM payments_batch b WHERE b.number = NEW.batch_id AND b.status = 'draft' AND b.month = NEW.month
        AND NEW.region LIKE b.region || '%' FOR UPDATE;
    IF NOT FOUND THEN
        RAISE EXCEPTION '批次不是本月草稿 / the batch is no draft of this month' USING ERRCODE = 'check_violation';
    END IF;
    IF NOT EXISTS (SELECT 1 FROM cases_entitlement e WHERE e.id = NEW.entitlement_id AND e.region = NEW.region
                   AND e.amount_fen = NEW.amount_fen AND e.starts <= NEW.month AND (e.until IS NULL OR e.until >= NEW.month)) THEN
        RAISE EXCEPTION '明细与待遇不符 / the item differs from its entitlement' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER payments_item_checked BEFORE INSERT ON payments_item
    FOR EACH ROW EXECUTE FUNCTION payments_item_of_entitlement();
CREATE OR REPLACE TRIGGER payments_item_stays BEFORE UPDATE OR DELETE ON payments_item
    FOR EACH ROW EXECUTE FUNCTION audit_refuse();
