package io.keelson.bootstrap.install;

/// What is run on a host, with POSIX's shell, GNU tar and coreutils. Words come as arguments, never inside the text.
final class Scripts {
    /// Version and digest of what is there: $1 is the bundle's directory, $2 the version.
    static final String LOOK = """
            current=$(readlink "$1/current" 2>/dev/null) || current=-
            digest=-
            if [ -e "$1/$2/.sha256" ]; then digest=$(cat "$1/$2/.sha256"); fi
            printf '%s %s\\n' "$current" "$digest"
            """;

    /// Unpacks the archive on the standard input as $1/$2, when it has the digest $3; $4 is its size. Appears whole.
    static final String PUT = """
            set -eu
            umask 022
            mkdir -p "$1"
            exec 9>"$1/.lock"
            flock -n 9 || { echo "error: somebody else installs on this host right now" >&2; exit 1; }
            rm -rf "$1"/.new.*
            new=$1/.new.$$
            trap 'rm -rf "$new" "$new.tar"' EXIT
            free=$(df -Pk "$1" | awk 'NR == 2 { print $4 }')
            need=$(($4 / 1024 * 2 + 1024))
            if [ "$free" -lt "$need" ]; then
                echo "error: $1 has $((free / 1024)) MiB left, the bundle needs $((need / 1024)) MiB" >&2
                exit 1
            fi
            cat >"$new.tar"
            sum=$(sha256sum <"$new.tar")
            sum=${sum%% *}
            if [ "$sum" != "$3" ]; then
                echo "error: the bundle arrived damaged or cut: its SHA-256 is $sum, must be $3" >&2
                exit 1
            fi
            mkdir "$new"
            tar -x --no-same-owner -p -f "$new.tar" -C "$new"
            rm "$new.tar"
            printf '%s\\n' "$3" >"$new/.sha256"
            sync -f "$new"
            mv -T "$new" "$1/$2"
            sync -f "$1"
            """;

    /// Makes $1/$2 the current one; the one before stays as `previous`, older ones go. Links $4 to its program $3.
    static final String SWAP = """
            set -eu
            exec 9>"$1/.lock"
            flock -n 9 || { echo "error: somebody else installs on this host right now" >&2; exit 1; }
            old=$(readlink "$1/current" 2>/dev/null) || old=
            if [ "$old" != "$2" ]; then
                if [ -n "$old" ]; then ln -sfn "$old" "$1/.link.$$"; mv -T "$1/.link.$$" "$1/previous"; fi
                ln -sfn "$2" "$1/.link.$$"
                mv -T "$1/.link.$$" "$1/current"
            fi
            mkdir -p "$(dirname "$4")"
            ln -sfn "$1/current/bin/$3" "$4.new"
            mv -T "$4.new" "$4"
            previous=$(readlink "$1/previous" 2>/dev/null) || previous=
            for each in "$1"/*; do
                name=${each##*/}
                [ -L "$each" ] || [ "$name" = "$2" ] || [ "$name" = "$previous" ] || rm -rf "$each"
            done
            sync -f "$1"
            """;

    private Scripts() {}
}
