"""指挥 Command: dashboards of supervisors."""
