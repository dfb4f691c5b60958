"""入口: sign-in, language, and the pages that say what went wrong."""
