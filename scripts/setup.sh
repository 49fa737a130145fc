# shellcheck shell=sh
# Sourced by run.sh and test.sh: what Debian must give, and .venv from the lock file.
# Usage: . scripts/setup.sh; need_packages FILE_OR_COMMAND=PACKAGE ...; make_venv [uv sync options]

# What reading scans, .doc and .odt stands on.
reading_packages="/usr/bin/tesseract=tesseract-ocr /usr/share/tesseract-ocr/5/tessdata/vie.traineddata=tesseract-ocr-vie \
/usr/bin/soffice=libreoffice-writer-nogui"

stop_with() {
    echo "$1" >&2
    exit 1
}

need_packages() {
    missing=""
    for pair in "$@"; do
        [ -n "$(command -v "${pair%%=*}")" ] || [ -e "${pair%%=*}" ] || missing="$missing ${pair#*=}"
    done
    [ -n "$missing" ] || return 0
    command -v apt-get >/dev/null || stop_with "Missing:$missing. There is no apt here: install them, then run this again."
    as_root=""
    if [ "$(id -u)" != 0 ]; then
        command -v sudo >/dev/null ||
            stop_with "Missing:$missing. Run this once as root, or: apt-get install$missing"
        as_root="sudo"
    fi
    echo "Installing from Debian:$missing" >&2
    $as_root apt-get update -qq >&2 || stop_with "apt-get update failed; see above. Is there a network?"
    # shellcheck disable=SC2086 # a list of words
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >&2 ||
        stop_with "Installing$missing failed; see above."
}

make_venv() {
    # A file beside the environment keeps what was installed last, so that a second run does nothing.
    wanted=$(cksum uv.lock pyproject.toml)
    stamp=".venv/.lotrinh$(printf '%s' "$*" | tr -c 'a-z' '-')"
    if [ -x .venv/bin/lotrinh ] && [ "$(cat "$stamp" 2>/dev/null || true)" = "$wanted" ]; then return 0; fi
    need_packages /usr/bin/python3=python3
    # Debian keeps the part that makes environments in a package of its own.
    /usr/bin/python3 -c "import ensurepip, venv" 2>/dev/null || need_packages /nonexistent=python3-venv
    /usr/bin/python3 -c "import sys; sys.exit(sys.version_info < (3, 11))" ||
        stop_with "$(/usr/bin/python3 --version) is too old: Lộ Trình needs Python 3.11, which Debian 12 brings."
    echo "Installing Python packages into .venv; the first time takes a minute or two" >&2
    .venv/bin/python -c "import pip" 2>/dev/null || /usr/bin/python3 -m venv --clear .venv >&2
    .venv/bin/uv --version >/dev/null 2>&1 || .venv/bin/python -m pip install -q "uv>=0.9" >&2
    # --inexact: uv itself stands in the environment and must not remove itself.
    UV_PYTHON_DOWNLOADS=never .venv/bin/uv sync -q --frozen --inexact --python .venv/bin/python "$@" >&2
    printf '%s' "$wanted" > "$stamp"
}

compile_messages() {
    # Translations are compiled where their source is newer.
    for source in src/lotrinh/web/locale/*/LC_MESSAGES/django.po; do
        [ -e "$source" ] || continue
        made="${source%.po}.mo"
        if [ -e "$made" ] && [ ! "$source" -nt "$made" ]; then continue; fi
        need_packages /usr/bin/msgfmt=gettext
        msgfmt -o "$made" "$source"
    done
}
