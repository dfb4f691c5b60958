-- 行级安全 A proposal to decide again belongs to the household's town. The worker finds, the application's people decide.
SELECT zhongfu_protect('payments_redecisionproposal', 'SELECT, INSERT, UPDATE', 'SELECT, INSERT');

-- It is about a confirmed case of the same town and programme; its figures never change, and what was settled stays settled.
CREATE OR REPLACE FUNCTION payments_proposal_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NOT EXISTS (SELECT 1 FROM cases_case c WHERE c.number = NEW.case_id AND c.status = 'confirmed'
                       AND c.region = NEW.region AND c.programme = NEW.programme) THEN
            RAISE EXCEPTION '建议须来自已确认的案件 / a proposal needs its confirmed case' USING ERRCODE = 'check_violation';
        END IF;
        IF NEW.state <> 'proposed' THEN
            RAISE EXCEPTION '建议须先提出 / a proposal begins as one' USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
    END IF;
    IF OLD.state <> 'proposed' THEN
        RAISE EXCEPTION '已处理的建议不可更改 / a settled proposal stays as it is' USING ERRCODE = 'check_violation';
    END IF;
    IF (NEW.case_id, NEW.region, NEW.programme, NEW.reason, NEW.cause, NEW.facts, NEW.first, NEW.last, NEW.answer, NEW.underpaid_fen,
        NEW.overpaid_fen, NEW.decided_digest, NEW.redecided_digest, NEW.found_at)
       IS DISTINCT FROM (OLD.case_id, OLD.region, OLD.programme, OLD.reason, OLD.cause, OLD.facts, OLD.first, OLD.last, OLD.answer,
        OLD.underpaid_fen, OLD.overpaid_fen, OLD.decided_digest, OLD.redecided_digest, OLD.found_at)
       OR (OLD.proposed_by_id IS NOT NULL AND (NEW.proposed_by_id, NEW.proposed_at, NEW.note)
           IS DISTINCT FROM (OLD.proposed_by_id, OLD.proposed_at, OLD.note)) THEN
        RAISE EXCEPTION '建议的内容不可更改 / what was proposed never changes' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER payments_proposal_checked BEFORE INSERT OR UPDATE ON payments_redecisionproposal
    FOR EACH ROW EXECUTE FUNCTION payments_proposal_stays();
