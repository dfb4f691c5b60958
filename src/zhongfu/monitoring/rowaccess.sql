-- 行级安全 Scores and alerts are made by the worker; a page may handle an alert, not make one.
SELECT zhongfu_protect('monitoring_score', 'SELECT', 'SELECT, INSERT, UPDATE, DELETE, TRUNCATE');
SELECT zhongfu_protect('monitoring_alert', 'SELECT, UPDATE', 'SELECT, INSERT, UPDATE');
SELECT zhongfu_protect('monitoring_levelcount', 'SELECT', 'SELECT, INSERT, UPDATE, DELETE');
SELECT zhongfu_open('monitoring_round', 'SELECT', 'SELECT, INSERT', 'one line per run: counts, no resident');
