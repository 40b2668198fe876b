#!/usr/bin/env bash
# Installs the Python packages into .venv.
set -euo pipefail

wanted=$(head -n 1 .python-versions)
# pyenv offers only the interpreter that is chosen in the current folder, so uv does not see the others; it is told.
if ! uv python find --quiet "$wanted" >/dev/null 2>&1 && prefix=$(pyenv prefix "$wanted" 2>/dev/null); then
  export UV_PYTHON="$prefix/bin/python"
fi
uv sync "$@"
