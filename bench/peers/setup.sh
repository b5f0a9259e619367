#!/usr/bin/env bash
# Makes the Python environment of the peers, outside the repository. Prints its interpreter.
set -euo pipefail
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
environment="${1:-${XDG_CACHE_HOME:-$HOME/.cache}/negative-space/peers}"
[ -x "$environment/bin/python" ] || "${PYTHON:-python3}" -m venv "$environment"
"$environment/bin/python" -m pip install --quiet --requirement "$here/requirements.txt" >&2
echo "$environment/bin/python"
