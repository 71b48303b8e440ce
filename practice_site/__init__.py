"""The project: settings, addresses, headers, sign-in, health."""
