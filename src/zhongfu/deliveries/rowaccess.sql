-- 行级安全 The report of a file names rows and columns, never a value of a person.
SELECT zhongfu_open('deliveries_delivery', 'SELECT', 'SELECT, INSERT, UPDATE', 'names of files and counts of rows, no resident');
SELECT zhongfu_open('deliveries_problem', 'SELECT', 'SELECT, INSERT', 'row numbers, columns and codes, never a value');
