"""政策测算 Reforms priced before they are enacted."""
