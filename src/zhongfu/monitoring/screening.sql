-- 行级安全 Counts of a screen are made by the worker and read by region; the screen itself is one line without a resident.
SELECT zhongfu_protect('monitoring_screeningcount', 'SELECT', 'SELECT, INSERT, DELETE');
SELECT zhongfu_open('monitoring_screening', 'SELECT', 'SELECT, INSERT, UPDATE', 'one line per month: numbers and a file name, no resident');
