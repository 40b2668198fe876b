# shellcheck shell=bash
# The variables of development for a shell, as recipes have them: direnv (.envrc) and mise (mise.toml) source this.
# What the shell has set already stays. Secrets and the addresses of servers are left in their files, where the product reads them:
# every program started here would inherit them, and an old value in a shell is stronger than a new one in a file.

export ENVIRONMENT="${ENVIRONMENT:-development}"
project=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
# Before `just setup` there is nobody to ask.
if [ -x "$project/.venv/bin/python" ]; then
    eval "$(cd "$project" && .venv/bin/python -m tools.environment export --activate)"
fi
unset project
