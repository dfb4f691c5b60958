"""窗口 Counter: pages of township clerks and county confirmers."""
