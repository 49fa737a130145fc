#!/bin/sh
# Install what is missing, then serve the demo on this machine; or pass the words on to the `lotrinh` command.
#   ./run.sh                 serve on http://127.0.0.1:8000/
#   ./run.sh read FILE …     the same as .venv/bin/lotrinh read FILE …
# LOTRINH_HOME: where data lives (var/). LOTRINH_PORT: another port. LOTRINH_DEMO=0: no demo.
# LOTRINH_ADDRESS: how links in letters begin, where it is not this machine's own.
set -eu
here=$(pwd)
cd "$(dirname "$0")"
. scripts/setup.sh
LOTRINH_HOME=${LOTRINH_HOME:-$(pwd)/var}
case $LOTRINH_HOME in /*) ;; *) LOTRINH_HOME="$here/$LOTRINH_HOME" ;; esac
LOTRINH_DEMO=${LOTRINH_DEMO:-1}
LOTRINH_PORT=${LOTRINH_PORT:-8000}
export LOTRINH_HOME
# shellcheck disable=SC2086 # a list of words
need_packages $reading_packages
make_venv --no-dev --extra web --extra postgres --extra writing --extra pdf --extra corpus
bin=$(pwd)/.venv/bin
if [ $# -gt 0 ]; then
    cd "$here"
    exec "$bin/lotrinh" "$@"
fi

LOTRINH_ADDRESS=${LOTRINH_ADDRESS:-http://127.0.0.1:$LOTRINH_PORT}
export LOTRINH_DEMO LOTRINH_ADDRESS
is_free='import socket, sys; socket.create_server(("127.0.0.1", int(sys.argv[1]))).close()'
answers='import socket, sys; socket.create_connection(("127.0.0.1", int(sys.argv[1])), 1).close()'
"$bin/python" -c "$is_free" "$LOTRINH_PORT" 2>/dev/null ||
    stop_with "Port $LOTRINH_PORT cannot be had: stop what runs there, or choose another with LOTRINH_PORT=8001 ./run.sh"
umask 077 # data is for its owner only
mkdir -p "$LOTRINH_HOME"

step() {
    "$bin/lotrinh" manage "$@" >>"$LOTRINH_HOME/setup.log" 2>&1 || { cat "$LOTRINH_HOME/setup.log" >&2; exit 1; }
}
set_up() {
    # What is in place for these very sources is not done again; a database elsewhere is always looked at.
    sources=$(find src uv.lock -type f ! -name '*.pyc' ! -name '*.mo' -exec cksum {} + | sort | cksum)
    ready="$sources demo=$LOTRINH_DEMO"
    if [ -z "${LOTRINH_DATABASE:-}" ] && [ -e "$LOTRINH_HOME/lotrinh.sqlite3" ] &&
        [ "$(cat "$LOTRINH_HOME/ready" 2>/dev/null || true)" = "$ready" ]; then return 0; fi
    echo "Preparing data in $LOTRINH_HOME" >&2
    : >"$LOTRINH_HOME/setup.log"
    compile_messages
    step migrate --noinput
    step collectstatic --noinput
    [ "$LOTRINH_DEMO" != 1 ] || step load_demo
    printf '%s' "$ready" >"$LOTRINH_HOME/ready"
}
set_up

worker="" server=""
stop() {
    # shellcheck disable=SC2086 # one that has not started is no word
    kill $worker $server 2>/dev/null || true
    wait
}
trap 'stop; exit 0' INT TERM HUP
"$bin/lotrinh" worker >>"$LOTRINH_HOME/worker.log" 2>&1 &
worker=$!
"$bin/gunicorn" --bind "127.0.0.1:$LOTRINH_PORT" --workers 2 --timeout 120 --log-level warning lotrinh.web.wsgi:application &
server=$!
both_run() { kill -0 "$worker" 2>/dev/null && kill -0 "$server" 2>/dev/null; }
until "$bin/python" -c "$answers" "$LOTRINH_PORT" 2>/dev/null; do both_run || break; sleep 0.2; done
if both_run; then
    echo "Lộ Trình: http://127.0.0.1:$LOTRINH_PORT/"
    if [ "$LOTRINH_DEMO" = 1 ]; then
        echo "Demo, sign in as: can-bo-van-phong (clerk), can-bo-don-vi (officer), lanh-dao (head), thay-lanh-dao (stands in for the head),"
        echo "    nguoi-theo-doi (viewer), quan-tri (administrator), lanh-dao-thanh-pho (head of a city); password: ban-trinh-dien"
    else
        echo "Make the first person: .venv/bin/lotrinh manage create_person NAME 'Full name' administrator 'Body'"
    fi
    echo "Data: $LOTRINH_HOME. Stop with Ctrl-C."
fi
# When one of the two ends, the other is of no use: stop it and say so.
while both_run; do sleep 1; done
if kill -0 "$server" 2>/dev/null; then
    gone="The worker that reads uploads has stopped; the server is stopped too. See $LOTRINH_HOME/worker.log"
else
    gone="The server has stopped, see above; the worker is stopped too."
fi
stop
stop_with "$gone Start again with ./run.sh"
