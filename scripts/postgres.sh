# shellcheck shell=sh
# Sourced by test.sh: a PostgreSQL of our own on a Unix socket, thrown away afterwards. initdb refuses root.
postgres_folder=""

as_postgres() {
    if [ "$(id -u)" = 0 ]; then su postgres -s /bin/sh -c "$1"; else sh -c "$1"; fi
}

start_postgres() {
    postgres_folder=$1
    postgres_bin=$(ls -d /usr/lib/postgresql/*/bin | sort -V | tail -n 1)
    mkdir -p "$postgres_folder"
    if [ "$(id -u)" = 0 ]; then chown postgres "$postgres_folder"; fi
    as_postgres "$postgres_bin/initdb -D $postgres_folder/data -U lotrinh --auth=trust -E UTF8 --locale=C.UTF-8 >/dev/null"
    as_postgres "$postgres_bin/pg_ctl -D $postgres_folder/data -w -l $postgres_folder/log \
        -o '-c listen_addresses= -c unix_socket_directories=$postgres_folder -c fsync=off -c full_page_writes=off' start >/dev/null"
    as_postgres "$postgres_bin/createdb -h $postgres_folder -U lotrinh lotrinh"
    POSTGRES_ADDRESS="postgres://lotrinh@/lotrinh?host=$postgres_folder"
}

stop_postgres() {
    [ -n "$postgres_folder" ] || return 0
    as_postgres "$postgres_bin/pg_ctl -D $postgres_folder/data -m immediate stop >/dev/null 2>&1" || true
    postgres_folder=""
}
