#!/bin/sh
# Finds a Python that is new enough and whole, and hands over to setup.py. Needs nothing but a shell.
set -eu
cd "$(dirname "$0")/.."

wanted='import sys; sys.exit(sys.version_info < (3, 11))'
whole='import ensurepip, venv'
half=''
for python in ${PYTHON:-} python3.11 python3.12 python3.13 python3.14 python3 python; do
    command -v "$python" >/dev/null 2>&1 || continue
    "$python" -c "$wanted" 2>/dev/null || continue
    if "$python" -c "$whole" 2>/dev/null; then
        exec "$python" scripts/setup.py "$@"
    fi
    half=$python
done

if [ -n "$half" ]; then
    echo "$half is here, but without its venv part. Install it (on Debian and Ubuntu: apt-get install python3-venv), then try again." >&2
elif command -v python3 >/dev/null 2>&1; then
    echo "Bluelamp needs Python 3.11 or newer, and here is $(python3 --version 2>&1). Install a newer one, or name it: make up PYTHON=/path/to/python3.11" >&2
else
    echo "Bluelamp needs Python 3.11 or newer, and none was found. Install it (on Debian and Ubuntu: apt-get install python3 python3-venv), then try again." >&2
fi
exit 2
