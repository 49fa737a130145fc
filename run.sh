#!/bin/sh
# Install what is missing, then serve the demo on this machine; or pass the words on to the `lotrinh` command.
#   ./run.sh                 serve on http://127.0.0.1:8000/
#   ./run.sh read FILE …     the same as .venv/bin/lotrinh read FILE …
# LOTRINH_HOME: where data lives (var/). LOTRINH_PORT: another port. LOTRINH_DEMO=0: no demo.
set -eu
here=$(pwd)
cd "$(dirname "$0")"
. scripts/setup.sh
need_packages $reading_packages
make_venv --extra web --extra postgres --extra writing --extra pdf
bin=$(pwd)/.venv/bin
if [ $# -gt 0 ]; then
    LOTRINH_HOME=${LOTRINH_HOME:-$(pwd)/var}
    export LOTRINH_HOME
    cd "$here"
    exec "$bin/lotrinh" "$@"
fi

LOTRINH_HOME=${LOTRINH_HOME:-$(pwd)/var}
LOTRINH_DEMO=${LOTRINH_DEMO:-1}
LOTRINH_PORT=${LOTRINH_PORT:-8000}
export LOTRINH_HOME LOTRINH_DEMO
if ! "$bin/python" -c "import socket; socket.create_server(('127.0.0.1', $LOTRINH_PORT)).close()" 2>/dev/null; then
    echo "Port $LOTRINH_PORT is taken: stop what runs there, or choose another with LOTRINH_PORT=8001 ./run.sh" >&2
    exit 1
fi
umask 077 # data is for its owner only
mkdir -p "$LOTRINH_HOME"
compile_messages
"$bin/lotrinh" manage migrate --noinput >"$LOTRINH_HOME/setup.log" 2>&1 || { cat "$LOTRINH_HOME/setup.log" >&2; exit 1; }
"$bin/lotrinh" manage collectstatic --noinput >>"$LOTRINH_HOME/setup.log" 2>&1 || { cat "$LOTRINH_HOME/setup.log" >&2; exit 1; }
if [ "$LOTRINH_DEMO" = 1 ]; then
    "$bin/lotrinh" manage load_demo >>"$LOTRINH_HOME/setup.log" 2>&1 || { cat "$LOTRINH_HOME/setup.log" >&2; exit 1; }
fi

"$bin/lotrinh" manage db_worker --interval 1 >>"$LOTRINH_HOME/worker.log" 2>&1 &
worker=$!
"$bin/gunicorn" --bind "127.0.0.1:$LOTRINH_PORT" --workers 2 --timeout 120 --log-level warning lotrinh.web.wsgi:application &
server=$!
stop() { kill "$worker" "$server" 2>/dev/null || true; wait "$worker" "$server" 2>/dev/null || true; }
trap 'stop; exit 0' INT TERM
echo "Lộ Trình: http://127.0.0.1:$LOTRINH_PORT/"
if [ "$LOTRINH_DEMO" = 1 ]; then
    echo "Demo, sign in as: can-bo-van-phong (clerk), can-bo-don-vi (officer), lanh-dao (head); password: ban-trinh-dien"
else
    echo "Make the first person: .venv/bin/lotrinh manage create_person NAME 'Full name' clerk 'Body'"
fi
echo "Data: $LOTRINH_HOME. Stop with Ctrl-C."
# When one of the two ends, the other is of no use: stop it and say so.
while kill -0 "$worker" 2>/dev/null && kill -0 "$server" 2>/dev/null; do sleep 1; done
echo "The server or the worker has stopped; see $LOTRINH_HOME/worker.log" >&2
stop
exit 1
