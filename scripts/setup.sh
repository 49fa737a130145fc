# shellcheck shell=sh
# Sourced by run.sh and test.sh: what Debian must give, and .venv from the lock file.
# Usage: . scripts/setup.sh; need_packages COMMAND=PACKAGE ...; make_venv [uv sync options]

# What reading scans, .doc and .odt stands on.
reading_packages="/usr/bin/tesseract=tesseract-ocr /usr/share/tesseract-ocr/5/tessdata/vie.traineddata=tesseract-ocr-vie \
/usr/bin/soffice=libreoffice-writer-nogui"

need_packages() {
    missing=""
    for pair in "$@"; do
        [ -n "$(command -v "${pair%%=*}")" ] || [ -e "${pair%%=*}" ] || missing="$missing ${pair#*=}"
    done
    [ -n "$missing" ] || return 0
    echo "Installing:$missing" >&2
    if [ "$(id -u)" = 0 ]; then as_root=""; else as_root="sudo"; fi
    $as_root apt-get update -qq >&2
    # shellcheck disable=SC2086 # a list of words
    DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -qq --no-install-recommends $missing >&2
}

make_venv() {
    export UV_PYTHON_DOWNLOADS=never
    # The newest lock file that was installed is kept beside the environment, so a second run does nothing.
    wanted="$(cksum uv.lock pyproject.toml) $*"
    if [ -x .venv/bin/python ] && [ "$(cat .venv/.lotrinh-lock 2>/dev/null || true)" = "$wanted" ]; then return 0; fi
    need_packages /usr/bin/python3=python3 /usr/lib/python3/dist-packages/pip=python3-pip
    [ -e /usr/share/python-wheels ] || ls /usr/lib/python3*/ensurepip/_bundled >/dev/null 2>&1 || need_packages /nonexistent=python3-venv
    [ -x .venv/bin/python ] || /usr/bin/python3 -m venv .venv >&2
    [ -x .venv/bin/uv ] || .venv/bin/python -m pip install -q "uv>=0.9" >&2
    .venv/bin/uv sync -q --frozen --inexact --python .venv/bin/python "$@" >&2
    printf '%s' "$wanted" > .venv/.lotrinh-lock
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
