"""Which release this is; pyproject.toml says it."""

import tomllib

from practice_site.environment import BASE_DIR


def version():
    project = tomllib.loads((BASE_DIR / "pyproject.toml").read_text())["project"]
    return f"Practice Site {project['version']}"
