-- 行级安全 Households and persons are read by pages and loaded by the worker alone.
SELECT zhongfu_protect('people_household', 'SELECT', 'SELECT, INSERT, UPDATE, DELETE, TRUNCATE');
SELECT zhongfu_protect('people_person', 'SELECT', 'SELECT, INSERT, UPDATE, DELETE, TRUNCATE');
SELECT zhongfu_protect('people_householdmonth', 'SELECT', 'SELECT, INSERT, UPDATE, DELETE, TRUNCATE');
SELECT zhongfu_open('people_region', 'SELECT', 'SELECT, INSERT, UPDATE', 'the public list of regions');
SELECT zhongfu_open('people_installation', 'SELECT', 'SELECT, INSERT', 'one word: demo or production');
SELECT zhongfu_open('people_loadedmonth', 'SELECT', 'SELECT, INSERT, UPDATE, DELETE', 'which months are loaded, no resident');
SELECT zhongfu_open('people_user', 'SELECT', 'SELECT, INSERT, UPDATE', 'accounts of staff, read before the region of a request is known');
SELECT zhongfu_open('people_posting', 'SELECT', 'SELECT, INSERT, UPDATE', 'postings of staff, from which the region of a request follows');
-- A page may count failed sign-ins and note the last one; it cannot make an account or change a name.
GRANT UPDATE (last_login, failed_sign_ins, locked_until) ON people_user TO zhongfu_app;

-- Django's own tables.
SELECT zhongfu_open('django_session', 'SELECT, INSERT, UPDATE, DELETE', 'SELECT, DELETE', 'sessions of staff under random names');
SELECT zhongfu_open('django_content_type', 'SELECT', 'SELECT', 'names of tables');
SELECT zhongfu_open('auth_permission', '', '', 'unused: rights follow from postings');
SELECT zhongfu_open('auth_group', '', '', 'unused: rights follow from postings');
SELECT zhongfu_open('auth_group_permissions', '', '', 'unused: rights follow from postings');
SELECT zhongfu_open('django_migrations', '', 'SELECT', 'which migrations ran');

-- A demonstration account cannot come into being, nor come alive, in a database that is not a demonstration's.
CREATE OR REPLACE FUNCTION people_demo_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.demo AND NOT EXISTS (SELECT 1 FROM people_installation WHERE kind = 'demo') THEN
        RAISE EXCEPTION '演示账户只能存在于演示环境 / demonstration accounts exist only in a demonstration home'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER people_user_demo_only BEFORE INSERT OR UPDATE ON people_user
    FOR EACH ROW EXECUTE FUNCTION people_demo_only();
