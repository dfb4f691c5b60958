-- 行级安全 Cases and entitlements belong to the household's town.
SELECT zhongfu_protect('cases_case', 'SELECT, INSERT, UPDATE', 'SELECT');
SELECT zhongfu_protect('cases_entitlement', 'SELECT, INSERT', 'SELECT');
SELECT zhongfu_open('cases_numbering', 'SELECT, INSERT, UPDATE', 'SELECT, INSERT, UPDATE', 'counters of paper numbers');

-- Foreign keys are checked past row-level security; these checks are not: a case can only be opened for a household
-- that the same request may see, in that household's own region, and never moves.
CREATE OR REPLACE FUNCTION cases_same_region() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND (NEW.household_id, NEW.region, NEW.number) IS DISTINCT FROM (OLD.household_id, OLD.region, OLD.number) THEN
        RAISE EXCEPTION '案件的家庭和区划不可更改 / a case keeps its household and region' USING ERRCODE = 'check_violation';
    END IF;
    IF TG_OP = 'INSERT' AND NOT EXISTS (
        SELECT 1 FROM people_household h WHERE h.household_id = NEW.household_id AND h.region = NEW.region) THEN
        RAISE EXCEPTION '本辖区没有这个家庭 / no such household in this region' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER cases_case_same_region BEFORE INSERT OR UPDATE ON cases_case
    FOR EACH ROW EXECUTE FUNCTION cases_same_region();

-- An entitlement repeats what its confirmed case says, and nobody else's.
CREATE OR REPLACE FUNCTION cases_entitlement_of_case() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM cases_case c WHERE c.number = NEW.case_id AND c.status = 'confirmed'
                   AND c.household_id = NEW.household_id AND c.region = NEW.region AND c.programme = NEW.programme) THEN
        RAISE EXCEPTION '待遇须来自已确认的案件 / an entitlement needs its confirmed case' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER cases_entitlement_confirmed BEFORE INSERT OR UPDATE ON cases_entitlement
    FOR EACH ROW EXECUTE FUNCTION cases_entitlement_of_case();
