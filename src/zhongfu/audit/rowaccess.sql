-- 行级安全 Who may see and write which rows. Applied by the migrations as the owner of the tables.
--
-- Every table is declared once, by one of two words:
--   zhongfu_protect  rows belong to a region; the application sees those of its request's region, the worker sees all
--   zhongfu_open     rows concern no resident; the reason is kept as the table's comment
-- A table that is declared by neither has no grants at all and fails a test.

CREATE OR REPLACE FUNCTION zhongfu_protect(target regclass, app_rights text, worker_rights text) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', target);
    EXECUTE format('DROP POLICY IF EXISTS own_region ON %s', target);
    EXECUTE format('DROP POLICY IF EXISTS every_region ON %s', target);
    -- Only leakproof comparisons, so an index on region can serve the policy. Unset is NULL or '': no row either way.
    EXECUTE format($policy$
        CREATE POLICY own_region ON %s TO zhongfu_app USING (
            region >= current_setting('app.region_low', true) AND region < current_setting('app.region_high', true))
        $policy$, target);
    EXECUTE format('CREATE POLICY every_region ON %s TO zhongfu_worker USING (true)', target);
    EXECUTE format('COMMENT ON TABLE %s IS %L', target, 'protected by region');
    PERFORM zhongfu_drop_like_indexes(target);
    PERFORM zhongfu_grant(target, app_rights, worker_rights);
END $$;

-- Django makes an index for LIKE beside each key of text. LIKE cannot use an index here, so it would only slow the loading.
CREATE OR REPLACE FUNCTION zhongfu_drop_like_indexes(target regclass) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    name text;
BEGIN
    FOR name IN SELECT indexrelid::regclass::text FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid
                WHERE indrelid = target AND relname LIKE '%\_like'
    LOOP
        EXECUTE format('DROP INDEX %s', name);
    END LOOP;
END $$;

CREATE OR REPLACE FUNCTION zhongfu_open(target regclass, app_rights text, worker_rights text, reason text) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('COMMENT ON TABLE %s IS %L', target, 'open: ' || reason);
    PERFORM zhongfu_grant(target, app_rights, worker_rights);
END $$;

CREATE OR REPLACE FUNCTION zhongfu_grant(target regclass, app_rights text, worker_rights text) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('REVOKE ALL ON %s FROM PUBLIC, zhongfu_app, zhongfu_worker', target);
    IF app_rights <> '' THEN EXECUTE format('GRANT %s ON %s TO zhongfu_app', app_rights, target); END IF;
    IF worker_rights <> '' THEN EXECUTE format('GRANT %s ON %s TO zhongfu_worker', worker_rights, target); END IF;
END $$;

-- The audit log: read by region, written by one function, changed by nobody.
SELECT zhongfu_protect('audit_event', 'SELECT', 'SELECT');
SELECT zhongfu_open('audit_head', '', 'SELECT', 'the end of the audit chain: a number and a hash');

CREATE OR REPLACE FUNCTION audit_netstring(part text) RETURNS bytea
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT convert_to(octet_length(convert_to(part, 'UTF8')) || ':' || part || ',', 'UTF8')
$$;

-- The owner's rights, so that the chain is written whole or not at all; the caller has none on the table itself.
CREATE OR REPLACE FUNCTION audit_append(
    at timestamptz, actor text, verb text, subject_kind text, subject_id text, region text, detail text
) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    head public.audit_head;
    canonical bytea;
    digest bytea;
BEGIN
    -- Held until the end of the transaction: sequences follow the order of commits and have no gap.
    SELECT * INTO STRICT head FROM public.audit_head WHERE one = 1 FOR UPDATE;
    canonical := public.audit_netstring((head.sequence + 1)::text)
        || public.audit_netstring(to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'))
        || public.audit_netstring(actor) || public.audit_netstring(verb)
        || public.audit_netstring(subject_kind) || public.audit_netstring(subject_id)
        || public.audit_netstring(region) || public.audit_netstring(detail);
    digest := sha256(head.hash || canonical);
    INSERT INTO public.audit_event VALUES
        (head.sequence + 1, at, actor, verb, subject_kind, subject_id, region, detail, head.hash, digest);
    UPDATE public.audit_head SET sequence = head.sequence + 1, hash = digest WHERE one = 1;
    RETURN head.sequence + 1;
END $$;
REVOKE ALL ON FUNCTION audit_append FROM PUBLIC;
GRANT EXECUTE ON FUNCTION audit_append TO zhongfu_app, zhongfu_worker;

-- Append-only for everybody, the owner included.
CREATE OR REPLACE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '审计记录不可修改或删除 / the audit log is append-only' USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE OR REPLACE TRIGGER audit_event_append_only BEFORE UPDATE OR DELETE ON audit_event
    FOR EACH ROW EXECUTE FUNCTION audit_refuse();
CREATE OR REPLACE TRIGGER audit_event_no_truncate BEFORE TRUNCATE ON audit_event
    FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse();
CREATE OR REPLACE TRIGGER audit_head_stays BEFORE DELETE OR TRUNCATE ON audit_head
    FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse();

INSERT INTO audit_head (one, sequence, hash) VALUES (1, 0, decode(repeat('00', 32), 'hex')) ON CONFLICT DO NOTHING;

-- Statistics after a bulk load: only a table's owner may gather them, so the worker asks through this function.
CREATE OR REPLACE FUNCTION zhongfu_analyze(target text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    EXECUTE format('ANALYZE %s', target::regclass);
END $$;
REVOKE ALL ON FUNCTION zhongfu_analyze FROM PUBLIC;
GRANT EXECUTE ON FUNCTION zhongfu_analyze TO zhongfu_worker;
