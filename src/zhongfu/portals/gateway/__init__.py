"""入口 Gateway: sign-in, language, health."""
